"""One person under two spellings: characters drawn alike, dotted names cut short or without their dots.

Candidates are looked up, never compared all with all: a name under each of its shapes with one
character left open, a dotted name under each of its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from banmian.facts.persons.offices import is_common, is_leading, is_singular, names_place
from banmian.glyphs import look_alikes
from banmian.identity.pairs import Pair
from banmian.identity.sightings import Home, Strand

VERY_ALIKE = 0.95
"""未末, 己已, 土士, 余佘, 栗粟; 浩洁 (.91) and 辉晖 (.93), which are both common in names, are less alike."""
ByName = Mapping[str, Sequence[Strand]]


def pairs(by_name: ByName) -> Iterator[Pair]:
    """Every two persons of different spelling who may be one, with the reason."""
    yield from _read_as_one(by_name)
    for one, other, likeness in alike(by_name):
        yield from _weighed(by_name[one], by_name[other], likeness)
    yield from _one_character(by_name)
    yield from _cut_short(by_name)


def _read_as_one(by_name: ByName) -> Iterator[Pair]:
    """Two spellings that the reader of one report took for one person."""
    for here in by_name.values():
        for one in here:
            others = {spelling for s in one.seen for spelling in s.spellings if spelling != one.name}
            for other in sorted(others & by_name.keys()):
                yield from (Pair(one, them, "one_report") for them in by_name[other] if them.home == one.home)


def alike(names: Iterable[str], new: Set[str] | None = None) -> list[tuple[str, str, float]]:
    """Pairs of names of one length with one character apart, and that one drawn alike.

    With ``new`` only pairs of which one at least is among these are sure to be there.
    """
    firsts: dict[tuple[str, str], str] = {}
    buckets: dict[tuple[str, str], dict[str, str]] = {}
    for name in names:
        for at in range(len(name)):
            shape = name[:at], name[at + 1 :]
            first = firsts.setdefault(shape, name)
            if first != name:
                buckets.setdefault(shape, {first[at]: first})[name[at]] = name
    shared = [bucket for bucket in buckets.values() if new is None or not new.isdisjoint(bucket.values())]
    if not shared:
        return []
    found = []
    twins: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for one, other, likeness in look_alikes({char for bucket in shared for char in bucket}):
        twins[one].append((other, likeness))
    for bucket in shared:
        for char in bucket:
            found += [(bucket[char], bucket[t], likeness) for t, likeness in twins[char] if t in bucket]
    return sorted(found)


def _weighed(these: Sequence[Strand], those: Sequence[Strand], likeness: float) -> Iterator[Pair]:
    at_home = {one.home: one for one in reversed(those)}
    for one in these:
        if one.home in at_home:
            reason = _reason(one, at_home[one.home], likeness)
            if reason:
                yield Pair(one, at_home[one.home], reason)
    yield from _elsewhere(these, those)


def _reason(one: Strand, other: Strand, likeness: float) -> str | None:
    """Why two look-alike names of one home may be one person's; nothing to weigh where neither has a post."""
    if one.articles & other.articles:
        return "side_by_side"
    shared = one.offices & other.offices
    if any(is_singular(held.post) for held in shared):
        return "same_post"
    if _one_page(one, other) and (shared or not (one.offices and other.offices)):
        return "one_page"
    if shared:
        few = any(map(is_leading, shared))
        return "shared_post" if few and likeness >= VERY_ALIKE else "shared_post_weakly"
    if one.offices and other.offices:
        return "other_post"
    return "no_post" if one.offices or other.offices else None


def _one_page(one: Strand, other: Strand) -> bool:
    """Whether two names of three characters stand on one page, a leader's with a post: 孟国样 beside 市委常委孟国祥."""
    issues = {sighting.issue for sighting in one.seen}
    together = any(sighting.issue in issues for sighting in other.seen)
    return together and len(one.name) > 2 and any(map(is_leading, one.offices | other.offices))


def _elsewhere(these: Sequence[Strand], those: Sequence[Strand]) -> Iterator[Pair]:
    """The same post in two homes: one holder, if these may be one paper; else of a body that names its place."""
    holders = {(held.body, held.post): other for other in those for held in other.offices}
    for one in these:
        for held in one.offices:
            other = holders.get((held.body, held.post))
            if other and other.home != one.home:
                known = one.home.known and other.home.known
                if not known and is_singular(held.post) and is_leading(held):
                    yield Pair(one, other, "same_post")
                elif names_place(held.body):
                    yield Pair(one, other, "post_of_other_paper")


def _one_character(by_name: ByName) -> Iterator[Pair]:
    """沈青禾 and 沉青禾: one of three characters differs, the post is one that a home has one holder of."""
    holders: dict[tuple[object, ...], list[Strand]] = defaultdict(list)
    for name in by_name:
        for one in by_name[name] if len(name) > 2 and "·" not in name else ():
            for held in one.offices:
                if is_singular(held.post) and is_leading(held) and not is_common(held.body):
                    for at in range(len(name)):
                        holders[one.home, held.body, held.post, name[:at], name[at + 1 :]].append(one)
    for same in holders.values():
        yield from (
            Pair(same[0], other, "one_page" if _one_page(same[0], other) else "one_character")
            for other in same[1:]
            if not same[0].articles & other.articles
        )


def _cut_short(by_name: ByName) -> Iterator[Pair]:
    """吐尔逊 beside 吐尔逊·托合提, where only one person of the home has a name with this part."""
    owners: dict[tuple[Home, str], set[Strand]] = defaultdict(set)
    for name in by_name:
        if "·" in name:
            for one in by_name[name]:
                for part in parts(name):
                    owners[one.home, part].add(one)
    for (home, part), whole in owners.items():
        for other in by_name.get(part, ()):
            if other.home == home:
                yield from (Pair(one, other, _why_short(one, other, len(whole))) for one in whole)


def parts(name: str) -> set[str]:
    """Every shorter row of the parts of a dotted name, and the name without its dots."""
    parts = name.split("·")
    rows = {
        "·".join(parts[a:b])
        for a in range(len(parts))
        for b in range(a + 1, len(parts) + 1)
        if b - a < len(parts)
    }
    return (rows | {"".join(parts)}) - {""}


def _why_short(one: Strand, other: Strand, owners: int) -> str:
    if one.articles & other.articles:
        return "side_by_side"
    if other.name == one.name.replace("·", ""):
        return "dots"
    pages = {s.issue for s in one.seen} & {s.issue for s in other.seen}
    agreed = one.offices & other.offices or (pages and not other.offices)
    return "cut_short" if owners == 1 and agreed else "cut_somewhere"
