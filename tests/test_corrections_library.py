"""Corrections in a library: they hold whatever is read again, where and by whom."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from banmian.library import corrections, store, targets
from banmian.library import reader as reading_code
from banmian.library.corrections import Correction
from banmian.library.decisions import decided
from banmian.library.references import reference
from tests.county import (
    COUNTY,
    LATER,
    MEETING,
    SCHOOLS,
    WATER,
    article_id,
    everything,
    filled,
    names,
    of_article,
    page_of,
    same,
    weis,
)


@pytest.fixture
def library(county, tmp_path):
    return shutil.copytree(county, tmp_path / "library")


def test_two_people_are_made_one_and_stay_one(library):
    frames = store.open_library(library)
    apart = weis(frames)
    assert apart[MEETING] == apart[SCHOOLS] != apart[WATER]
    one, other = (reference(frames, apart[headline]) for headline in (MEETING, WATER))
    line = corrections.decide(library, Correction("same_person", {"one": one, "other": other}))
    frames = store.open_library(library)
    assert set(weis(frames).values()) == {apart[MEETING]}
    merge = frames.merges[frames.merges["reason"] == "ruled_one"].iloc[0]
    assert (merge["decision"], merge["confidence"]) == ("merged", 1.0)
    corrections.undo(library, line.event_id)
    assert weis(store.open_library(library)) == apart


def test_one_person_is_told_apart_in_the_reports_that_are_named(library):
    frames = store.open_library(library)
    person = weis(frames)[MEETING]
    first, later = (article_id(frames, headline) for headline in (MEETING, SCHOOLS))
    sides = {
        "one": reference(frames, person, [first], [later]),
        "other": reference(frames, person, [later], [first]),
    }
    corrections.decide(library, Correction("not_same_person", sides))
    told = weis(store.open_library(library))
    assert len(set(told.values())) == 3
    # the last word on two persons counts
    corrections.decide(library, Correction("same_person", sides))
    told = weis(store.open_library(library))
    assert told[MEETING] == told[SCHOOLS] != told[WATER]


def test_a_person_goes_by_the_name_that_was_given(library):
    frames = store.open_library(library)
    liu = frames.people.set_index("name").loc["刘志强", "person_id"]
    corrections.decide(library, Correction("rename", {"person": reference(frames, liu)}, {"name": "刘志刚"}))
    frames = store.open_library(library)
    assert names(frames)[SCHOOLS] == ["刘志刚", "王伟（县教育局局长）"]
    assert frames.people.set_index("name").loc["刘志刚", "aliases"] == "刘志强"
    variant = frames.anomalies[frames.anomalies["kind"] == "name_variant"].iloc[0]
    target = {"page": variant["issue_id"], "kind": "name_variant", "detail": variant["detail"]}
    corrections.decide(library, Correction("dismiss", target))
    frames = store.open_library(library)
    assert "name_variant" not in set(frames.anomalies["kind"])
    assert frames.unplaced == ()


HEAD = """青山日报　第1版　2024年3月6日

区委召开会议

本报讯（记者 周晓）3月5日，区委召开会议，区委书记王志强主持。会议指出，要优化营商环

（下转第2版）
"""
TAIL = """青山日报　第2版　2024年3月6日

（上接第1版）境。区长林远山作了发言，并对下一步工作提出了明确要求，要求各镇各部门抓好落实。

全区开展植树活动

