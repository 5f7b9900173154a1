"""A library opened has the tables that its pages have when they are loaded together, row for row."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

import banmian
from banmian import schema
from banmian.frames import Frames
from banmian.library import counting, kept, record, store, whole
from benchmarks import made
from tests.county import filled

ROOT = Path(__file__).parent


def add(library: Path, paths: Sequence[Path]) -> Frames:
    return store.open_library(filled(library, *paths))


def assert_same(library: Frames, paths: Sequence[Path]) -> None:
    """Row for row; the words of reports are no table of a library in memory."""
    loaded = banmian.load(paths)
    for name, table in loaded.tables().items():
        if name != "terms":
            there = library.tables()[name]
            pd.testing.assert_frame_equal(table, there, obj=name)


def pages(folder: Path) -> list[Path]:
    """Pages made of templates, of papers in turns, some without a masthead; and a few of those of ``quality``."""
    folder.mkdir()
    for page in (made.page(county, issue) for county in range(2) for issue in (0, 1, 7, 15)):
        (folder / page.name).write_text(page.text, "utf-8")
    return [*folder.iterdir(), *sorted((ROOT / "quality" / "pages").iterdir())[:6]]


def keep_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few pages are kept and woven as thousands are."""
    for module, (name, value) in product((kept, whole, counting), (("WORTH", 1), ("FEW", 0.3))):
        monkeypatch.setattr(module, name, value)


def test_pages_that_come_one_by_one_are_those_that_are_loaded_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keep_few(monkeypatch)
    library, paths = tmp_path / "library", pages(tmp_path / "inbox")
    random.Random(4).shuffle(paths)
    for count in range(1, len(paths) + 1):
        opened = add(library, paths[count - 1 : count])
        if count % 5 == 0:
            assert_same(opened, paths[:count])
    assert_same(opened, paths)
    store.compact(library)
    assert_same(store.open_library(library), paths)
    shutil.rmtree(library / "derived" / "persons")
    assert_same(store.open_library(library), paths)


def test_what_is_derived_can_be_deleted(tmp_path: Path):
    library, paths = tmp_path / "library", pages(tmp_path / "inbox")
    add(library, paths)
    shutil.rmtree(library / "derived")
    assert_same(store.open_library(library), paths)


def test_a_library_of_nothing_opens(tmp_path: Path):
    with record.writing(tmp_path):
        pass
    opened = store.open_library(tmp_path)
    assert {name: len(table) for name, table in opened.tables().items()} == dict.fromkeys(schema.TABLES, 0)
    assert {name: list(table.columns) for name, table in opened.tables().items()} == {
        name: list(table.labels) for name, table in schema.TABLES.items()
    }
