"""What is known of a person in one report, and of the one person whom several of them show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from banmian.facts.persons.offices import Office, office
from banmian.layout.key import flat
from banmian.records import Appearance, Article, Issue

ANYWHERE = frozenset({"national_leader", "foreign"})
"""Kinds of persons who are the same wherever their name is printed."""


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """A person in a report."""

    name: str
    issue: str
    article: str
    paper: str | None
    day: dt.date | None
    kind: str
    offices: frozenset[Office]
    spellings: Mapping[str, int]
    """How often each spelling is printed: of several the reader made one person already."""
    damage: int
    """Anomalies of the page: a clean one is likelier to have spelt the name right."""

    @property
    def when(self) -> tuple[dt.date, str]:
        """For the order of time, those without a day at the end."""
        return self.day or dt.date.max, self.article


class Home(NamedTuple):
    """The paper that pages belong to; if it is not ``known``, the first of them gives its issue_id for a name."""

    name: str
    known: bool


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """The sightings of one name in one home that are taken for one person, in the order of time."""

    name: str
    home: Home
    seen: tuple[Sighting, ...]
    offices: frozenset[Office]
    articles: frozenset[str]


def strand(home: Home, seen: Iterable[Sighting]) -> Strand:
    in_time = tuple(sorted(seen, key=lambda sighting: sighting.when))
    offices = frozenset[Office]().union(*(sighting.offices for sighting in in_time))
    return Strand(in_time[0].name, home, in_time, offices, frozenset(s.article for s in in_time))


def sightings(issues: Sequence[Issue]) -> list[Sighting]:
    """One a person of a report, in the order of issues, articles and people."""
    found = []
    for issue in issues:
        damage = sum(len(facts.anomalies) for facts in issue.facts)
        page_day = _page_day(issue)
        for article, facts in zip(issue.page.articles, issue.facts, strict=True):
            day, lines = facts.event.date or page_day, _lines(article)
            found += [
                Sighting(
                    person.name, issue.issue_id, article.article_id, issue.page.paper, day, person.kind,
                    _offices(person.full_titles), _spellings(article, lines, person), damage,
                )
                for person in facts.people
            ]  # fmt: skip
    return found


@lru_cache(maxsize=1 << 16)
def _offices(titles: tuple[str, ...]) -> frozenset[Office]:
    return frozenset(held for title in titles if (held := office(title)))


def _page_day(issue: Issue) -> dt.date | None:
    days = (facts.event.date for facts in issue.facts)
    return issue.page.publication_date or max((day for day in days if day), default=None)


def _lines(article: Article) -> str:
    """The headlines of a report, in the characters of names."""
    lines = (article.headline, article.kicker, article.subhead)
    return "".join(flat(line.text) for line in lines if line)


def _spellings(article: Article, lines: str, person: Appearance) -> dict[str, int]:
    """How often each spelling of a person is printed in the body and the headlines of a report."""
    found: dict[str, int] = {}
    for start, end in person.mentions:
        name = "".join(article.body.text[start:end].split())
        if len(name) == len(person.name):
            found[name] = found.get(name, 0) + 1
    return {name: often + lines.count(name) for name, often in found.items()}
