"""What the user decided: a log that is only ever added to; undoing is a line of it too.

A correction names its target by content (the printed text, a name), never by a number that a better
parse would give to something else. Two logs are merged by putting their lines together.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banmian.errors import UnreadableFile
from banmian.library import jobs, record
from banmian.library.prints import printed

if TYPE_CHECKING:
    from banmian.frames import Frames

COLUMNS = "event_id, made_at, who, why, action, target, value"
UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision: ``action`` is a code of ``ACTIONS``; target and value hold JSON types only."""

    action: str
    target: Mapping[str, Any]
    value: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    who: str = ""
    made_at: str = ""
    event_id: str = ""

    def row(self) -> tuple[str, ...]:
        """As the record holds it, without the digest."""
        written = (json.dumps(part, ensure_ascii=False, sort_keys=True) for part in (self.target, self.value))
        return (self.event_id, self.made_at, self.who, self.why, self.action, *written)


def decide(folder: Path, correction: Correction) -> Correction:
    """Append a correction; returns it as written, with its number, who and when."""
    with record.writing(folder) as database:
        signed = Correction(
            correction.action, printed(database, correction.target), correction.value, correction.why,
            correction.who or _user(), jobs.now(), uuid.uuid4().hex,
        )  # fmt: skip
        _append(database, [signed])
    return signed


def undo(folder: Path, event_id: str, why: str = "") -> Correction:
    """Take a correction back; undoing the undoing brings it back again."""
    return decide(folder, Correction(UNDO, {"event": event_id}, why=why))


def log(folder: Path) -> list[Correction]:
    """Every line, the oldest first. Raises DamagedLibrary."""
    rows = record.rows(folder, "events", COLUMNS)
    return sorted(map(_correction, rows), key=lambda line: (line.made_at, line.event_id))


def standing(every: Iterable[Correction]) -> list[Correction]:
    """The corrections that hold, in their order: those that no undoing that holds takes back.

    What two users decided alike is there once, as the later of the two.
    """
    lines = list(every)
    undoings: dict[str, list[str]] = {}
    for line in lines:
        if line.action == UNDO:
            undoings.setdefault(str(line.target.get("event")), []).append(line.event_id)
    held = [line for line in lines if line.action != UNDO and _holds(line.event_id, undoings)]
    last = {line.row()[4:]: line.event_id for line in held}
    return [line for line in held if last[line.row()[4:]] == line.event_id]


def _holds(event_id: str, undoings: Mapping[str, list[str]], asked: frozenset[str] = frozenset()) -> bool:
    """Whether every undoing of it is itself undone; clocks of two machines may disagree, so order says nothing."""
    later = [undoing for undoing in undoings.get(event_id, ()) if undoing not in asked]
    return not any(_holds(undoing, undoings, asked | {event_id}) for undoing in later)


def unplaced(folder: Path, frames: Frames) -> list[Correction]:
    """Those that stand and found no place when the library was opened as ``frames``, in their order."""
    lost = set(frames.unplaced)
    return [line for line in standing(log(folder)) if line.event_id in lost]


def export(folder: Path) -> str:
    """The log as JSON lines, to be kept or mailed."""
    return "".join(
        json.dumps(dict(zip(COLUMNS.split(", "), line.row(), strict=True)), ensure_ascii=False) + "\n"
        for line in log(folder)
    )


def merge(folder: Path, lines: str) -> int:
    """Add what an exported log holds and this one does not; returns how many lines that were.

    Raises UnreadableFile where a line is none of ours; then nothing is added.
    """
    known = {line.event_id for line in log(folder)} if record.exists(folder) else set()
    # not splitlines: it parts lines at U+2028 as well, which JSON leaves inside a text; a mailed file may begin
    # with a byte order mark
    written = (line for line in lines.removeprefix("\ufeff").split("\n") if line.strip())
    fresh = {line.event_id: line for line in map(_parsed, written) if line.event_id not in known}
    with record.writing(folder) as database:
        return _append(database, fresh.values())


def _append(database: sqlite3.Connection, lines: Iterable[Correction]) -> int:
    """How many lines that were; somebody else may just have added the same."""
    rows = [line.row() for line in lines]
    return (
        database.executemany(
            f"INSERT OR IGNORE INTO events ({COLUMNS}, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((*row, record.digest(*row)) for row in rows),
        ).rowcount
        if rows
        else 0
    )


def _correction(row: tuple[Any, ...]) -> Correction:
    event_id, made_at, who, why, action, target, value = row
    return Correction(action, json.loads(target), json.loads(value), why, who, made_at, event_id)


def _parsed(line: str) -> Correction:
    try:
        values = json.loads(line)
        read = _correction(tuple(str(values[name]) for name in COLUMNS.split(", ")))
        dt.datetime.fromisoformat(read.made_at)
        return replace(read, target=dict(read.target), value=dict(read.value))
    except (ValueError, KeyError, TypeError) as fault:
        raise UnreadableFile("这不是导出的更正记录，请选 .jsonl 文件；什么也没有改动。") from fault


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return ""
