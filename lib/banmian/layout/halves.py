"""Stories printed in two places made one: 下转 with its 上接, a sentence with its end behind an intruder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from banmian.layout.blocks import unfinished
from banmian.layout.likeness import cohesion, trigrams
from banmian.layout.lines import LineKind, opens_paragraph
from banmian.layout.stories import Stack, Story, dated, recalled
from banmian.records import Block

Items = list[Stack | Story]

_AHEAD = 8
"""How many stories may stand between a cut sentence and its end."""
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
    words = trigrams("\n".join(item.text for item in items if isinstance(item, Story)))
    place = 0
    while place < len(items):
        item = items[place]
        if isinstance(item, Story) and _is_cut(item):
            items = _mended(items, place, words)
        place += 1
    return items


def _is_cut(story: Story) -> bool:
    last = story.blocks[-1]
    return last.kind in _PROSE and not story.onward and unfinished(last.text)


def _mended(items: Items, place: int, words: set[str]) -> Items:
    cut = items[place]
    for other in range(place + 1, min(place + 1 + _AHEAD, len(items))):
        story = items[other]
        if not isinstance(story, Story) or not isinstance(cut, Story) or story.photo:
            continue
        at = _end_of(cut, story.blocks, words)
        if at is not None:
            rest = replace(story, blocks=story.blocks[:at]) if at else None
            whole = replace(cut, blocks=cut.blocks + story.blocks[at:])
            return _replaced(items, {place: whole, other: rest})
    return items


def _end_of(cut: Story, blocks: Sequence[Block], words: set[str]) -> int | None:
    """Which of the blocks goes on with the cut sentence."""
    last = cut.blocks[-1].text
    for at, block in enumerate(blocks):
        if block.kind != LineKind.TEXT or opens_paragraph(block.text) or dated(block.text):
            continue
        if at and unfinished(blocks[at - 1].text):
            continue
        seam = {last[-2:] + block.text[:1], last[-1:] + block.text[:2]}
        if seam & words and cohesion(block.text, recalled(cut.blocks)) > cohesion(
            block.text, recalled(blocks[:at])
        ):
            return at
    return None
