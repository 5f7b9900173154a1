"""The second voter: readings that the grammar left undecided, where jieba's tagger sees the same name.

The grammar proposes what looks like a name and stands where one may, but not surely enough: its post
was misread, 县人大常委会|罗大勇, its 、 lost, its family name none, 傳明远. The tagger is shown what stands
around these only, and can but agree: with a person from the first character of the reading to its
last. What the grammar decided stays decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from banmian import lexicon
from banmian.facts.persons.candidates import candidates
from banmian.facts.persons.chains import NO_CHAIN, read_chain
from banmian.facts.persons.leaders import bears_leader_name
from banmian.facts.persons.lists import ENOUGH, LENIENCE
from banmian.facts.persons.mention import Mention, bare, mention
from banmian.facts.persons.reading import Candidate, Reading
from banmian.facts.persons.scores import (
    characters,
    is_address,
    is_ordinary,
    opens_name,
    surname_weight,
    surnames,
)
from banmian.records import Span

NAME_LENGTHS = (2, 3, 4)
PERSON = frozenset({"PER", "nr"})
STOPS = frozenset("。！？\n")
BEFORE, BEHIND = 16, 8
"""Characters on either side of a reading that the tagger is shown at most, within its sentence."""
MOST = 50_000
"""Characters to show from which a page is no text, and nothing is asked: a page of ours has a hundred."""
COMMON = 3.0
"""Weight of a family name that a name may begin with behind what somebody does: 跑长途的|张虎平."""
OPEN = 1.5
"""Boundary with which a name may end where neither verb nor list closes it."""


def voted(
    readings: Sequence[Reading], found: Sequence[Sequence[Mention]], closed: Sequence[bytearray]
) -> list[list[Mention]]:
    """What the voter adds to the mentions ``found`` on a page, a list a body, outside what is ``closed``.

    A page is asked about at once, so what is said of it depends on no other page.
    """
    doubtful = [_doubtful(*body) for body in zip(readings, found, closed, strict=True)]
    people = _people(readings, doubtful) if any(doubtful) else [set() for _ in readings]
    return [
        [bare(reading.key, option, "voter") for option in options if (option.start, option.end) in persons]
        for reading, options, persons in zip(readings, doubtful, people, strict=True)
    ]


def titled(
    readings: Sequence[Reading], found: Sequence[Sequence[Mention]], added: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """The mentions ``found``, those of a name that was ``added`` under the rule ``voter`` and with the
    titles right in front: 县委书记|傳明远釆取, where the grammar alone would read no name.
    """
    bodies = zip(readings, added, strict=True)
    names = {seen.name(reading.key) for reading, mentions in bodies for seen in mentions}
    return [list(_titled(*body, names)) for body in zip(readings, found, strict=True)]


def _titled(reading: Reading, found: Sequence[Mention], names: set[str]) -> Iterator[Mention]:
    posts = {post.end: post for post in reading.posts}
    floor = 0
    for seen in found:
        if seen.name(reading.key) in names:
            post = posts.get(seen.start)
            chain = read_chain(reading, post, floor) if post else NO_CHAIN
            yield mention(reading.key, Candidate(seen.start, seen.end, 0.0), chain, "voter")
        else:
            yield seen
        floor = seen.after


def _doubtful(reading: Reading, found: Sequence[Mention], closed: bytearray) -> list[Candidate]:
    """The readings to ask about, from left to right."""
    taken = bytearray(closed)
    for seen in found:
        taken[seen.start : seen.end] = b"\1" * (seen.end - seen.start)
    starts, ends = {seen.unit for seen in found}, {seen.after for seen in found}
    return sorted(
        option
        for at in _places(reading, ends)
        if not taken[at]
        for option in candidates(reading, at)
        if not any(taken[at : option.end])
        and _may_be_name(reading.key[at : option.end])
        and _stands(reading, option, starts, ends)
    )


@cache
def _before_name() -> re.Pattern[str]:
    """A mark, the end of a body's name, also with 的 (凤山村的|展宝贵), or who is met (走到|商承业)."""
    bodies = "".join(characters("body_ends") | characters("more_bodies"))
    met = lexicon.any_of(lexicon.table("title_edges")["meets"].split())
    return re.compile(rf"[{bodies}]的|{met}了?|[\W{bodies}]")


@cache
def _home() -> re.Pattern[str]:
    return re.compile(lexicon.any_of(lexicon.table("title_edges")["homes"].split()))


def _places(reading: Reading, ends: set[int]) -> set[int]:
    """Where a known beginning of a name stands behind a mark or a body or before a role verb, and anything
    between an edge and a role verb.
    """
    behind = (
        {found.end() for found in _before_name().finditer(reading.key)} | {end + 1 for end in ends} | ends
    )
    behind |= {0} | reading.breaks | reading.post_ends | reading.group_ends
    before = {
        verb.start - length for verb in reading.verbs.all for length in NAME_LENGTHS if verb.start >= length
    }
    before |= {
        found.start() - length
        for found in _home().finditer(reading.key)
        for length in NAME_LENGTHS
        if found.start() >= length
    }
    known = {at for at in behind | before if opens_name(reading.key, at)}
    known |= {found.end() for found in _told().finditer(reading.key) if _may_open(reading, found.end())}
    return known | {at for at in before if reading.is_edge(at)}


