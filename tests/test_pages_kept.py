"""What the server keeps of selections: the latest, as many as the memory holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from banmian.selection import Selection
from pages.common import data
from tests.apps import SEEDS

KINDS = [Selection(kinds=(kind,)) for kind in SEEDS.articles["kind"].astype("str").unique()]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> data.Library:
    monkeypatch.setattr(data, "_CHOSEN", {})
    return data._of(Path("seeds"), SEEDS)


def kept() -> list[Selection]:
    return [selection for _, selection in data._CHOSEN]


def test_the_latest_selections_are_kept(library: data.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "SELECTIONS", 2)
    first, second, third = KINDS[:3]
    frames, said = data._selected(library, first)
    assert said == first.describe(SEEDS)
    for selection in (second, first, third):
        data._selected(library, selection)
    assert kept() == [first, third]
    assert data._selected(library, first)[0] is frames


def test_large_selections_are_kept_alone(library: data.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = KINDS[:2]
    data._selected(library, Selection())
    size = int(data._selected(library, first)[0].kept.sum())
    assert kept() == [Selection(), first], "all of a library takes nothing more"
    monkeypatch.setattr(data, "ARTICLES", size)
    data._selected(library, second)
    assert kept() == [second]
