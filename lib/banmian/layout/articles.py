"""Drafts made articles: lines, body, spans and what was wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.blocks import PROSE, printed_twice
from banmian.layout.drafts import Draft
from banmian.layout.gaps import breaks_off
from banmian.layout.key import make_body, make_line
from banmian.layout.lines import marks
from banmian.layout.stitch import stitch
from banmian.layout.stories import Story
from banmian.records import Anomaly, Article, Block, Line, Source, Span

BEFORE, AFTER = "之前的文字在另一版，本版没有。", "之后转另一版，没有找到。"
"""What is said of a report whose other half is not on the page."""


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
    """What is wrong between heading and story."""
    heading, story = draft.heading, draft.story
    if heading and not story:
        return [Anomaly("headline_without_body", f"“{heading.text}”没有找到正文。", heading.headline[0].span)]
    found = []
    if heading and draft.displaced:
        detail = f"“{heading.text}”不在其正文之上，按内容归入。"
        found.append(Anomaly("headline_displaced", detail, heading.headline[0].span))
    if story and not heading and not story.photo and not story.brief:
        found.append(Anomaly("body_without_headline", "这篇正文没有找到标题。", story.blocks[0].span))
    return found + (_ends(story) if story else [])


def _ends(story: Story) -> list[Anomaly]:
    """A story whose beginning or end is not on the page."""
    first, last = story.blocks[0], story.blocks[-1]
    found = []
    if story.since:
        detail = f"“{first.text[:8]}”{BEFORE}"
        found.append(Anomaly("text_missing", detail, first.span))
    if story.onward:
        detail = f"“{last.text[-8:]}”{AFTER}"
        found.append(Anomaly("text_missing", detail, last.span))
    elif last.kind in PROSE and breaks_off(last.text) and not printed_twice(story.blocks):
        detail = f"“{last.text[-8:]}”之后句子未完，没有找到下文。"
        found.append(Anomaly("text_missing", detail, last.span))
    return found


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
        since=draft.story.since if draft.story else None,
        onward=draft.story.onward if draft.story else None,
    )
