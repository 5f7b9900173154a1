"""Measures of the whole library, and what holds of every measure."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian import schema
from banmian.measures import coappearance, coverage, keyness, ledger, overview, timeline, topics
from banmian.measures.issues import issues, latest
from tests.library import issue, library, person, report, topic
from tests.two_issues import EMPTY, FRAMES, NEW, OLD, values


def test_issues_in_time():
    table = issues(FRAMES)
    assert values(table, "issue_id", "label", "articles", "whole", "events", "present", "latest") == [
        ["old", "2025-12-29 至 2026-01-05", 2, 2, 2, 2, False],
        ["new", "2026-01-26", 3, 2, 2, 2, True],
    ]
    assert (latest(FRAMES), latest(EMPTY)) == ("new", None)


def test_a_page_without_any_day_is_not_the_latest():
    assert latest(library(OLD, issue("undated", report()))) == "old"


def test_figures_have_denominators():
    assert values(overview.figures(FRAMES), "figure", "n", "of") == [
        ["events", 4, 5],
        ["people", 3, 4],
        ["slogans", 2, 3],
        ["whole", 4, 5],
    ]
    assert set(overview.figures(FRAMES)["figure"]) == set(schema.FIGURES)


def test_new_are_those_that_no_earlier_issue_has():
    assert values(
        overview.new_people(FRAMES, "new"), "person", "titles", "article_id", "present", "earlier"
    ) == [
        ["丙", "局长", "new-01", True, 1],
        ["丁", None, "new-01", False, 1],
    ]
    assert values(overview.new_slogans(FRAMES, "new"), "canonical", "n", "earlier") == [["三", 1, 1]]


def test_nothing_is_new_without_an_earlier_issue():
    assert overview.new_people(FRAMES, "old").empty
    assert overview.new_slogans(library(NEW), "new").empty


def test_faults_by_kind():
    assert values(overview.anomalies(FRAMES), "kind", "n", "articles", "issues", "of") == [
        ["headline_without_body", 1, 1, 1, 5],
        ["paragraph_broken", 1, 1, 1, 5],
        ["year_inferred", 1, 1, 1, 5],
    ]


EVERY = {
    "issues": issues,
    "figures": overview.figures,
    "anomalies": overview.anomalies,
    "events": timeline.events,
    "series": timeline.series,
    "rates": timeline.rates,
    "days": coverage.days,
    "weeks": coverage.weeks,
    "ranked": topics.ranked,
    "shares": topics.shares,
    "months": lambda frames: topics.shares(frames, "month"),
    "words": lambda frames: topics.words(frames, "生态环保"),
    "articles": lambda frames: topics.articles(frames, "生态环保"),
    "ledger": ledger.ledger,
    "attendance": ledger.attendance,
    "roles": ledger.roles,
    "titles": lambda frames: ledger.titles(frames, "甲"),
    "people_at": lambda frames: ledger.people_at(frames, "old-01"),
    "pairs": coappearance.pairs,
    "matrix": lambda frames: coappearance.matrix(coappearance.pairs(frames)),
    "companions": lambda frames: coappearance.companions(frames, "甲"),
    "frequency": keyness.frequency,
    "keyness": keyness.keyness,
}


@pytest.mark.parametrize("measure", EVERY.values(), ids=EVERY.keys())
def test_every_column_has_a_label_also_of_nothing(measure):
    full, nothing = measure(FRAMES), measure(EMPTY)
    assert list(nothing.columns) == list(full.columns)
    assert [column for column in full.columns if column not in schema.LABELS] == []
    assert full.columns.is_unique


@pytest.mark.parametrize("measure", EVERY.values(), ids=EVERY.keys())
def test_no_measure_depends_on_the_order_of_pages(measure):
    pd.testing.assert_frame_equal(measure(FRAMES), measure(library(OLD, NEW)))


KINDS = st.sampled_from([*schema.EVENT_KINDS, "dispatch"])
TOPICS = st.lists(st.sampled_from(["生态环保", "经济运行"]), unique=True)
DAYS = st.none() | st.dates(pd.Timestamp("2025-01-01").date(), pd.Timestamp("2025-04-01").date()).map(str)
REPORTS = st.builds(
    lambda date, kind, about, names: report(
        "文。", "题", date, *map(person, names), kind=kind, topics=tuple(topic(name, 0.5) for name in about)
    ),
    DAYS, KINDS, TOPICS, st.sets(st.sampled_from("甲乙丙")),
)  # fmt: skip
PAGES = st.lists(st.lists(REPORTS, max_size=4), max_size=4).map(
    lambda pages: library(*(issue(f"i{number}", *page) for number, page in enumerate(pages)))
)


@given(PAGES)
@settings(max_examples=25)
def test_shares_are_shares_and_parts_add_up(frames):
    for table in (topics.ranked(frames), topics.shares(frames), topics.shares(frames, "month")):
        assert (table["n"] <= table["of"]).all()
        assert (
            (table["low"] >= 0) & (table["low"] <= table["share"]) & (table["share"] <= table["high"])
        ).all()
        assert (table["high"] <= 1).all()
    assert timeline.rates(frames)["n"].sum() == len(timeline.events(frames))
    assert coverage.days(frames)["articles"].sum() == frames.articles["date"].notna().sum()
    assert coverage.weeks(frames)["events"].sum() == timeline.events(frames)["date"].notna().sum()
    attendance = ledger.attendance(frames)
    assert (attendance["n"] <= attendance["of"]).all()
    assert ledger.roles(frames)["n"].sum() == attendance["n"].sum()
    assert (
        attendance.set_index("person_id")["n"]
        == frames.people.set_index("person_id")["events"][attendance["person_id"]]
    ).all()
