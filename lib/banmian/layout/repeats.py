"""A paragraph printed again in or behind another report, brought back to the report that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from banmian.layout.key import tight
from banmian.layout.likeness import cohesion
from banmian.layout.lines import LineKind
from banmian.layout.stories import Stack, Story, recalled
from banmian.records import Block

Items = Sequence[Stack | Story]

_SHORTEST = 30
"""What is shorter may well be said in two reports."""
_MOST = 40
"""Second prints on a page that are looked at."""
_STRANGE, _NEARER = 0.15, 2.0
"""The report that a second print strayed into has less of its bigrams than this, the other one twice as many."""


def bring_back(items: Items) -> list[Stack | Story]:
    """The items with each strayed print right behind the other one; where it is all of a story, without that."""
    stories = {place: list(item.blocks) for place, item in enumerate(items) if isinstance(item, Story)}
    moved = False
    for block, place, other, before in islice(_twice(items), _MOST):
        if before not in stories[other]:
            continue
        here, there = _nearness(block, stories[place]), _nearness(block, stories[other])
        stray, home = (place, other) if here < there else (other, place)
        if min(here, there) >= _STRANGE or max(here, there) < _NEARER * min(here, there):
            continue
        moved = True
        astray, kept = (block, before) if stray == place else (before, block)
        stories[stray].remove(astray)
        stories[home].insert(stories[home].index(kept) + 1, astray)
    if not moved:
        return list(items)
    return [
        replace(item, blocks=tuple(stories[place])) if isinstance(item, Story) else item
        for place, item in enumerate(items)
        if not isinstance(item, Story) or stories[place]
    ]


def _twice(items: Items) -> Iterator[tuple[Block, int, int, Block]]:
    """A paragraph, its story, the story that printed the same before, and that print."""
    first: dict[str, tuple[int, Block]] = {}
    for place, item in enumerate(items):
        for block in item.blocks if isinstance(item, Story) else ():
            words = tight(block.text) if block.kind == LineKind.TEXT else ""
            if len(words) < _SHORTEST:
                continue
            other, same = first.setdefault(words, (place, block))
            if other != place:
                yield block, place, other, same


def _nearness(block: Block, blocks: Sequence[Block]) -> float:
    """How much of a paragraph the rest of a story has."""
    return cohesion(block.text, recalled([other for other in blocks if other.text != block.text]))
