"""Stacks and stories made articles; every character of the page in one of them or left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banmian.layout.headlines import assign
from banmian.layout.key import make_body, make_line
from banmian.layout.lines import marks
from banmian.layout.stacks import Heading, read_stack
from banmian.layout.stitch import stitch
from banmian.layout.stories import Stack, Story
from banmian.records import Anomaly, Article, Block, Line, Source, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A heading, a story, or both."""

    heading: Heading | None
    story: Story | None
    displaced: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (*(self.heading.lines if self.heading else ()), *(self.story.blocks if self.story else ()))

    @property
    def start(self) -> int:
        if self.story and (self.displaced or not self.heading):
            return self.story.start
        return self.heading.start if self.heading else 0


def read_headings(
    items: Sequence[Stack | Story],
) -> tuple[list[Heading], list[Story], list[tuple[int | None, int | None, bool]]]:
    """All headings and stories of the page, and what stands below each heading."""
    stories = [item for item in items if isinstance(item, Story)]
    headings: list[Heading] = []
    below: list[tuple[int | None, int | None, bool]] = []
    number = 0
    for place, item in enumerate(items):
        if isinstance(item, Story):
            number += 1
            continue
        after = number
        picture = None
        while after < len(stories) and stories[after].photo:
            picture = after if picture is None and after == number else picture
            after += 1
        story = after if after < len(stories) and _clear(items, place) else None
        body = stories[story].text[:600] if story is not None else ""
        found = read_stack(item.lines, body)
        headings += found
        below += [(story, picture, n == len(found) - 1) for n in range(len(found))]
    return headings, stories, below


def _clear(items: Sequence[Stack | Story], place: int) -> bool:
    """Nothing but pictures between a stack and the next story."""
    after = place + 1
    while after < len(items):
        item = items[after]
        if isinstance(item, Stack):
            return False
        if not item.photo:
            return True
        after += 1
    return False


def drafts(items: Sequence[Stack | Story]) -> list[Draft]:
    headings, stories, below = read_headings(items)
    pairs = assign(headings, stories, below)
    owners = {story: heading for heading, story in pairs.items()}
    found = []
    for number, story in enumerate(stories):
        heading = owners.get(number)
        displaced = heading is not None and _is_displaced(heading, number, below, pairs)
        found.append(Draft(None if heading is None else headings[heading], story, displaced))
    found += [Draft(heading, None) for number, heading in enumerate(headings) if number not in pairs]
    return sorted(found, key=lambda draft: draft.start)


def _is_displaced(
    heading: int, story: int, below: Sequence[tuple[int | None, int | None, bool]], pairs: dict[int, int]
) -> bool:
    if story not in below[heading][:2]:
        return True
    between = heading + 1
    while between < len(below) and below[between][0] == story:
        if between not in pairs:
            return True
        between += 1
    return False


def _line(source_text: str, blocks: Sequence[Block]) -> Line | None:
    spans = []
    for block in blocks:
        before, behind = marks(block.text)
        spans.append((block.span[0] + before, block.span[1] - behind))
    return make_line(source_text, spans)


def merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Sorted spans with those made one between which only white space stands."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and not text[result[-1][1] : start].strip():
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return tuple(result)


def _faults(draft: Draft) -> list[Anomaly]:
    heading, story = draft.heading, draft.story
    if heading and not story:
        return [Anomaly("headline_without_body", f"“{heading.text}”没有找到正文。", heading.headline[0].span)]
    if heading and draft.displaced:
        return [Anomaly("headline_displaced", f"“{heading.text}”不在其正文之上。", heading.headline[0].span)]
    if story and not heading and not story.photo and not story.brief:
        return [Anomaly("body_without_headline", "这段正文没有找到标题。", story.blocks[0].span)]
    return []


def _role(draft: Draft) -> str:
    if draft.story is None:
        return "headline_only"
    if draft.story.photo:
        return "photo"
    return "notice" if draft.heading and draft.heading.is_notice else "news"


def build(source: Source, issue_id: str, number: int, draft: Draft) -> Article:
    blocks = draft.story.blocks if draft.story else ()
    body, seams = stitch(source.text, blocks) if blocks else (make_body(source.text, ()), ())
    heading = draft.heading
    return Article(
        article_id=f"{issue_id}-{number:02d}",
        number=number,
        headline=_line(source.text, heading.headline) if heading else None,
        kicker=_line(source.text, heading.kicker) if heading else None,
        subhead=_line(source.text, heading.subhead) if heading else None,
        body=body,
        spans=merged([block.span for block in draft.blocks], source.text),
        anomalies=(*_faults(draft), *seams),
        role=_role(draft),
    )
