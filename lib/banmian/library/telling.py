"""Persons told over all pages of a library, and kept: with new pages only the names that they touch are told anew.

What was told says whose each sighting is, and which home each page has. Sightings that are new, or gone, or on pages
that have another home now are told again, together with all that is linked with them (``kin``); this equals what
telling everything again would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from banmian import schema
from banmian.census import Row, Seen, called, person_row
from banmian.identity.persons import merges, persons, variant
from banmian.identity.sightings import Home
from banmian.library import people
from banmian.library.corrections import Correction
from banmian.library.homes import homes
from banmian.library.kin import kin, spellings, together
from banmian.library.owners import Owners
from banmian.library.parts import arrow
from banmian.library.references import Quote
from banmian.library.sightings import Kept, census, recalled
from banmian.rows import merge_row

NOWHERE: Mapping[Quote, str] = {}
AT_ONCE = 100_000
"""Sightings that are told together, more only where they are linked: they are large as records."""
OWNER = "owner"
"""The person_id that a row goes with."""
VARIANT = {**dict.fromkeys([*schema.ANOMALIES.labels, OWNER], "str"), "start": "Int64", "end": "Int64"}
Rows = NDArray[np.intp]
Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
"""``people``, ``merges`` and ``variants`` of a telling."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who everybody is."""

    homes: Mapping[str, Home]
    """By page; of a page on which nobody is seen none."""
    owner: pd.Categorical
    """The person_id of each sighting; none of one that was not told yet."""
    people: pd.DataFrame
    """The table of people without counts."""
    merges: pd.DataFrame
    variants: pd.DataFrame
    """The faults ``name_variant``."""
    ruled: tuple[str, ...] = ()
    """The names of whom a correction speaks."""
    kin: Mapping[str, str] = field(default_factory=dict)
    """Which names are linked (``kin``)."""


def telling(
    seen: pd.DataFrame,
    before: Telling | None = None,
    gone: pd.DataFrame | None = None,
    lines: Sequence[Correction] = (),
    articles: Mapping[Quote, str] = NOWHERE,
) -> tuple[Telling, tuple[Correction, ...]]:
    """Persons told over the sightings ``seen``, and the ``lines`` that found nobody.

    ``before`` is what was told last, its owners in the order of ``seen``; ``gone`` are sightings of then that are no
    more among these. ``lines`` are what the user decided, ``articles`` what they quote.
    """
    before, gone = before or _nobody(len(seen)), seen.head(0) if gone is None else gone
    lines = [line for line in lines if line.action in people.SIDES]
    meant = [people.names(line) for line in lines]
    ruled = tuple(sorted({name for names in meant for name in names}))
    fresh = before.owner.codes < 0
    if not (ruled or before.ruled or len(gone) or fresh.any()):
        return before, ()
    places = homes(seen)
    moved = [page for page, home in places.items() if before.homes.get(page, home) != home]
    fresh = fresh | seen["issue_id"].isin(moved).to_numpy()
    linked = kin(seen, gone, meant=meant, before=before.kin)
    names = {*ruled, *before.ruled, *_names(seen[["name", "spellings"]][fresh]), *_names(gone)}
    touched = {linked[name] for name in names if name in linked}
    anew = _among(seen["name"], {name for name, group in linked.items() if group in touched})
    owners = Owners(before.owner, anew)
    told, unplaced = [_of(before, owners.left())], {line.event_id for line in lines}
    for rows, groups in _batches(seen["name"], anew, linked):
        about = [
            line for line, said in zip(lines, meant, strict=True) if any(linked[n] in groups for n in said)
        ]
        whose, tables, nobody = _told(seen.iloc[rows], places, about, articles)
        owners.tell(rows, whose)
        told.append(tables)
        unplaced -= {line.event_id for line in about if line not in nobody}
    result = Telling(places, owners.all(), *_all(told), ruled=ruled, kin=linked)
    return result, tuple(line for line in lines if line.event_id in unplaced)


def _nobody(sightings: int) -> Telling:
    """Before anything was told."""
    owner = pd.Categorical.from_codes(np.full(sightings, -1), pd.Index([], dtype="str"))
    return Telling({}, owner, *_tables([], [], []))


