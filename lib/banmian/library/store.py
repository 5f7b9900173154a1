"""A library opened: the frames over all its pages, out of the derived store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa

from banmian import schema
from banmian.errors import DamagedLibrary
from banmian.frames import Frames, assembled
from banmian.library import counting, engine, files, parts, slogans, whole
from banmian.library.apart import apart
from banmian.library.bodies import InParts
from banmian.library.chains import TOGETHER, chains, keys_together, read_together
from banmian.library.corrections import Correction
from banmian.library.decisions import Decisions, decided
from banmian.library.dismissals import dismissed
from banmian.library.engine import Engine, Results
from banmian.library.intake import Refused, take_in
from banmian.library.jobs import Entry
from banmian.library.kept import is_outgrown
from banmian.library.locks import alone
from banmian.library.pages import Pages
from banmian.library.parts import SIGHTINGS, Note, Part
from banmian.library.people import quotes
from banmian.library.persons import named
from banmian.library.quotations import quoted
from banmian.library.remembered import remember
from banmian.library.sources import Listed, count, listed
from banmian.library.tables import Tables, once
from banmian.library.telling import telling
from banmian.library.vocabulary import stopped
from banmian.library.whole import stored

DECIDED = ("issues", "events", "people", "appearances", "posts", "merges", "slogans", "anomalies")
"""The tables that persons and the user's decisions change."""
BATCH = 32
"""Pages that a process reads again at a time."""
TRIES = 4

Told = Callable[[int, int], None]
"""Is told how many pages, and of how many, have been read again."""


def open_library(folder: str | Path, hear: Told = lambda done, of: None, by: Engine = apart) -> Frames:
    """The frames over a library; what its derived store lacks is read again first, where it is much by ``by``.

    Raises UnreadableFile where there is no library, DamagedLibrary, UnwritableFile.
    """
    folder = Path(folder).absolute()
    try:
        for _ in range(TRIES):
            with suppress(FileNotFoundError):  # an importer put parts together while they were read
                return _opened(folder, hear, by)
        return _opened(folder, hear, by)
    finally:
        pa.default_memory_pool().release_unused()


def prepare(folder: Path, by: Engine) -> None:
    """Make what is kept of all pages (tables, persons, counts of words), if it has to be made wholly anew.

    So that a server that opens the library need not, which would take minutes and memory.
    """
    pages = count(folder)
    if any(is_outgrown(folder, name, pages) for name in (whole.FOLDER, counting.FOLDER)):
        open_library(folder, by=by).bodies.counts()


def _opened(folder: Path, hear: Told, by: Engine) -> Frames:
    sources, decisions = listed(folder), decided(folder)
    chosen, together = refresh(folder, sources, decisions, hear, by)
    tables, unplaced = _decided(folder, chosen, decisions)
    called = slogans.names(decisions.of_library)
    return assembled(
        tables | {name: _typed(schema.TABLES[name], tables[name]) for name in DECIDED},
        pages=Pages(folder, sources, decisions, together),
        bodies=InParts(folder, chosen, tables["articles"]["article_id"], called),
        called=called,
        own=decisions.vocabulary.words,
        stop=stopped(decisions.of_library),
        unplaced=tuple(unplaced),
    )


def _decided(folder: Path, chosen: Mapping[str, Part], decisions: Decisions) -> tuple[Tables, list[str]]:
    """The tables over all pages with what the user decided, and the event_ids of what found no place."""
    lines = decisions.of_library
    tables, nobody = _told(folder, chosen, lines)
    lost = [*decisions.unplaced, *slogans.unplaced(lines, tables["slogans"])]
    anomalies, no_fault = dismissed(tables["anomalies"], lines)
    renamed = slogans.renamed(tables["slogans"], slogans.names(lines))
    absent = [line for page, of_page in decisions.of_pages.items() if page not in chosen for line in of_page]
    unplaced = [line.event_id for line in (*lost, *nobody, *no_fault, *absent)]
    unplaced += [number for page, part in chosen.items() for number in part.pages[page].unplaced]
    return tables | {"anomalies": anomalies, "slogans": renamed}, unplaced


