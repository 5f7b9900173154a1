"""Works an import job off: `python -m banmian.library.worker LIBRARY JOB`, a process that no page and no tab owns.

Killed at any moment, it leaves each file either in or waiting; started again, it goes on where it was.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from banmian.errors import BanmianError
from banmian.library import drafts, engine, files, incoming, jobs, later, parts, record, store
from banmian.library.decisions import decided
from banmian.library.engine import Engine
from banmian.library.intake import Refused, Taken
from banmian.library.jobs import Entry, Job, Outcome
from banmian.library.locks import alone, forget, held

BATCH = 32
"""Files that a process takes at a time; a part holds so many pages."""
MERGE_EVERY = 64
"""Batches after which small parts are put together."""

Told = Callable[[Job], None]


def start(folder: Path, job_id: str) -> subprocess.Popen[bytes]:
    """Begin, or go on, with the job in a process that outlives whoever asked. Raises BanmianError."""
    command = [sys.executable, "-P", "-m", __name__, str(folder), job_id]
    nothing = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command, start_new_session=True, stdin=nothing, stdout=nothing, stderr=nothing
        )
    except OSError:
        raise BanmianError("导入的进程启动不了，请关闭别的程序后再试。") from None


def left_behind(folder: Path) -> list[str]:
    """The jobs that no process works on, though they are to be done: never begun, or their worker is gone."""
    open_jobs = [job for job in jobs.every(folder) if job.state in jobs.OPEN]
    return [job.job_id for job in open_jobs if not held(folder, job.job_id)]


def stop(folder: Path, job_id: str) -> None:
    """Take in no more files of the job; what it brought is dropped when nobody reads it any more."""
    jobs.cancel(folder, job_id)
    with alone(folder, job_id) as mine:
        if mine:
            incoming.drop(folder)
            forget(folder, job_id)


def work(folder: Path, job_id: str, by: Engine = engine.local, told: Told = lambda job: None) -> None:
    """Take in every file of the job that waits; returns at once if another process is at it.

    What pages say together is read when the library is opened, so that a page more costs what a page costs; only where
    it would have to be made of all pages anew that is done here, last.
    ``told`` hears after each batch how far the job is. Raises what keeps all files out (UnwritableFile,
    DamagedLibrary, BadLexicon, BrokenCluster), which the job then says as well; what was taken in before stays in.
    """
    with alone(folder, job_id) as mine:
        if not mine:
            return
        jobs.begin(folder, job_id)
        try:
            _take_in(folder, job_id, by, told)
        except BanmianError as error:
            with suppress(BanmianError):  # a disk that is full may take no row either
                jobs.fail(folder, job_id, str(error))
            raise
        jobs.finish(folder, job_id)
        incoming.drop(folder)
        drafts.sweep(folder)
        forget(folder, job_id)


def _take_in(folder: Path, job_id: str, by: Engine, told: Told) -> None:
    for number, results in enumerate(by(folder, _batches(folder, job_id), decided(folder)), 1):
        _settle(folder, job_id, results)
        told(jobs.one(folder, job_id))
        if number % MERGE_EVERY == 0:
            store.compact(folder)
    if parts.are_many(folder):
        store.compact(folder)
    if jobs.one(folder, job_id).state != jobs.CANCELLED:
        store.prepare(folder, by)


def _batches(folder: Path, job_id: str) -> Iterator[Sequence[Entry]]:
    """The waiting files that are new to the library; whether the job was cancelled is asked before each batch."""
    with record.reading(folder) as database:
        every = jobs.waiting(database, job_id)
    for batch in (every[n : n + BATCH] for n in range(0, len(every), BATCH)):
        if jobs.one(folder, job_id).state == jobs.CANCELLED:
            return
        known = _known(folder, batch)
        if known:
            with record.writing(folder) as database:
                jobs.settle(database, job_id, known)
        done = {outcome.number for outcome in known}
        if fresh := [entry for entry in batch if entry.number not in done]:
            yield fresh


def _known(folder: Path, batch: Sequence[Entry]) -> list[Outcome]:
    digests = {entry.number: files.digest(entry.path) for entry in batch}
    with record.reading(folder) as database:
        there = {
            digest
            for digest in digests.values()
            if (row := database.execute("SELECT ending FROM sources WHERE sha256 = ?", (digest,)).fetchone())
            and files.is_known(files.place(folder, digest, row[0]), digest)
        }
    known = [entry for entry in batch if digests[entry.number] in there]
    said = later.say(folder, [(digests[entry.number], entry.given) for entry in known])
    return [_there(entry, digests[entry.number], said) for entry in known]


def _there(entry: Entry, sha256: str, said: set[str]) -> Outcome:
    sentence = f"{entry.name}：库中已有，所填的报名、日期或版次记作了更正。" if sha256 in said else None
    return Outcome(entry.number, jobs.KNOWN, sha256, sentence)


def _settle(folder: Path, job_id: str, results: Sequence[Taken | Refused]) -> None:
    """A batch in one transaction, but for twins: what is said of them is written down before they are done."""
    twins: list[tuple[Taken, str, str]] = []
    outcomes: list[Outcome] = []
    with record.writing(folder) as database:
        for result in results:
            if isinstance(result, Refused):
                outcomes.append(Outcome(result.entry.number, jobs.REFUSED, sentence=result.sentence))
            elif other := _other(database, result):
                twins.append((result, *other))
            else:
                outcomes.append(_added(database, job_id, result))
        jobs.settle(database, job_id, outcomes)
    said = later.say(folder, [(sha256, twin.entry.given) for twin, sha256, _ in twins])
    with record.writing(folder) as database:
        jobs.settle(database, job_id, [_twin(twin, name, sha256 in said) for twin, sha256, name in twins])


def _other(database: sqlite3.Connection, result: Taken) -> tuple[str, str] | None:
    """(sha256, name) of the same page in another format, if that is there and this one is not to stand beside it."""
    there = database.execute(
        "SELECT sha256, name FROM sources WHERE text_sha256 = ? ORDER BY sha256 != ?",
        (result.text_sha256, result.sha256),
    ).fetchone()
    return there if there and there[0] != result.sha256 and not result.entry.given.twins else None


def _twin(twin: Taken, other: str, said: bool) -> Outcome:
    more = "；所填的报名、日期或版次记作了更正" if said else ""
    sentence = f"{twin.entry.name}：与已有的 {other} 是同一版，没有再加{more}。"
    return Outcome(twin.entry.number, jobs.TWIN, twin.sha256, sentence)


def _added(database: sqlite3.Connection, job_id: str, result: Taken) -> Outcome:
    entry, given = result.entry, result.entry.given
    row = (
        result.sha256, entry.name, files.ending(entry.name), result.size, result.encoding, result.text_sha256,
        given.paper, str(given.publication_date or "") or None, given.page_number, jobs.now(), job_id,
    )  # fmt: skip
    new = database.execute(
        f"INSERT OR IGNORE INTO sources VALUES ({', '.join('?' * 12)})", (*row, record.digest(*row))
    ).rowcount
    return Outcome(entry.number, jobs.ADDED if new else jobs.KNOWN, result.sha256)


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2])
