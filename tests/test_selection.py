"""Selections: the URL and back, the same articles in every table, the words that describe them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import schema
from banmian.frames import assembled
from banmian.selection import Selection
from tests.library import issue, library, person, report, slogan, topic

WINTER = issue(
    "winter",
    report(
        "一。", "防汛会", "2025-12-30", person("王伟"), topics=(topic("应急防汛"), topic("生态环保", 0.4))
    ),
    report("二。", "学习会", "2026-01-02", person("李末"), kind="study", slogans=(slogan("二", 0),)),
    report("三。", "无日期", kind="dispatch", topics=(topic("生态环保"),)),
)
SPRING = issue("spring", report("四。", "调研", "2026-03-01", person("王伟"), kind="inspection"))
UNDATED = issue("undated", report("五。", "消息", kind="dispatch"))
LIBRARY = library(WINTER, SPRING, UNDATED)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def chosen(selection: Selection) -> list[str]:
    return selection.apply(LIBRARY).articles["article_id"].tolist()


@pytest.mark.parametrize(
    ("selection", "articles"),
    [
        (Selection(), ["undated-01", "winter-01", "winter-02", "winter-03", "spring-01"]),
        (Selection(start=day("2026-01-02")), ["winter-02", "winter-03", "spring-01"]),
        (Selection(end=day("2025-12-30")), ["winter-01", "winter-03"]),
        (Selection(start=day("2026-01-03"), end=day("2026-02-28")), []),
        (Selection(topics=("生态环保",)), ["winter-01", "winter-03"]),
        (Selection(topics=("生态环保", "应急防汛"), kinds=("meeting",)), ["winter-01"]),
        (Selection(issues=("spring", "undated")), ["undated-01", "spring-01"]),
        (Selection(kinds=("study", "inspection")), ["winter-02", "spring-01"]),
    ],
)
def test_chosen_articles(selection, articles):
    assert chosen(selection) == articles


def test_an_event_of_several_days_is_chosen_by_any_of_them():
    page = issue("a", report(date="2026-01-01"))
    event = page.facts[0].event
    long = type(page)(
        page.page,
        (
            type(page.facts[0])(
                kind="meeting", event=type(event)(date=event.date, end_date=day("2026-01-05"))
            ),
        ),
    )
    frames = library(long)
    assert len(Selection(start=day("2026-01-04")).apply(frames).articles) == 1
    assert len(Selection(start=day("2026-01-06")).apply(frames).articles) == 0


def test_people_are_counted_anew_and_keep_their_first_sight():
    people = Selection(issues=("spring",)).apply(LIBRARY).people
    assert people["name"].tolist() == ["王伟"]
    assert people["events"].tolist() == [1]
    assert people["first_seen"].tolist() == [pd.Timestamp("2025-12-30")]


SELECTIONS = st.builds(
    Selection,
    start=st.none() | st.dates(day("2025-12-01"), day("2026-04-01")),
    end=st.none() | st.dates(day("2025-12-01"), day("2026-04-01")),
    topics=st.lists(st.sampled_from(["应急防汛", "生态环保"]), unique=True).map(tuple),
    issues=st.lists(st.sampled_from(["winter", "spring", "undated"]), unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(["meeting", "study", "dispatch"]), unique=True).map(tuple),
)


@given(SELECTIONS)
def test_every_table_holds_the_chosen_articles_alone(selection):
    frames = selection.apply(LIBRARY)
    articles, issues = set(frames.articles["article_id"]), set(frames.issues["issue_id"])
    for name, table in frames.tables().items():
        assert table.dtypes.equals(getattr(LIBRARY, name).dtypes)
        if "article_id" in table:
            assert set(table["article_id"].dropna()) <= articles
        if "issue_id" in table:
            assert set(table["issue_id"]) <= issues
    assert set(frames.people["person_id"]) == set(frames.appearances["person_id"])
    assert set(frames.articles["issue_id"]) == issues


@given(SELECTIONS)
def test_the_url_and_back(selection):
    swapped = selection.start and selection.end and selection.start > selection.end
    again, faults = Selection.from_query(selection.query(), LIBRARY)
    if swapped:
        assert faults == ("开始日期晚于结束日期，已对调。",)
        assert (again.start, again.end) == (selection.end, selection.start)
    else:
        assert (again, faults) == (selection, ())


@given(
    st.dictionaries(st.sampled_from(["start", "end", "topics", "issues", "kinds", "x"]), st.lists(st.text()))
)
def test_nonsense_in_the_url_is_dropped_and_said(params):
    selection, faults = Selection.from_query(params, LIBRARY)
    asked = sum(bool(value) for name in ("topics", "issues", "kinds") for value in params.get(name, ()))
    asked += sum(bool(params.get(name) and params[name][0]) for name in ("start", "end"))
    assert len(faults) + sum(map(len, selection.query().values())) <= asked + 1
    assert all(fault.isprintable() and fault.endswith("。") for fault in faults)
    assert selection.apply(LIBRARY).issues["issue_id"].isin(LIBRARY.issues["issue_id"]).all()


def test_what_a_url_says_wrong():
    params = {
        "start": ["昨天"],
        "topics": ["生态环保", "足球"],
        "kinds": ["会议", "study", "党"],
        "issues": ["2026-03-01"],
    }
    selection, faults = Selection.from_query(params, LIBRARY)
    assert selection == Selection(topics=("生态环保",), kinds=("meeting", "study"), issues=("spring",))
    assert faults == (
        "网址中的开始日期“昨天”不是日期，已略去。",
        "本库没有议题“足球”，已略去。",
        "本库没有类别“党”，已略去。",
    )


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "全部: 3 期 5 篇"),
        (Selection(topics=("生态环保",)), "已选: 议题 生态环保 · 1 期 2 篇"),
        (
            Selection(start=day("2026-01-01"), end=day("2026-03-31")),
            "已选: 2026-01-01 至 2026-03-31 · 2 期 3 篇（1 篇无日期，按所在版面计）",
        ),
        (Selection(start=day("2026-02-01")), "已选: 2026-02-01 起 · 1 期 1 篇"),
        (
            Selection(end=day("2026-01-01"), kinds=("meeting", "study"), issues=("winter",)),
            "已选: 至 2026-01-01 · 版面 2025-12-30 至 2026-01-02 · 类别 会议、学习 · 1 期 1 篇",
        ),
        (Selection(kinds=("meeting", "study", "talks", "notice")), "已选: 类别 4 个 · 1 期 2 篇"),
    ],
)
def test_description(selection, words):
    assert selection.describe(LIBRARY) == words


@pytest.mark.parametrize(
    ("selection", "fields"),
    [
        (Selection(topics=("生态环保",)), ()),
        (Selection(topics=("应急防汛",), kinds=("study",)), ("topics", "kinds")),
        (Selection(start=day("2030-01-01"), kinds=("study",)), ("start",)),
        (
            Selection(start=day("2030-01-01"), end=day("2020-01-01"), kinds=("study",)),
            ("start", "end", "kinds"),
        ),
    ],
)
def test_what_emptied(selection, fields):
    assert selection.what_emptied(LIBRARY) == fields
    if fields:
        assert len(selection.without(*fields).apply(LIBRARY).articles) > 0


@pytest.mark.parametrize(
    ("selection", "slug"),
    [
        (Selection(), "全部"),
        (
            Selection(start=day("2026-01-01"), topics=("生态环保",), kinds=("study",)),
            "2026-01-01_生态环保_学习",
        ),
        (Selection(topics=("../etc/passwd", "a b")), "etcpasswd_ab"),
        (Selection(topics=("长" * 99,)), "长" * 60),
    ],
)
def test_slug_is_a_safe_file_name(selection, slug):
    assert selection.slug() == slug


def test_nothing_chosen_gives_the_library_itself():
    assert Selection().apply(LIBRARY) is LIBRARY
    assert not Selection()
    assert Selection(kinds=("study",))


def test_a_selection_keeps_the_same_articles_in_every_table_of_a_large_library():
    ids = pd.Index([f"i{number // 8}-{number % 8:02}" for number in range(8_000)])
    tables = {name: _repeated(table, ids) for name, table in LIBRARY.tables().items()}
    big = assembled({name: table for name, table in tables.items() if name != "terms"})
    kept = Selection(start=day("2026-01-01"), topics=("生态环保",)).apply(big)
    articles = set(kept.articles["article_id"])
    assert 0 < len(articles) < len(big.articles)
    assert set(kept.topics["article_id"]) <= articles
    assert set(kept.appearances["article_id"]) <= articles


def _repeated(table: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """The rows of a table over and over, each under an article of its own."""
    if "article_id" not in table or table.empty:
        return table
    times = 1 if table is LIBRARY.articles or table is LIBRARY.events else 3
    rows = np.arange(len(ids) * times)
    own = {name: ids[rows // times] for name in ("article_id", "event_id") if name in table}
    labels = [name for name in own if times > 1 or name != table.columns[0]]
    grown = table.iloc[rows % len(table)].reset_index(drop=True).assign(**own)
    return grown.astype(dict.fromkeys(labels, schema.LABEL))
