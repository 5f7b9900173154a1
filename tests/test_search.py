"""Search: every printed substring is found, in memory and in a library alike; numbers that can be counted by hand."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from banmian.measures import search as module
from banmian.measures.keyness import frequency, keyness
from banmian.measures.passages import passages
from banmian.measures.search import search
from banmian.plain import asked, hits, plain
from banmian.selection import Selection
from tests.library import issue, library, report
from tests.parts import stored

LIBRARY = library(
    issue(
        "a",
        report("县委召开会议，研究污染\n防治。", "抓污染防治", "2026-01-02"),
        report("全县部署春耕。", "春耕开始", "2026-03-04", kind="dispatch"),
    ),
    issue("b", report("县委部署污染防治。", "县委会议"), printed="2026-02-03"),
)


def spans(query: str, **chosen: object) -> list[tuple[object, ...]]:
    found = search(Selection(**chosen).apply(LIBRARY), query)
    return list(found.places[["article_id", "where", "start", "end"]].itertuples(index=False, name=None))


def test_places_newest_first_in_the_order_of_reading():
    # b has no date: it is as old as its page, of February
    assert spans("污染防治") == [
        ("b-01", "body", 4, 8),
        ("a-01", "headline", 1, 5),
        ("a-01", "body", 9, 14),  # across a line feed
    ]


def test_all_words_must_be_in_the_article_in_whatever_text():
    assert {article for article, *_ in spans("会议 部署")} == {"b-01"}
    assert {article for article, *_ in spans("部署")} == {"a-02", "b-01"}
    assert spans("会议 春耕") == []


def test_one_character_and_nothing():
    assert [article for article, *_ in spans("春")] == ["a-02", "a-02"]
    assert spans("  ") == []


def test_within_the_selection_with_its_denominator():
    found = search(Selection(kinds=("dispatch",)).apply(LIBRARY), "部署")
    assert (found.articles["article_id"].tolist(), found.of) == (["a-02"], 1)
    assert found.told() == "共 1 篇（所选 1 篇中），1 处"


def test_of_no_day_comes_last_and_of_one_day_as_printed():
    dated = issue("d", report("防汛甲。", date="2026-01-02"), report("防汛乙。", date="2026-01-02"))
    undated = library(issue("c", report("防汛。")), dated)
    assert search(undated, "防汛").articles["article_id"].tolist() == ["d-01", "d-02", "c-01"]


def test_of_a_selection_that_leaves_nothing():
    found = search(Selection(issues=("no such",)).apply(LIBRARY), "会议")
    assert (len(found.articles), len(found.places), found.of) == (0, 0, 0)


def test_of_very_many_articles_only_the_newest_are_looked_through(monkeypatch):
    monkeypatch.setattr(module, "READ", 1)
    found = search(LIBRARY, "污染")
    assert found.articles["article_id"].tolist() == ["b-01", "a-01"]
    assert found.told() == "共 2 篇（所选 3 篇中），最近 1 篇里1 处"


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        ("ai", "ＡＩ与Ai", [(0, 2), (3, 5)]),
        ("8:30", "上午８：30", [(2, 6)]),
        ("：", "8:30，记者:张", [(1, 2), (7, 8)]),
        ("“四项", '"四 项" ', [(0, 4)]),
        ("努尔·买", "努尔．买、努尔.买、努尔・买", [(0, 4), (5, 9), (10, 14)]),
        ("人人", "人人人", [(0, 2), (1, 3)]),
        ("的　的", "的的", [(0, 1), (1, 2)]),
        ("istanbul", "İstanbul", [(0, 8)]),
    ],
)
def test_width_marks_and_white_space_make_no_difference(query, text, places):
    assert [hit[:2] for hit in hits(text, asked(query))] == places


PRINTED = st.text(st.sampled_from("县委会议研究ＡaΣς8８:：，。.．·\"“”'İ　 \n\u200b(（-%_"), max_size=30)


@given(PRINTED, st.integers(0, 30), st.integers(1, 8))
def test_every_printed_substring_is_found_where_it_stands(text, start, length):
    piece = "".join(text[start : start + length].split())
    assume(plain(piece) and not text[start : start + 1].isspace() and plain(text[start]))
    assert plain(piece) in plain(text)
    assert start in [hit.start for hit in hits(text, [plain(piece)])]


PAGES = st.lists(st.lists(PRINTED, min_size=1, max_size=2), min_size=1, max_size=3)


@given(PAGES, PRINTED)
@example([[""], ["。"]], "")
@example([[""], ["县委会议"]], "县")
@settings(max_examples=10)
def test_a_library_finds_the_same_rows_as_the_memory(pages, query):
    issues = [
        issue(f"p{number}", *(report(text, text[:5] or None, f"2026-01-{number + 1:02}") for text in texts))
        for number, texts in enumerate(pages)
    ]
    here = library(*issues)
    with tempfile.TemporaryDirectory() as folder:
        there = stored(Path(folder), issues)
        for words in (query, query[:2], pages[0][0][:3]):
            one, other = search(here, words), search(there, words)
            pd.testing.assert_frame_equal(one.articles, other.articles)
            pd.testing.assert_frame_equal(one.places, other.places)
            pd.testing.assert_frame_equal(passages(here, one.places), passages(there, one.places))
        pd.testing.assert_frame_equal(here.terms, there.terms, check_categorical=False)
        pd.testing.assert_frame_equal(keyness(here), keyness(there))
        pd.testing.assert_frame_equal(frequency(here), frequency(there))
