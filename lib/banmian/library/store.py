"""A library opened: the frames over all its pages, out of the derived store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from banmian import schema
from banmian.frames import Frames
from banmian.library import engine, files, parts
from banmian.library.decisions import Decisions, decided
from banmian.library.jobs import Entry
from banmian.library.pages import Pages
from banmian.library.parts import Part
from banmian.library.sources import Listed, listed

BATCH = 32
"""Pages that a process reads again at a time."""

Told = Callable[[int, int], None]
"""Is told how many pages, and of how many, have been read again."""


def open_library(folder: Path, told: Told = lambda done, of: None) -> Frames:
    """The frames over a library; what its derived store lacks is read again first.

    Raises UnreadableFile where there is no library, DamagedLibrary, UnwritableFile.
    """
    sources = listed(folder)
    decisions = decided(folder)
    chosen = refresh(folder, sources, decisions, told)
    tables = {name: _table(name, chosen) for name in parts.STORED}
    ...
    return Frames(**tables, pages=Pages(folder, sources, decisions))


def refresh(folder: Path, sources: Mapping[str, Listed], decisions: Decisions, told: Told) -> dict[str, Part]:
    """The part that serves each page, after those that are missing, stale or damaged were read again."""
    wanted = decisions.keys(sources)
    chosen = parts.serving(_sound(folder), wanted)
    missing = [sources[issue_id] for issue_id in wanted if issue_id not in chosen]
    if not missing:
        return chosen
    done = 0
    for results in engine.local(folder, _batches(folder, missing), decisions):
        told(done := done + len(results), len(missing))
    return parts.serving(parts.found(folder), wanted)


def _sound(folder: Path) -> list[Part]:
    """The parts whose files are what was written; the others are of no use."""
    return [part for part in parts.found(folder) if part.sound()]


def _batches(folder: Path, missing: Sequence[Listed]) -> Iterable[list[Entry]]:
    entries = [
        Entry(files.place(folder, s.sha256, s.ending), s.name, s.given, number)
        for number, s in enumerate(missing)
    ]
    return (entries[start : start + BATCH] for start in range(0, len(entries), BATCH))


def _table(name: str, chosen: Mapping[str, Part]) -> pd.DataFrame:
    """A table of the schema over the parts, each page out of the part that serves it."""
    by_part: dict[Path, list[str]] = {}
    every = {part.folder: part for part in chosen.values()}
    for issue_id, part in chosen.items():
        by_part.setdefault(part.folder, []).append(issue_id)
    tables = [_rows(every[folder], name, pages) for folder, pages in by_part.items()]
    if not tables:
        return schema.TABLES[name].empty()
    frame = pa.concat_tables(tables, promote_options="default").unify_dictionaries().to_pandas()
    return frame.astype({column.name: column.dtype for column in schema.TABLES[name].columns})


def _rows(part: Part, name: str, pages: Sequence[str]) -> pa.Table:
    rows = pq.read_table(part.file(name))
    if len(pages) < len(part.pages):
        rows = rows.filter(pc.is_in(rows["issue_id"].cast(pa.string()), pa.array(pages)))
    return rows
