"""Whose each sighting is, while persons are told: a number a row, and the ids that the numbers stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray


class Owners:
    """The owners of before, but of the rows ``anew``: these have none until they are told."""

    def __init__(self, before: pd.Categorical, anew: NDArray[np.bool_]) -> None:
        self._codes = before.codes.astype("int32")
        self._codes[anew] = -1
        self._known = {person_id: code for code, person_id in enumerate(before.categories)}

    def left(self) -> Collection[str]:
        """The persons who own any row."""
        ids = list(self._known)
        return {ids[code] for code in np.unique(self._codes) if code >= 0}

    def tell(self, rows: NDArray[np.intp], whose: Iterable[str]) -> None:
        """Note whose these rows are."""
        self._codes[rows] = [self._known.setdefault(person_id, len(self._known)) for person_id in whose]

    def all(self) -> pd.Categorical:
        """The owners of all rows; the categories are those in use, sorted."""
        codes = {person_id: code for person_id, code in self._known.items() if person_id in self.left()}
        place = np.full(len(self._known) + 1, -1, "int32")
        for new, person_id in enumerate(sorted(codes)):
            place[codes[person_id]] = new
        return pd.Categorical.from_codes(place[self._codes], pd.Index(sorted(codes), dtype="str"))
