"""Columns of a table, cut out of a selection one by one: who looks at three of sixteen does not wait for all."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames
from banmian.once import once


@once
def column(frames: Frames, table: str, name: str) -> pd.Series:
    """A column of a table of these frames."""
    whole: pd.Series = getattr(frames.whole, table)[name]
    return whole if frames is frames.whole else whole.take(frames.rows(table))
