"""More events than can be drawn one by one: counts by lane and period, and the events behind them."""

from __future__ import annotations

import pandas as pd
import pytest

from banmian.charts import timeline
from banmian.measures import coverage, lanes
from banmian.measures import timeline as times
from tests.library import issue, library, person, report

DAYS = [f"{year}-{month:02}-{day:02}" for year in (2024, 2025) for month in (1, 3) for day in (1, 20)]


def events_of(*days: str, leaders: str = "甲乙"):
    reports = [
        report(
            "。", f"会{n}", day, person(leaders[n % len(leaders)], "chair"), kind=("meeting", "study")[n % 2]
        )
        for n, day in enumerate(days)
    ]
    return library(issue("a", *reports))


@pytest.mark.parametrize("by", ["kind", "leader"])
def test_counts_are_those_of_the_events_behind_them(by):
    frames = events_of(*DAYS)
    events = times.events(frames)
    counts = lanes.crowded(events, by)
    assert counts["n"].sum() == len(events)
    for row in counts.itertuples():
        behind = lanes.behind(frames, by, row.lane, row.period.date().isoformat())
        assert len(behind) == row.n
    assert (counts.groupby("period")["n"].sum() == counts.groupby("period")["of"].first()).all()


@pytest.mark.parametrize(
    ("last", "unit", "first"),
    [
        ("2024-06-05", "week", "2024-06-03"),
        ("2027-06-05", "month", "2027-06-01"),
        ("2044-06-05", "year", "2044-01-01"),
    ],
)
def test_periods_are_as_short_as_can_be_told_apart(last, unit, first):
    events = times.events(events_of("2024-01-01", last))
    assert lanes.unit(events) == unit
    assert lanes.crowded(events, "kind")["period"].max() == pd.Timestamp(first)


def test_leaders_without_a_lane_of_their_own_share_one():
    frames = events_of(*DAYS, "2025-03-21", "2025-03-22", leaders="甲乙丙丁戊己庚辛壬癸")
    lane = lanes.lane_of(times.events(frames), "leader")
    assert len(lane.cat.categories) == lanes.NAMED + 1
    assert lane.cat.categories[-1] == lanes.OTHERS
    assert (lane == lanes.OTHERS).sum() == 1


def test_what_is_no_cell_has_nothing_behind_it():
    frames = events_of(*DAYS)
    assert lanes.behind(frames, "kind", "meeting", "nonsense").empty
    assert lanes.behind(frames, "kind", "<b>", "2024-01-01").empty


def test_many_events_are_counted_and_every_cell_can_be_chosen(monkeypatch):
    monkeypatch.setattr(lanes, "ONE_BY_ONE", 5)
    frames = events_of(*DAYS)
    events, weeks = times.events(frames), coverage.weeks(frames)
    figure = timeline.lanes(events, times.series(frames), weeks)
    cells, ribbon = figure.data
    counts = lanes.crowded(events, "kind")
    assert [tuple(chosen) for chosen in cells.customdata] == [
        (row.lane, row.period.date().isoformat()) for row in counts.itertuples()
    ]
    assert figure.layout.title.subtitle.text == "8 件，见于 1 期；一格一周，最多 1 件"
    assert len(ribbon.x) == len(set(ribbon.base)) == len(weeks)


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        ("2018-12-31", "2019-05-06", ["12月31日<br>2018年", "1月28日<br>2019年"]),
        ("2018-12-31", "2027-06-05", ["2019年", "2021年"]),
    ],
)
def test_a_year_of_one_period_is_not_named_over_the_next(monkeypatch, first, last, named):
    monkeypatch.setattr(lanes, "ONE_BY_ONE", 1)
    frames = events_of(first, last)
    figure = timeline.lanes(times.events(frames), times.series(frames), coverage.weeks(frames))
    assert list(figure.layout.xaxis.ticktext[:2]) == named
