"""Measures of events in time: series, rates, what is covered."""

from __future__ import annotations

import pytest

from banmian.measures import coverage, ledger, timeline
from tests.library import issue, library, person, report
from tests.two_issues import FRAMES, values


def test_events_in_time():
    table = timeline.events(FRAMES)
    assert values(table, "event_id", "chair", "leader", "headline", "present", "reports", "latest") == [
        ["old-01", "甲", "甲", "例会", 2, 1, False],
        ["old-02", "甲", "甲", "例会", 1, 1, False],
        ["new-01", "乙", "乙", "例会", 2, 1, True],
        ["new-02", None, "丙", "调研", 2, 1, True],
    ]


def test_gaps_in_a_series():
    table = timeline.series(FRAMES)
    assert values(table, "ordinal", "previous_event_id", "days", "missing", "at_least") == [
        [40, None, None, None, False],
        [1, "old-01", 7, 0, True],  # how many there were in 2025 is not known
        [4, "old-02", 21, 2, False],
    ]


def test_a_series_belongs_to_a_paper():
    one, other = (
        issue(name, report(date=date, series="常委会会议", ordinal=(2026, number), name=date), paper=name)
        for name, date, number in (("甲报", "2026-01-01", 1), ("乙报", "2026-01-08", 9))
    )
    assert timeline.series(library(one, other))["missing"].isna().all()


def test_rates_are_per_issue():
    table = timeline.rates(FRAMES)
    assert values(table, "by", "n", "of", "rate", "enough") == [
        ["meeting", 3, 2, 1.5, False],
        ["inspection", 1, 2, 0.5, False],
    ]
    # Garwood for 3 events: 0.619 to 8.767
    assert table[["low", "high"]].iloc[0].tolist() == pytest.approx([0.6187 / 2, 8.7673 / 2], abs=1e-4)
    assert values(timeline.rates(FRAMES, "chair"), "by", "n") == [["甲", 2], ["乙", 1]]


def test_two_reports_of_one_event_count_once():
    told = report("一。", "会", "2026-01-01", person("甲", "chair"), name="全会")
    frames = library(issue("a", told, told))
    assert values(timeline.events(frames), "event_id", "reports") == [["a-01", 2]]
    assert coverage.days(frames)["events"].tolist() == [1]
    assert ledger.attendance(frames)["n"].tolist() == [1]
    assert ledger.people_at(frames, "a-02")["person"].tolist() == ["甲"]


def test_days_outside_every_issue_are_gaps():
    table = coverage.days(FRAMES).set_index("date")
    assert len(table) == 29
    assert table["covered"].sum() == 8 + 1
    assert table.loc["2025-12-30", ["covered", "events", "articles"]].tolist() == [True, 0, 0]
    assert table.loc["2026-01-26", ["covered", "events", "articles"]].tolist() == [True, 2, 2]
    assert not table.loc["2026-01-06", "covered"]


def test_weeks():
    assert values(
        coverage.weeks(FRAMES).astype({"week": "str"}), "week", "covered", "articles", "events"
    ) == [
        ["2025-12-29", True, 1, 1],
        ["2026-01-05", True, 1, 1],
        ["2026-01-12", False, 0, 0],
        ["2026-01-19", False, 0, 0],
        ["2026-01-26", True, 2, 2],
    ]


def test_overlapping_issues_cover_a_day_twice():
    span = report(date="2026-01-01"), report(date="2026-01-03")
    assert coverage.days(library(issue("a", *span), issue("b", *span)))["issues"].tolist() == [2, 2, 2]
