"""The record of a library: one SQLite file, the only part of it that nothing can rebuild.

What came in (``sources``), by which job (``jobs``, ``job_files``), and what the user decided (``events``).
Sources and events are only ever added, and each row carries a digest of itself: SQLite has no checksums
of its pages, and a damaged file would answer wrongly without a word.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from filelock import FileLock

from banmian.errors import DamagedLibrary, UnreadableFile, UnwritableFile
from banmian.library.files import FORBIDDEN, FULL, SOURCES, settle, unwritable

FILE = "record.sqlite"
VERSION = 2
WAIT = 30.0
"""Seconds that a writer waits for another."""

TABLES = """
CREATE TABLE sources (
    sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, ending TEXT NOT NULL, size INTEGER NOT NULL,
    encoding TEXT, text_sha256 TEXT NOT NULL, paper TEXT, publication_date TEXT, page_number INTEGER,
    added_at TEXT NOT NULL, job_id TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE INDEX sources_by_text ON sources (text_sha256);
CREATE TABLE jobs (
    job_id TEXT PRIMARY KEY, made_at TEXT NOT NULL, origin TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting', started_at TEXT, finished_at TEXT, sentence TEXT,
    done_before INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE job_files (
    job_id TEXT NOT NULL REFERENCES jobs, number INTEGER NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL,
    given TEXT NOT NULL DEFAULT '{}', state TEXT NOT NULL DEFAULT 'waiting', sha256 TEXT, sentence TEXT,
    PRIMARY KEY (job_id, number)
) STRICT;
CREATE INDEX job_files_by_state ON job_files (job_id, state);
CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL,
    who TEXT NOT NULL, why TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, value TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
"""
UPGRADES = {
    1: (
        "ALTER TABLE jobs ADD COLUMN sentence TEXT",
        "ALTER TABLE jobs ADD COLUMN done_before INTEGER NOT NULL DEFAULT 0",
    ),
}
"""What makes of each former version the next one."""
TRIES = 5
"""Copies that are made of a record that somebody writes to meanwhile."""
_WRITTEN = json.JSONEncoder(ensure_ascii=False).encode
DAMAGED = "记录文件 record.sqlite 已损坏，请用备份换回，原始文件仍在 sources 里。"
ADDED_ONLY = ("sources", "events")
_SOUND: set[int] = set()
"""The hashes of rows that were looked at: a million cost seconds."""


def digest(*values: object) -> str:
    """What a row of these values must carry as its ``digest``."""
    return hashlib.sha256(_WRITTEN(values).encode()).hexdigest()


def exists(folder: Path) -> bool:
    """Whether the folder is a library and not just a folder of pages."""
    return (folder / FILE).is_file()


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """One transaction that is wholly in the record when the block ends, or not at all.

    Makes the record if there is none, and gives one of an earlier version what came since.
    Raises UnwritableFile, DamagedLibrary.
    """
    with _spoken(folder), closing(_opened(folder)) as database, database:
        database.execute("BEGIN IMMEDIATE")
        _bring_up(database)
        yield database


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """The record as it stands at one moment; also from a folder that is not to be written.

    Raises UnreadableFile where there is none, DamagedLibrary.
    """
    if not exists(folder):
        _not_lost(folder)
        raise UnreadableFile(f"{folder}：这里没有资料库，请先用 banmian import 导入版面。")
    with _spoken(folder), _looked_into(folder / FILE) as database:
        _check(database)
        database.execute("BEGIN")
        yield database


def rows(folder: Path, table: str, columns: str) -> list[tuple[Any, ...]]:
    """Every row of a table that is only ever added to. Raises UnreadableFile where there is no library.

    Each must carry its digest, and the table must hold as many as its index: a damaged page may lose rows
    without a word. Raises DamagedLibrary.
    """
    with reading(folder) as database:
        found = database.execute(f"SELECT {columns}, digest FROM {table} NOT INDEXED").fetchall()
        index = f"sqlite_autoindex_{table}_1"
        listed = database.execute(f"SELECT count(*) FROM {table} INDEXED BY {index}").fetchone()[0]
    if len(found) != listed or not all(map(_is_sound, found)):
        raise DamagedLibrary(f"{folder}：{DAMAGED}")
    return [row[:-1] for row in found]


def row(folder: Path, table: str, columns: str, condition: str, *values: str) -> tuple[Any, ...] | None:
    """The first row of the same for which a condition holds, if any. Raises UnreadableFile, DamagedLibrary."""
    question = f"SELECT {columns}, digest FROM {table} WHERE {condition} LIMIT 1"
    with reading(folder) as database:
        found: tuple[Any, ...] | None = database.execute(question, values).fetchone()
    if found and not _is_sound(found):
        raise DamagedLibrary(f"{folder}：{DAMAGED}")
    return found[:-1] if found else None


def _is_sound(row: tuple[Any, ...]) -> bool:
    """Whether a row carries its digest; looked at once a process, as files are."""
    seen = hash(row)
    if seen not in _SOUND:
        if digest(*row[:-1]) != row[-1]:
            return False
        _SOUND.add(seen)
    return True


def _opened(folder: Path) -> sqlite3.Connection:
    if not exists(folder):
        _make(folder)
    database = _connected(folder / FILE)
    _check(database)
    return database


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=WAIT, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    return database


def _make(folder: Path) -> None:
    """The record, whole or not at all: whoever of two comes first, and whoever is killed at it."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / f".{FILE}.lock"):
        if exists(folder):
            return
        _not_lost(folder)
        draft = folder / f".{FILE}"
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(draft, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN")
            for statement in (*TABLES.split(";")[:-1], *_guards()):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {VERSION}")
            database.execute("COMMIT")
        draft.replace(folder / FILE)
        settle(folder)


def _not_lost(folder: Path) -> None:
    """Sources without a record are a library whose record is gone: a new one would forget every correction."""
    if next((folder / SOURCES).glob("[0-9a-f][0-9a-f]/*"), None):
        raise DamagedLibrary(
            f"{folder}：记录文件 record.sqlite 不见了，请用备份换回；没有备份，就把 sources 里的文件导入一个新的资料库。"
        )


def _check(database: sqlite3.Connection) -> None:
    """That the record is one, and of a form that we know."""
    version = _version(database)
    if version > VERSION:
        raise UnreadableFile("这个资料库是更新的版面程序建的，请先升级程序。")
    if version == 0:
        raise sqlite3.DatabaseError("empty")


def _guards() -> Iterator[str]:
    for table in ADDED_ONLY:
        for change in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
            )


def _version(database: sqlite3.Connection) -> int:
    found: int = database.execute("PRAGMA user_version").fetchone()[0]
    return found


def _bring_up(database: sqlite3.Connection) -> None:
    for version, statements in UPGRADES.items():
        if version == _version(database):
            for statement in statements:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {version + 1}")


@contextmanager
def _looked_into(file: Path) -> Iterator[sqlite3.Connection]:
    """Read-only where it lies, else a copy: of what asks for more than reading."""
    database = _where_it_lies(file)
    if database:
        with closing(database):
            yield database
        return
    with TemporaryDirectory() as place:
        copy = Path(place, FILE)
        _copy(file, copy)
        with closing(_connected(copy)) as database:
            _bring_up(database)
            yield database


def _where_it_lies(file: Path) -> sqlite3.Connection | None:
    """None of an earlier version, and where SQLite would have to write: a WAL file in a folder that is read-only.

    As ``immutable`` it opens there, but without the rows that are still in the WAL file.
    """
    address = file.resolve().as_uri()
    for how in ("mode=ro", "immutable=1"):
        database = sqlite3.connect(f"{address}?{how}", timeout=WAIT, isolation_level=None, uri=True)
        with suppress(sqlite3.OperationalError):
            if _version(database) not in UPGRADES and (how == "mode=ro" or not _state(_wal(file))[0]):
                return database
        database.close()
    return None


def _copy(file: Path, copy: Path) -> None:
    """The file with its WAL file, both of one moment."""
    for _ in range(TRIES):
        before = _state(file), _state(_wal(file))
        shutil.copyfile(file, copy)
        with suppress(FileNotFoundError):
            shutil.copyfile(_wal(file), _wal(copy))
        if before == (_state(file), _state(_wal(file))):
            return
    raise sqlite3.OperationalError("locked")


def _wal(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _state(file: Path) -> tuple[int, int]:
    """Size and time; of no file, nothing."""
    try:
        stat = file.stat()
    except FileNotFoundError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns


@contextmanager
def _spoken(folder: Path) -> Iterator[None]:
    """What SQLite and the system complain of, as one sentence of ours."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.OperationalError as fault:
        raise UnwritableFile(f"{folder}：{_why(str(fault))}。") from fault
    except sqlite3.DatabaseError as fault:
        raise DamagedLibrary(f"{folder}：{DAMAGED}") from fault
    except OSError as fault:
        raise unwritable(folder, fault) from fault


def _why(complaint: str) -> str:
    causes = {
        "full": f"{FULL}，已写入的都还在",
        "readonly": FORBIDDEN,
        "unable to open": "打不开资料库，请检查路径和权限",
        "locked": "资料库正被别的程序占用，请稍后再试",
    }
    return next(
        (cause for word, cause in causes.items() if word in complaint),
        f"资料库读写出错（{complaint}），请检查磁盘",
    )
