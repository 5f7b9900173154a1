"""What a user decided of two persons: a word that beats all reasons.

Sightings that are ruled to be of two persons are told apart before anything is weighed, and whatever then speaks
for one, through others too, does not join them again. Sightings ruled to be of one are joined first, even where
both stand in one report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from banmian.identity.pairs import Pair
from banmian.identity.sightings import Sighting, Strand

BY_HAND, TWO_BY_HAND = "ruled_one", "ruled_two"


@dataclass(frozen=True, slots=True)
class Ruling:
    """These sightings and those are of one person, or of two; neither is empty, none is in both."""

    one: frozenset[Sighting]
    other: frozenset[Sighting]
    same: bool


Rulings = Sequence[Ruling]


def apart(seen: Sequence[Sighting], rulings: Rulings) -> dict[Sighting, tuple[int, ...]]:
    """For sightings that must not be taken for the namesake's: by which rulings they are the other one's."""
    found: dict[Sighting, list[int]] = defaultdict(list)
    for number, ruling in enumerate(rulings):
        shared = {sighting.name for sighting in ruling.one} & {sighting.name for sighting in ruling.other}
        for sighting in () if ruling.same else (*ruling.other, *_beside(seen, ruling)):
            if sighting.name in shared:
                found[sighting].append(number)
    return {sighting: tuple(numbers) for sighting, numbers in found.items()}


def _beside(seen: Sequence[Sighting], ruling: Ruling) -> Iterator[Sighting]:
    """Who is printed so without a post, on pages where only the other one is known to be."""
    known = ruling.one | ruling.other
    pages = {sighting.issue for sighting in ruling.other} - {sighting.issue for sighting in ruling.one}
    yield from (
        sighting
        for sighting in seen
        if sighting.issue in pages and not sighting.offices and sighting not in known
    )


def ruled(strands: Sequence[Strand], rulings: Rulings) -> list[Pair]:
    """The pairs of strands that were decided."""
    owner = {sighting: one for one in strands for sighting in one.seen} if rulings else {}
    found = []
    for ruling in rulings:
        ones, others = (_owners(side, owner) for side in (ruling.one, ruling.other))
        reason, others = (BY_HAND, [*ones, *others]) if ruling.same else (TWO_BY_HAND, others)
        found += [Pair(ones[0], other, reason) for other in others if other is not ones[0]]
    return found


def marks(strands: Sequence[Strand], rulings: Rulings) -> dict[Strand, set[str]]:
    """A mark for each ruling that two are two, on both: who shares a mark is never joined."""
    owner = {sighting: one for one in strands for sighting in one.seen} if rulings else {}
    found: dict[Strand, set[str]] = defaultdict(set)
    for number, ruling in enumerate(rulings):
        if not ruling.same:
            ones, others = (_owners(side, owner) for side in (ruling.one, ruling.other))
            for side, strand in [*((0, one) for one in ones), *((1, other) for other in others)]:
                found[strand].add(f"{number}/{side}")
    return found


def in_force(rulings: Rulings) -> list[Ruling]:
    """Those that no later one on the same two says the contrary of."""
    return [
        ruling
        for number, ruling in enumerate(rulings)
        if not any(
            later.same != ruling.same and _on_the_same(later, ruling) for later in rulings[number + 1 :]
        )
    ]


def _on_the_same(later: Ruling, ruling: Ruling) -> bool:
    sides = ((ruling.one, ruling.other), (ruling.other, ruling.one))
    return any(later.one & one and later.other & other for one, other in sides)


def opposed(these: set[str], those: set[str]) -> bool:
    """Whether a ruling keeps the bearers of these marks apart."""
    return any(f"{mark[:-1]}{1 - int(mark[-1])}" in those for mark in these)


def _owners(side: frozenset[Sighting], owner: Mapping[Sighting, Strand]) -> list[Strand]:
    in_time = sorted(side, key=lambda sighting: sighting.when)
    return list(dict.fromkeys(owner[sighting] for sighting in in_time))