@cache
def _told() -> re.Pattern[str]:
    """的 before the first character of a common family name: cheap, to be asked of every 的."""
    firsts = {name[0] for name, weight in surnames().items() if weight >= COMMON}
    return re.compile(f"的(?=[{''.join(sorted(firsts))}])")


def _may_open(reading: Reading, at: int) -> bool:
    """Whether a common family name stands there that begins no word: 养羊的|马套柱, not 的|高质量."""
    if not _is_common(reading.key, at):
        return False
    length, word = reading.word_at(at)
    return length < 2 or word.tag.startswith("nr")


def _may_be_name(name: str) -> bool:
    """No body (纪工委), no address (侯经理) and no leader, who is none of the voter's business."""
    return not (name[-1] in characters("body_ends") or is_address(name) or bears_leader_name(name))


def _stands(reading: Reading, option: Candidate, starts: set[int], ends: set[int]) -> bool:
    """Whether the neighbours are a name's: a body, a list or an edge in front; behind it a verb, the next
    of the list or, less surely, a mark. Of a name that is also a word the verb is asked.
    """
    key, at, end = reading.key, option.start, option.end
    if key[end : end + 1] in characters("governs") and end + 1 in reading.stranded:
        return False
    if key[at - 1 : at] == "的" and _is_told(reading, option):
        return True
    placed = _placed(reading, at, ends) or at in reading.again or _has_kin(reading, end)
    verb = reading.first_role(end)
    acts = verb is not None or end in reading.verbs.closers
    word = is_ordinary(key[at:end])
    if acts or (end + 1 in starts and key[end] in characters("links")):
        if placed or reading.is_edge(at):
            return option.score >= (ENOUGH if word else ENOUGH - LENIENCE) and (acts or not word)
        known = verb is not None and verb.start == end and opens_name(key, at)
        return known and option.score >= ENOUGH
    marked = reading.boundary(end) >= OPEN and not key[end : end + 1].isdigit()  # 陈工13800000000
    return placed and marked and not word and option.score >= ENOUGH


def _is_common(text: str, at: int) -> bool:
    return max(surname_weight(text[at : at + 1]), surname_weight(text[at : at + 2])) >= COMMON


def _is_told(reading: Reading, option: Candidate) -> bool:
    """教数学的|黄健|把, 刚被录取的|施伟杰|正帮: a sure name behind what somebody does, and another word behind it."""
    name = reading.key[option.start : option.end]
    sure = _is_common(name, 0) and option.score >= ENOUGH and not is_ordinary(name)
    return sure and reading.boundary(option.end) >= OPEN


def _has_kin(reading: Reading, end: int) -> bool:
    """蒋玉兰的|女儿在城里上班."""
    return reading.key.startswith("的", end) and any(
        post.kind == "groups" for post in reading.posts_between(end + 1, end + 2)
    )


def _placed(reading: Reading, at: int, ends: set[int]) -> bool:
    """Whether a body, a post or a name of the list stands right in front."""
    before = reading.key[at - 1 : at]
    if before == "的" and reading.key[at - 2 : at - 1] in characters("body_ends") | characters("more_bodies"):
        return True
    joined = at in ends and reading.key[at] not in characters("governs")
    listed = joined or (at - 1 in ends and before in characters("links"))
    met = lexicon.table("title_edges")["meets"].split()
    headed = at in reading.post_ends or at in reading.group_ends or reading.key[:at].endswith(tuple(met))
    return listed or headed or before in characters("body_ends") or before in characters("more_bodies")


def _people(readings: Sequence[Reading], doubtful: Sequence[Sequence[Candidate]]) -> list[set[Span]]:
    """The spans of the persons that the tagger finds around the readings, a set a body."""
    from banmian.tagger import tag  # 12 MB of weights: only where there is something to ask

    shown = [
        [(start, reading.key[start:end]) for start, end in _windows(reading.key, options)]
        for reading, options in zip(readings, doubtful, strict=True)
    ]
    texts = list(dict.fromkeys(text for windows in shown for _, text in windows))
    if sum(map(len, texts)) > MOST:
        return [set() for _ in readings]
    tagged = dict(zip(texts, tag(texts), strict=True))
    return [
        {(at + run.start, at + run.end) for at, text in windows for run in tagged[text] if run.tag in PERSON}
        for windows in shown
    ]


def _windows(key: str, options: Sequence[Candidate]) -> Iterator[Span]:
    """The parts of the key around the readings, those that meet in one."""
    left = right = 0
    for option in options:
        start, end = option.start, option.end
        while start > max(right, option.start - BEFORE) and key[start - 1] not in STOPS:
            start -= 1
        while end < min(len(key), option.end + BEHIND) and key[end - 1] not in STOPS:
            end += 1
        if start > right:
            if right:
                yield left, right
            left = start
        right = max(right, end)
    if right:
        yield left, right
