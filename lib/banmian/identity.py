"""Names over the pages loaded together → persons: look-alike spellings reconciled, namesakes kept apart.

官卫红 and 宫卫红 hold the same post on two pages and differ by one glyph that looks alike: one person.
They are two where both stand in one report, or hold different posts. The likelier spelling is the name:
sightings over issues, cleanliness of the page, how common the surname is; both spellings are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from banmian.facts.persons.posts import find_posts
from banmian.facts.persons.scores import given_likelihood, surname_weight
from banmian.glyphs import alike
from banmian.layout.key import flat
from banmian.records import Anomaly, Appearance, Facts, Issue


@dataclass(frozen=True, slots=True)
class Sighting:
    """A spelling in an article."""

    name: str
    issue: int
    article: int
    person: int
    """The how-manieth of the article: two spellings of one number are one person already."""
    posts: frozenset[str]
    mentions: int
    damage: int
    """Anomalies of the page: a clean one is likelier to have spelt the name right."""


def reconcile(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """The issues with ``canonical`` set over all of them and ``name_variant`` noted where a name has two
    spellings.
    """
    seen = list(_sightings(issues))
    names = _canonical(seen)
    return tuple(
        replace(issue, facts=tuple(_renamed(issue, n, facts, names) for n, facts in enumerate(issue.facts)))
        for issue in issues
    )


def _sightings(issues: Sequence[Issue]) -> Iterable[Sighting]:
    for i, issue in enumerate(issues):
        damage = sum(len(facts.anomalies) for facts in issue.facts)
        for a, facts in enumerate(issue.facts):
            for p, person in enumerate(facts.people):
                posts = frozenset(_post(title) for title in person.titles)
                for name, times in _spellings(issue, a, person).items():
                    yield Sighting(name, i, a, p, posts, times, damage)


def _spellings(issue: Issue, number: int, person: Appearance) -> Counter[str]:
    """How often each spelling of a person is printed in the body and the headlines of a report."""
    article = issue.page.articles[number]
    printed = ("".join(article.body.text[a:b].split()) for a, b in person.mentions)
    found = Counter(name for name in printed if len(name) == len(person.name))
    lines = "".join(flat(line.text) for line in (article.headline, article.kicker, article.subhead) if line)
    return found + Counter({name: lines.count(name) for name in found})


def _post(title: str) -> str:
    """The last words of a title, so that 党工委副书记 meets 高新区（示范区）党工委副书记."""
    posts = find_posts(title)
    start = posts[-1].start if posts else 0
    return title[max(0, start - 4) :]


def _canonical(seen: Sequence[Sighting]) -> dict[str, str]:
    """Each spelling that is another's variant → the likelier one."""
    by_name: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        by_name[sighting.name].append(sighting)
    chosen: dict[str, str] = {}
    for one, other in _look_alikes(by_name):
        if _one_person(by_name[one], by_name[other]):
            name = max((one, other), key=lambda spelling: _likelihood(spelling, by_name[spelling]))
            chosen[other if name == one else one] = name
    return {name: _end(name, chosen) for name in chosen}


def _end(name: str, chosen: dict[str, str]) -> str:
    passed = {name}
    while name in chosen and chosen[name] not in passed:
        name = chosen[name]
        passed.add(name)
    return name


def _look_alikes(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names of one length with one character apart, and that one drawn alike; a bucket a
    name with one place left open, so that the cost stays linear in the names.
    """
    buckets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(names):
        for at in range(len(name)):
            buckets[name[:at], name[at + 1 :]].append(name)
    pairs = {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}
    return sorted(pair for pair in pairs if _drawn_alike(*pair))


def _drawn_alike(one: str, other: str) -> bool:
    return all(a == b or alike(a, b) for a, b in zip(one, other, strict=True))


def _one_person(these: Sequence[Sighting], those: Sequence[Sighting]) -> bool:
    """Read as one in an article, or the same post and never side by side."""
    read, as_well = ({(s.issue, s.article, s.person) for s in group} for group in (these, those))
    together = {place[:2] for place in read} & {place[:2] for place in as_well}
    posts, others = (frozenset[str]().union(*(s.posts for s in group)) for group in (these, those))
    return bool(read & as_well) or (not together and bool(posts & others))


def _likelihood(name: str, sightings: Sequence[Sighting]) -> tuple[int, int, float, int, float]:
    """Issues it stands in; how little its pages are damaged; how common its family name is; how
    often it is printed; how likely its given name is.
    """
    issues = {sighting.issue for sighting in sightings}
    damage = min(sighting.damage for sighting in sightings)
    mentions = sum(sighting.mentions for sighting in sightings)
    return len(issues), -damage, surname_weight(name[0]), mentions, given_likelihood(name[1:])


def _renamed(issue: Issue, number: int, facts: Facts, names: dict[str, str]) -> Facts:
    people = tuple(replace(p, canonical=names.get(p.name, p.name)) for p in facts.people)
    anomalies = facts.anomalies + tuple(_variants(issue, number, people))
    return replace(facts, people=people, anomalies=anomalies)


def _variants(issue: Issue, number: int, people: Iterable[Appearance]) -> Iterable[Anomaly]:
    body = issue.page.articles[number].body
    for person in people:
        variants = {*_spellings(issue, number, person), person.canonical}
        if len(variants) > 1:
            start, end = person.span
            yield Anomaly(
                "name_variant",
                f"“{person.name}”又作“{'”“'.join(sorted(variants - {person.name}))}”，看作一人。",
                (body.offsets[start], body.offsets[end - 1] + 1),
            )
