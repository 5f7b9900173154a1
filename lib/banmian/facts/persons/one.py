"""Which mentions of an article are one person: the same name, a part of a dotted name, or two
look-alike spellings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from banmian.facts.persons.mention import Mention
from banmian.facts.persons.offices import is_leading, office
from banmian.facts.persons.posts import ends_in_post
from banmian.glyphs import ALIKE, likeness

LESS_ALIKE = 0.8
"""冶治 .88, 雄堆 .82: enough where the text itself goes on with a leader; 强刚 .72."""
APART = frozenset({"notice", "contact", "member_of"})
"""Frames that name private people: 宋末 and 宋未 of one notice are two."""


def one_person(key: str, mentions: Sequence[Mention]) -> list[list[int]]:
    """Indices of ``mentions`` grouped by person, in the order of first mention."""
    groups: dict[str, list[int]] = {}
    parts: dict[str, str] = {}
    shapes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        name = mention.name(key)
        owner = name if name in groups else parts.get(name)
        owner = owner or _respelt(name, mention, shapes, groups, mentions) or name
        if owner not in groups:
            parts |= dict.fromkeys(name.split("·"), name) if "·" in name else {}
            for shape in _shapes(name):
                shapes[shape].append(name)
        groups.setdefault(owner, []).append(number)
    return list(groups.values())


def _shapes(name: str) -> Iterator[tuple[str, str]]:
    """The name with each of its characters left out in turn."""
    return ((name[:at], name[at + 1 :]) for at in range(len(name)))


def _respelt(
    name: str,
    mention: Mention,
    shapes: dict[tuple[str, str], list[str]],
    groups: dict[str, list[int]],
    mentions: Sequence[Mention],
) -> str | None:
    """The earlier spelling that differs in one look-alike character: 宋末平 and 宋未平."""
    for shape in _shapes(name):
        for other in shapes.get(shape, ()):
            differs = len(shape[0])
            owners = [mentions[number] for number in groups[other]]
            enough = LESS_ALIKE if len(name) > 2 and _said_again(mention, owners) else ALIKE
            if likeness(name[differs], other[differs]) >= enough and _compatible(mention, owners):
                return other
    return None


def _said_again(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a name without post or list goes on with a leader's: 县委书记郭永冶主持会议。郭永治指出."""
    held = (office(title) for other in others for title in other.titles)
    bare = not mention.titles and mention.list_number is None
    return bare and any(one is not None and is_leading(one) for one in held)


def _compatible(mention: Mention, others: Sequence[Mention]) -> bool:
    """One of the two is printed without a post here, or with the same one; never in one list."""
    lists = {other.list_number for other in others} - {None}
    if mention.list_number in lists or any(m.rule in APART for m in (mention, *others)):
        return False
    here, there = _posts([mention]), _posts(others)
    return not here or not there or bool(here & there)


def _posts(mentions: Sequence[Mention]) -> set[str]:
    return {title for mention in mentions for title in mention.titles if ends_in_post(title)}
