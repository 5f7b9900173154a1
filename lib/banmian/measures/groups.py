"""Articles by issue, by month or by year: what topics and words are compared over."""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.frames import Frames, Places, places
from banmian.measures.issues import in_time
from banmian.once import once

UNITS = {"month": "M", "year": "Y"}


@once
def grouped(frames: Frames, by: str) -> tuple[Places, pd.Index]:
    """For each row of ``frames.articles`` the place of its group, -1 for none, among the groups in the order of time.

    ``by`` is ``issue_id``, or ``month`` or ``year``: groups are then their first days, and an article
    without a date belongs to none.
    """
    if by == "issue_id":
        table, page = in_time(frames), places(frames.whole.articles["issue_id"])[frames.kept]
        full = np.isin(table.index, page)
        rank = np.full(len(frames.whole.issues), -1)
        rank[table.index[full]] = np.arange(full.sum())
        return rank[page], pd.Index(table["issue_id"][full], name="group")
    days = frames.whole.articles["date"].to_numpy()[frames.kept]
    first = days.astype(f"datetime64[{UNITS[by]}]").astype("datetime64[ms]")
    group, every = pd.factorize(first, sort=True)
    return group, pd.Index(every, name="group")


def groups(frames: Frames, by: str) -> pd.Series:
    """By article_id the group that it belongs to; articles without one are left out."""
    group, names = grouped(frames, by)
    own = frames.whole.articles["article_id"].take(frames.rows("articles")[group >= 0])
    return pd.Series(names.take(group[group >= 0]), index=pd.Index(own))
