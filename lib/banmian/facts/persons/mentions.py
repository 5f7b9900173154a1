"""Where the people of a text stand: behind posts, in lists, before their verbs, in frames.

Every reader yields ``Mention``s over the key of one body; ``grammar`` puts them in order. A name that
the grammar found once is then looked for everywhere (``everywhere``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from banmian import lexicon
from banmian.facts.persons.candidates import best, candidates
from banmian.facts.persons.chains import read_chain
from banmian.facts.persons.frames import framed
from banmian.facts.persons.lists import BEHIND_POST, ENOUGH, following, part_of_name, titled, untitled
from banmian.facts.persons.mention import Mention, asides, mention, plain
from banmian.facts.persons.posts import Post, ends_in_post
from banmian.facts.persons.reading import Candidate, Reading
from banmian.facts.persons.scores import (
    acts_or_describes,
    characters,
    has_family,
    is_address,
    is_ordinary,
    not_names,
    opens_name,
    surname_weight,
)
from banmian.vocabulary import longest_at, vocabulary

BEHIND_GROUP = 0.5
SURE = 4.5
"""Score from which a rare family name stands behind a group label: 村民|时大妮, not 老人|拉家常."""
DOT = 6.0
"""Score from which a name with a dot needs neither post nor verb."""
LONGEST_PART = 7
"""Characters before the dot at most."""
CERTAIN = 3.0
"""Boundary where a name certainly ends."""
CROSSED = 2.5
"""What a name must have more where a common word stands across the end of the post: 主|任何|晓明."""
LONGEST = 3
"""Characters of a name that only its place in a list shows."""
CLOSURE = 1.5
"""Gained by a doubtful name between a title of the same list and its verb: 副书记于是陪同."""
ADVERB = 2
"""Characters between a name that is also a word and its verb: 高峰要求, 周到当即联系, not 高峰时段."""
LINK = re.compile(r"[、，和与及]?|以及")


def grammar(reading: Reading) -> list[Mention]:
    """Every mention that the grammar finds, from left to right; the surest reader comes first."""
    taken = bytearray(len(reading.key) + 1)
    found: list[Mention] = []
    for reader in (behind_posts, framed, before_posts, before_verbs, dotted):
        for seen in reader(reading):
            if not any(taken[seen.start : seen.end]):
                found.append(seen)
                taken[seen.start : seen.end] = b"\1" * (seen.end - seen.start)
    return sorted(found, key=lambda seen: seen.start)


def behind_posts(reading: Reading) -> Iterator[Mention]:
    """Names right behind a post or a group label, and the bare names that follow in the list."""
    number = position = floor = 0
    for post in reading.posts:
        if post.start < floor or (post.start == floor > 0 and reading.first_role(floor, 0)):
            continue  # 宋玉梅|主持闭幕会: the verb, not who presents a programme
        sure = _behind(reading, post)
        found = sure or (_closing(reading, post) or _enclosed(reading, post) if floor else None)
        if not found:
            continue
        chain = read_chain(reading, post, floor)
        joined = floor > 0 and LINK.fullmatch(reading.key, floor, max(floor, chain.start)) is not None
        if not sure and not joined:
            continue
        number, position = (number, position + 1) if joined else (number + 1, 1)
        rule = "behind_group" if chain.group else "behind_post"
        first = mention(reading.key, found, chain, rule, (number, position))
        if found.start > post.end:
            first = first._replace(titles=(*first.titles, reading.key[post.end + 1 : found.start - 1]))
        yield first
        floor = first.after
        for member in following(reading, floor, chain):
            position += 1
            yield member._replace(list_number=number, position=position)
            floor = member.after


def _behind(reading: Reading, post: Post) -> Candidate | None:
    """The name behind a post or group label, or behind its aside: 校长（中国科学院院士）沈阔."""
    enough = ENOUGH + (CROSSED if post.crossed else 0.0)
    if post.kind == "groups":
        found = best(reading, post.end, BEHIND_GROUP, enough)
        sure = found and _is_sure_member(reading, post, found)
    else:
        aside, titles = asides(reading.key, post.end)
        found = best(reading, aside if titles else post.end, BEHIND_POST, enough)
        sure = found and _is_sure(reading, post, found)
    return found if sure and not part_of_name(reading, post) else None


def _closing(reading: Reading, post: Post) -> Candidate | None:
    """A doubtful name, with its verb right behind."""
    verb = reading.first_role(post.end + 2)
    return best(reading, post.end, BEHIND_POST + CLOSURE, ENOUGH) if verb else None


def _enclosed(reading: Reading, post: Post) -> Candidate | None:
    """A doubtful name between a title and the next title that has its name: 院长应如是，检察长占德胜."""
    end = reading.element_end(post.end)
    closed = reading.key[end : end + 1] in {"、", "，"} and 1 < end - post.end <= LONGEST
    if post.kind != "single" or not closed or not opens_name(reading.key, post.end):
        return None
    name = reading.key[post.end : end]
    followed = titled(reading, end + 1) and not is_address(name) and name[:2] not in not_names()
    return Candidate(post.end, end, 0.0) if followed else None


def _is_sure_member(reading: Reading, post: Post, found: Candidate) -> bool:
    """Behind a group label, a rare family name or a word needs its verb or a good score."""
    name = reading.key[found.start : found.end]
    if "·" in name:
        return True
    if not has_family(name) or _is_phrase(name):
        return False
    if not is_ordinary(name) and surname_weight(name[0]) >= 2.5:
        return True
    sure = found.score >= SURE and not _is_predicate(reading, found)
    sure = sure or reading.key.endswith("领导", post.start, post.end)
    verb = reading.first_role(found.end)
    return sure or (verb is not None and verb.start - found.end <= ADVERB)


def _is_predicate(reading: Reading, found: Candidate) -> bool:
    """教师|弘扬|教育家精神, 群众|温馨|过节: also a verb, and what stands behind goes on; not 常委|温和、."""
    goes_on = reading.boundary(found.end) < CERTAIN
    return goes_on and acts_or_describes(reading.key[found.start : found.end])


def _is_phrase(name: str) -> bool:
    """群众|时|牺牲: a family name that is mostly a word, before a verb."""
    entry = vocabulary().get(name[1:]) if name[0] in characters("joining") else None
    return entry is not None and entry.tag.startswith("v")


def _is_sure(reading: Reading, post: Post, found: Candidate) -> bool:
    """A calling may stand for many: 广大教师|安心|从教, where a verb makes an adverb of the word before it."""
    if post.kind != "shared" or not is_ordinary(reading.key[found.start : found.end]):
        return True
    weak = surname_weight(reading.key[found.start]) < 2.0  # 研究生|公寓、
    if weak or _is_predicate(reading, found):
        return reading.first_role(found.end, ADVERB) is not None
    entry = vocabulary().get(longest_at(reading.key, found.end))
    verb = entry is not None and entry.tag.startswith("v")
    return reading.boundary(found.end) >= (2.5 if verb else 1.5)


@cache
def _styles() -> tuple[AhoCorasick, tuple[str, ...]]:
    styles = lexicon.words("styles")
    return AhoCorasick(list(styles), matchkind=MatchKind.LeftmostLongest), styles


def before_posts(reading: Reading) -> Iterator[Mention]:
    """Names before 院士, 书记, 同志, 老人, with a left edge: 会见秦九章院士一行."""
    automaton, styles = _styles()
    for which, start, end in automaton.find_matches_as_indexes(reading.key):
        at = _name_before(reading, start)
        if at is not None:
            titles = (styles[which],) if ends_in_post(styles[which]) else ()
            yield plain(at, start, "before_post", titles)._replace(after=end)


def _name_before(reading: Reading, end: int) -> int | None:
    if reading.key[end - 1 : end] in characters("body_ends"):
        return None
    for at in range(max(0, end - 4), end - 1):
        if reading.is_edge(at) and not is_ordinary(reading.key[at:end]):
            options = (c for c in candidates(reading, at) if c.end == end and c.score >= ENOUGH)
            if next(options, None):
                return at
    return None


def before_verbs(reading: Reading) -> Iterator[Mention]:
    """Names without any title, at the head of a clause: 许德辉、路福林作交流发言, ”于得水说."""
    for start in reading.openings:
        yield from untitled(reading, start)


def dotted(reading: Reading) -> Iterator[Mention]:
    """走进|木沙江·托合提|家的院子: a dot between characters that write sounds is proof enough behind an edge."""
    reached, dot = 0, reading.key.find("·")
    while dot >= 0:
        starts = range(dot - 1, max(reached, dot - LONGEST_PART) - 1, -1)
        at = next((at for at in starts if reading.is_edge(at)), None)
        name = None if at is None else best(reading, at, 0.0, DOT)
        if name:
            reached = name.end
            yield plain(name.start, name.end, "dotted")
        dot = reading.key.find("·", max(dot + 1, reached))


def everywhere(
    reading: Reading, found: Sequence[Mention], names: Iterable[str], credited: bytearray
) -> list[Mention]:
    """The mentions found and every further place of the ``names`` accepted on the page, but for bylines.

    A name that is also an ordinary word (高峰, 安全) counts only at the head of a clause with its verb
    right behind.
    """
    taken = bytearray(credited)
    for seen in found:
        taken[seen.start : seen.end] = b"\1" * (seen.end - seen.start)
    places = _finder(frozenset(names)).find_matches_as_indexes(reading.key)
    more = (
        plain(start, end, "known_name")
        for _, start, end in places
        if not any(taken[start:end]) and _is_again(reading, start, end)
    )
    return list(_apart(reading.key, sorted([*found, *more], key=lambda seen: seen.start)))


@cache
def _towards() -> re.Pattern[str]:
    """Between who acts and whom it is done with or to: 一同与, 当场向."""
    edges = lexicon.table("title_edges")
    together, towards = (lexicon.any_of(edges[kind].split()) for kind in ("together", "towards"))
    return re.compile(f"等?{together}?{towards}")


def _apart(key: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, none with a title that reaches over somebody else: 钟伟明|向|区林业局局长朱明生询问."""
    before = None
    for seen in mentions:
        joint = _towards().match(key, before.after) if before and before.start >= seen.unit else None
        if before and joint and joint.end() < seen.start:
            whose = key[before.start : joint.end()]
            titles = tuple(title.partition(whose)[2] or title for title in seen.titles)
            before = seen._replace(unit=joint.end(), titles=titles)
        else:
            before = seen
        yield before


@lru_cache(maxsize=1)  # every article of a page is asked for the same names
def _finder(names: frozenset[str]) -> AhoCorasick:
    quick = Implementation.ContiguousNFA  # to build, for one page
    return AhoCorasick(sorted(names), MatchKind.LeftmostLongest, implementation=quick)


def _is_again(reading: Reading, start: int, end: int) -> bool:
    head = start in reading.heads
    if is_ordinary(reading.key[start:end]):
        verb = reading.first_role(end)
        return head and verb is not None and verb.start - end <= ADVERB
    return head or end - start > 2 or reading.boundary(end) >= 0
