"""Corrections in a library: they hold whatever is read again, where and by whom."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from banmian import cli
from banmian.errors import BanmianError
from banmian.library import corrections, jobs, receiving, store, targets, worker
from banmian.library import reader as reading_code
from banmian.library.amend.quotes import quotation
from banmian.library.corrections import Correction
from banmian.library.decisions import decided
from banmian.library.references import reference
from banmian.measures import keyness, passages

COUNTY = """清湾日报
2026年3月6日 星期五

县委召开常委会会议

本报讯（记者 周明）3月5日，县委书记李建国主持召开县委常委会会议，研究生态环境保护工作。县教育局局长王伟出席会议。
会议强调，要落实“三个避让”要求，守住底线，大力发展青稞酿造。

全县水利工作会议召开

本报讯（记者 李芳）3月5日，县水利局局长王伟主持召开全县水利工作会议，县教育局局长马志强出席会议。
会议强调，要落实“三避让”要求。
"""
LATER = """清湾日报
2026年3月9日 星期一

全县教育工作会议召开

本报讯（记者 周明）3月8日，县教育局局长王伟主持召开全县教育工作会议，副县长刘志强出席会议并讲话。
会议强调，要做好青稞酿造人才的培养。
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A library of two pages, to be copied."""
    place = tmp_path_factory.mktemp("pages")
    (place / "a.txt").write_text(COUNTY, "utf-8")
    (place / "b.txt").write_text(LATER, "utf-8")
    folder = tmp_path_factory.mktemp("whole") / "library"
    worker.work(folder, jobs.submit(folder, receiving.from_paths(folder, [place]), "cli"), by=here)
    return folder


@pytest.fixture
def library(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "library")
    return tmp_path / "library"


def here(folder, batches, decisions):
    from banmian.library.intake import take_in

    for batch in batches:
        yield take_in(folder, batch, decisions)


def article_id(frames, headline):
    return frames.articles.set_index("headline").loc[headline, "article_id"]


def page_of(frames, headline):
    return frames.pages[article_id(frames, headline).rpartition("-")[0]]


def of_article(frames, headline, **more):
    """The target of a correction to an article."""
    issue = page_of(frames, headline)
    article = next(a for a in issue.page.articles if a.headline and a.headline.text == headline)
    return {"page": issue.issue_id, "quote": quotation(issue.page, article), **more}


def names(frames):
    """Who is where: headline → the names that persons go by."""
    told = frames.appearances.astype({"article_id": "str"}).merge(frames.articles[["article_id", "headline"]])
    called = told["person_id"].map(frames.people.set_index("person_id")["name"])
    return {headline: sorted(called[rows.index]) for headline, rows in told.groupby("headline")}


def weis(frames):
    """The person_id of 王伟 in each report."""
    rows = frames.appearances[frames.appearances["name"] == "王伟"].astype({"article_id": "str"})
    told = rows.merge(frames.articles[["article_id", "headline"]])
    return dict(zip(told["headline"], told["person_id"].astype("str"), strict=True))


MEETING, WATER, SCHOOLS = "县委召开常委会会议", "全县水利工作会议召开", "全县教育工作会议召开"


def everything(frames):
    """A correction of every action that fits the two pages."""
    one, other = (reference(frames, weis(frames)[headline]) for headline in (MEETING, WATER))
    liu = frames.people.set_index("name").loc["刘志强", "person_id"]
    page = of_article(frames, MEETING)["page"]
    return [
        Correction("fix_text", {"page": page, "before": "县委书记", "text": "李建国", "after": "主持"}, {"text": "李建囯"}),
        Correction("describe", {"page": page}, {"page_number": 3}),
        Correction("date", of_article(frames, SCHOOLS), {"date": "2026-03-07"}),
        Correction("kind", of_article(frames, WATER), {"kind": "study"}),
        Correction("name", of_article(frames, WATER), {"name": "水利工作会"}),
        Correction("cut", {"page": page, "before": "出席会议。", "after": "会议强调，要落实“三避让”"}),
        Correction("headline", of_article(frames, SCHOOLS), {"text": None}),
        Correction("same_person", {"one": one, "other": other}, why="调任"),
        Correction("rename", {"person": reference(frames, liu)}, {"name": "刘志刚"}),
        Correction("slogan", {"slogan": "三避让"}, {"canonical": "三个避让"}),
        Correction("topic_word", {"topic": "青稞产业", "word": "青稞酿造"}, {"strength": "strong"}),
        Correction("topic", {"topic": "生态环保"}, {"name": "生态"}),
        Correction("stop_word", {"word": "底线"}),
        Correction("word", {"word": "青稞酿造"}),
    ]  # fmt: skip


def same(these, those):
    for name, table in these.tables().items():
        pd.testing.assert_frame_equal(table, those.tables()[name], check_categorical=False, obj=name)
    assert (these.stop, these.own, these.unplaced) == (those.stop, those.own, those.unplaced)


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
        entries = receiving.from_paths(library, [tmp_path / name])
        worker.work(library, jobs.submit(library, entries, "test"), by=here)
        return store.open_library(library)

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
    job = jobs.submit(theirs, receiving.from_paths(theirs, [place]), "test")
    worker.work(theirs, job, by=here)
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
    job = jobs.submit(library, receiving.from_paths(library, [tmp_path]), "test")
    worker.work(library, job, by=here)
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


def test_two_who_merge_the_same_log_at_once(library, monkeypatch):
    corrections.decide(library, Correction("stop_word", {"word": "青稞"}))
    mailed = corrections.export(library)
    monkeypatch.setattr(corrections, "log", lambda folder: [])  # as it was before the other one's merge
    assert corrections.merge(library, mailed) == 0


@pytest.mark.parametrize("made_at", ["gestern", ""])
def test_a_line_without_a_time_is_none_of_ours(library, made_at):
    corrections.decide(library, Correction("stop_word", {"word": "青稞"}))
    [line] = corrections.log(library)
    mailed = corrections.export(library).replace(line.made_at, made_at).replace(line.event_id, "f" * 32)
    with pytest.raises(BanmianError, match="什么也没有改动"):
        corrections.merge(library, mailed)


def counts(frames):
    """Word → how often in all texts, and in how many reports."""
    terms = frames.terms.groupby("word")["count"]
    found = keyness.frequency(frames).set_index("word")
    assert found["count"].to_dict() == terms.sum().to_dict()
    assert found["n"].to_dict() == terms.count().to_dict()
    return found["count"].to_dict()


def test_two_phrases_are_made_one(library):
    before = store.open_library(library).slogans
    corrections.decide(library, Correction("slogan", {"slogan": "三避让"}, {"canonical": "三个避让"}))
    frames = store.open_library(library)
    assert before["canonical"].value_counts().to_dict() == {"三个避让": 1, "三避让": 1}
    assert frames.slogans["canonical"].astype("str").to_list() == ["三个避让", "三个避让"]
    assert [s.canonical for said in page_of(frames, WATER).facts for s in said.slogans] == ["三个避让"] * 2
    assert counts(frames)["三个避让"] == 2
    assert "三避让" not in counts(frames)
    found = passages.of_word(frames, "三个避让")
    assert found["hit"].to_list() == frames.slogans["printed"].to_list()
    assert passages.having(frames, "三个避让")["count"].sum() == len(found)
    corrections.decide(library, Correction("slogan", {"slogan": "三个避让"}, {"canonical": "避让"}))
    assert set(store.open_library(library).slogans["canonical"]) == {"避让"}
    corrections.decide(library, Correction("slogan", {"slogan": "避让"}, {"canonical": "底线"}))
    assert counts(store.open_library(library))["底线"] == 3  # with the word of the text


def test_words_and_topics_of_ones_own(library):
    before = store.open_library(library)
    assert "青稞酿造" not in set(before.terms["word"])
    decided_on = [
        Correction("word", {"word": "青稞酿造"}),
        Correction("topic_word", {"topic": "青稞产业", "word": "青稞酿造"}, {"strength": "strong"}),
        Correction("topic", {"topic": "生态环保"}, {"name": "生态"}),
        Correction("topic_word", {"topic": "教育", "word": "没有的词"}, {"strength": None}),
        Correction("stop_word", {"word": "青稞酿造"}),
        Correction("stop_word", {"word": "强调"}, {"stop": False}),
    ]
    events = [corrections.decide(library, line).event_id for line in decided_on]
    frames = store.open_library(library)
    assert len(passages.of_word(frames, "青稞酿造")) == (frames.terms["word"] == "青稞酿造").sum() == 2
    topics = frames.topics.groupby(frames.topics["topic"].astype("str"))["article_id"].nunique()
    assert topics["青稞产业"] == 2
    assert topics["生态"] == (before.topics["topic"] == "生态环保").sum()
    assert "生态环保" not in topics
    assert "青稞酿造" in frames.stop
    assert "强调" not in frames.stop
    assert frames.unplaced == (events[3],)
    said = {topic.topic for facts in page_of(frames, MEETING).facts for topic in facts.topics}
    assert "青稞产业" in said


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


def test_a_word_that_is_taken_back_has_the_pages_of_before(library):
    pages = store.open_library(library).pages
    before = decided(library).keys(pages)
    line = corrections.decide(library, Correction("word", {"word": "青稞酿造"}))
    assert decided(library).keys(pages) != before
    corrections.undo(library, line.event_id)
    assert decided(library).keys(pages) == before


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


def test_a_mailed_log_makes_the_same_library(library, whole, tmp_path):
    for line in everything(store.open_library(library)):
        corrections.decide(library, line)
    colleague = tmp_path / "colleague"
    shutil.copytree(whole, colleague)
    mailed = corrections.export(library)
    assert corrections.merge(colleague, "\ufeff" + mailed.replace("\n", "\r\n\n")) == 14
    same(store.open_library(colleague), store.open_library(library))
    assert corrections.merge(colleague, mailed) == 0
    assert corrections.log(colleague) == corrections.log(library)


def test_undoing_the_undoing_brings_it_back(library):
    frames = store.open_library(library)
    line = corrections.decide(library, Correction("kind", of_article(frames, WATER), {"kind": "study"}))
    undone = corrections.undo(library, line.event_id)
    assert corrections.standing(corrections.log(library)) == []
    corrections.undo(library, undone.event_id)
    assert corrections.standing(corrections.log(library)) == [line]
    frames = store.open_library(library)
    assert frames.articles.set_index("headline").loc[WATER, "kind"] == "study"


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


def banmian(*arguments):
    return cli.main(list(map(str, arguments)))


def test_from_the_terminal_corrections_are_listed_mailed_merged_and_taken_back(
    library, whole, tmp_path, capsys
):
    target = of_article(store.open_library(library), WATER)
    line = corrections.decide(library, Correction("kind", target, {"kind": "study"}, why="实为学习"))
    lost = corrections.decide(library, Correction("slogan", {"slogan": "没有"}, {"canonical": "也没有"}))
    assert banmian("corrections", "list", "--library", library) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(line.event_id[:8])
    assert "改类别" in first
    assert first.endswith("实为学习")
    assert second.endswith("找不到位置")
    mailed, colleague = tmp_path / "log.jsonl", tmp_path / "colleague"
    shutil.copytree(whole, colleague)
    assert banmian("corrections", "export", "--library", library, "-o", mailed) == 0
    assert banmian("corrections", "merge", mailed, "--library", colleague) == 0
    assert corrections.log(colleague) == corrections.log(library)
    assert banmian("corrections", "undo", lost.event_id[:8], "--library", colleague) == 0
    assert corrections.standing(corrections.log(colleague)) == [line]
    assert "并入 2 条" in capsys.readouterr().err


def test_what_is_no_log_or_no_library_is_said_in_one_sentence(library, tmp_path, capsys):
    other = tmp_path / "other.jsonl"
    other.write_text('{"event_id": "1"}\n', "utf-8")
    before = corrections.log(library)
    assert banmian("corrections", "merge", other, "--library", library) == 2
    assert banmian("corrections", "merge", tmp_path / "none", "--library", library) == 2
    assert banmian("corrections", "undo", "0000", "--library", library) == 2
    assert banmian("corrections", "merge", other, "--library", tmp_path / "nowhere") == 2
    assert len(capsys.readouterr().err.splitlines()) == 4
    assert corrections.log(library) == before
    assert not (tmp_path / "nowhere").exists()


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
