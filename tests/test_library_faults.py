"""Writing that fails: at the k-th call for every k, on a full disk, in a folder that is not to be written.

Each time one sentence, the former state whole, and the next try does it.
"""

from __future__ import annotations

import errno
import io
import multiprocessing
import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from banmian.errors import BanmianError
from banmian.library import corrections, jobs, record
from banmian.library.corrections import Correction
from banmian.library.sources import listed
from banmian.library.store import open_library
from tests.test_library_crash import assert_whole, import_all, pages

FORK = multiprocessing.get_context("fork")
WORD = Correction("stop_word", {"word": "会议"})
FAULTS = (errno.ENOSPC, errno.EIO, errno.EACCES)


class Doors:
    """The ways out to the disk, counted; the one of the given number fails, and nothing happens behind it."""

    def __init__(self, fails: int) -> None:
        self.fails, self.count = fails, 0

    def pass_(self) -> None:
        self.count += 1
        if self.count == self.fails:
            number = FAULTS[self.fails % len(FAULTS)]
            raise OSError(number, os.strerror(number))

    def guarded(self, door: Callable[..., object]) -> Callable[..., object]:
        def through(*given: object, **named: object) -> object:
            self.pass_()
            return door(*given, **named)

        return through

    def opened(self, path: object, mode: str = "r", *given: object, **named: object) -> object:
        """A file whose writing counts too; half of what is to be written gets out before it fails."""
        if "r" in mode:
            return OPEN(path, mode, *given, **named)
        self.pass_()
        file = OPEN(path, mode, *given, **named)
        if "b" not in mode:
            return file
        return Half(file, self)


