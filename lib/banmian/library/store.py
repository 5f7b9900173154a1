"""A library opened: the frames over all its pages, out of the derived store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from banmian import schema
from banmian.frames import Frames, counted
from banmian.library import engine, files, parts, slogans
from banmian.library.bodies import InParts
from banmian.library.chains import TOGETHER, chains, keys_together, read_together
from banmian.library.decisions import Decisions, decided
from banmian.library.dismissals import dismissed
from banmian.library.engine import Engine, Results
from banmian.library.intake import take_in
from banmian.library.jobs import Entry
from banmian.library.locks import alone
from banmian.library.pages import Pages
from banmian.library.parts import SIGHTINGS, STORED, Note, Part
from banmian.library.people import quotes
from banmian.library.persons import Tables, told
from banmian.library.quotations import quoted
from banmian.library.sightings import Kept
from banmian.library.sources import Listed, listed
from banmian.library.vocabulary import stopped

IN_MEMORY = tuple(name for name in STORED if name != "terms")
BATCH = 32
"""Pages that a process reads again at a time."""
TRIES = 4

Told = Callable[[int, int], None]
"""Is told how many pages, and of how many, have been read again."""


def open_library(folder: str | Path, hear: Told = lambda done, of: None, by: Engine = engine.local) -> Frames:
    """The frames over a library; what its derived store lacks is read again first, where it is much by ``by``.

    Raises UnreadableFile where there is no library, DamagedLibrary, UnwritableFile.
    """
    folder = Path(folder).absolute()
    for _ in range(TRIES):
        try:
            return _opened(folder, hear, by)
        except FileNotFoundError:  # an importer put parts together while they were read
            continue
    return _opened(folder, hear, by)


def _opened(folder: Path, hear: Told, by: Engine) -> Frames:
    sources, decisions = listed(folder), decided(folder)
    chosen, together = refresh(folder, sources, decisions, hear, by)
    tables, unplaced = _decided(chosen, decisions)
    frames: dict[str, Any] = {name: _typed(schema.TABLES[name], tables[name]) for name in tables}
    frames["people"] = counted(frames["people"], frames["appearances"], frames["events"])
    return Frames(
        **frames,
        pages=Pages(folder, sources, decisions, together),
        bodies=InParts(folder, chosen),
        own=decisions.vocabulary.words,
        stop=stopped(decisions.of_library),
        unplaced=tuple(unplaced),
    )


def _decided(chosen: Mapping[str, Part], decisions: Decisions) -> tuple[Tables, list[str]]:
    """The tables over all pages with what the user decided, and the event_ids of what found no place."""
    lines = decisions.of_library
    tables, rows = _in_time({name: _rows(name, chosen) for name in (*IN_MEMORY, SIGHTINGS)})
    lost = [*decisions.unplaced, *slogans.unplaced(lines, tables["slogans"])]
    tables, nobody = told(tables, rows, lines, quoted(quotes(lines), chosen))
    anomalies, no_fault = dismissed(tables["anomalies"], lines)
    renamed = slogans.renamed(tables["slogans"], slogans.names(lines))
    absent = [line for page, of_page in decisions.of_pages.items() if page not in chosen for line in of_page]
    unplaced = [line.event_id for line in (*lost, *nobody, *no_fault, *absent)]
    unplaced += [number for page, part in chosen.items() for number in part.pages[page].unplaced]
    return tables | {"anomalies": anomalies, "slogans": renamed}, unplaced


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


def compact(folder: Path, decisions: Decisions) -> None:
    """Put small parts together, and drop what is stale; unless another process is at it."""
    with alone(folder, "compact") as mine:
        if mine:
            _compact(folder, decisions)


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
        done += len(results)
        hear(done, len(missing))
    return parts.serving(parts.found(folder), wanted)


def _here(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> Results:
    return (take_in(folder, batch, decisions) for batch in batches)


def _sound(folder: Path) -> list[Part]:
    """The parts whose files are what was written; the others are of no use."""
    return [part for part in parts.found(folder) if part.sound()]


def _batches(folder: Path, missing: Sequence[Listed]) -> Iterable[list[Entry]]:
    entries = [
        Entry(files.place(folder, source.sha256, source.ending), source.name, source.given, number)
        for number, source in enumerate(missing)
    ]
    return (entries[start : start + BATCH] for start in range(0, len(entries), BATCH))


def _rows(name: str, chosen: Mapping[str, Part]) -> pd.DataFrame:
    """A stored table over the parts, each page out of the part that serves it."""
    pages: dict[Path, list[str]] = {}
    every = {part.folder: part for part in chosen.values()}
    for issue_id, part in chosen.items():
        pages.setdefault(part.folder, []).append(issue_id)
    tables = [_of_part(every[folder], name, issue_ids) for folder, issue_ids in pages.items()]
    if not tables:
        return schema.TABLES[name].empty() if name in STORED else pd.DataFrame(columns=list(Kept._fields))
    frame: pd.DataFrame = pa.concat_tables(tables, promote_options="default").unify_dictionaries().to_pandas()
    return frame


def _of_part(part: Part, name: str, pages: Sequence[str]) -> pa.Table:
    rows = pq.read_table(part.file(name))
    if len(pages) < len(part.pages):
        rows = rows.filter(pc.is_in(rows["issue_id"].cast(pa.string()), pa.array(pages)))
    return rows


def _in_time(tables: Tables) -> tuple[Tables, list[Kept]]:
    """The tables with their pages in the order of time, as ``to_frames`` has them; the sightings as records."""
    issues, last = tables["issues"], tables["articles"].groupby("issue_id", observed=True)["date"].max()
    ended = pd.Series(last.reindex(issues["issue_id"]).to_numpy(), index=issues.index)
    days = issues["publication_date"].fillna(ended)
    keys = pd.DataFrame({"day": days.dt.strftime("%Y-%m-%d").fillna(""), "id": issues["issue_id"]})
    ordered = issues["issue_id"].loc[keys.sort_values(["day", "id"]).index]
    rank = pd.Series(range(len(ordered)), index=ordered.to_numpy())
    in_time = {
        name: table.iloc[table["issue_id"].astype("str").map(rank).argsort(kind="stable")].reset_index(
            drop=True
        )
        for name, table in tables.items()
    }
    sightings = in_time.pop(SIGHTINGS).astype("object")
    rows = sightings.where(sightings.notna(), None).itertuples(index=False, name=None)
    return in_time, [Kept(*row) for row in rows]


def _typed(table: schema.Table, rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.drop_duplicates(list(table.key), ignore_index=True)
    return rows.astype({column.name: column.dtype for column in table.columns})
