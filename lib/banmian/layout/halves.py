"""Stories printed in two places made one: 下转 with its 上接, a sentence with its end behind an intruder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from banmian.layout.blocks import printed_twice, unfinished
from banmian.layout.likeness import bigrams, cohesion, opening, plain, share, trigrams
from banmian.layout.lines import LineKind, opens_paragraph, words_of
from banmian.layout.matching import matched
from banmian.layout.stories import Stack, Story, dated, recalled
from banmian.records import Block, Jump

Items = list[Stack | Story]

_AHEAD = 8
"""How many stories may stand between a cut sentence and its end."""
_DEEP = 40
"""How many paragraphs of a story are looked at."""
_FITS, _NEARER = 0.3, 10.0
"""On the development pages, cut on purpose: reached by .7 of the true ends and by .04 of other paragraphs."""
_NEXT = 0.5
"""What the report right behind the cut one has ahead of those further on."""
# Shares of a headline's bigrams in the text below it: its own body, or another's.
_OWN, _FOREIGN = 0.35, 0.15
_STRANGER, _NEVER = 0.4, 99.0
_TANGLED = 6
_BEGUN, _ALL = 2, 0.1
"""Paragraphs of a report that has hardly begun; how much nearer to it the others must be not to be the cut one's."""
_MOST_JUMPS = 200
# …项目建设、 | 营商环境等工作; 在项目建设、 | 基层治理中挑大梁: the end of a list.
_LIST_END = re.compile(r"(?!在)[^，。；：]{2,14}(?:等|[中上里])|[^，。；：、]{2,8}、")
_PROSE = {LineKind.TEXT, LineKind.LEAD}


@dataclass(frozen=True, slots=True)
class _Page:
    """The pairs and triples of characters that stand side by side on a page."""

    pairs: set[str]
    triples: set[str]

    def seam(self, last: str, text: str) -> float:
        """机 | 关 counts where 机关 is printed elsewhere, 官卫 | 红 twice more."""
        triples = {last[-2:] + text[:1], last[-1:] + text[:2]}
        return (last[-1:] + text[:1] in self.pairs) + 2.0 * bool(triples & self.triples)


def _replaced(items: Items, changed: dict[int, Story | None]) -> Items:
    found = [changed.get(place, item) for place, item in enumerate(items)]
    return [item for item in found if item is not None]


def join_jumps(items: Items) -> Items:
    """Each 上接 behind the 下转 that it goes on from, by the words that they share."""
    heads = [n for n, item in enumerate(items) if isinstance(item, Story) and item.onward][:_MOST_JUMPS]
    tails = [n for n, item in enumerate(items) if isinstance(item, Story) and item.since][:_MOST_JUMPS]
    if not heads or not tails:
        return items
    worth = np.array([[_kin(items[head], items[tail]) for tail in tails] for head in heads])
    changed: dict[int, Story | None] = {}
    for row, column in matched(worth):
        head, tail = items[heads[row]], items[tails[column]]
        if isinstance(head, Story) and isinstance(tail, Story):
            changed[heads[row]] = replace(head, blocks=head.blocks + tail.blocks, onward=tail.onward)
            changed[tails[column]] = None
    return _replaced(items, changed)


def pages_named(onward: Jump | None, since: Jump | None) -> list[tuple[int, int]]:
    """Of a 下转 and a 上接, each page that one mark names with the page that the other stands on."""
    if onward is None or since is None:
        return []
    pairs = [(onward.there, since.here), (since.there, onward.here)]
    return [(one, other) for one, other in pairs if one is not None and other is not None]


def _kin(head: Stack | Story, tail: Stack | Story) -> float:
    if head is tail or not isinstance(head, Story) or not isinstance(tail, Story):
        return 0.0
    named = pages_named(head.onward, tail.since)
    if any(one != other for one, other in named):
        return 0.0
    ends = unfinished(head.blocks[-1].text) == (not opens_paragraph(tail.blocks[0].text))
    if not named and not trigrams(tail.text) & trigrams(head.text):
        return 0.0
    return cohesion(tail.text, head.text) + 0.1 * ends


