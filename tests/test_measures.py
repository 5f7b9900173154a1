"""Overview, timeline, coverage, topics and ledger: figures counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian import schema
from banmian.measures import coappearance, coverage, keyness, ledger, overview, timeline, topics
from banmian.measures.issues import issues, latest
from banmian.selection import Selection
from tests.library import issue, library, person, report, slogan, topic

OLD = issue(
    "old",
    report(
        "一。", "例会", "2025-12-29", person("甲", "chair", titles=["书记"]), person("乙"),
        series="例会", ordinal=(2025, 40), name="第40次例会",
        topics=(topic("经济运行", 0.6, ("工业", "body", (0, 1))), topic("生态环保", 0.4, ("污染", "body", (1, 2)))),
        slogans=(slogan("一", 0),),
    ),
    report("二。", "例会", "2026-01-05", person("甲", "chair"), series="例会", ordinal=(2026, 1), name="第1次例会"),
)  # fmt: skip
NEW = issue(
    "new",
    report(
        "三，一。", "例会", "2026-01-26", person("乙", "chair"), person("丙", titles=["局长"]), person("丁", "mention", present=False),
        series="例会", ordinal=(2026, 4), name="第4次例会",
        topics=(topic("生态环保", 1.0, ("污染", "body", (0, 1)), ("水质", "body", (1, 2))),),
        slogans=(slogan("三", 0), slogan("一", 2)),
        faults=["year_inferred", "paragraph_broken", "paragraph_broken"],
    ),
    report("四。", "调研", "2026-01-26", person("乙", "accompany"), person("丙", "inspect", titles=["局长"]), kind="inspection"),
    report("", "余文", kind="headline_only", faults=["headline_without_body"]),
)  # fmt: skip
FRAMES = library(NEW, OLD)
EMPTY = library()


def values(table: pd.DataFrame, *columns: str) -> list[list[object]]:
    return table[list(columns)].astype("object").where(table[list(columns)].notna(), None).values.tolist()


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


def test_topics_are_shares_of_articles():
    assert values(topics.ranked(FRAMES), "topic", "n", "of", "share", "enough") == [
        ["生态环保", 2, 5, 0.4, False],
        ["经济运行", 1, 5, 0.2, False],
    ]
    assert values(topics.shares(FRAMES), "group", "topic", "n", "of") == [
        ["old", "生态环保", 1, 2],
        ["old", "经济运行", 1, 2],
        ["new", "生态环保", 1, 3],
        ["new", "经济运行", 0, 3],
    ]


def test_topics_by_month_leave_undated_articles_out():
    table = topics.shares(FRAMES, "month").astype({"group": "str"})
    assert values(table, "group", "topic", "n", "of") == [
        ["2025-12-01", "生态环保", 1, 1],
        ["2025-12-01", "经济运行", 1, 1],
        ["2026-01-01", "生态环保", 1, 3],
        ["2026-01-01", "经济运行", 0, 3],
    ]


def test_words_and_articles_behind_a_topic():
    assert values(topics.words(FRAMES, "生态环保"), "word", "hits", "n", "of") == [
        ["污染", 2, 2, 2],
        ["水质", 1, 1, 2],
    ]
    assert topics.articles(FRAMES, "生态环保")["article_id"].tolist() == ["old-01", "new-01"]
    assert values(topics.articles(FRAMES, "生态环保", "old"), "article_id", "share", "rank", "hits") == [
        ["old-01", 0.4, 2, 1]
    ]


def test_a_topic_touched_in_passing_does_not_count():
    told = report(topics=(topic("经济运行", 0.81), topic("生态环保", 0.19, ("污染", "body", (0, 1)))))
    frames = library(issue("a", told, report(topics=(topic("生态环保", 0.19), topic("经济运行", 0.18)))))
    assert values(topics.ranked(frames), "topic", "n") == [["生态环保", 1], ["经济运行", 1]]
    assert topics.articles(frames, "生态环保")["article_id"].tolist() == ["a-02"]
    assert topics.occurrences(frames, "生态环保").empty
    assert Selection(topics=("生态环保",)).apply(frames).articles["article_id"].tolist() == ["a-02"]


def test_occurrences_are_as_many_as_the_hits():
    hits = topics.words(FRAMES, "生态环保")["hits"].sum()
    assert len(topics.occurrences(FRAMES, "生态环保")) == hits == 3
    assert len(topics.occurrences(FRAMES, "生态环保", "new")) == 2


def test_attendance_counts_events_present():
    assert values(ledger.attendance(FRAMES), "person", "n", "of") == [
        ["乙", 3, 4],
        ["甲", 2, 4],
        ["丙", 2, 4],
    ]
    assert values(ledger.roles(FRAMES), "person", "role", "n", "of")[:3] == [
        ["乙", "accompany", 1, 3],
        ["乙", "attend", 1, 3],
        ["乙", "chair", 1, 3],
    ]


def test_ledger_of_one_person():
    table = ledger.ledger(FRAMES, "丙")
    assert values(table, "article_id", "role", "titles", "headline", "event") == [
        ["new-01", "attend", "局长", "例会", "第4次例会"],
        ["new-02", "inspect", "局长", "调研", None],
    ]
    assert values(ledger.titles(FRAMES, "丙"), "title", "n") == [["局长", 2]]
    assert len(ledger.ledger(FRAMES)) == 8


def test_a_mark_in_brackets_parts_no_title():
    posts = ["高新区（示范区、综保区）主任", "党工委副书记"]
    frames = library(issue("a", report("。", "会", "2026-01-01", person("甲", titles=posts))))
    assert sorted(ledger.titles(frames, "甲")["title"]) == sorted(posts)


def test_people_at_an_event_present_ones_first():
    assert values(ledger.people_at(FRAMES, "new-01"), "person", "role", "present") == [
        ["乙", "chair", True],
        ["丙", "attend", True],
        ["丁", "mention", False],
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
@settings(deadline=None, max_examples=25)
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
