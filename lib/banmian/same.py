"""Which reports tell of the same event, of the whole library and of what a selection leaves."""

from __future__ import annotations

import numpy as np

from banmian.frames import Frames, Places, same_event
from banmian.once import once


@once
def told(frames: Frames) -> Places:
    """By the place of an event that of the first report of it in these frames; -1 of others, and at the end."""
    alike, here = _alike(frames.whole), frames.rows("events")
    first = np.full(len(alike), -1)
    first[alike[here][::-1]] = here[::-1]
    every = np.full(len(alike) + 1, -1)
    every[here] = first[alike[here]]
    return every


def distinct(frames: Frames) -> Places:
    """The places of the distinct events: of each the first report."""
    here = frames.rows("events")
    first: Places = here[told(frames)[here] == here]
    return first


@once
def _alike(whole: Frames) -> Places:
    return same_event(whole.events)