class Half(io.BufferedWriter):
    def __init__(self, file: io.BufferedWriter, doors: Doors) -> None:
        super().__init__(file.detach())
        self.doors = doors

    def write(self, raw: bytes) -> int:
        try:
            self.doors.pass_()
        except OSError:
            super().write(raw[: len(raw) // 2])
            raise
        return super().write(raw)


def database(doors: Doors) -> type[sqlite3.Connection]:
    class Failing(sqlite3.Connection):
        def execute(self, statement: str, *given: object) -> sqlite3.Cursor:
            return self._asked(super().execute, statement, *given)

        def executemany(self, statement: str, *given: object) -> sqlite3.Cursor:
            return self._asked(super().executemany, statement, *given)

        def _asked(
            self, door: Callable[..., sqlite3.Cursor], statement: str, *given: object
        ) -> sqlite3.Cursor:
            try:
                if not statement.startswith(("SELECT", "ROLLBACK")):
                    doors.pass_()
            except OSError as fault:
                raise sqlite3.OperationalError("database or disk is full") from fault
            return door(statement, *given)

    return Failing


OPEN, CONNECT = io.open, sqlite3.connect


@contextmanager
def failing(number: int) -> Iterator[Doors]:
    """The number-th call that would change something on the disk fails."""
    doors = Doors(number)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace", "mkdir", "open", "unlink"):
            patch.setattr(os, name, doors.guarded(getattr(os, name)))
        patch.setattr(io, "open", doors.opened)
        patch.setattr(pq, "write_table", doors.guarded(pq.write_table))
        patch.setattr(sqlite3, "connect", partial(CONNECT, factory=database(doors)))
        yield doors


def sentence(work: Callable[[], object]) -> str | None:
    """What the user is told; None if it went well. Any other error than ours is a fault of the program."""
    try:
        work()
    except BanmianError as error:
        told = str(error)
        assert told.endswith("。"), told
        assert "\n" not in told
        assert "None" not in told
        return told
    return None


def made(folder: Path, inbox: list[Path]) -> Path:
    """A library with a page and a correction in it."""
    import_all(folder, inbox[:1])
    corrections.decide(folder, WORD)
    open_library(folder)
    return folder


def assert_same(one: Path, other: Path) -> None:
    left, right = open_library(one).tables(), open_library(other).tables()
    for name, table in left.items():
        pd.testing.assert_frame_equal(table, right[name], check_categorical=False, obj=name)


def test_each_call_of_an_import_fails_once(tmp_path: Path):
    inbox = pages(tmp_path / "inbox")[:2]
    before = made(tmp_path / "before", inbox)
    shutil.copytree(before, after := tmp_path / "after")
    import_all(after, inbox)
    said: list[str | None] = []
    number, past = 0, False
    while not past:
        number += 1
        library = tmp_path / f"library-{number}"
        shutil.copytree(before, library)
        with failing(number) as doors:
            said.append(sentence(lambda library=library: import_all(library, inbox)))
            past = doors.count < number
        assert 1 <= assert_whole(library) <= len(inbox)
        assert [line.action for line in corrections.log(library)] == ["stop_word"]
        import_all(library, inbox)
        assert set(listed(library)) == set(listed(after)), said[-1]
        assert [job.refused for job in jobs.every(library)] == [0] * len(jobs.every(library))
        if number % 10 == 0:
            assert_same(library, after)
        shutil.rmtree(library)
    assert said[-1] is None
    assert sum(told is not None for told in said) > 0.8 * number > 40


def test_each_call_of_saving_a_correction_fails_once(tmp_path: Path):
    library, number, past = made(tmp_path / "library", pages(tmp_path / "inbox")[:1]), 0, False
    while not past:
        number += 1
        had, word = corrections.log(library), Correction("stop_word", {"word": str(number)})
        with failing(number) as doors:
            told = sentence(lambda word=word: corrections.decide(library, word))
            past = doors.count < number
        log = corrections.log(library)
        assert log[: len(had)] == had
        assert len(log) - len(had) <= 1
        if told is None:
            assert log[-1].target == word.target
        else:
            corrections.decide(library, word)
            assert corrections.log(library)[-1].target == word.target
    assert number > 4


def in_a_process(work: Callable[[], str | None]) -> str:
    """What it is told in a process of its own, whose bounds then end with it."""
    ours, theirs = FORK.Pipe(duplex=False)

    def run() -> None:
        theirs.send(work() or "")
        theirs.close()
        os._exit(0)

    process = FORK.Process(target=run)
    process.start()
    theirs.close()
    told: str = ours.recv()
    process.join()
    return told


@pytest.mark.skipif(os.name == "nt", reason="Windows has no bound on the size of files")
def test_a_full_disk(tmp_path: Path):
    """The system lets no file grow beyond so many bytes: Arrow and SQLite meet it as well as we do."""
    import resource

    inbox = pages(tmp_path / "inbox")[:2]
    more = (f"会议指出，第{n * 7919}号项目已投资{n * 104729}万元。\n" for n in range(900))
    with inbox[1].open("a", encoding="utf-8") as page:  # larger than what SQLite writes first
        page.writelines(more)
    before = made(tmp_path / "before", inbox)

    def bounded(library: Path, size: int) -> str | None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return sentence(lambda: import_all(library, inbox))

    told = {}
    for size in (0, 500, 4_000, 12_000, 42_000, 8_000_000):
        library = tmp_path / f"library-{size}"
        shutil.copytree(before, library)
        told[size] = in_a_process(partial(bounded, library, size))
        assert 1 <= assert_whole(library) <= len(inbox)
        assert len(corrections.log(library)) == 1
        import_all(library, inbox)
        assert len(listed(library)) == len(inbox)
    assert told.pop(8_000_000) == ""
    assert all(told.values()), told
    assert "写不进去" in told[42_000]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_that_is_not_to_be_written(tmp_path: Path):
    """It opens, and says that it takes nothing in."""
    inbox = pages(tmp_path / "inbox")[:2]
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        library = made(Path(place, "library"), inbox)
        whole = open_library(library).tables()
        forbid(library)

        def looked_at() -> str | None:
            if os.geteuid() == 0:  # who may do anything
                os.setuid(65534)
            for name, table in open_library(library).tables().items():
                pd.testing.assert_frame_equal(table, whole[name], check_categorical=False, obj=name)
            taking = sentence(lambda: jobs.submit(library, [jobs.Entry(inbox[1], "2.txt")], "test"))
            return f"{taking}{sentence(lambda: corrections.decide(library, WORD))}"

        assert in_a_process(looked_at).count("只读") == 2
        allow(library)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("lost", [(), ("record.sqlite-shm",)], ids=["as it was", "without -shm"])
def test_rows_that_are_still_in_the_wal_file_are_read_where_nothing_is_to_be_written(lost: tuple[str, ...]):
    """Who wrote them was killed; a copy of such a library has no -shm."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        library = Path(place, "library")

        def killed() -> None:
            with record.reading(library):  # keeps the WAL file where it is
                for number in range(3):
                    corrections.decide(library, Correction("stop_word", {"word": str(number)}))
                os._exit(0)

        corrections.decide(library, WORD)
        process = FORK.Process(target=killed)
        process.start()
        process.join()
        assert (library / "record.sqlite-wal").stat().st_size
        for name in lost:
            (library / name).unlink()
        forbid(library)

        def read() -> str:
            if os.geteuid() == 0:
                os.setuid(65534)
            return " ".join(line.target["word"] for line in corrections.log(library))

        assert in_a_process(read) == "会议 0 1 2"
        allow(library)


def forbid(library: Path) -> None:
    for path in [*library.rglob("*"), library]:
        path.chmod(0o555 if path.is_dir() else 0o444)


def allow(library: Path) -> None:
    for path in [library, *library.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
