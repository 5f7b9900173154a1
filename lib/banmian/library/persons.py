"""Persons told over all pages of a library, and written into its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from banmian import schema
from banmian.census import Seen, called, joined, person_row
from banmian.identity.homes import homes
from banmian.identity.persons import Person, merges, persons, variant
from banmian.library.corrections import Correction
from banmian.library.people import called as named
from banmian.library.people import ruled
from banmian.library.references import Quote
from banmian.library.sightings import Kept, census, recalled
from banmian.rows import merge_row
from banmian.schema import ROLES

Tables = dict[str, pd.DataFrame]
NOWHERE: Mapping[Quote, str] = {}


def told(
    tables: Tables,
    rows: Sequence[Kept],
    lines: Iterable[Correction] = (),
    quoted: Mapping[Quote, str] = NOWHERE,
) -> tuple[Tables, tuple[Correction, ...]]:
    """The tables with persons in them; ``rows`` stand in the order of ``appearances``, both in that of time.

    ``lines`` are what the user decided, ``quoted`` the articles that they quote; the second is what found nobody.
    """
    seen = recalled(rows)
    places = homes(seen)
    decided = ruled(lines, seen, places, quoted)
    found, pairs = persons(seen, places, decided.rulings)
    found = named(found, decided)
    owner = {sighting: person for person in found for sighting in person.seen}
    whose = [owner[sighting] for sighting in seen]
    everyone: dict[str, list[Seen]] = defaultdict(list)
    for row, person in zip(rows, whose, strict=True):
        everyone[person.person_id].append(census(row, person.name))
    names = called(everyone)
    people = [person_row(person_id, names[person_id], sighted) for person_id, sighted in everyone.items()]
    weighed = [merge_row(merge) for merge in merges(pairs, owner)]
    appearances = tables["appearances"].assign(person_id=[person.person_id for person in whose])
    home = {issue_id: place.name for issue_id, place in places.items()}
    every = tables | {
        "people": schema.PEOPLE.frame(people),
        "merges": schema.MERGES.frame(weighed),
        "appearances": appearances,
        "posts": _posts(tables["posts"], rows, whose),
        "events": _chaired(tables["events"], appearances, names),
        "issues": _housed(tables["issues"], home),
        "anomalies": _varied(
            tables["anomalies"],
            tables["issues"]["issue_id"],
            rows,
            [set(one.spellings) for one in seen],
            whose,
        ),
    }
    return every, decided.unplaced


def _posts(posts: pd.DataFrame, rows: Sequence[Kept], whose: Sequence[Person]) -> pd.DataFrame:
    owner = {
        (row.article_id, str(row.number)): person.person_id for row, person in zip(rows, whose, strict=True)
    }
    keys = zip(posts["article_id"].astype("str"), posts["person_id"].astype("str"), strict=True)
    return posts.assign(person_id=[owner[key] for key in keys])


def _chaired(events: pd.DataFrame, appearances: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The events with those who chaired them."""
    roles = appearances["roles"].astype("str").str.split("、")
    chaired = appearances[appearances["present"] & roles.map(lambda said: ROLES["chair"] in said)]
    chairs = (
        chaired["person_id"].map(names).groupby(chaired["article_id"].astype("str"), sort=False).agg(joined)
    )
    return events.assign(chair=events["article_id"].astype("str").map(chairs))


def _housed(issues: pd.DataFrame, home: Mapping[str, str]) -> pd.DataFrame:
    own = issues["paper"].fillna(issues["issue_id"])
    return issues.assign(home=issues["issue_id"].map(home).fillna(own))


def _varied(
    anomalies: pd.DataFrame,
    issues: pd.Series[str],
    rows: Sequence[Kept],
    spelt: Sequence[set[str]],
    whose: Sequence[Person],
) -> pd.DataFrame:
    """The faults with a name_variant for everybody who is printed under more than one name."""
    found = [
        (row.printed_in, row.article_id, fault.kind, fault.detail, row.start, row.end)
        for row, names, person in zip(rows, spelt, whose, strict=True)
        for fault in variant(row.name, {*names, person.name}, (row.start, row.end))
    ]
    every = pd.concat([anomalies, schema.ANOMALIES.frame(found)], ignore_index=True)
    if every.empty:  # pandas splits no strings into columns where there are none
        return every
    return every.iloc[_order(every, issues).argsort(kind="stable")]


def _order(anomalies: pd.DataFrame, issues: pd.Series[str]) -> pd.Series[int]:
    """A number that grows with page and article; what is of the whole page comes first."""
    whole = anomalies["issue_id"].astype("str") + "-0"
    article = anomalies["article_id"].astype("str").where(anomalies["article_id"].notna(), whole)
    parted = article.str.rpartition("-")
    rank = pd.Series(range(len(issues)), index=issues.to_numpy())
    return parted[0].map(rank).astype("int64") * 1_000_000 + parted[2].astype("int64")