def _told(
    folder: Path, chosen: Mapping[str, Part], lines: Sequence[Correction]
) -> tuple[Tables, tuple[Correction, ...]]:
    """The tables with persons in them; what is told of tables that are kept is kept with them."""
    found = stored(folder, chosen)
    seen = found.tables.pop(SIGHTINGS)
    told, nobody = telling(seen, found.told, found.gone, lines, quoted(quotes(lines), chosen))
    if found.digest and found.told is None:
        remember(folder, told, found.digest)
    return named(found.tables, seen, told), nobody


def refresh(
    folder: Path,
    sources: Mapping[str, Listed],
    decisions: Decisions,
    hear: Told = lambda done, of: None,
    by: Engine = engine.local,
) -> tuple[dict[str, Part], list[tuple[str, ...]]]:
    """The part that serves each page, and the pages that are read together; what no part holds is read again."""
    alone = _alone(folder, sources, decisions, hear, by)
    groups = chains(end for issue_id, part in alone.items() for end in part.pages[issue_id].ends)
    if not groups:
        return alone, groups
    keys = keys_together(groups, decisions.keys(sources))
    serving = parts.serving(_sound(folder), keys)
    lacking = [group for group in groups if not all(page in serving for page in group)]
    for group in lacking:
        issues = read_together(folder, [sources[page] for page in group], decisions)
        notes = {page: Note(keys[page], alone[page].pages[page].unplaced) for page in group}
        parts.write(folder, issues, notes, decisions.vocabulary.words)
    if lacking:
        serving = parts.serving(_sound(folder), keys)
    return alone | serving, groups


def compact(folder: Path) -> None:
    """Put small parts together, and drop what is stale; unless another process is at it."""
    with alone(folder, "compact") as mine:
        if mine:
            _compact(folder, decided(folder))


def _compact(folder: Path, decisions: Decisions) -> None:
    keys = decisions.keys(listed(folder))
    together = {
        page: note.key
        for part in parts.found(folder)
        for page, note in part.pages.items()
        if note.key.startswith(keys.get(page, "") + TOGETHER)
    }
    parts.merge(folder, keys, together)


def _alone(
    folder: Path, sources: Mapping[str, Listed], decisions: Decisions, hear: Told, by: Engine
) -> dict[str, Part]:
    wanted = decisions.keys(sources)
    chosen = parts.serving(_sound(folder), wanted)
    missing = [sources[issue_id] for issue_id in wanted if issue_id not in chosen]
    if not missing:
        return chosen
    done = 0
    few = len(missing) <= BATCH  # a page put right takes a hundredth of what it takes to start a process
    for results in (_here if few else by)(folder, _batches(folder, missing), decisions):
        lost = next((result for result in results if isinstance(result, Refused)), None)
        if lost:
            raise DamagedLibrary(lost.sentence)
        done += len(results)
        hear(done, len(missing))
    return parts.serving(parts.found(folder), wanted)


def _here(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> Results:
    return (take_in(folder, batch, decisions) for batch in batches)


def _sound(folder: Path) -> list[Part]:
    """The parts whose files are what was written; the others are of no use."""
    every = parts.found(folder)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [part for part, sound in zip(every, pool.map(Part.sound, every), strict=True) if sound]


def _batches(folder: Path, missing: Sequence[Listed]) -> Iterable[list[Entry]]:
    entries = [
        Entry(
            files.place(folder, source.sha256, source.ending),
            source.name,
            source.given,
            number,
            sha256=source.sha256,
        )
        for number, source in enumerate(missing)
    ]
    return (entries[start : start + BATCH] for start in range(0, len(entries), BATCH))


def _typed(table: schema.Table, rows: pd.DataFrame) -> pd.DataFrame:
    """With the dtypes of the schema; once more no two facts of one key, now that persons and phrases have their names."""
    rows = once(table.name, rows) if len(table.key) > 1 else rows
    return rows.astype({column.name: column.dtype for column in table.columns})
