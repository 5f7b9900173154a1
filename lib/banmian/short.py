"""What files are called where they are shown: by their name alone, as long as no other has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def short_names(sources: Iterable[str]) -> list[str]:
    """清湾日报/清湾0518.txt → 清湾0518.txt; 2024-05-18/01.txt stays where there is 2024-05-20/01.txt."""
    every = list(sources)
    alone = Counter(source.rpartition("/")[2] for source in set(every))
    return [name if alone[name := source.rpartition("/")[2]] == 1 else source for source in every]
