"""The record of a library that a former version made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from banmian.errors import UnreadableFile
from banmian.library import corrections, jobs, record
from banmian.library.corrections import Correction
from banmian.library.jobs import Entry

WORD = Correction("stop_word", {"word": "会议"})


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """A library of version 1 with a job and a correction."""
    jobs.submit(tmp_path, [Entry(tmp_path / "1.txt", "1.txt")], "cli")
    corrections.decide(tmp_path, WORD)
    with closing(sqlite3.connect(tmp_path / record.FILE)) as database:
        for column in ("sentence", "done_before"):
            database.execute(f"ALTER TABLE jobs DROP COLUMN {column}")
        database.execute("PRAGMA user_version = 1")
        database.commit()
    return tmp_path


def version(library: Path) -> int:
    with closing(sqlite3.connect(library / record.FILE)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_it_is_read_as_it_is(former: Path):
    assert [line.target for line in corrections.log(former)] == [WORD.target]
    [job] = jobs.every(former)
    assert (job.state, job.waiting, job.sentence, job.done_before) == (jobs.WAITING, 1, None, 0)
    assert version(former) == 1


def test_who_writes_gives_it_what_came_since(former: Path):
    [job] = jobs.every(former)
    jobs.fail(former, job.job_id, "磁盘已满。")
    assert version(former) == record.VERSION
    assert jobs.one(former, job.job_id).sentence == "磁盘已满。"
    assert [line.target for line in corrections.log(former)] == [WORD.target]


def test_one_of_a_later_version_is_a_sentence(former: Path):
    with closing(sqlite3.connect(former / record.FILE)) as database:
        database.execute(f"PRAGMA user_version = {record.VERSION + 1}")
    for attempt in (jobs.every, lambda library: corrections.decide(library, WORD)):
        with pytest.raises(UnreadableFile, match="升级"):
            attempt(former)