本报讯（记者 李芳）3月5日，全区开展植树活动，干部群众二百人参加。
"""


def test_what_was_set_on_the_later_part_of_a_report_is_of_the_whole(tmp_path):
    """The later page is in first, and is put right before the first one comes."""
    for name, text in (("2.txt", TAIL), ("1.txt", HEAD)):
        (tmp_path / name).write_text(text, "utf-8")
    library = tmp_path / "library"

    def brought(name):
        return store.open_library(filled(library, tmp_path / name))

    frames = brought("2.txt")
    part = next(article for issue in frames.pages.values() for article in issue.page.articles)
    target = targets.of_article(frames.pages, part)
    corrections.decide(library, Correction("date", target, {"date": "2024-03-04"}))
    corrections.decide(library, Correction("kind", target, {"kind": "study"}))
    trees = targets.of_article(
        frames.pages, frames.pages[part.article_id.rpartition("-")[0]].page.articles[1]
    )
    corrections.decide(library, Correction("date", trees, {"date": "2024-03-03"}))
    told = brought("1.txt").articles.set_index("headline")[["date", "kind"]].astype("str")
    assert told.loc["区委召开会议"].to_list() == ["2024-03-04", "study"]
    assert told.loc["全区开展植树活动", "date"] == "2024-03-03"
    assert len(told) == 2


def test_a_colleague_has_the_same_page_in_another_format(library, tmp_path):
    """Other bytes, the same print: what was put right in one is put right in the other, persons too."""
    place = tmp_path / "theirs"
    place.mkdir()
    for name, text in (("a.md", COUNTY), ("b.md", LATER)):
        (place / name).write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    theirs = tmp_path / "their library"
    filled(theirs, place)
    frames = store.open_library(theirs)
    corrections.decide(theirs, Correction("kind", of_article(frames, WATER), {"kind": "study"}))
    pair = {
        "one": reference(frames, "王伟@清湾日报", [article_id(frames, SCHOOLS)]),
        "other": reference(frames, "刘志强@清湾日报"),
    }
    corrections.decide(theirs, Correction("not_same_person", pair))
    target = {"page": page_of(frames, SCHOOLS).issue_id, "text": "酿造人才"}
    corrections.decide(theirs, Correction("fix_text", target, {"text": "酿酒人才"}))
    assert corrections.merge(library, corrections.export(theirs)) == 3
    ours = store.open_library(library)
    assert ours.unplaced == ()
    assert ours.articles.set_index("headline").loc[WATER, "kind"] == "study"
    assert "青稞酿酒人才" in ours.pages[article_id(ours, SCHOOLS).rpartition("-")[0]].source.text


def test_who_is_told_apart_is_found_again_in_another_paper(tmp_path):
    """王伟 of the bureau is another one than the mayor; that the provincial paper prints him need not be said."""
    for name, paper, day, who in (
        ("1.txt", "清湾日报", 6, "清湾县县长王伟"),
        ("2.txt", "清湾日报", 9, "清湾县教育局局长王伟"),
        ("3.txt", "南江日报", 12, "清湾县教育局局长王伟"),
    ):
        (tmp_path / name).write_text(
            f"{paper}\n2026年3月{day}日\n\n第{day}次会议召开\n\n本报讯（记者 周明）3月{day - 1}日，{who}主持召开会议。",
            "utf-8",
        )
    library = tmp_path / "library"
    filled(library, tmp_path)
    frames = store.open_library(library)
    mayor, chief, elsewhere = (article_id(frames, f"第{day}次会议召开") for day in (6, 9, 12))

    def owner(frames):
        return frames.appearances.set_index("article_id")["person_id"].astype("str")

    assert owner(frames)[mayor] == owner(frames)[chief]
    person = owner(frames)[mayor]
    sides = {
        "one": reference(frames, person, [mayor], [chief]),
        "other": reference(frames, person, [chief], [mayor]),
    }
    corrections.decide(library, Correction("not_same_person", sides))
    now = owner(store.open_library(library))
    assert now[mayor] != now[chief] == now[elsewhere]


def test_only_what_changes_pages_has_them_read_again(library):
    frames = store.open_library(library)
    pages, page = frozenset(frames.pages), of_article(frames, WATER)["page"]
    stale = {
        "date": {page}, "fix_text": {page}, "kind": {page}, "name": {page}, "cut": {page}, "describe": {page},
        "headline": pages - {page}, "word": pages, "topic": pages, "topic_word": pages, "slogan": set(),
        "stop_word": set(), "same_person": set(), "rename": set(),
    }  # fmt: skip
    stale["date"] = pages - {page}
    for line in everything(frames):
        before = decided(library).keys(pages)
        corrections.decide(library, line)
        after = decided(library).keys(pages)
        assert {page for page in pages if before[page] != after[page]} == stale[line.action]


def test_corrections_outlive_the_derived_store_and_another_parser(library, monkeypatch):
    plain = store.open_library(library)
    for line in everything(plain):
        corrections.decide(library, line)
    corrected = store.open_library(library)
    assert [line.action for line in corrections.unplaced(library, corrected)] == []
    assert set(weis(corrected).values()) == {"王伟@清湾日报"}
    assert corrected.articles["headline"].fillna("").to_list() == [MEETING, WATER, "", ""]
    shutil.rmtree(library / "derived")
    same(store.open_library(library), corrected)
    monkeypatch.setattr("banmian.library.decisions.reader", lambda: f"not {reading_code.reader()}")
    same(store.open_library(library), corrected)


def test_what_finds_no_place_is_listed_and_changes_nothing(library):
    plain = store.open_library(library)
    page = of_article(plain, MEETING)["page"]
    nobody = {"names": ["赵钱孙"], "home": "清湾日报", "posts": [], "reports": []}
    lost = [
        Correction("fix_text", {"page": page, "text": "没有这句话"}, {"text": "也没有"}),
        Correction("kind", {"page": "0123456789abcdef", "quote": "别的版"}, {"kind": "study"}),
        Correction("date", of_article(plain, WATER), {"date": "昨天"}),
        Correction("rename", {"person": nobody}, {"name": "李四"}),
        Correction("same_person", {"one": nobody, "other": "王伟"}),
        Correction("slogan", {"slogan": "没有的提法"}, {"canonical": "提法"}),
        Correction("topic", {"topic": "没有的议题"}, {"name": "议题"}),
        Correction("word", {"word": "word"}),
        Correction("from_the_future", {"page": page}),
    ]
    events = {corrections.decide(library, line).event_id for line in lost}
    frames = store.open_library(library)
    assert set(frames.unplaced) == events
    assert len(frames.unplaced) == len(events)
    assert [line.event_id in events for line in corrections.unplaced(library, frames)] == [True] * len(lost)
    for name, table in plain.tables().items():
        pd.testing.assert_frame_equal(table, frames.tables()[name], check_categorical=False, obj=name)


def report(frames, headline):
    issue = page_of(frames, headline)
    return next(a for a in issue.page.articles if a.headline and a.headline.text == headline)


def test_a_place_is_pointed_at_by_what_stands_around_it(library):
    frames = store.open_library(library)
    pages, meeting, water = frames.pages, report(frames, MEETING), report(frames, WATER)
    page = page_of(frames, MEETING).issue_id
    assert targets.of_print(pages, meeting, "会议") is None
    assert targets.of_print(pages, meeting, "没有印") is None
    assert targets.of_print(pages, meeting, " ") is None
    at = meeting.body.text.index("会议强调")
    assert targets.of_print(pages, meeting, "会议", (at, at + 4)) == {
        "page": page, "before": "王伟出席会议。\n", "text": "会议", "after": "强调，要落实“三",
    }  # fmt: skip
    assert targets.of_print(pages, water, "强调，")["before"] == "出席会议。\n会议"
    assert targets.of_seam(pages, water, "会议强调")["after"] == "会议强调，要落实"
    assert targets.of_seam(pages, water, "本报讯（记者") is None
    joined = targets.of_two(pages, water, meeting)
    assert joined["first"].startswith("本报讯（记者周明）")
    corrections.decide(library, Correction("join", joined))
    assert store.open_library(library).articles["headline"].to_list() == [MEETING, SCHOOLS]
