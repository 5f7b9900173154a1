"""Articles by issue or by month: what topics and words are compared over."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames
from banmian.measures.issues import issues


def groups(frames: Frames, by: str) -> pd.Series:
    """By article_id the group that it belongs to: ``issue_id``, or the first day of its ``month``.

    Articles without a date belong to no month and are left out.
    """
    table = frames.articles.set_index("article_id")
    if by == "issue_id":
        return table["issue_id"].astype("str")
    dates = table["date"].dropna()
    months: pd.Series = dates - pd.to_timedelta(dates.dt.day - 1, unit="D")
    return months


def in_order(frames: Frames, group: pd.Series, by: str) -> pd.Series:
    """The distinct groups in the order of time."""
    if by == "issue_id":
        return issues(frames)["issue_id"][lambda order: order.isin(group)]
    return group.drop_duplicates().sort_values()
