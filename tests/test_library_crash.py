"""Kill −9 at random moments of an import, of saving a correction and of making the store again: nothing is lost.

The process that is killed is forked from this one, which has everything imported: a kill costs milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from banmian.library import corrections, counting, files, jobs, kept, parts, receiving, store, whole, worker
from banmian.library.corrections import Correction
from banmian.library.decisions import decided
from banmian.library.sources import listed
from banmian.library.store import open_library
from tests.county import one_by_one

FORK = multiprocessing.get_context("fork")
PAGES = 4
MOST = 1_000
"""Kills after which an import that never ends is a fault, not chance."""
LONGER = 1.2
"""How much more time is given where a kill came before another file was in."""


def killed(work: Callable[[], object], after: float) -> bool:
    """Run ``work`` in a process that gets SIGKILL after so many seconds; whether it came to its end before."""
    process = FORK.Process(target=work)
    process.start()
    process.join(after)
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode == 0


def seconds(work: Callable[[], object]) -> float:
    """What the work takes in this process, the second time: with everything loaded that the forks then have."""
    work()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pages(folder: Path) -> list[Path]:
    folder.mkdir()
    for number in range(PAGES):
        text = f"全市第{number}次会议召开\n\n本报讯（记者 王明）3月{number + 1}日，全市召开会议。市长李国强主持会议并讲话。"
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def import_all(library: Path, inbox: Sequence[Path]) -> None:
    worker.work(library, jobs.submit(library, receiving.from_paths(library, inbox), "test"), one_by_one)


def assert_whole(library: Path) -> int:
    """Every source of the record has its bytes, every part is sound; returns how many sources there are."""
    sources = listed(library)
    for source in sources.values():
        files.fetch(library, source.sha256, source.ending)
    assert all(part.sound() for part in parts.found(library))
    return len(sources)


def test_an_import_that_is_killed_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Kills fall as well while what is kept of all pages is made, at the end of the job."""
    for module in (kept, whole, counting):
        monkeypatch.setattr(module, "WORTH", 1)
    chance = random.Random(20261122)
    inbox = pages(tmp_path / "inbox")
    names = (tmp_path / f"whole-{number}" for number in range(2))
    takes = seconds(lambda: import_all(next(names), inbox))
    kills = round_ = 0
    while kills < 200:
        library, round_, had, most = tmp_path / f"library-{round_}", round_ + 1, 0, takes
        job = jobs.submit(library, receiving.from_paths(library, inbox), "test")
        while not killed(partial(worker.work, library, job, one_by_one), chance.uniform(0, most)):
            kills += 1
            assert kills < MOST
            now = assert_whole(library)
            assert now >= had
            # a fork of a large process is slower than the process was: it has to come to a file some time
            most, had = (most if now > had else most * LONGER), now
            assert worker.left_behind(library) == [job] or jobs.one(library, job).state == jobs.DONE
        assert assert_whole(library) == PAGES
        assert jobs.one(library, job).added == PAGES
        assert not any(kept.is_outgrown(library, made.FOLDER, PAGES) for made in (whole, counting))
        assert len(open_library(library).issues) == PAGES
        assert set(parts.serving(parts.found(library), decided(library).keys(listed(library)))) == set(
            listed(library)
        )
    assert round_ > 1


def test_a_correction_is_in_the_log_or_not(tmp_path: Path):
    chance = random.Random(1)
    library, kills, told = tmp_path / "library", 0, 0
    done = FORK.RawValue("i", 0)  # without a lock, which a process that is killed would keep for ever

    def decide() -> None:
        for number in range(40):
            corrections.decide(library, Correction("stop_word", {"word": str(number)}))
            done.value += 1

    while kills < 100:
        done.value = 0
        kills += not killed(decide, chance.uniform(0.001, 0.05))
        log = corrections.log(library) if (library / "record.sqlite").exists() else []
        assert told + done.value <= len(log) <= told + done.value + 1
        told = len(log)


def test_a_store_that_is_killed_while_it_is_made_again_is_whole_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for module in (kept, whole, counting):
        monkeypatch.setattr(module, "WORTH", 1)
    chance, library = random.Random(50), tmp_path / "library"
    import_all(library, pages(tmp_path / "inbox")[:2])
    tables = open_library(library).tables()

    def make_again() -> None:
        store.prepare(library, one_by_one)
        open_library(library, by=one_by_one)

    def lose() -> None:
        shutil.rmtree(library / files.DERIVED)

    takes = seconds(lambda: (lose(), make_again()))
    kills = 0
    while kills < 50:
        lose()
        most = takes
        while not killed(make_again, chance.uniform(0, most)):
            kills, most = kills + 1, most * LONGER
            assert kills < MOST
        again = open_library(library)
        assert assert_whole(library) == len(again.issues) == 2
        for name, table in again.tables().items():
            pd.testing.assert_frame_equal(table, tables[name], check_categorical=False, obj=name)
