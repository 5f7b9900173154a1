"""Lines judged alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from banmian.layout.key import normalise
from banmian.layout.lines import LineKind, classify_alone

KINDS = tomllib.loads((Path(__file__).parent / "cases" / "line_kinds.toml").read_text("utf-8"))
CASES = [(line, kind) for kind, entry in KINDS.items() for line in entry["lines"]]


@pytest.mark.parametrize(("line", "kind"), CASES)
def test_kind(line, kind):
    assert classify_alone(normalise(line)) == LineKind(kind)
