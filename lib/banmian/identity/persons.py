"""Strands and the pairs among them → persons, each with an id, a name and how it was put together."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from banmian.facts.persons.scores import given_likelihood, surname_weight
from banmian.identity import namesakes, rulings, spellings
from banmian.identity.homes import homes
from banmian.identity.pairs import CONFIDENCE, Pair
from banmian.identity.rulings import Rulings
from banmian.identity.sets import Sets
from banmian.identity.sightings import Home, Sighting, Strand, sightings
from banmian.records import Anomaly, Appearance, Facts, Issue, Merge, Span
from banmian.uncollected import uncollected


@dataclass(frozen=True, slots=True, eq=False)  # asked for by identity: 10⁵ sightings are no key
class Person:
    """Who is seen; ``person_id`` is the name and the paper of the first sighting, so that later pages leave it be."""

    person_id: str
    name: str
    seen: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Identified:
    """Issues in which every appearance says whose it is, and every two persons that were weighed for being one."""

    issues: tuple[Issue, ...]
    merges: tuple[Merge, ...]


def reconcile(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """The issues with persons told over all of them; ``name_variant`` is noted where one has two spellings."""
    return _told(issues)[0]


def identify(issues: Sequence[Issue]) -> Identified:
    """Persons told over all issues, and the pairs that were put together, kept apart or left to be confirmed."""
    named, pairs, owner = _told(issues)
    return Identified(named, tuple(merges(pairs, owner)))


@uncollected()
def _told(issues: Sequence[Issue]) -> tuple[tuple[Issue, ...], list[Pair], dict[Sighting, Person]]:
    """The issues with persons told, the pairs that were weighed, and whom each sighting shows."""
    seen = sightings(issues)
    places = homes(seen)
    found, pairs = persons(seen, places)
    owner = {sighting: person for person in found for sighting in person.seen}
    left = iter(seen)
    named = tuple(
        replace(
            issue,
            home=places[issue.issue_id].name
            if issue.issue_id in places
            else issue.page.paper or issue.issue_id,
            facts=tuple(_named(issue, n, facts, left, owner) for n, facts in enumerate(issue.facts)),
        )
        for issue in issues
    )
    return named, pairs, owner


def persons(
    seen: Sequence[Sighting], places: Mapping[str, Home], ruled: Rulings = ()
) -> tuple[list[Person], list[Pair]]:
    """The sightings person by person, and the pairs that were weighed; ``places`` is by issue_id, ``ruled`` a user's."""
    apart = rulings.apart(seen, ruled)
    by_name: dict[tuple[str, tuple[int, ...]], list[Sighting]] = defaultdict(list)
    for sighting in seen:
        by_name[sighting.name, apart.get(sighting, ())].append(sighting)
    strands: dict[str, list[Strand]] = defaultdict(list)
    weighed: list[Pair] = []
    for name, side in sorted(by_name):
        found, pairs = namesakes.strands(by_name[name, side], places)
        strands[name] += found
        weighed += pairs
    # whom a ruling tells apart may be printed in another paper too, and is weighed there like anybody else
    weighed += (pair for of_name in strands.values() for pair in namesakes.elsewhere(of_name))
    every = list(chain(*strands.values()))
    weighed += [*spellings.pairs(strands), *rulings.ruled(every, ruled)]
    one, pairs = _joined(sorted(_strongest(weighed), key=_surest), rulings.marks(every, ruled))
    return _numbered(sorted(one.groups(every), key=_first)), pairs


def _strongest(pairs: Iterable[Pair]) -> Iterable[Pair]:
    """Of the reasons found for a pair the one that is surest; whoever was seen first is the one."""
    best: dict[tuple[Strand, Strand], Pair] = {}
    for pair in pairs:
        one, other = sorted((pair.one, pair.other), key=_since)
        if (one, other) not in best or _weight(best[one, other]) < _weight(pair):
            best[one, other] = Pair(one, other, pair.reason)
    return best.values()


def _weight(pair: Pair) -> tuple[bool, float]:
    return pair.reason in (rulings.BY_HAND, rulings.TWO_BY_HAND), pair.confidence


def _joined(pairs: Iterable[Pair], marks: Mapping[Strand, set[str]]) -> tuple[Sets[Strand], list[Pair]]:
    """Which strands are one person; never two who stand in one report, whatever else speaks for it, but a ruling."""
    one = Sets[Strand]()
    reports: dict[Strand, set[str]] = {}
    held: dict[Strand, set[str]] = {}
    kept = []
    for pair in pairs:
        first, second = one.of(pair.one), one.of(pair.other)
        if pair.decision == "merged" and first is not second:
            these, those = (reports.get(s, set(s.articles)) for s in (first, second))
            here, there = (held.get(s, marks.get(s, set[str]())) for s in (first, second))
            if rulings.opposed(here, there):
                kept.append(replace(pair, reason=rulings.TWO_BY_HAND))
                continue
            if pair.reason != rulings.BY_HAND and not these.isdisjoint(those):
                kept.append(replace(pair, reason="side_by_side"))
                continue
            one.join(first, second)
            reports[first], held[first] = these | those, here | there
        kept.append(pair)
    return one, kept


