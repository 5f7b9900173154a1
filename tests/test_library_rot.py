"""Stored files that rot: cut, emptied, deleted, bits flipped. Either a sentence, or the very same tables: never others."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from banmian.errors import BanmianError
from banmian.frames import Frames
from banmian.library import corrections, engine, files, jobs, parts
from banmian.library.corrections import Correction
from banmian.library.decisions import decided
from banmian.library.parts import Part
from banmian.library.sources import listed
from banmian.library.store import compact, open_library
from tests.county import one_by_one
from tests.test_library_crash import import_all, pages

DAMAGED = {"record": (60, 1), "source": (20, 3), "note": (20, 3), "index": (20, 3), "table": (20, 3)}
"""Kind → libraries, and files that are damaged in each: 300 altogether."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of four pages in four parts, with a correction."""
    folder = tmp_path_factory.mktemp("sound")
    import_all(folder / "library", pages(folder / "inbox"))
    corrections.decide(folder / "library", Correction("stop_word", {"word": "会议"}))
    open_library(folder / "library")
    return folder / "library"


def spoil(path: Path, chance: Random) -> None:
    raw = bytearray(path.read_bytes())
    match chance.choice(("cut", "flip", "flip", "empty", "delete", "zeros")) if raw else "delete":
        case "cut":
            path.write_bytes(raw[: chance.randrange(len(raw))])
        case "flip":
            for _ in range(chance.choice((1, 1, 8))):
                raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
            path.write_bytes(raw)
        case "empty":
            path.write_bytes(b"")
        case "delete":
            path.unlink()
        case _:
            start = chance.randrange(len(raw))
            raw[start : start + 512] = bytes(len(raw[start : start + 512]))
            path.write_bytes(raw)


def kinds(library: Path) -> dict[str, list[Path]]:
    every = sorted(path for path in library.rglob("*") if path.is_file() and "locks" not in path.parts)
    named = {
        "record": [path for path in every if path.name == "record.sqlite"],
        "source": [path for path in every if "sources" in path.parts],
        "note": [path for path in every if path.name == parts.NOTE],
        "index": [path for path in every if path.name == parts.INDEX],
        "table": [path for path in every if path.suffix == ".parquet"],
    }
    assert all(named.values())
    return named


def contents(library: Path) -> tuple[Frames, list[str], list[Correction]]:
    """Tables, texts of the pages and decisions. Raises our errors."""
    frames, log = open_library(library), corrections.log(library)
    return frames, [page.source.text for page in frames.pages.values()], log


def assert_same(one: Frames, other: Frames) -> None:
    for name, table in one.tables().items():
        pd.testing.assert_frame_equal(table, other.tables()[name], check_categorical=False, obj=name)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read again here: starting processes for four would take most of the time."""
    monkeypatch.setattr(engine, "local", one_by_one)


@pytest.mark.parametrize("kind", DAMAGED)
def test_no_damaged_file_answers_wrongly(kind: str, sound: Path, tmp_path: Path):
    chance, told = Random(f"20261122 {kind}"), 0
    frames, texts, log = contents(sound)
    libraries, each = DAMAGED[kind]
    for number in range(libraries):
        library = tmp_path / str(number)
        shutil.copytree(sound, library)
        for path in chance.sample(kinds(library)[kind], each):
            spoil(path, chance)
        try:
            again, read, lines = contents(library)
        except BanmianError:
            told += 1
        else:
            assert_same(frames, again)
            assert (read, lines) == (texts, log)
            if kind in {"note", "index", "table"}:
                assert all(part.sound() for part in serving(library))
        shutil.rmtree(library)
    if kind in {"note", "index", "table"}:
        assert told == 0, "derived data is made again"
    else:
        assert told > libraries / 2


def serving(library: Path) -> list[Part]:
    """The parts that the library is opened with."""
    keys = decided(library).keys(listed(library))
    every = [part for part in parts.found(library) if part.sound()]
    chosen = parts.serving(every, keys)
    assert set(chosen) == set(keys)
    return list(chosen.values())


def test_parts_that_are_put_together_hide_no_damage(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(parts, "TIER", 2)
    frames = open_library(sound)
    for number in range(8):
        library = tmp_path / str(number)
        shutil.copytree(sound, library)
        spoil(Random(number).choice(kinds(library)["table"]), Random(number))
        compact(library)
        assert_same(frames, open_library(library))


def test_a_new_record_never_takes_the_place_of_a_lost_one(sound: Path, tmp_path: Path):
    for number, loss in enumerate((Path.unlink, lambda path: path.write_bytes(b""))):
        library = tmp_path / str(number)
        shutil.copytree(sound, library)
        loss(library / "record.sqlite")
        for attempt in (
            lambda library=library: open_library(library),
            lambda library=library: jobs.submit(library, [jobs.Entry(library, "1.txt")], "test"),
            lambda library=library: corrections.decide(library, Correction("stop_word", {"word": "一"})),
        ):
            with pytest.raises(BanmianError, match="备份"):
                attempt()
        assert any((library / files.SOURCES).rglob("*.txt"))


@pytest.mark.parametrize("harm", ["lost", "rotten"])
def test_a_source_that_is_gone_is_told_and_mended_by_importing_it_again(
    harm: str, sound: Path, tmp_path: Path
):
    library = tmp_path / "library"
    shutil.copytree(sound, library)
    shutil.rmtree(library / files.DERIVED)
    victim = kinds_of_sources(library)[0]
    victim.unlink() if harm == "lost" else victim.write_bytes(victim.read_bytes()[::-1])
    with pytest.raises(BanmianError, match=victim.name):
        open_library(library)
    import_all(library, sorted((sound.parent / "inbox").iterdir()))
    assert_same(open_library(sound), open_library(library))


def kinds_of_sources(library: Path) -> list[Path]:
    return sorted(path for path in (library / files.SOURCES).rglob("*") if path.is_file())
