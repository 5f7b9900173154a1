"""The derived store: facts of a batch of pages as Parquet files in a folder of their own, a *part*.

A part is there whole or not at all, says which pages it holds, from which reader and under which
corrections, and carries the digest of each of its files. All of it can be deleted: it is made again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from banmian import schema
from banmian.bodies import printed
from banmian.library import files, record
from banmian.library.bigrams import write_index
from banmian.library.drafts import draft, is_draft
from banmian.library.files import DERIVED, unwritable
from banmian.library.sightings import Kept, kept, numbered
from banmian.portable import writable
from banmian.records import Issue
from banmian.rows import table_rows
from banmian.uncollected import uncollected

NOTE = "part.json"
TEXTS = "texts"
"""The printed texts that spans point into, beside the tables of the schema."""
TEXT_COLUMNS = ("article_id", "issue_id", "where", "text")
STORED = tuple(name for name, table in schema.TABLES.items() if "issue_id" in table.labels)
"""Persons are made of the sightings in all pages, so of no part; there everybody is a number in the report."""
SIGHTINGS = "sightings"
INDEX = "pairs.sqlite"
"""Of the texts, by the rows of their table."""
YOUNG = 86400
"""Seconds for which a part is left alone whose pages the record does not know yet."""
LARGEST, TIER = 8192, 8
"""Pages in a part that is not merged any further, and how many parts of a size make one of the next."""
MANY = 64
"""Parts that an import may leave behind."""
GROUP = {TEXTS: 1024, "terms": 65_536}
"""Rows that are read together where a few texts, or the words of a page, are looked for."""


@dataclass(frozen=True, slots=True)
class Note:
    """How a page of a part was read."""

    key: str
    unplaced: Sequence[str] = ()
    """The numbers of the corrections that found no place in it."""
    ends: Sequence[Mapping[str, Any]] = ()
    """What it leaves open for another page (``chains``)."""


Notes = Mapping[str, Note]
"""By issue_id."""


@dataclass(frozen=True, slots=True)
class Part:
    """A folder of Parquet files."""

    folder: Path
    pages: Notes
    digests: Mapping[str, str]

    def file(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"

    def sound(self) -> bool:
        """Whether every file is what was once written."""
        return all(files.is_known(self.folder / name, digest) for name, digest in self.digests.items())


def write(library: Path, issues: Sequence[Issue], notes: Notes, own: tuple[str, ...] = ()) -> Part:
    """The facts of these pages as a part; ``own`` as for ``table_rows``. Raises UnwritableFile."""
    ordered = sorted(issues, key=lambda issue: issue.issue_id)
    rows = table_rows([numbered(issue) for issue in ordered], own=own)
    tables = {name: arrow(schema.TABLES[name].frame(_clean(rows[name]))) for name in STORED}
    seen = [row for issue in ordered for row in kept(issue)]
    tables[SIGHTINGS] = arrow(pd.DataFrame(seen, columns=list(Kept._fields)))
    texts = [row for issue in ordered for row in _texts(issue)]
    tables[TEXTS] = pa.table(
        {
            name: pa.array(column, pa.string())
            for name, column in zip(TEXT_COLUMNS, _columns(texts), strict=True)
        }
    )
    return _store(library, tables.items(), {issue.issue_id: notes[issue.issue_id] for issue in issues})


def found(library: Path) -> list[Part]:
    """The parts that can be read, the largest first; a folder that is no part is passed over."""
    folder = library / DERIVED
    parts = (_read(path) for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted((part for part in parts if part), key=lambda part: (-len(part.pages), part.folder.name))


def are_many(library: Path) -> bool:
    """Whether it is time to put parts together: looking at all pages for it is worth it only now and then."""
    folder = library / DERIVED
    return folder.is_dir() and sum(not is_draft(path) for path in folder.iterdir()) > MANY


def serving(parts: Iterable[Part], wanted: Mapping[str, str]) -> dict[str, Part]:
    """For each issue_id the part that holds it under the wanted key; what no part holds is missing."""
    chosen: dict[str, Part] = {}
    for part in parts:
        for issue_id, note in part.pages.items():
            if wanted.get(issue_id) == note.key:
                chosen.setdefault(issue_id, part)
    return chosen


def merge(library: Path, *wanted: Mapping[str, str]) -> None:
    """Put small parts together, eight of a size into one, and drop what nothing asks for any more.

    So that a library of a million articles is a few dozen files, and a page more costs what a page costs.
    ``wanted`` is one mapping of keys for each of the ways in which pages are read; no part holds two ways.
    """
    parts = _of_use(library)
    asked: dict[Path, tuple[int, list[str]]] = {}
    for way, keys in enumerate(wanted):
        for page, part in serving(parts, keys).items():
            asked.setdefault(part.folder, (way, []))[1].append(page)
    tiers: dict[tuple[int, int], list[tuple[Part, list[str]]]] = {}
    for part in parts:
        if part.folder not in asked:
            if not _awaited(part, wanted[0]):
                shutil.rmtree(part.folder, ignore_errors=True)
            continue
        way, pages = asked[part.folder]
        if len(pages) < LARGEST:
            tiers.setdefault((way, len(pages).bit_length() // 3), []).append((part, pages))
    for members in tiers.values():
        if len(members) >= TIER:
            _merge(library, members)


def _of_use(library: Path) -> list[Part]:
    """The parts without those that are to be merged and are damaged: these are dropped."""
    parts = found(library)
    spoilt = [part for part in parts if len(part.pages) < LARGEST and not part.sound()]
    for part in spoilt:
        shutil.rmtree(part.folder, ignore_errors=True)
    return [part for part in parts if part not in spoilt]


def _awaited(part: Part, known: Mapping[str, str]) -> bool:
    """Whether an importer may just be about to write its pages into the record."""
    age = time.time() - part.folder.stat().st_mtime
    return age < YOUNG and any(page not in known for page in part.pages)


def _merge(library: Path, members: Sequence[tuple[Part, Sequence[str]]]) -> None:
    notes = {issue_id: part.pages[issue_id] for part, pages in members for issue_id in pages}
    tables = (
        (name, _ordered([_only(part, name, pages) for part, pages in members]))
        for name in (*STORED, SIGHTINGS, TEXTS)
    )
    _store(library, tables, notes)
    for part, _ in members:
        shutil.rmtree(part.folder, ignore_errors=True)


def _ordered(tables: Sequence[pa.Table]) -> pa.Table:
    """One table, its pages in order: so that those looked for lie in few groups of rows."""
    rows = pa.concat_tables(tables, promote_options="default")
    return rows.take(pa.compute.sort_indices(rows["issue_id"].cast(pa.string())))


def _only(part: Part, table: str, pages: Sequence[str]) -> pa.Table:
    rows = pq.read_table(part.file(table))
    if len(pages) == len(part.pages):
        return rows
    return rows.filter(pa.compute.is_in(rows["issue_id"].cast(pa.string()), pa.array(pages)))


def _store(library: Path, tables: Iterable[tuple[str, pa.Table]], pages: Notes) -> Part:
    """The tables, which may be made one after the other, as a part: all at once would fill the memory."""
    keys = sorted((issue_id, note.key) for issue_id, note in pages.items())
    name = hashlib.sha256(json.dumps(keys).encode()).hexdigest()[:24]
    target = library / DERIVED / name
    place = draft(target)
    try:
        place.mkdir(parents=True)
        for table, rows in tables:
            file = place / f"{table}.parquet"
            stored = _spelt_out(rows) if table in GROUP else rows
            pq.write_table(stored, file, compression="zstd", row_group_size=GROUP.get(table))
            if table == TEXTS:
                write_index(place / INDEX, _printed(rows))
        digests = {path.name: files.digest(path) for path in sorted(place.iterdir())}
        (place / NOTE).write_text(_written(pages, digests), "utf-8")
        _stand(place, target)
    except (OSError, sqlite3.Error) as fault:
        raise unwritable(library, fault) from fault
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return Part(target, pages, digests)


def _printed(texts: pa.Table) -> Iterator[str]:
    for batch in texts.select(["text"]).to_batches(max_chunksize=GROUP[TEXTS]):
        yield from batch.column(0).to_pylist()


def _stand(written: Path, target: Path) -> None:
    """Give a part its name; of two who wrote the same one at once the first stays: somebody may be reading it."""
    try:
        written.replace(target)
    except OSError:
        if not ((there := _read(target)) and there.sound()):
            shutil.rmtree(target, ignore_errors=True)
            written.replace(target)


def _spelt_out(rows: pa.Table) -> pa.Table:
    """Without dictionaries: each group of rows would carry the whole one. Parquet makes its own, a group at a time."""
    spelt = [pa.string() if pa.types.is_dictionary(field.type) else field.type for field in rows.schema]
    return rows.cast(pa.schema(zip(rows.column_names, spelt, strict=True)))


def _written(pages: Notes, digests: Mapping[str, str]) -> str:
    notes = {issue_id: asdict(note) for issue_id, note in pages.items()}
    said = {"pages": notes, "digests": digests, "digest": record.digest(notes, digests)}
    return json.dumps(said, ensure_ascii=False)


def _read(folder: Path) -> Part | None:
    """None of a draft that somebody is writing or was killed at, and of a note that makes no sense."""
    if is_draft(folder):
        return None
    try:
        stat = (folder / NOTE).stat()
        return _noted(folder, stat.st_size, stat.st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=1 << 9)
@uncollected()
def _noted(folder: Path, size: int, changed: int) -> Part:
    """The part by its note, read once a process, as long as its size and time stay."""
    note = json.loads((folder / NOTE).read_text("utf-8"))
    if note["digest"] != record.digest(note["pages"], note["digests"]):
        raise ValueError(folder)
    pages = {issue_id: Note(**said) for issue_id, said in note["pages"].items()}
    return Part(folder, pages, dict(note["digests"]))


def _texts(issue: Issue) -> Iterable[tuple[str, str, str, str]]:
    for article in issue.page.articles:
        for where, text in printed(article):
            yield article.article_id, issue.issue_id, where, text


def _columns(rows: Sequence[tuple[str, ...]]) -> list[Sequence[str]]:
    return list(zip(*rows, strict=True)) if rows else [[] for _ in TEXT_COLUMNS]


def _clean(rows: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(writable(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]


def arrow(frame: pd.DataFrame) -> pa.Table:
    """As an Arrow table, with codes of 32 bits: pandas counts categories in a byte, parts put together have more."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    labels = pa.dictionary(pa.int32(), pa.string())
    kinds = [labels if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(zip(table.column_names, kinds, strict=True), table.schema.metadata))
