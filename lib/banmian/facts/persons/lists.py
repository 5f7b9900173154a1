"""Lists of names: 、 和 or a space starts another member, and a doubtful one between two good ones is good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian import lexicon
from banmian.facts.persons.candidates import best, candidates
from banmian.facts.persons.chains import NO_CHAIN, Chain
from banmian.facts.persons.mention import Mention, bare, mention
from banmian.facts.persons.posts import Post
from banmian.facts.persons.reading import Candidate, Reading
from banmian.facts.persons.scores import has_family, is_ordinary, opens_name

ENOUGH, ENOUGH_LISTED, ENOUGH_ALONE = 3.0, 4.5, 6.0
"""Scores from which a reading is a name, found on the development pages: with a title or in a list, as
a sure member of a list without titles, and all by itself."""
IN_LIST, BEHIND_POST, LENIENCE = 1.5, 2.0, 2.0
SOLID_LIST = 3
"""So many sure names in a row need no verb close by: 唐松、明青云、司马年…等12位委员先后发言."""
FAR = 16
"""Characters from the given name to the verb at most, a rank and adverbs between."""
COMPANY = re.compile(r"[^，。；：！？\n]{1,12}?[、和与及（·]")
"""What stands behind the first character of a name, up to a joint, an aside or the dot of a foreign name."""
JOINT = re.compile(r"、|以及|和|与|及")


def following(reading: Reading, at: int, chain: Chain = NO_CHAIN) -> Iterator[Mention]:
    """The bare names of a list from ``at``, the end of its first member."""
    doubtful: list[Mention] = []
    while (start := _next_member(reading, at)) is not None and not titled(reading, start):
        options = [c for c in candidates(reading, start) if c.score + IN_LIST >= ENOUGH - LENIENCE]
        if not options or _is_label(reading, options[0]):
            return
        joined_by_with = reading.key[start - 1] == "与"
        carried = NO_CHAIN if joined_by_with else chain._replace(pieces=chain.carried)
        member = mention(reading.key, options[0], carried, "in_list")._replace(unit=start)
        at = member.after
        doubtful.append(member)
        if options[0].score + IN_LIST >= ENOUGH:
            yield from doubtful
            doubtful = []


def _is_label(reading: Reading, found: Candidate) -> bool:
    """与|青年代表: a label begins here that goes on behind what looks like a name."""
    return any(post.end > found.end for post in reading.posts_between(found.start, found.start + 1))


def _next_member(reading: Reading, at: int) -> int | None:
    found = JOINT.match(reading.key, at)
    if found:
        return found.end()
    return at if at in reading.breaks and reading.key[at - 1] not in "。；，" else None


def titled(reading: Reading, start: int) -> bool:
    """Whether the element that begins here is a title with a name behind it: 、秘书长北辰."""
    end = reading.element_end(start)
    return any(
        best(reading, post.end, BEHIND_POST, ENOUGH) and not part_of_name(reading, post)
        for post in reading.posts_between(start, end)
        if post.end < end
    )


def part_of_name(reading: Reading, post: Post) -> bool:
    """Whether the post is rather the beginning of a name: 路长林, not the 路长 called 林作."""
    if not opens_name(reading.key, post.start):
        return False
    longer = (c.score for c in candidates(reading, post.start) if c.end > post.end)
    behind = (c.score + BEHIND_POST for c in candidates(reading, post.end))
    return max(longer, default=0.0) > max(behind, default=0.0)


def untitled(reading: Reading, start: int) -> list[Mention]:
    """A list without any titles at the head of a clause; empty where the names are not sure enough."""
    if not _has_company(reading, start):
        return []
    first = alone(reading, start, ENOUGH_LISTED) or best(reading, start, IN_LIST, ENOUGH)
    if first is None:
        return []
    head = bare(reading.key, first, "before_verb")
    tail = [member._replace(rule="before_verb") for member in following(reading, head.after)]
    enough = ENOUGH_LISTED if tail or _speaks(reading, head) else ENOUGH_ALONE
    solid = sum(alone(reading, member.start, enough) is not None for member in (head, *tail))
    last = tail[-1] if tail else head
    sure = solid >= SOLID_LIST or (solid and (reading.first_role(last.after) or _wins(reading, last.after)))
    return [head, *tail] if sure else []


def _wins(reading: Reading, at: int) -> bool:
    """张磊、吴国庆|获得第二、第三名."""
    return reading.key.startswith(_winning(), at)


@cache
def _winning() -> tuple[str, ...]:
    return tuple(lexicon.table("person_frames")["wins"].split())


def _has_company(reading: Reading, start: int) -> bool:
    """Whether a verb, another name or an aside stands near enough for a name here to be sure."""
    verb = reading.first_role(start + 2, FAR)
    spaced = not verb and not reading.breaks.isdisjoint(range(start + 2, start + FAR))
    return verb is not None or spaced or COMPANY.match(reading.key, start + 1) is not None


def _speaks(reading: Reading, head: Mention) -> bool:
    """”于得水说: right behind a quotation and right before its verb."""
    verb = reading.first_role(head.after)
    quoted = reading.key.endswith("”", 0, head.start)
    return quoted and verb is not None and verb.start == head.after and verb.role == "speak"


def alone(reading: Reading, start: int, enough: float) -> Candidate | None:
    """A name that stands by itself must have a family name and be no ordinary word."""
    for option in candidates(reading, start):
        name = reading.key[start : option.end]
        if option.score >= enough and has_family(name) and not is_ordinary(name):
            return option
    return None