def join_intruded(items: Items) -> Items:
    """The end of a cut sentence fetched from behind the report or picture that came between."""
    if not any(isinstance(item, Story) and _is_cut(item) for item in items):
        return items
    text = "\n".join(item.text for item in items if isinstance(item, Story))
    page = _Page(bigrams(text), trigrams(text))
    items = _untangled(list(items), page)
    fits = [fit for place, item in enumerate(items) for fit in _fits(items, place, item, page)]
    claims: dict[int, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for _, place, other, at in sorted(fits, key=lambda fit: fit[0], reverse=True):
        if place not in claims and (other, at) not in taken:
            claims[place] = (other, at)
            taken.add((other, at))
    return _moved(items, claims)


def _moved(items: Items, claims: dict[int, tuple[int, int]]) -> Items:
    """Each cut story with its end, the later ones first: what is moved may itself go on elsewhere."""
    blocks = {place: list(item.blocks) for place, item in enumerate(items) if isinstance(item, Story)}
    firsts: dict[int, list[Block]] = defaultdict(list)
    for other, at in claims.values():
        firsts[other].append(blocks[other][at])
    starts = {place: blocks[other][at] for place, (other, at) in claims.items()}
    for place in sorted(claims, reverse=True):
        other = claims[place][0]
        start = blocks[other].index(starts[place])
        rivals = [blocks[other].index(first) for first in firsts[other] if first in blocks[other]]
        end = min((rival for rival in rivals if rival > start), default=len(blocks[other]))
        own = _own(blocks[place], blocks[other], start, end)
        blocks[place] += [blocks[other][at] for at in own]
        blocks[other] = [block for at, block in enumerate(blocks[other]) if at not in own]
    changed: dict[int, Story | None] = {}
    for place in {place for pair in claims.items() for place in (pair[0], pair[1][0])}:
        item = items[place]
        if isinstance(item, Story):
            changed[place] = replace(item, blocks=tuple(blocks[place])) if blocks[place] else None
    return _replaced(items, changed)


def _own(cut: Sequence[Block], blocks: Sequence[Block], start: int, end: int) -> Collection[int]:
    """The places of the cut report's paragraphs: all from ``start``, the first few, or every other one.

    Where the report that came between has hardly begun, the two may be columns read across.
    """
    if start > _BEGUN:
        return range(start, end)
    mine, theirs = recalled(cut), recalled(blocks[:start])
    nearer = [cohesion(block.text, mine) - cohesion(block.text, theirs) for block in blocks[start + 1 : end]]
    sums = list(accumulate(nearer, initial=0.0))
    first = max(range(len(sums)), key=lambda few: sums[few])
    across = sum(nearer[1::2]) - sum(nearer[::2])
    if max(across, 2 * sums[first] - sums[-1]) <= sums[-1] + _ALL:
        return range(start, end)
    return range(start, end, 2) if across > 2 * sums[first] - sums[-1] else range(start, start + first + 1)


def _untangled(items: Items, page: _Page) -> Items:
    """Two columns read across: each of two reports is cut, and the second holds both ends.

    …向全产业链延 | another report, … 海关、边检、海 | 伸。要持续优化… | 事部门同向发力…
    """
    for place, cut in enumerate(items):
        if not isinstance(cut, Story) or not _is_cut(cut):
            continue
        near = range(place + 1, min(len(items), place + 1 + _AHEAD))
        after = next((n for n in near if _is_report(items[n])), None)
        if after is None:
            continue
        story = items[after]
        swap = _swap(story, page) if isinstance(story, Story) else None
        if swap and isinstance(story, Story):
            start, end = swap
            items[place] = replace(cut, blocks=cut.blocks + story.blocks[start:end])
            items[after] = replace(story, blocks=story.blocks[:start] + story.blocks[end:])
    return items


def _swap(story: Story, page: _Page) -> tuple[int, int] | None:
    """What of a story is another's: it does not go on with the cut paragraph above it, a later one does."""
    blocks = story.blocks
    for start in range(1, min(len(blocks), _DEEP) - 1):
        above = blocks[start - 1]
        if above.kind not in _PROSE or not unfinished(above.text) or not _may_go_on(blocks[start]):
            continue
        if page.seam(above.text, blocks[start].text):
            continue
        for end in range(start + 1, min(len(blocks), start + 1 + _TANGLED)):
            ended = not unfinished(blocks[end - 1].text)
            if ended and _may_go_on(blocks[end]) and page.seam(above.text, blocks[end].text):
                return start, end
    return None


def _is_report(item: Stack | Story) -> bool:
    return isinstance(item, Story) and not item.photo


def _is_cut(story: Story) -> bool:
    last = story.blocks[-1]
    whole = story.onward or printed_twice(story.blocks)
    return last.kind in _PROSE and not whole and unfinished(last.text)


def _may_go_on(block: Block) -> bool:
    """A paragraph that could be the end of a cut sentence."""
    return block.kind == LineKind.TEXT and not opens_paragraph(block.text) and not dated(block.text)


def _fits(items: Items, place: int, cut: Stack | Story, page: _Page) -> Iterator[tuple[float, int, int, int]]:
    """(fit, place of the cut story, place of another, number of its block) for what may be the end."""
    if not isinstance(cut, Story) or not _is_cut(cut):
        return
    near = _NEXT
    for other, story in enumerate(items[place + 1 : place + 1 + _AHEAD], place + 1):
        if not isinstance(story, Story) or story.photo:
            continue
        headed = _headed(items[max(0, other - _AHEAD) : other], story)
        # …在保证质量安全的前 | ## a headline of something else | 提下，抢抓晴好天气…: what goes on stands first.
        first = headed == _STRANGER and near and _may_go_on(story.blocks[0])
        for at in range(1 if first else min(len(story.blocks), _DEEP)):
            fit = _fit(cut, story.blocks, at, page) + (headed if at == 0 else 0.0)
            if fit >= _FITS:
                yield fit + near, place, other, at
        near = 0.0


def _headed(items: Items, story: Story) -> float:
    """What the headline above a story, a picture between or not, says of it: its own body, or none of it."""
    above = next((item for item in reversed(items) if not (isinstance(item, Story) and item.photo)), None)
    if not isinstance(above, Stack):
        return 0.0
    last = above.lines[-1]
    told = share(words_of(last.text), plain(opening(story.text)))
    if last.kind == LineKind.NOTICE or told >= _OWN:
        return -_NEVER
    return _STRANGER if told < _FOREIGN else 0.0


def _parallel(last: str, text: str) -> bool:
    """要全力保交通、保供电、 | 保供水: the members of a list begin alike."""
    return last.split("、")[-2][:1] == text[:1] if "、" in last else False


def _fit(cut: Story, blocks: Sequence[Block], at: int, page: _Page) -> float:
    """How well a block goes on with the cut sentence: by the seam, and by whose words it has."""
    block, last = blocks[at], cut.blocks[-1].text
    if not _may_go_on(block):
        return -_NEVER
    if at and (blocks[at - 1].kind == LineKind.BYLINE or unfinished(blocks[at - 1].text)):
        return -_NEVER
    before = recalled(blocks[:at])
    nearer = cohesion(block.text, recalled(cut.blocks)) - cohesion(block.text, before)
    listed = last.endswith("、") and bool(_LIST_END.match(block.text) or _parallel(last, block.text))
    return page.seam(last, block.text) + listed + _NEARER * nearer - share(block.text[:2], plain(before))
