"""Who was at which distinct event, as places: what all counts of persons and events are made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.frames import Frames, places
from banmian.once import once
from banmian.same import told


@once
def present(frames: Frames, kinds: tuple[str, ...] | None = None) -> pd.DataFrame:
    """A row a person present at the report of an event: ``person`` and ``event`` (distinct) as places, role, start.

    ``kinds`` are codes of ``schema.PERSON_KINDS`` (all if None).
    """
    rows = frames.appearances
    event = told(frames)[places(rows["event_id"])]
    there = rows["present"].to_numpy() & (event >= 0)
    if kinds is not None:
        there &= rows["kind"].isin(kinds).to_numpy()
    rows = rows.loc[there, ["person_id", "role", "start"]]
    return pd.DataFrame(
        {
            "person": places(rows["person_id"]),
            "event": event[there],
            "role": rows["role"].array,
            "start": rows["start"].array,
        }
    )


@once
def seats(frames: Frames, kinds: tuple[str, ...] | None = None) -> pd.DataFrame:
    """A row a person at a distinct event, as in the first report that has both."""
    rows = present(frames, kinds)
    pairs = rows["person"] * len(frames.whole.events) + rows["event"]
    return rows[~pairs.duplicated()]


def sizes(frames: Frames, kinds: tuple[str, ...] | None = None) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """By the place of a distinct event how many persons were there."""
    return np.bincount(seats(frames, kinds)["event"], minlength=len(frames.whole.events))
