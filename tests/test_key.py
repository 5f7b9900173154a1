"""Bodies: the printed text, the key that is matched on, and the way back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout import flat, make_body, make_line, normalise

CASES = tomllib.loads((Path(__file__).parent / "cases" / "keys.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_key(case):
    body = make_body(case["text"], [(0, len(case["text"]))])
    assert body.key == case["key"]
    assert sorted(body.breaks) == case.get("breaks", sorted(body.breaks))


def test_paragraphs_and_joins():
    text = "唐启\n\n明当场。\n\n会后。"
    body = make_body(text, [(0, 2), (4, 8), (10, 13)], joined={1})
    assert body.text == "唐启明当场。\n会后。"
    assert body.key == body.text
    assert body.offsets == (0, 1, 4, 5, 6, 7, 8, 10, 11, 12)
    assert body.span(0, 3) == (0, 3)


def test_line_of_several_prints():
    line = make_line("# 集中\n\n签约", [(2, 4), (6, 8)])
    assert line is not None
    assert (line.text, line.offsets) == ("集中签约", (2, 3, 6, 7))
    assert make_line("text", []) is None


@given(st.text(max_size=200))
def test_key_leads_back(text):
    body = make_body(text, [(0, len(text))])
    normal = normalise(text)
    assert len(normal) == len(text)
    assert all(char in {normal[at], "\n", " "} for char, at in zip(body.key, body.places, strict=True))
    assert list(body.places) == sorted(set(body.places))
    assert all(0 <= at < len(body.key) for at in body.breaks)


@given(st.text(max_size=200))
def test_normalising_twice_is_normalising_once(text):
    assert flat(flat(text)) == flat(text)
