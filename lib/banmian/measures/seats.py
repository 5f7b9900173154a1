"""Who was at which distinct event, as places: what all counts of persons and events are made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.cut import column
from banmian.frames import Frames, places
from banmian.once import once
from banmian.same import told


@once
def present(frames: Frames, kinds: tuple[str, ...] | None = None) -> pd.DataFrame:
    """A row a person present at the report of an event: ``person`` and ``event`` (distinct) as places, role, start.

    ``kinds`` are codes of ``schema.PERSON_KINDS`` (all if None).
    """
    event = told(frames)[places(column(frames, "appearances", "event_id"))]
    there = column(frames, "appearances", "present").to_numpy() & (event >= 0)
    if kinds is not None:
        there &= column(frames, "appearances", "kind").isin(kinds).to_numpy()
    person, role, start = (column(frames, "appearances", name) for name in ("person_id", "role", "start"))
    return pd.DataFrame(
        {
            "person": places(person)[there],
            "event": event[there],
            "role": role.array[there],
            "start": start.array[there],
        }
    )


@once
def seats(frames: Frames, kinds: tuple[str, ...] | None = None) -> pd.DataFrame:
    """A row a person at a distinct event, as in the first report that has both."""
    rows = present(frames, kinds)
    often = np.bincount(told(frames)[frames.rows("events")], minlength=len(frames.whole.events)) > 1
    near = np.flatnonzero(often[rows["event"]])  # one report names a person once
    pairs = rows["person"].to_numpy()[near] * len(often) + rows["event"].to_numpy()[near]
    first = np.ones(len(rows), bool)
    first[near] = ~pd.Series(pairs).duplicated().to_numpy()
    return rows if first.all() else rows[first]


def sizes(frames: Frames, kinds: tuple[str, ...] | None = None) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """By the place of a distinct event how many persons were there."""
    return np.bincount(seats(frames, kinds)["event"], minlength=len(frames.whole.events))
