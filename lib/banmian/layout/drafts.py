"""Headings and stories brought together, stretch by stretch of the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banmian.layout.blocks import PROSE, unfinished
from banmian.layout.headlines import FAR, Place, assign
from banmian.layout.likeness import cohesion, shares
from banmian.layout.lines import LineKind, opens_paragraph
from banmian.layout.stacks import Heading, read_stack
from banmian.layout.stories import Stack, Story, recalled
from banmian.records import Block

Items = Sequence[Stack | Story]

_STRETCH = 160
"""A page has some tens of stacks and stories; what is longer is assigned in stretches of this many."""
_LEAD, _BODY = 2, 600
_MOST_HEADLESS = 12
_STRANGE = 0.15
"""A paragraph that shares less of its bigrams with those before it may belong elsewhere."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A heading, a story, or both."""

    heading: Heading | None
    story: Story | None
    displaced: bool = False
    near: bool = True
    """The heading stands in the stack above its story."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (*(self.heading.lines if self.heading else ()), *(self.story.blocks if self.story else ()))

    @property
    def start(self) -> int:
        if self.heading and (self.near or not self.story):
            return self.heading.start
        return self.story.start if self.story else 0


def _stretches(items: Items) -> Iterator[Items]:
    """The page whole, or cut behind stories."""
    start = 0
    for place, item in enumerate(items):
        if place - start >= _STRETCH and isinstance(item, Story):
            yield items[start : place + 1]
            start = place + 1
    yield items[start:]


def _places(items: Items, stories: Sequence[Story]) -> list[Place]:
    """The headings of all stacks, with what stands below them."""
    places: list[Place] = []
    passed = 0
    for at, item in enumerate(items):
        if isinstance(item, Story):
            passed += 1
            continue
        end = at + 1 if not item.onward else len(items)
        while end < len(items) and _is_picture(items[end]):
            end += 1
        picture = passed if end > at + 1 and not item.onward else None
        followed = end < len(items) and isinstance(items[end], Story)
        story = passed + end - at - 1 if followed else None
        below = story if story is not None else picture
        body = _lead(stories[below]) if below is not None else ""
        headings = read_stack(item.lines, body, [_lead(other) for other in _headless(items, end + 1)])
        places += [Place(heading, story, picture, heading is headings[-1]) for heading in headings]
    return places


def _headless(items: Items, start: int) -> list[Story]:
    """Stories without a stack of their own that follow here."""
    found: list[Story] = []
    for item in items[start : start + _MOST_HEADLESS]:
        if isinstance(item, Stack):
            break
        found += [] if item.photo else [item]
    return found


def _lead(story: Story) -> str:
    """The first two paragraphs, which a report's headlines speak of."""
    prose = [block.text for block in story.blocks[: _LEAD + 1] if block.kind != LineKind.BYLINE]
    return "\n".join(prose[:_LEAD])[:_BODY]


def _is_picture(item: Stack | Story) -> bool:
    return isinstance(item, Story) and item.photo


def _matched(items: Items) -> list[Draft]:
    stories = [item for item in items if isinstance(item, Story)]
    places = _places(items, stories)
    pairs = assign(places, stories)
    owners = {story: places[number] for number, story in pairs.items()}
    found = [_draft(owners.get(at), at, story) for at, story in enumerate(stories)]
    found = _uncovered(found, [place.heading for n, place in enumerate(places) if n not in pairs])
    parted = {places[number].heading.start for number in pairs if not places[number].last}
    return [
        replace(draft, displaced=True)
        if draft.heading and draft.story and (not draft.near or draft.heading.start in parted)
        else draft
        for draft in found
    ]


def _draft(place: Place | None, at: int, story: Story) -> Draft:
    if place is None:
        return Draft(None, story)
    return Draft(place.heading, story, near=at in {place.story, place.picture})


def _uncovered(drafts: list[Draft], bodiless: Sequence[Heading]) -> list[Draft]:
    """Headings without body, each with the end of a story that speaks of it, if there is one.

    县教育局副局长索朗介绍，全县春季学期将于… has no dateline to tell it from the report above it; the
    headline 我县部署春季学期开学工作 tells.
    """
    where = [
        (draft, at) for draft in drafts if draft.story for at in range(1, len(draft.story.blocks)) if bodiless
    ]
    if not where:
        return [*drafts, *(Draft(heading, None) for heading in bodiless)]
    texts = [draft.story.blocks[at].text for draft, at in where if draft.story]
    found = shares([heading.text for heading in bodiless], texts)
    claims = sorted(((share, *pair) for pair, share in found.items() if share >= FAR), reverse=True)
    cut: dict[int, Draft] = {}
    claimed: dict[int, Draft] = {}
    for _, number, paragraph in claims:
        draft, at = where[paragraph]
        if number in claimed or id(draft) in cut or draft.story is None or not _is_strange(draft.story, at):
            continue
        head, rest = draft.story.blocks[:at], draft.story.blocks[at:]
        cut[id(draft)] = replace(draft, story=replace(draft.story, blocks=head))
        claimed[number] = Draft(bodiless[number], Story(rest), near=False)
    lone = [claimed.get(number, Draft(heading, None)) for number, heading in enumerate(bodiless)]
    return [cut.get(id(draft), draft) for draft in drafts] + lone


def _is_strange(story: Story, at: int) -> bool:
    """A paragraph that could begin a report and has little to do with those before it."""
    before, block = story.blocks[:at], story.blocks[at]
    if block.kind != LineKind.TEXT or before[-1].kind == LineKind.BYLINE:
        return False
    if unfinished(before[-1].text) or opens_paragraph(block.text):
        return False
    return cohesion(block.text, recalled(before)) < _STRANGE


def read_drafts(items: Items) -> list[Draft]:
    """What will be the articles of the page, in its order."""
    found = [draft for stretch in _stretches(items) for draft in _matched(stretch)]
    return _parted(sorted(found, key=lambda draft: draft.start))


def _parted(drafts: Sequence[Draft]) -> list[Draft]:
    """A heading is displaced too where a paragraph of another report stands between it and its story."""
    prose = sorted(
        block.span[0]
        for draft in drafts
        if draft.story
        for block in draft.story.blocks
        if block.kind in PROSE
    )
    return [
        replace(draft, displaced=True)
        if draft.heading
        and draft.story
        and bisect_left(prose, draft.heading.start) < bisect_left(prose, draft.story.start)
        else draft
        for draft in drafts
    ]