def _tables(everyone: Sequence[Row], pairs: Sequence[Row], variants: Sequence[Row]) -> Tables:
    faults = pd.DataFrame(list(variants), columns=[*schema.ANOMALIES.labels, OWNER]).astype(VARIANT)
    return schema.PEOPLE.frame(list(everyone)), schema.MERGES.frame(list(pairs)), faults


def _names(seen: pd.DataFrame) -> set[str]:
    """The names in these rows, and their other spellings."""
    cells = together([seen], "spellings")
    return {name for one, cell in cells for name in (one, *spellings(cell))}


def _among(names: pd.Series[str], wanted: Collection[str]) -> NDArray[np.bool_]:
    """Which rows have one of these names."""
    flags = np.array([name in wanted for name in names.cat.categories], bool)
    return flags[names.cat.codes]


def _of(before: Telling, persons: Collection[str]) -> Tables:
    """What was told of these persons."""
    return (
        before.people[before.people["person_id"].isin(persons)],
        before.merges[before.merges["person_id"].isin(persons)],
        before.variants[before.variants[OWNER].isin(persons)],
    )


def _batches(
    names: pd.Series[str], anew: NDArray[np.bool_], linked: Mapping[str, str]
) -> Iterator[tuple[Rows, set[str]]]:
    """The rows to be told, those of linked names together, and for which names theirs stand."""
    codes, words = names.cat.codes.to_numpy(), names.cat.categories.tolist()
    often = np.bincount(codes[anew], minlength=len(words))
    groups: dict[str, list[int]] = defaultdict(list)
    for code in np.flatnonzero(often).tolist():
        groups[linked[words[code]]].append(code)
    flags, batch, size = np.zeros(len(words), bool), set[str](), 0
    for number, (name, members) in enumerate(groups.items(), 1):
        flags[members] = True
        batch.add(name)
        size += int(often[members].sum())
        if size >= AT_ONCE or number == len(groups):
            yield np.flatnonzero(flags[codes]), batch
            flags, batch, size = np.zeros(len(words), bool), set(), 0


def _told(
    seen: pd.DataFrame, places: Mapping[str, Home], lines: Sequence[Correction], articles: Mapping[Quote, str]
) -> tuple[list[str], Tables, tuple[Correction, ...]]:
    """Whose these sightings are, told over them alone, and the lines that found nobody."""
    rows = list(records(seen))
    sightings = recalled(rows)
    decided = people.ruled(lines, sightings, places, articles)
    found, pairs = persons(sightings, places, decided.rulings)
    found = people.called(found, decided)
    owner = {sighting: person for person in found for sighting in person.seen}
    whose = [owner[sighting] for sighting in sightings]
    everyone: dict[str, list[Seen]] = defaultdict(list)
    for row, person in zip(rows, whose, strict=True):
        everyone[person.person_id].append(census(row, person.name))
    names = called(everyone)
    variants = [
        (row.printed_in, row.article_id, fault.kind, fault.detail, row.start, row.end, person.person_id)
        for row, one, person in zip(rows, sightings, whose, strict=True)
        for fault in variant(row.name, {*one.spellings, person.name}, (row.start, row.end))
    ]
    tables = _tables(
        [person_row(one, names[one], sighted) for one, sighted in everyone.items()],
        [merge_row(merge) for merge in merges(pairs, owner)],
        variants,
    )
    return [person.person_id for person in whose], tables, decided.unplaced


def records(seen: pd.DataFrame) -> Iterator[Kept]:
    """The rows as they were kept."""
    columns = []
    for name in Kept._fields:
        cells = seen[name]
        if isinstance(cells.array, pd.Categorical):
            cells = cells.cat.remove_unused_categories()  # a million ids would become objects for each batch
        plain = (cells.dt.date if name in ("day", "event_day") else cells).astype("object")
        columns.append(plain.where(plain.notna(), None))
    return (Kept(*row) for row in zip(*columns, strict=True))


def _all(told: Sequence[Tables]) -> Tables:
    everyone, pairs, variants = (
        pa.concat_tables(map(arrow, tables), promote_options="permissive").unify_dictionaries().to_pandas()
        for tables in zip(*told, strict=True)
    )
    return everyone, pairs, variants
