"""Import jobs: a row a job and a row a file, so that whoever asks, whenever, learns how far it is.

A job belongs to nobody's script: it is written down first, worked off by a process of its own
(``worker``), and taken up again where it stopped. Asked for twice, it is the same job.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from banmian.errors import BanmianError
from banmian.library import record
from banmian.library.given import NOTHING, Given
from banmian.library.incoming import arriving

WAITING, RUNNING, FAILED, DONE, CANCELLED = "waiting", "running", "failed", "done", "cancelled"
OPEN = (WAITING, RUNNING)
ADDED, KNOWN, TWIN, REFUSED = "added", "known", "twin", "refused"
"""What became of a file: taken in; there already, byte for byte; the same page in another format; not read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to import: where its bytes lie, and under what name it came."""

    path: Path
    name: str
    given: Given = NOTHING
    number: int = 0
    """Its place in the job."""
    sentence: str = ""
    """Why it cannot be read, where that is known already."""
    sha256: str = ""
    """What its bytes must be, of a source that is read again."""


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is; its files add up: ``total`` = waiting + added + known + twins + refused."""

    job_id: str
    origin: str
    state: str
    made_at: str
    started_at: str | None
    finished_at: str | None
    sentence: str | None
    """Why it failed: it waits to be tried again."""
    done_before: int
    """Files that were done when it was begun last."""
    waiting: int
    added: int
    known: int
    twins: int
    refused: int

    @property
    def total(self) -> int:
        return self.waiting + self.done

    @property
    def done(self) -> int:
        return self.added + self.known + self.twins + self.refused

    def seconds_left(self, now: dt.datetime) -> float | None:
        """At the pace since it was begun last; None before the first file is done."""
        newly = self.done - self.done_before
        if self.state != RUNNING or newly <= 0 or not self.started_at:
            return None
        passed = (now - dt.datetime.fromisoformat(self.started_at)).total_seconds()
        return passed / newly * self.waiting


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry of a job."""

    number: int
    state: str
    sha256: str | None = None
    sentence: str | None = None


def now() -> str:
    """The moment, for the record, in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def submit(folder: Path, entries: Iterable[Entry], origin: str) -> str:
    """Write a job down; returns its number. The same entries, still to do, are the same job.

    Raises BanmianError where there are none.
    """
    with arriving(folder):
        coming = list(entries)
        if not coming:
            raise BanmianError("这里没有能读的版面，什么也没有收进来。")
        return _written(folder, coming, origin)


def _written(folder: Path, entries: Sequence[Entry], origin: str) -> str:
    wanted = record.digest(
        origin, [(str(entry.path), entry.name, entry.given.written()) for entry in entries]
    )
    with record.writing(folder) as database:
        earlier = database.execute(
            "SELECT job_id, state FROM jobs WHERE job_id LIKE ? ORDER BY rowid", (f"{wanted[:12]}-%",)
        ).fetchall()
        if earlier and earlier[-1][1] in (*OPEN, FAILED):
            _again(database, earlier[-1][0])
            return str(earlier[-1][0])
        job_id = f"{wanted[:12]}-{len(earlier) + 1}"
        database.execute(
            "INSERT INTO jobs (job_id, made_at, origin) VALUES (?, ?, ?)", (job_id, now(), origin)
        )
        database.executemany(
            "INSERT INTO job_files (job_id, number, path, name, given, state, sentence) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((job_id, number, *_row(entry)) for number, entry in enumerate(entries)),
        )
    return job_id


def _row(entry: Entry) -> tuple[str, ...]:
    state = REFUSED if entry.sentence else WAITING
    return str(entry.path), entry.name, entry.given.written(), state, entry.sentence


def waiting(database: sqlite3.Connection, job_id: str) -> list[Entry]:
    """The files of a job that are still to be done, in order."""
    rows = database.execute(
        "SELECT path, name, given, number FROM job_files WHERE job_id = ? AND state = ? ORDER BY number",
        (job_id, WAITING),
    )
    return [Entry(Path(path), name, Given.read(given), number) for path, name, given, number in rows]


def settle(database: sqlite3.Connection, job_id: str, outcomes: Iterable[Outcome]) -> None:
    """Note what became of files, in the transaction that takes them in."""
    database.executemany(
        "UPDATE job_files SET state = ?, sha256 = ?, sentence = ? WHERE job_id = ? AND number = ?",
        ((o.state, o.sha256, o.sentence, job_id, o.number) for o in outcomes),
    )


