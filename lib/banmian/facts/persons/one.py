"""Which mentions of an article are one person: the same name, a part of a dotted name, a surname
with its post, or two look-alike spellings.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.facts.persons.mentions import Mention
from banmian.facts.persons.posts import find_posts
from banmian.glyphs import alike


def one_person(key: str, mentions: Sequence[Mention]) -> list[list[int]]:
    """Indices of ``mentions`` grouped by person, in the order of first mention."""
    groups: dict[str, list[int]] = {}
    for number, mention in enumerate(mentions):
        name = mention.name(key)
        groups.setdefault(_owner(name, mention, groups, key, mentions), []).append(number)
    return list(groups.values())


def _owner(
    name: str, mention: Mention, groups: dict[str, list[int]], key: str, mentions: Sequence[Mention]
) -> str:
    if name in groups:
        return name
    for other, numbers in groups.items():
        if name in other.split("·") or (
            _respelt(name, other) and _compatible(mention, [mentions[n] for n in numbers])
        ):
            return other
    return name


def _respelt(name: str, other: str) -> bool:
    """One character apart and that one drawn alike: 宋末平 and 宋未平."""
    if len(name) != len(other) or len(name) < 2:
        return False
    apart = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return len(apart) == 1 and alike(*apart[0])


def _compatible(mention: Mention, others: Sequence[Mention]) -> bool:
    """One of the two is printed without a post here, or with the same one; never in one list."""
    lists = {other.list_number for other in others} - {None}
    if mention.list_number is not None and mention.list_number in lists:
        return False
    here, there = _posts([mention]), _posts(others)
    notices = any(m.rule in {"notice", "contact", "member_of"} for m in (mention, *others))
    return not notices and (not here or not there or bool(here & there))


def _posts(mentions: Sequence[Mention]) -> set[str]:
    return {title for mention in mentions for title in mention.titles if find_posts(title)}
