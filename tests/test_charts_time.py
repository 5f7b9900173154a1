"""Charts of events in time, by value."""

from __future__ import annotations

import pandas as pd

from banmian.charts import calendar, series, timeline
from banmian.charts.colours import PALETTES
from banmian.measures import coverage
from banmian.measures import timeline as times
from tests.drawings import FRAMES


def test_lanes_carry_each_dated_event_once():
    events = times.events(FRAMES)
    figure = timeline.lanes(events, times.series(FRAMES), coverage.weeks(FRAMES))
    earlier, latest = figure.data[2], figure.data[3]
    dated = events[events["date"].notna()]
    for marks, rows in ((earlier, dated[~dated["latest"]]), (latest, dated[dated["latest"]])):
        assert list(marks.customdata) == list(rows["event_id"])
        assert list(marks.x) == list(rows["date"])
        assert list(marks.text) == ["" if pd.isna(ordinal) else str(ordinal) for ordinal in rows["ordinal"]]
    assert latest.marker.color == PALETTES["light"].accent
    assert figure.layout.title.subtitle.text == "5 件，见于 2 期，另有 1 件无日期未画"
    assert figure.layout.yaxis.ticktext == ("会议", "调研")


def test_only_meetings_known_to_follow_each_other_are_joined_by_a_solid_line():
    events = times.events(FRAMES).set_index("event_id")["date"]
    solid, dotted = timeline.lanes(times.events(FRAMES), times.series(FRAMES), coverage.weeks(FRAMES)).data[
        :2
    ]
    ids = list(events.sort_values().index)
    assert list(solid.x) == [events[ids[0]], events[ids[1]], None], "38 and 39"
    assert list(dotted.x) == [events[ids[1]], events[ids[2]], None], "39 and 42"
    assert (solid.line.dash, dotted.line.dash) == ("solid", "dot")


def test_the_series_say_how_many_meetings_are_missing():
    figure = series.ordinals(times.series(FRAMES))
    gaps, rings = figure.data[2], figure.data[3]
    assert list(gaps.text) == ["缺 2 次"]
    assert list(rings.text) == ["38", "39", "42"]


def test_weeks_without_a_page_are_drawn_as_such():
    weeks = coverage.weeks(FRAMES)
    ribbon = timeline.lanes(times.events(FRAMES), times.series(FRAMES), weeks).data[4]
    palette = PALETTES["light"]
    assert list(ribbon.marker.color) == [
        palette.muted if covered else palette.raised for covered in weeks["covered"]
    ]


def test_the_calendar_has_a_cell_a_day():
    days = coverage.days(FRAMES)
    grid = calendar.strip(days).data[0]
    assert list(grid.customdata) == [date.date().isoformat() for date in days["date"]]
    assert list(grid.y) == list(days["date"].dt.day_of_week)
    empty = [colour == PALETTES["light"].paper for colour in grid.marker.color]
    assert empty == [not covered for covered in days["covered"]]


def test_a_long_calendar_has_a_cell_a_week():
    days = pd.DataFrame({"date": pd.date_range("2024-01-01", "2025-12-31"), "covered": False, "events": 0})
    days.loc[9, ["covered", "events"]] = [True, 3]
    grid = calendar.strip(days).data[0]
    assert set(grid.y) == {0, 1}
    filled = [
        place
        for place, colour in zip(grid.customdata, grid.marker.color, strict=True)
        if colour != PALETTES["light"].paper
    ]
    assert filled == ["2024-01-08"]  # fmt: skip


def test_a_cell_of_a_long_calendar_is_a_week_of_its_year():
    long = pd.DataFrame({"date": pd.date_range("2024-01-03", "2025-12-31")})
    ends = {"2024-01-03": "2024-01-08", "2024-01-08": "2024-01-15", "2024-12-30": "2025-01-01"}
    for first, end in ends.items():
        assert calendar.behind(long, pd.Timestamp(first)) == pd.Timestamp(end)
    assert calendar.behind(long.head(9), pd.Timestamp("2024-01-03")) == pd.Timestamp("2024-01-04")


def test_a_rate_is_printed_with_the_count_behind_it():
    rates = times.rates(FRAMES)
    numbers = timeline.rates(rates).data[1]
    assert [text.strip() for text in numbers.text] == [
        f"{row.rate:.1f} 件（共 {row.n} 件）" for row in rates.itertuples()
    ]
