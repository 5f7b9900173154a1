"""Persons told over all pages of a library, and kept: with new pages only the names that they touch are told anew.

What is kept lies in the derived store like everything that can be made again. It says which pages it knows
under which keys and in which homes; whatever differs is told again, together with all that is linked with it
(``kin``), and equals what telling everything again would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from banmian import schema
from banmian.census import Seen, called, person_row
from banmian.identity.persons import merges, persons, variant
from banmian.identity.sightings import Home
from banmian.library import people
from banmian.library.corrections import Correction
from banmian.library.homes import homes
from banmian.library.kin import kin, spellings
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
TOLD = ("seen", "people", "merges", "variants")
KNOWN = ["article_id", "issue_id", "number", "name", "full_titles", "spellings"]
SIGHTED = dict.fromkeys([*KNOWN, OWNER], schema.LABEL) | {"number": schema.WHOLE}
"""The columns of ``Telling.seen``."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who everybody is."""

    pages: pd.DataFrame
    """By page: ``issue_id``, ``key``, and ``home`` with ``known``."""
    seen: pd.DataFrame
    """A row a sighting: ``KNOWN``, and whose it is."""
    people: pd.DataFrame
    """The table of people without counts."""
    merges: pd.DataFrame
    variants: pd.DataFrame
    """The faults ``name_variant``."""
    ruled: tuple[str, ...] = ()
    """The names of whom a correction speaks."""

    def keys(self) -> dict[str, str]:
        """Under which key each page was read."""
        return dict(zip(self.pages["issue_id"], self.pages["key"], strict=True))


def telling(
    seen: pd.DataFrame,
    keys: Mapping[str, str],
    before: Telling | None = None,
    lines: Sequence[Correction] = (),
    articles: Mapping[Quote, str] = NOWHERE,
) -> tuple[Telling, tuple[Correction, ...]]:
    """Persons told over the sightings ``seen``, pages being read under ``keys``, and the ``lines`` that found nobody.

    ``before`` is what was told last; ``lines`` are what the user decided, ``articles`` what they quote.
    """
    lines = [line for line in lines if line.action in people.SIDES]
    meant = [people.names(line) for line in lines]
    ruled = tuple(sorted({name for names in meant for name in names}))
    if before and not (ruled or before.ruled) and before.keys() == keys:
        return before, ()
    places = homes(seen)
    pages = _pages(keys, places)
    others = changed(before.pages, pages) if before else set()
    gone = before.seen[before.seen["issue_id"].isin(others)] if before else seen.head(0)
    linked = kin(pd.concat([seen[KNOWN], gone[KNOWN]]).astype({"name": "str"}), meant)
    fresh = seen[seen["issue_id"].isin(others)]
    names = {*ruled, *(before.ruled if before else ()), *_names(gone), *_names(fresh)}
    touched = {linked[name] for name in names if name in linked}
    anew = {name for name, group in linked.items() if group in touched or not before}
    told, unplaced = [_without(before, anew)] if before else [], {line.event_id for line in lines}
    for batch in _batches(seen[seen["name"].isin(anew)], linked):
        groups = {linked[name] for name in batch["name"].astype("str").unique()}
        about = [
            line for line, said in zip(lines, meant, strict=True) if any(linked[n] in groups for n in said)
        ]
        result, nobody = _told(batch, places, about, articles)
        told.append(result)
        unplaced -= {line.event_id for line in about if line not in nobody}
    return _all(told, pages, ruled), tuple(line for line in lines if line.event_id in unplaced)


def _pages(keys: Mapping[str, str], places: Mapping[str, Home]) -> pd.DataFrame:
    nowhere = Home("", known=False)
    rows = [(page, key, *places.get(page, nowhere)) for page, key in keys.items()]
    return pd.DataFrame(rows, columns=["issue_id", "key", "home", "known"])


def changed(before: pd.DataFrame, pages: pd.DataFrame) -> set[str]:
    """The pages that were not there, are not there any more, or are others now."""
    both = pd.concat([before, pages])
    return set(both["issue_id"][~both.duplicated(keep=False)])


def _names(rows: pd.DataFrame) -> set[str]:
    cells = rows["spellings"].unique()
    return {str(name) for name in rows["name"].unique()}.union(*map(spellings, cells))


def _without(before: Telling, names: set[str]) -> Telling:
    """What was told of others than those of these names."""
    seen = before.seen[~before.seen["name"].isin(names)]
    known = seen[OWNER].unique()
    persons, pairs = (table[table["person_id"].isin(known)] for table in (before.people, before.merges))
    return Telling(before.pages, seen, persons, pairs, before.variants[before.variants[OWNER].isin(known)])


def _batches(seen: pd.DataFrame, linked: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """The sightings, those of linked names together, in their order."""
    often = seen["name"].astype("str").value_counts()
    groups: dict[str, list[str]] = defaultdict(list)
    for name in often.index[often > 0]:
        groups[linked[name]].append(name)
    batch: list[str] = []
    size = 0
    for names in groups.values():
        batch, size = batch + names, size + int(often[names].sum())
        if size >= AT_ONCE:
            yield seen[seen["name"].isin(batch)]
            batch, size = [], 0
    yield seen[seen["name"].isin(batch)]


def _told(
    seen: pd.DataFrame, places: Mapping[str, Home], lines: Sequence[Correction], articles: Mapping[Quote, str]
) -> tuple[Telling, tuple[Correction, ...]]:
    """Persons told over these sightings alone."""
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
    told = Telling(
        pd.DataFrame(),
        seen[KNOWN].assign(**{OWNER: pd.Categorical([person.person_id for person in whose])}),
        schema.PEOPLE.frame([person_row(one, names[one], sighted) for one, sighted in everyone.items()]),
        schema.MERGES.frame([merge_row(merge) for merge in merges(pairs, owner)]),
        pd.DataFrame(variants, columns=[*schema.ANOMALIES.labels, OWNER]).astype(VARIANT),
    )
    return told, decided.unplaced


def records(seen: pd.DataFrame) -> Iterator[Kept]:
    """The rows as they were kept."""
    days = {name: seen[name].dt.date for name in ("day", "event_day")}
    plain = seen.assign(**days).astype("object")
    columns = [plain[name].where(plain[name].notna(), None) for name in Kept._fields]
    return (Kept(*row) for row in zip(*columns, strict=True))


def _all(told: Sequence[Telling], pages: pd.DataFrame, ruled: tuple[str, ...]) -> Telling:
    every = (
        pa.concat_tables([arrow(getattr(one, name)) for one in told], promote_options="permissive")
        for name in TOLD
    )
    seen, known, weighed, variants = (table.unify_dictionaries().to_pandas() for table in every)
    return Telling(pages, seen, known, weighed, variants, ruled)