def begin(folder: Path, job_id: str) -> None:
    """Note that somebody works on the job, and what is done already."""
    with record.writing(folder) as database:
        database.execute(
            "UPDATE jobs SET state = ?, started_at = ?, sentence = NULL, done_before = "
            "(SELECT count(*) FROM job_files WHERE job_id = jobs.job_id AND state != ?) "
            "WHERE job_id = ? AND state IN (?, ?, ?)",
            (RUNNING, now(), WAITING, job_id, *OPEN, FAILED),
        )


def fail(folder: Path, job_id: str, sentence: str) -> None:
    """Note why nobody can work on the job; what is in stays in, the rest waits for ``again``."""
    with record.writing(folder) as database:
        database.execute(
            "UPDATE jobs SET state = ?, sentence = ? WHERE job_id = ? AND state IN (?, ?)",
            (FAILED, sentence, job_id, *OPEN),
        )


def again(folder: Path, job_id: str) -> None:
    """Let somebody work on a job that failed."""
    with record.writing(folder) as database:
        _again(database, job_id)


def _again(database: sqlite3.Connection, job_id: str) -> None:
    database.execute(
        "UPDATE jobs SET state = ?, sentence = NULL WHERE job_id = ? AND state = ?", (WAITING, job_id, FAILED)
    )


def finish(folder: Path, job_id: str) -> None:
    """Note that no file of the job waits any more."""
    with record.writing(folder) as database:
        database.execute(
            "UPDATE jobs SET state = ?, finished_at = ? WHERE job_id = ? AND state = ?",
            (DONE, now(), job_id, RUNNING),
        )


def cancel(folder: Path, job_id: str) -> None:
    """Take in no more files of the job; those that are in stay in."""
    with record.writing(folder) as database:
        database.execute(
            "UPDATE jobs SET state = ?, finished_at = ? WHERE job_id = ? AND state IN (?, ?, ?)",
            (CANCELLED, now(), job_id, *OPEN, FAILED),
        )


def every(folder: Path) -> list[Job]:
    """All jobs, the latest first."""
    with record.reading(folder) as database:
        return list(_counted(database, "SELECT job_id FROM jobs"))


def one(folder: Path, job_id: str) -> Job:
    """One job; ``KeyError`` if there is none of that number."""
    with record.reading(folder) as database:
        found = next(_counted(database, "?", job_id), None)
    if found is None:
        raise KeyError(job_id)
    return found


def added(folder: Path, job_id: str, at_most: int) -> list[str]:
    """The sha256 of pages that the job has taken in, in the order of its files."""
    with record.reading(folder) as database:
        rows = database.execute(
            "SELECT sha256 FROM job_files WHERE job_id = ? AND state = ? ORDER BY number LIMIT ?",
            (job_id, ADDED, at_most),
        ).fetchall()
    return [sha256 for (sha256,) in rows]


def _counted(database: sqlite3.Connection, which: str, *job_id: str) -> Iterator[Job]:
    """The jobs with their files counted, out of the index by state: none of 100,000 rows is read for it."""
    files: dict[str, dict[str, int]] = defaultdict(dict)
    for job, state, count in database.execute(
        f"SELECT job_id, state, count(*) FROM job_files WHERE job_id IN ({which}) GROUP BY job_id, state",
        job_id,
    ):
        files[job][state] = count
    rows = database.execute(
        "SELECT job_id, origin, state, made_at, started_at, finished_at, sentence, done_before FROM jobs "
        f"WHERE job_id IN ({which}) ORDER BY rowid DESC",
        job_id,
    )
    for row in rows:
        yield Job(*row, *(files[row[0]].get(state, 0) for state in (WAITING, ADDED, KNOWN, TWIN, REFUSED)))


def sentences(folder: Path, job_id: str, at_most: int = -1) -> list[tuple[str, str, str]]:
    """(file name, what became of it, why) of the files that were not simply taken in, the refused first."""
    with record.reading(folder) as database:
        return database.execute(
            "SELECT name, state, coalesce(sentence, '') FROM job_files WHERE job_id = ? "
            "AND state NOT IN (?, ?) ORDER BY state != ?, state != ?, number LIMIT ?",
            (job_id, WAITING, ADDED, REFUSED, TWIN, at_most),
        ).fetchall()
