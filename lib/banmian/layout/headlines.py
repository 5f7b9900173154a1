"""Headlines to bodies: one assignment for the whole page."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from banmian.layout.likeness import opening, shares
from banmian.layout.matching import matched
from banmian.layout.stacks import Heading
from banmian.layout.stories import Story

# A headline belongs to the body below it unless what they say speaks against it: place counts like
# half of all its words being found there.
_BELOW, _BELOW_ANOTHER, _WORDS = 1.0, 0.5, 2.0
_LEAST = 0.05
# Of a body elsewhere a headline must share at least this much. On the development pages headlines
# share .45 to 1 with their displaced bodies, up to .27 with others.
FAR = 0.35
# Of one that has no headline above it, this much is enough, if no other body has half of it: headlines
# moved to the foot of the development pages share .20 to .39 with bodies that FAR alone would miss.
_ALONE, _MARGIN = 0.2, 2.0
# A title such as 护航高考 志愿同行, with nothing else below, is a picture's with less in common.
_PICTURE, _TITLE = 0.4, 0.25
# One of two halves (春耕时节备农忙　农机“体检”保春播), with still less.
_COUPLET = 0.15


@dataclass(frozen=True, slots=True)
class Place:
    """A heading, and which of the page's stories stands below its stack."""

    heading: Heading
    story: int | None
    picture: int | None
    """The first one right below, before the story."""
    last: bool
    """It is the last heading of its stack."""


def _worth(places: Sequence[Place], stories: Sequence[Story]) -> np.ndarray:
    found = shares([p.heading.text for p in places], [opening(story.text) for story in stories])
    crowned = {place.story for place in places}
    ranked: dict[int, list[float]] = defaultdict(list)
    for (number, _), share in found.items():
        insort(ranked[number], share)
    worth = np.zeros((len(places), len(stories)))
    for (number, at), share in found.items():
        story = stories[at]
        less = bisect_left(ranked[number], share)
        rival = ranked[number][less - 1] if less else 0.0
        alone = at not in crowned and not story.brief and share >= max(_ALONE, _MARGIN * rival)
        if (share >= FAR or alone) and not (story.since or story.photo or places[number].heading.is_notice):
            worth[number, at] = max(_LEAST, _WORDS * share - _BELOW_ANOTHER)
    for number, place in enumerate(places):
        if place.story is not None:
            near = _BELOW if place.last else _BELOW_ANOTHER
            worth[number, place.story] = near + _WORDS * found.get((number, place.story), 0.0)
        told = found.get((number, place.picture), 0.0) if place.picture is not None else 0.0
        if place.picture is not None and told >= _least(place):
            worth[number, place.picture] = max(_LEAST, _WORDS * told)
    return worth


def _least(place: Place) -> float:
    """What a heading must share with the picture below it to be its title."""
    if place.story is not None:
        return _PICTURE
    if place.heading.is_title:
        return 0.0
    return _COUPLET if place.heading.is_couplet else _TITLE


def assign(places: Sequence[Place], stories: Sequence[Story]) -> dict[int, int]:
    """Number of a heading → number of its story, each at most once."""
    if not places or not stories:
        return {}
    return dict(matched(_worth(places, stories)))
