"""Which issues seem to be missing, counted on made-up runs of a paper."""

from __future__ import annotations

import datetime as dt

from banmian.frames import Frames
from banmian.measures import gaps
from tests.library import issue, library, report

MONDAY = dt.date(2025, 1, 6)


def run(days: int, *lacking: int, weekend: bool = True) -> Frames:
    """A page a day of 青山日报, without the days ``lacking`` (from 0), and two that have no place in a rhythm."""
    there = [MONDAY + dt.timedelta(day) for day in range(days) if day not in lacking]
    pages = [
        issue(f"p{day}", report(), printed=str(day), paper="青山日报")
        for day in there
        if weekend or day.weekday() < 5
    ]
    return library(*pages, issue("x", report(), paper="青山日报"), issue("y", report(), printed="2025-01-07"))


def test_a_day_that_a_daily_paper_lacks_is_named() -> None:
    frames = run(70, 22)
    assert list(gaps.missing(frames)["date"].dt.date) == [MONDAY + dt.timedelta(22)]
    assert gaps.papers(frames)[["n", "missing"]].to_numpy().tolist() == [[69, 1]]
    assert set(gaps.rhythm(frames)["rhythm"]) == {"printed"}


def test_days_on_which_a_paper_does_not_come_out_are_not_missing() -> None:
    frames = run(70, weekend=False)
    rhythm = gaps.rhythm(frames).set_index("weekday")["rhythm"]
    assert list(rhythm) == ["printed"] * 5 + ["none"] * 2
    assert gaps.missing(frames).empty


def test_a_few_issues_tell_no_rhythm() -> None:
    frames = run(7, 2)
    assert set(gaps.rhythm(frames)["rhythm"]) == {"thin"}
    assert gaps.papers(frames)["missing"].isna().all()
    assert gaps.missing(frames).empty


def test_pages_without_paper_or_day_are_told_apart() -> None:
    pages = gaps.unplaced(run(7)).set_index("issue_id")[["paper", "publication_date"]].notna()
    assert pages.to_dict("index") == {
        "x": {"paper": True, "publication_date": False},
        "y": {"paper": False, "publication_date": True},
    }


def test_of_no_page_nothing_is_said() -> None:
    frames = library()
    assert [len(measure(frames)) for measure in (gaps.papers, gaps.rhythm, gaps.missing)] == [0, 0, 0]
