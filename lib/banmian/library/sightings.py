"""Who is seen on a page, kept as rows beside its facts: all that is needed to tell persons over all pages."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from banmian import continuations
from banmian.census import Seen
from banmian.facts.persons.offices import Office, office
from banmian.identity.sightings import Sighting, sightings
from banmian.records import Issue

Row = tuple[object, ...]


class Kept(NamedTuple):
    """A row of the table of sightings: a person in a report, in the order of ``appearances``."""

    article_id: str
    issue_id: str
    number: int
    """The how-manieth person of the report, from 0; the part's ``person_id`` in the other tables."""
    name: str
    paper: str | None
    day: dt.date | None
    """Of the event, else of the page."""
    event_day: dt.date | None
    kind: str
    full_titles: str
    """One a line."""
    spellings: str
    """JSON: how often each is printed."""
    damage: int
    printed_in: str
    """The issue_id of the page with the first mention: of a report on two pages it may be the other."""
    start: int
    end: int
    """That mention in the source of that page."""


def numbered(issue: Issue) -> Issue:
    """The issue with everybody known by a number in the report, until persons are told over all pages."""
    facts = (
        replace(said, people=tuple(replace(p, person_id=str(n)) for n, p in enumerate(said.people)))
        for said in issue.facts
    )
    return replace(issue, facts=tuple(facts))


def kept(issue: Issue) -> Iterator[Kept]:
    """The rows of a page."""
    found = iter(sightings([issue]))
    for article, facts in zip(issue.page.articles, issue.facts, strict=True):
        for number, person in enumerate(facts.people):
            seen = next(found)
            offsets = article.body.offsets
            span = offsets[person.span[0]], offsets[person.span[1] - 1] + 1
            printed_in, (start, end) = continuations.printed(article, span)
            yield Kept(
                seen.article, seen.issue, number, seen.name, seen.paper, seen.day, facts.event.date, seen.kind,
                "\n".join(person.full_titles), json.dumps(seen.spellings, ensure_ascii=False), seen.damage,
                printed_in, start, end,
            )  # fmt: skip


def recalled(rows: Iterable[Kept]) -> list[Sighting]:
    """The reverse: sightings as ``identity`` weighs them; a cell that is there a thousand times is read once."""
    offices, spellings = cache(_offices), cache(json.loads)
    return [
        Sighting(
            row.name, row.issue_id, row.article_id, row.paper, row.day, row.kind,
            offices(row.full_titles), spellings(row.spellings), row.damage,
        )
        for row in rows
    ]  # fmt: skip


def _offices(titles: str) -> frozenset[Office]:
    return frozenset(held for title in titles.split("\n") if (held := office(title)))


def census(row: Kept, canonical: str) -> Seen:
    """The row as the table of people counts it."""
    titles: Sequence[str] = row.full_titles.split("\n") if row.full_titles else ()
    return Seen(row.event_day, row.paper or "", row.name, canonical, row.kind, titles)
