"""Events by lane and period: how many there were, where there are too many to be looked at one by one."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from banmian import schema
from banmian.frames import Frames, places
from banmian.measures.groups import UNITS
from banmian.measures.timeline import events
from banmian.once import once

By = Literal["kind", "leader"]
Unit = Literal["week", "month", "year"]
ONE_BY_ONE = 1_500
"""So many events find a place of their own in a chart; of more it is drawn how many there were."""
NAMED = 9
"""Leaders with a lane of their own."""
OTHERS, UNNAMED = "其他", "未载明"
PERIODS = 120
"""Periods that can be told apart in the width of a page."""


def lane_of(rows: pd.DataFrame, by: By) -> pd.Series:
    """The lane of each of ``measures.timeline.events`` as a category, lanes in their order.

    Lanes are codes of kinds in the order of the schema, or the names of leaders, the most frequent first.
    """
    if by == "kind":
        kinds: pd.Series = rows["kind"].cat.set_categories([*schema.ARTICLE_KINDS])
        return kinds.cat.remove_unused_categories()
    counts = rows["leader"].value_counts().rename_axis("name").reset_index()
    names = counts.sort_values(["count", "name"], ascending=[False, True])["name"].tolist()
    own, rest = names[:NAMED], [OTHERS] * (len(names) > NAMED) + [UNNAMED] * bool(rows["leader"].isna().any())
    leader = rows["leader"].where(rows["leader"].isin(own) | rows["leader"].isna(), OTHERS)
    kind = pd.CategoricalDtype([*own, *(name for name in rest if name not in own)])
    return leader.fillna(UNNAMED).astype(kind)


def many(rows: pd.DataFrame) -> bool:
    """Whether there are too many to be drawn one by one."""
    return int(rows["date"].notna().sum()) > ONE_BY_ONE


def unit(rows: pd.DataFrame) -> Unit:
    """The shortest period of which the days of these events are not too many."""
    span = (rows["date"].max() - rows["date"].min()).days if rows["date"].notna().any() else 0
    return "week" if span / 7 <= PERIODS else "month" if span / 30.4 <= PERIODS else "year"


def period_of(days: pd.Series, by: Unit) -> pd.Series:
    """The first day of the period of each day."""
    if by == "week":
        mondays: pd.Series = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
        return mondays
    first = days.to_numpy().astype(f"datetime64[{UNITS[by]}]")
    return pd.Series(first.astype("datetime64[ms]"), days.index)


def crowded(rows: pd.DataFrame, by: By) -> pd.DataFrame:
    """A row a lane and period with dated events: ``n`` of the ``of`` events of that period."""
    dated = rows[rows["date"].notna()]
    lane = lane_of(dated, by)
    period, first = pd.factorize(period_of(dated["date"], unit(dated)), sort=True)
    width = max(len(lane.cat.categories), 1)
    counts = np.bincount(period * width + places(lane), minlength=len(first) * width).reshape(-1, width)
    at, row = np.nonzero(counts)
    return pd.DataFrame(
        {
            "lane": lane.cat.categories.take(row),
            "period": pd.DatetimeIndex(first).as_unit("ms").take(at),
            "n": counts[at, row],
            "of": counts.sum(axis=1)[at],
        }
    )


@once
def behind(frames: Frames, by: By, lane: str, period: str) -> pd.DataFrame:
    """The events behind a number of ``crowded``; ``period`` is the ISO day on which it begins."""
    every = events(frames)
    dated = every[every["date"].notna()]
    first = period_of(dated["date"], unit(dated))
    begins = pd.to_datetime(period, format="%Y-%m-%d", errors="coerce")
    return dated[(lane_of(dated, by) == lane).to_numpy() & (first == begins).to_numpy()]
