"""Headlines to bodies: one assignment for the whole page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from banmian.layout.likeness import bigrams, opening, weights
from banmian.layout.stacks import Heading
from banmian.layout.stories import Story

# A headline belongs to the body below it unless what they say speaks against it: place counts like
# half of all its words being found there.
_BELOW, _BELOW_ANOTHER, _WORDS = 1.0, 0.5, 2.0
# Of a body elsewhere a headline must share at least this much.
_FAR, _PICTURE = 0.45, 0.4
# A page has some tens of headlines; longer texts are assigned in stretches of this many.
_STRETCH = 120

Pairs = dict[int, int]


def _shares(headings: Sequence[Heading], stories: Sequence[Story]) -> Mapping[tuple[int, int], float]:
    """The share of each headline's bigrams in the opening of each body; pairs without any are left out."""
    openings = [bigrams(opening(story.text)) for story in stories]
    spread = weights(opening(story.text) for story in stories)
    holders: dict[str, list[int]] = defaultdict(list)
    for place, pairs in enumerate(openings):
        for pair in pairs:
            holders[pair].append(place)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for number, heading in enumerate(headings):
        wanted = bigrams(heading.text)
        total = sum(1 / (1 + spread[pair]) for pair in wanted)
        for pair in wanted:
            for place in holders[pair]:
                found[number, place] += 1 / (1 + spread[pair]) / total
    return found


def _worth(
    headings: Sequence[Heading],
    stories: Sequence[Story],
    below: Sequence[tuple[int | None, int | None, bool]],
) -> np.ndarray:
    shares = _shares(headings, stories)
    worth = np.zeros((len(headings), len(stories)))
    for (number, place), share in shares.items():
        far = share >= _FAR and not stories[place].tail and not headings[number].is_notice
        if far and not stories[place].photo:
            worth[number, place] = _WORDS * share - _BELOW_ANOTHER
    for number, (story, picture, last) in enumerate(below):
        if story is not None:
            worth[number, story] = (_BELOW if last else _BELOW_ANOTHER) + _WORDS * shares.get(
                (number, story), 0.0
            )
        if picture is not None and shares.get((number, picture), 0.0) >= _PICTURE:
            worth[number, picture] = _WORDS * shares[number, picture]
    return worth


def assign(
    headings: Sequence[Heading],
    stories: Sequence[Story],
    below: Sequence[tuple[int | None, int | None, bool]],
) -> Pairs:
    """Heading number → story number, each at most once.

    ``below`` says of each heading which story and which picture stand below its stack, and whether
    it is the last heading of the stack.
    """
    if not headings or not stories:
        return {}
    worth = _worth(headings, stories, below)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {int(r): int(c) for r, c in zip(rows, columns, strict=True) if worth[r, c] > 0}
