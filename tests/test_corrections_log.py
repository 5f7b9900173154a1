"""The log of corrections: undone, mailed, merged, from the terminal."""

from __future__ import annotations

import shutil

import pytest

from banmian import cli
from banmian.errors import BanmianError
from banmian.library import corrections, store
from banmian.library.corrections import Correction
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
