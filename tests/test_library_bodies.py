"""Texts and counts out of parts: of the pages that each part serves, whatever happens to the files meanwhile."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from banmian import frames as module
from banmian.errors import DamagedLibrary, TooMuch
from banmian.frames import text, to_frames
from banmian.library import parts
from banmian.library.bodies import InParts
from banmian.measures.keyness import frequency
from tests.library import issue, report
from tests.parts import part, stored

OLD, NEW = issue("a", report("旧闻防汛。", "旧题")), issue("a", report("新闻污染。", "新题"))
OTHER = issue("b", report("县委会议。", None))


def words(library: InParts) -> set[str]:
    counts = library.counts()
    blocks = counts.blocks(np.ones(9, bool))
    return {counts.vocabulary[code] for block in blocks for code in block.words}


def test_what_a_part_holds_but_does_not_serve_counts_nowhere(tmp_path: Path):
    both, newer = part(tmp_path, OLD, OTHER), part(tmp_path, NEW, key="later")
    library = InParts(tmp_path, {"a": newer, "b": both}, pd.Series(["a-01", "b-01"], dtype="str"))
    assert library.texts(
        [("a-01", "body"), ("a-01", "headline"), ("b-01", "body"), ("b-01", "headline")]
    ) == {
        ("a-01", "body"): "新闻污染。",
        ("a-01", "headline"): "新题",
        ("b-01", "body"): "县委会议。",
    }
    assert library.holding(["旧"]).tolist() == []
    assert library.holding(["。"]).tolist() == [0, 1]
    assert words(library) == {"新闻", "污染", "县委", "会议"}
    frames = replace(to_frames([NEW, OTHER]), bodies=library)
    assert frames.terms[["article_id", "word"]].values.tolist() == [
        ["a-01", "新闻"],
        ["a-01", "污染"],
        ["b-01", "会议"],
        ["b-01", "县委"],
    ]
    assert frequency(frames)["of"].unique().tolist() == [2]


def test_what_is_not_there_is_left_out(tmp_path: Path):
    library = InParts(tmp_path, {"b": part(tmp_path, OTHER)}, pd.Series(["b-01"], dtype="str"))
    assert library.texts([("b-02", "body"), ("c-01", "body")]) == {}
    counts = library.counts()
    assert list(counts.blocks(np.zeros(1, bool))) == []
    assert counts.code("没有") == -1
    assert text(replace(to_frames([OTHER]), bodies=library), "b-09") == ""


def test_parts_put_together_meanwhile_are_found_again(tmp_path: Path):
    issues = [issue(f"p{number}", report(f"第{number}版会议。")) for number in range(parts.TIER)]
    library = stored(tmp_path, issues, 1).bodies
    parts.merge(tmp_path, {one.issue_id: "now" for one in issues})
    assert len(parts.found(tmp_path)) == 1
    assert library.texts([("p3-01", "body")]) == {("p3-01", "body"): "第3版会议。"}
    assert library.holding(["3版"]).tolist() == [3]


def test_pages_that_are_gone_are_said_in_one_sentence(tmp_path: Path):
    library = stored(tmp_path, [OTHER]).bodies
    shutil.rmtree(tmp_path / "derived")
    for ask in (
        lambda: library.texts([("b-01", "body")]),
        lambda: library.holding(["县"]),
        lambda: words(library),
    ):
        with pytest.raises(DamagedLibrary, match="请重新打开"):
            ask()


def test_threads_do_not_mix_up_answers(tmp_path: Path):
    issues = [issue(f"p{number}", report(f"第{number}版。")) for number in range(4)]
    library = stored(tmp_path, issues).bodies
    places = [(f"p{number % 4}-01", "body") for number in range(4_000)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda place: library.texts([place])[place], places))
    assert answers == [f"第{number % 4}版。" for number in range(4_000)]


def test_queries_reach_no_file_outside_the_library(tmp_path: Path):
    folder = tmp_path / "o'brien"
    (tmp_path / "secret.csv").write_text("a\n1\n")
    library = InParts(folder, {"b": part(folder, OTHER)}, pd.Series(["b-01"], dtype="str"))
    assert library.texts([("b-01", "body")]) == {("b-01", "body"): "县委会议。"}
    with library._database.cursor() as cursor, pytest.raises(duckdb.PermissionException):
        cursor.execute(f"SELECT * FROM read_csv('{tmp_path}/secret.csv')")


def test_counts_that_fill_the_memory_are_not_given_as_a_frame(tmp_path: Path, monkeypatch):
    frames = stored(tmp_path, [OTHER])
    monkeypatch.setattr(module, "MOST_TERMS", 1)
    with pytest.raises(TooMuch, match="词频共 2 行"):
        frames.terms  # noqa: B018
