"""What goes together best: each row with one column, each column with one row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray


def matched(worth: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Rows with their columns, so that together they are worth most; none without worth. At least one column."""
    rows, columns = np.arange(len(worth)), worth.argmax(axis=1)
    wanted = columns[worth[rows, columns] > 0]
    if len(np.unique(wanted)) < len(wanted):
        # a fifth of a second to import: on nine pages of ten no two headings want one report
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import min_weight_full_bipartite_matching

        # one more for each pair, since what is 0 would be no pair
        rows, columns = min_weight_full_bipartite_matching(csr_array(worth + 1), maximize=True)
    good = worth[rows, columns] > 0
    yield from zip(rows[good].tolist(), columns[good].tolist(), strict=True)
