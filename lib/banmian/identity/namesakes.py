"""One name, one or several persons: what is printed in one home is one person until something contradicts.

A change from one post to another is a career. Two bureaus at the same time, or a forest guard who is
also head of the county, are two persons. In another home a name is another's, unless the post agrees.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from banmian.facts.persons.offices import (
    Office,
    abbreviates,
    is_exclusive,
    is_leading,
    is_plain,
    is_wide,
    names_place,
    settled,
)
from banmian.facts.persons.scores import given_likelihood
from banmian.identity.pairs import Pair
from banmian.identity.sets import Sets
from banmian.identity.sightings import ANYWHERE, Home, Sighting, Strand, strand

SELDOM = 0.5
"""Mean log odds of the characters of a given name."""
EVERYWHERE = Home("", known=False)
Peg = tuple[str, str]
"""A post of which one person holds one at a time, and its body."""


@dataclass(frozen=True, slots=True)
class Block:
    """Sightings that are of one person, for they show one in the same posts."""

    seen: tuple[Sighting, ...]
    pegs: frozenset[Peg]


def strands(seen: Sequence[Sighting], homes: Mapping[str, Home]) -> tuple[list[Strand], list[Pair]]:
    """The sightings of one name, person by person, and every two of these in one home that had to be weighed."""
    by_home: dict[Home, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        by_home[EVERYWHERE if sighting.kind in ANYWHERE else homes[sighting.issue]].append(sighting)
    if len(by_home) == 1 and len(seen) == 1:  # as nearly all names of a page
        return [strand(home, here) for home, here in by_home.items()], []
    found: list[list[Strand]] = []
    pairs: list[Pair] = []
    for home, here in by_home.items():
        told, unsure = _told_apart(here)
        found.append(sorted((strand(home, s) for s in told), key=_first))
        pairs += (Pair(found[-1][0], other, _why_two(found[-1][0], other)) for other in found[-1][1:])
        if unsure:
            found[-1].append(strand(home, unsure))
            pairs.append(Pair(found[-1][0], found[-1][-1], "untitled"))
    return sorted((s for here in found for s in here), key=_first), pairs


def _first(one: Strand) -> tuple[dt.date, str]:
    return one.seen[0].when


def _why_two(one: Strand, other: Strand) -> str:
    return "calling" if is_worker(one.seen[0]) or is_worker(other.seen[0]) else "two_posts"


def _told_apart(seen: Sequence[Sighting]) -> tuple[list[list[Sighting]], list[Sighting]]:
    """Sightings of a name in a home by person, and those of which nothing says whose they are."""
    if len(seen) == 1:
        return [list(seen)], []
    leading = [sighting for sighting in seen if any(map(is_leading, sighting.offices))]
    plain = [sighting for sighting in seen if is_worker(sighting)] if leading else []
    careers = _careers([sighting for sighting in seen if not (leading and is_worker(sighting))])
    if len(careers) < 2:
        careers = [leading]
    told = [person for person in (plain, *careers) if person]
    if len(told) < 2:
        return [list(seen)], []
    placed = {sighting for person in told for sighting in person}
    tokens = [_tokens(person) for person in told]
    unsure: list[Sighting] = []
    for sighting in (s for s in seen if s not in placed):
        fitting = _fitting(sighting, tokens)
        (told[fitting[0]] if len(fitting) == 1 else unsure).append(sighting)
    return told, unsure


def is_worker(sighting: Sighting) -> bool:
    return any(map(is_plain, sighting.offices)) and not any(map(is_leading, sighting.offices))


def _careers(seen: Sequence[Sighting]) -> list[list[Sighting]]:
    """Those who hold posts of which one person holds one at a time, person by person."""
    pegs = _pegs(seen)
    found: list[list[Block]] = []
    for block in sorted(_blocks(pegs), key=lambda block: min(s.when for s in block.seen)):
        free = next((person for person in found if not any(_clash(block, held) for held in person)), None)
        if free is None:
            found.append([block])
        else:
            free.append(block)
    return [[sighting for block in person for sighting in block.seen] for person in found]


def _pegs(seen: Sequence[Sighting]) -> dict[Sighting, frozenset[Peg]]:
    """The posts that tie each sighting to a person; a body told in short is the one told at length."""
    tied = [
        (s, one) for s in seen for one in s.offices if is_exclusive(one.post) and one.standing != "former"
    ]
    bodies: dict[str, set[str]] = defaultdict(set)
    for _, one in tied:
        bodies[one.post].add(one.body)
    whole = {post: settled(names) for post, names in bodies.items()}
    pegs: dict[Sighting, set[Peg]] = defaultdict(set)
    for sighting, one in tied:
        pegs[sighting].add((one.post, whole[one.post][one.body]))
    return {sighting: frozenset(held) for sighting, held in pegs.items()}


def _blocks(pegs: Mapping[Sighting, frozenset[Peg]]) -> list[Block]:
    """Sightings that share a peg, directly or through others."""
    same = Sets[Peg]()
    for ties in pegs.values():
        for peg in ties:
            same.join(min(ties), peg)
    seen: dict[Peg, list[Sighting]] = defaultdict(list)
    for sighting, ties in pegs.items():
        seen[same.of(min(ties))].append(sighting)
    return [Block(tuple(s), frozenset[Peg]().union(*(pegs[one] for one in s))) for s in seen.values()]


def _clash(one: Block, other: Block) -> bool:
    """Whether no one person can be both: two like posts at one time."""
    return _overlap(one.seen, other.seen) and any(
        post == post_too and not abbreviates(body, body_too)
        for post, body in one.pegs
        for post_too, body_too in other.pegs
    )


def _overlap(these: Sequence[Sighting], those: Sequence[Sighting]) -> bool:
    one, other = (sorted(s.day for s in block if s.day) for block in (these, those))
    return bool(one and other) and one[0] <= other[-1] and other[0] <= one[-1]


def _tokens(seen: Iterable[Sighting]) -> frozenset[object]:
    """By what a person is known again: posts, being a leader, pages."""
    offices = frozenset[Office]().union(*(s.offices for s in seen))
    return frozenset([*offices, any(map(is_leading, offices)), *(s.issue for s in seen)])


def _fitting(sighting: Sighting, tokens: Sequence[frozenset[object]]) -> list[int]:
    """The numbers of those whose sighting it can be: by post, by rank, by the page that shows one of them alone."""
    leading = {True} if any(map(is_leading, sighting.offices)) else set[bool]()
    for known in (sighting.offices, leading, {sighting.issue}):
        if found := [number for number, person in enumerate(tokens) if not person.isdisjoint(known)]:
            return found
    return []


def elsewhere(every: Sequence[Strand]) -> list[Pair]:
    """Each person of the name beside those of other homes in the same post, or else beside the first."""
    if len(every) < 2:
        return []
    pairs: list[Pair] = []
    holders: dict[tuple[str, str], Strand] = {}
    official = sorted((one for one in every if one.offices), key=_first)
    for one in official:
        same: dict[Strand, bool] = {}
        for held in one.offices:
            holder = holders.setdefault((held.body, held.post), one) if held.body else one
            if holder.home != one.home:
                same[holder] = same.get(holder, False) or names_place(held.body) or is_wide(held.body)
        pairs += (
            Pair(holder, one, "post_elsewhere" if sure else "local_post_elsewhere")
            for holder, sure in same.items()
        )
        if not same and official[0].home != one.home:
            pairs.append(Pair(official[0], one, _why_elsewhere(official[0], one)))
    return pairs


def _why_elsewhere(one: Strand, other: Strand) -> str:
    """A leader with an unusual name may have moved; of the many called 王伟 two are two."""
    leading = all(any(map(is_leading, person.offices)) for person in (one, other))
    return "rare_elsewhere" if leading and is_rare(one.name) else "elsewhere"


def is_rare(name: str) -> bool:
    """Whether few people are called so: three characters or more, the given ones seldom given."""
    return len(name) > 2 and given_likelihood(name[1:]) < SELDOM
