"""`banmian search` from a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from banmian.cli import main

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def code(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Path:
    """A library of the seeds."""
    folder = tmp_path_factory.mktemp("own") / "library"
    assert code("import", *SEEDS, "--library", folder) == 0
    return folder


def test_search_prints_every_place_in_its_line(own, capsys):
    assert code("search", "党政联席", "环保", "--library", own, "--most", 2) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert len(lines) == 2
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\d  .{20,}【(党政联席|环保)】.{20,}  高新区\S+", line) for line in lines
    )
    assert re.fullmatch(r"共 \d+ 篇（所选 13 篇中），\d+ 处，只列前 2 处。\n", err)


def test_search_gives_records_within_the_selection(own, capsys):
    assert (
        code(
            "search",
            "会议",
            "--library",
            own,
            "--from",
            "2026-03-06",
            "--kind",
            "会议",
            "--topic",
            "无",
            "--format",
            "jsonl",
        )
        == 0
    )
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert {record["hit"] for record in records} == {"会议"}
    assert min(record["date"] for record in records) >= "2026-03-06"
    assert "本库没有议题“无”，已略去。" in err


def test_search_where_there_is_no_library(tmp_path, capsys):
    assert code("search", "会议", "--library", tmp_path / "none") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
