"""Stories printed in two places made one: 下转 with its 上接, a sentence with its end behind an intruder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from banmian.layout.blocks import unfinished
from banmian.layout.likeness import bigrams, cohesion, trigrams
from banmian.layout.lines import LineKind, opens_paragraph
from banmian.layout.stories import Stack, Story, dated, recalled
from banmian.records import Block

Items = list[Stack | Story]

_AHEAD = 8
"""How many stories may stand between a cut sentence and its end."""
_DEEP = 40
"""… and how many paragraphs of such a story are looked at."""
_FITS, _NEARER = 0.3, 10.0
"""On the development pages, cut on purpose: reached by .7 of the true ends and by .04 of other paragraphs."""
_MOST_JUMPS = 200
_PROSE = {LineKind.TEXT, LineKind.LEAD}


def _replaced(items: Items, changed: dict[int, Story | None]) -> Items:
    found = [changed.get(place, item) for place, item in enumerate(items)]
    return [item for item in found if item is not None]


def join_jumps(items: Items) -> Items:
    """Each 上接 behind the 下转 that it goes on from, by the words that they share."""
    heads = [n for n, item in enumerate(items) if isinstance(item, Story) and item.onward][:_MOST_JUMPS]
    tails = [n for n, item in enumerate(items) if isinstance(item, Story) and item.tail][:_MOST_JUMPS]
    if not heads or not tails:
        return items
    worth = np.array([[_kin(items[head], items[tail]) for tail in tails] for head in heads])
    changed: dict[int, Story | None] = {}
    for row, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if worth[row, column] > 0:
            head, tail = items[heads[row]], items[tails[column]]
            if isinstance(head, Story) and isinstance(tail, Story):
                changed[heads[row]] = replace(head, blocks=head.blocks + tail.blocks, onward=tail.onward)
                changed[tails[column]] = None
    return _replaced(items, changed)


def _kin(head: Stack | Story, tail: Stack | Story) -> float:
    if not isinstance(head, Story) or not isinstance(tail, Story):
        return 0.0
    pages = [(head.other, tail.page), (tail.other, head.page)]
    named = [pair for pair in pages if None not in pair]
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
    pairs, triples = bigrams(text), trigrams(text)
    place = 0
    while place < len(items):
        item = items[place]
        if isinstance(item, Story) and _is_cut(item):
            items = _mended(items, place, pairs, triples)
        place += 1
    return items


def _is_cut(story: Story) -> bool:
    last = story.blocks[-1]
    return last.kind in _PROSE and not story.onward and unfinished(last.text)


def _mended(items: Items, place: int, pairs: set[str], triples: set[str]) -> Items:
    cut = items[place]
    if not isinstance(cut, Story):
        return items
    ends: list[tuple[float, int, int]] = []
    for other, story in enumerate(items[place + 1 : place + 1 + _AHEAD], place + 1):
        if isinstance(story, Story) and not story.photo:
            fits = (
                (_fit(cut, story.blocks, at, pairs, triples), other, at) for at in range(len(story.blocks))
            )
            ends += [fit for fit in fits if fit[0] >= _FITS]
    if not ends:
        return items
    _, other, at = max(ends)
    story = items[other]
    if not isinstance(story, Story):
        return items
    rest = replace(story, blocks=story.blocks[:at]) if at else None
    return _replaced(items, {place: replace(cut, blocks=cut.blocks + story.blocks[at:]), other: rest})


def _fit(cut: Story, blocks: Sequence[Block], at: int, pairs: set[str], triples: set[str]) -> float:
    """How well a block goes on with the cut sentence; ``pairs`` and ``triples`` of characters are the page's.

    机 | 关 counts where 机关 is printed elsewhere, 官卫 | 红 twice; so does what the block has in common
    with the cut story rather than with its own.
    """
    block, last = blocks[at], cut.blocks[-1].text
    if block.kind != LineKind.TEXT or opens_paragraph(block.text) or dated(block.text):
        return 0.0
    if at and (blocks[at - 1].kind == LineKind.BYLINE or unfinished(blocks[at - 1].text)):
        return 0.0
    before = recalled(blocks[:at])
    nearer = cohesion(block.text, recalled(cut.blocks)) - cohesion(block.text, before)
    seam = (last[-1:] + block.text[:1] in pairs) + 2.0 * bool(
        {last[-2:] + block.text[:1], last[-1:] + block.text[:2]} & triples
    )
    return seam + _NEARER * nearer - (block.text[:2] in bigrams(before))
