"""The log of corrections: undone, mailed, merged, from the terminal."""

from __future__ import annotations

import shutil

import pytest

from banmian import cli
from banmian.errors import BanmianError
from banmian.library import corrections, store
from banmian.library.corrections import Correction
from banmian.library.saying import said
from tests.county import WATER, everything, of_article, same


@pytest.fixture
def library(county, tmp_path):
    return shutil.copytree(county, tmp_path / "library")


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


def test_a_mailed_log_makes_the_same_library(library, county, tmp_path):
    for line in everything(store.open_library(library)):
        corrections.decide(library, line)
    colleague = tmp_path / "colleague"
    shutil.copytree(county, colleague)
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


def banmian(*arguments):
    return cli.main(list(map(str, arguments)))


def test_from_the_terminal_corrections_are_listed_mailed_merged_and_taken_back(
    library, county, tmp_path, capsys
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
    shutil.copytree(county, colleague)
    assert banmian("corrections", "export", "--library", library, "-o", mailed) == 0
    assert banmian("corrections", "merge", mailed, "--library", colleague) == 0
    assert corrections.log(colleague) == corrections.log(library)
    assert banmian("corrections", "undo", lost.event_id[:8], "--library", colleague) == 0
    assert corrections.standing(corrections.log(colleague)) == [line]
    assert "并入 2 条" in capsys.readouterr().err


SAID = [
    (
        {"page": "ab", "before": "书记、\n主任", "text": "栗红梅", "after": "出席会议。", "prints": {"ab": "0"}},
        {},
        "清湾日报 2024-05-18；…书记、主任【栗红梅】出席会议。…",
        "a place between its neighbours, no digest",
    ),
    ({"after": "会议强调", "before": "工作。", "page": "cd"}, {}, "cd；…工作。｜会议强调…", "a seam, on a page that is not there"),
    (
        {"page": "ab"},
        {"page_number": 3, "paper": "青湾日报", "publication_date": "2024-05-18"},
        "清湾日报 2024-05-18 → 报名 青湾日报；2024-05-18 出版；第 3 版",
        "what a number is",
    ),
    (
        {"detail": "一处。", "kind": "text_missing", "page": "ab", "quote": "本报讯"},
        {},
        "清湾日报 2024-05-18；一处。；疑缺文字；本报讯",
        "a code by its name",
    ),
    ({"topic": "教育", "word": "青稞"}, {"strength": None}, "教育；青稞 → 不算依据词", "a word that shows nothing"),
    ({"one": {"names": ["王伟"]}, "other": "x"}, {}, "王伟；x", "a mailed log may hold anything"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "value", "words"), [pytest.param(*case, id=why) for *case, why in SAID])
def test_a_correction_is_said_in_words(target, value, words):
    issues = {"ab": "清湾日报 2024-05-18"}
    parts = said(target, issues), said(value, issues)
    assert " → ".join(part for part in parts if part) == words


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
