"""Whose each sighting is, while persons are told: a number a row, and the ids that the numbers stand for."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray


class Owners:
    """The owners of before, but of the rows ``anew``: these have none until they are told."""

    def __init__(self, before: pd.Categorical, anew: NDArray[np.bool_]) -> None:
        self._codes = before.codes.astype("int32")
        self._codes[anew] = -1
        self._known = {person_id: code for code, person_id in enumerate(before.categories)}

    def left(self) -> dict[str, int]:
        """The persons who own any row, each with its number."""
        used = np.bincount(self._codes[self._codes >= 0], minlength=len(self._known)) > 0
        return {person_id: code for person_id, code in self._known.items() if used[code]}

    def tell(self, rows: NDArray[np.intp], whose: Iterable[str]) -> None:
        """Note whose these rows are."""
        self._codes[rows] = [self._known.setdefault(person_id, len(self._known)) for person_id in whose]

    def all(self) -> pd.Categorical:
        """The owners of all rows; the categories are those in use, sorted."""
        left = self.left()
        place = np.full(len(self._known) + 1, -1, "int32")
        for new, person_id in enumerate(sorted(left)):
            place[left[person_id]] = new
        return pd.Categorical.from_codes(place[self._codes], pd.Index(sorted(left), dtype="str"))
