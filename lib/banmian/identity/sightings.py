"""What is known of a person in one report, and of the one person whom several of them show."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from banmian.facts.persons.offices import Office, office
from banmian.layout.key import flat
from banmian.records import Appearance, Issue

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
        for number, facts in enumerate(issue.facts):
            found += [
                _sighting(issue, number, facts.event.date or page_day, person, damage)
                for person in facts.people
            ]
    return found


def _sighting(issue: Issue, number: int, day: dt.date | None, person: Appearance, damage: int) -> Sighting:
    return Sighting(
        person.name, issue.issue_id, issue.page.articles[number].article_id, issue.page.paper, day, person.kind,
        frozenset(held for title in person.full_titles if (held := office(title))),
        _spellings(issue, number, person), damage,
    )  # fmt: skip


def _page_day(issue: Issue) -> dt.date | None:
    days = (facts.event.date for facts in issue.facts)
    return issue.page.publication_date or max((day for day in days if day), default=None)


def _spellings(issue: Issue, number: int, person: Appearance) -> Counter[str]:
    """How often each spelling of a person is printed in the body and the headlines of a report."""
    article = issue.page.articles[number]
    printed = ("".join(article.body.text[a:b].split()) for a, b in person.mentions)
    found = Counter(name for name in printed if len(name) == len(person.name))
    lines = "".join(flat(line.text) for line in (article.headline, article.kicker, article.subhead) if line)
    return found + Counter({name: lines.count(name) for name in found})