def _surest(pair: Pair) -> tuple[object, ...]:
    return -pair.confidence, _since(pair.one), _since(pair.other)


def _since(one: Strand) -> tuple[dt.date, str, str]:
    return *one.seen[0].when, one.name


def _first(group: Sequence[Strand]) -> tuple[dt.date, str, str]:
    return min(map(_since, group))


def _numbered(groups: Iterable[Sequence[Strand]]) -> list[Person]:
    """In the order of time: who comes later to a name and a paper that are taken has a number."""
    often: Counter[str] = Counter()
    found = []
    for group in groups:
        seen = tuple(sorted((s for one in group for s in one.seen), key=lambda sighting: sighting.when))
        first = seen[0]
        own = f"{first.name}@{first.paper}" if first.paper and group[0].home.name else first.name
        often[own] += 1
        person_id = own if often[own] == 1 else f"{own}~{often[own]}"
        found.append(Person(person_id, _name(seen), seen))
    return found


def _name(seen: Sequence[Sighting]) -> str:
    """The likeliest of the spellings; of a dotted name the whole one."""
    if len(seen) == 1 and seen[0].spellings.keys() == {seen[0].name}:
        return seen[0].name
    having: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        for spelling in {sighting.name, *sighting.spellings}:
            having[spelling].append(sighting)
    if len(having) == 1:
        return seen[0].name
    return max(sorted(having), key=lambda name: _likelihood(name, having[name]))


def _likelihood(name: str, seen: Sequence[Sighting]) -> tuple[float, ...]:
    """Dots; issues it stands in; how little its pages are damaged; how common its family name is; reports
    it stands in, for a scanner errs in one; how often it is printed; how likely its given name is.
    """
    issues, reports = {sighting.issue for sighting in seen}, {sighting.article for sighting in seen}
    damage = min(sighting.damage for sighting in seen)
    printed = sum(sighting.spellings.get(name, 0) for sighting in seen)
    return (
        name.count("·"), len(issues), -damage, surname_weight(name[0]), len(reports), printed, given_likelihood(name[1:]),
    )  # fmt: skip


def _named(
    issue: Issue, number: int, facts: Facts, left: Iterator[Sighting], owner: Mapping[Sighting, Person]
) -> Facts:
    """The facts of an article, whose people are the next of the sightings ``left``."""
    people: list[Appearance] = []
    variants: list[Anomaly] = []
    for appearance in facts.people:
        sighting = next(left)
        person = owner[sighting]
        people.append(replace(appearance, canonical=person.name, person_id=person.person_id))
        variants += _variants(issue, number, appearance, {*sighting.spellings, person.name})
    return replace(facts, people=tuple(people), anomalies=(*facts.anomalies, *variants))


def _variants(issue: Issue, number: int, person: Appearance, names: set[str]) -> Iterable[Anomaly]:
    offsets = issue.page.articles[number].body.offsets
    start, end = person.span
    return variant(person.name, names, (offsets[start], offsets[end - 1] + 1))


def variant(name: str, names: set[str], span: Span) -> Iterator[Anomaly]:
    """That somebody printed as ``name`` at ``span`` has other ``names`` as well; nothing if there is no other."""
    if others := sorted(names - {name}):
        yield Anomaly("name_variant", f"“{name}”又作“{'”“'.join(others)}”，看作一人。", span)


def merges(pairs: Iterable[Pair], owner: Mapping[Sighting, Person]) -> Iterator[Merge]:
    """The pairs as records, then the spellings that stand nowhere but beside another one in a report."""
    known: set[tuple[str, str]] = set()
    for pair in pairs:
        merge = _merge(pair, owner)
        known |= {(merge.person_id, merge.name), (merge.other_id, merge.other)}
        yield merge
    for person in dict.fromkeys(owner.values()):
        beside = Counter(spelling for s in person.seen for spelling in s.spellings if spelling != person.name)
        for spelling, articles in sorted(beside.items()):
            if (person.person_id, spelling) not in known:
                yield Merge(
                    person.name, spelling, person.person_id, person.person_id, "one_report",
                    CONFIDENCE["one_report"], "merged", (), len(person.seen), articles,
                )  # fmt: skip


def _merge(pair: Pair, owner: Mapping[Sighting, Person]) -> Merge:
    one, other = (owner[strand.seen[0]] for strand in (pair.one, pair.other))
    name = one.name if one is other else pair.one.name
    shared = {held.title for held in pair.one.offices & pair.other.offices}
    return Merge(
        name, min({pair.one.name, pair.other.name} - {name}, default=name), one.person_id, other.person_id,
        pair.reason, pair.confidence, "merged" if one is other else pair.decision, tuple(sorted(shared)),
        len(pair.one.articles), len(pair.other.articles),
    )  # fmt: skip
