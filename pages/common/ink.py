"""Printed text as HTML: the one place where text from a source file is escaped and marked."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from banmian import schema
from banmian.records import Article, Facts, Source, Span

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")

FACTS = {
    name: schema.TABLES[name].label for name in ("people", "events", "slogans", "organisations", "places")
} | {
    "date": "日期",
    "topics": "议题词",
}
"""Kinds of fact that can be tinted, in the order of the legend."""
NOTES = {"paragraph_broken": "此处接版", "text_missing": "疑缺文字", "paragraph_repeated": "重复段落"}
"""What stands in the margin for a fault of the page."""
SEAM, AROUND, LONGEST = 6, 5_000, 20_000
"""Characters shown on both sides of a seam, of the source file before a place, and of a text at once."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact in a text: its span, its kind (of ``FACTS``) and what hovering over it says."""

    start: int
    end: int
    kind: str
    hint: str


def escape(text: object) -> str:
    """Text between tags or inside a quoted attribute."""
    return html.escape(str(text))


def unmarked(text: object) -> str:
    """Text for the calls that read Markdown (labels of links and buttons): shown as it is."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def marked(
    text: str, marks: Iterable[Mark], lit: Span = (0, 0), notes: Mapping[int, str] | None = None
) -> str:
    """Paragraphs of ``text``, its facts tinted, the span ``lit``, ``notes`` (offset → words) in the margin.

    Where facts overlap the shortest lies on top.
    """
    notes = notes or {}
    known = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    top: list[Mark | None] = [None] * len(text)
    for mark in sorted(known, key=lambda mark: mark.start - mark.end):
        top[mark.start : mark.end] = [mark] * (mark.end - mark.start)
    cuts = {0, len(text), *lit, *notes, *(at for mark in known for at in (mark.start, mark.end))}
    cuts |= {at for place, char in enumerate(text) if char == "\n" for at in (place, place + 1)}
    pieces = [
        _note(notes.get(start)) + _piece(text[start:end], top[start], lit[0] <= start < lit[1])
        for start, end in pairwise(sorted(cut for cut in cuts if 0 <= cut <= len(text)))
    ]
    return f"<p>{''.join(pieces)}{_note(notes.get(len(text)))}</p>"


def parts(article: Article) -> int:
    """Into how many pieces its body has to be cut for a browser to show it."""
    return max(1, -(-len(article.body.text) // LONGEST))


def reading(
    article: Article, facts: Facts, kinds: Iterable[str], where: str, lit: Span, *, part: int = 0
) -> str:
    """The article as a reading column; ``lit`` is in the text ``where``, ``kinds`` of ``FACTS`` are tinted."""
    lines = {"kicker": article.kicker, "headline": article.headline, "subhead": article.subhead}
    texts = {name: line.text for name, line in lines.items() if line}
    column = [
        f'<div class="{name}">{marked(text, fact_marks(facts, name, kinds), lit if name == where else (0, 0))}</div>'
        for name, text in texts.items()
    ]
    first = part * LONGEST
    marks = [
        replace(mark, start=mark.start - first, end=mark.end - first)
        for mark in fact_marks(facts, "body", kinds)
    ]
    notes = {at - first: words for at, words in margin(article, facts).items()}
    here = (lit[0] - first, lit[1] - first) if where == "body" else (0, 0)
    if text := article.body.text[first : first + LONGEST]:
        column.append(f'<div class="body">{marked(text, marks, here, notes)}</div>')
    return f'<article class="column">{"".join(column)}</article>'


def quoted(text: str, hits: Iterable[Span]) -> str:
    """A sentence with what was looked for lit."""
    at, pieces = 0, []
    for start, end in sorted(hits):
        pieces += [escape(text[at:start]), f'<mark class="here">{escape(text[max(at, start) : end])}</mark>']
        at = max(at, end)
    return "".join([*pieces, escape(text[at:])])


def fact_marks(facts: Facts, where: str, kinds: Iterable[str]) -> list[Mark]:
    """The facts of these kinds in one text of the article (``where`` of ``schema.WHERE``)."""
    inside = _in_body(facts) if where == "body" else iter(())
    wanted = set(kinds)
    return [mark for mark in (*inside, *_anywhere(facts, where)) if mark.kind in wanted]


def margin(article: Article, facts: Facts) -> dict[int, str]:
    """Offset in the body → the fault of the page that is seen there."""
    notes: dict[int, str] = {}
    for fault in facts.anomalies:
        if fault.kind in NOTES and fault.span:
            at = body_span(article, fault.span)[0]
            notes[at] = NOTES[fault.kind]
    return notes


def body_span(article: Article, span: Span) -> Span:
    """The part of the body that was printed in this span of the source; empty if nothing of it is there."""
    inside = [at for at, place in enumerate(article.body.offsets) if span[0] <= place < span[1]]
    if inside:
        return min(inside), max(inside) + 1
    behind = sum(place < span[0] for place in article.body.offsets)
    return behind, behind


def seam(text: str, span: Span | None) -> Span | None:
    """A span of white space, where two halves were joined, with some characters on both sides; others unchanged."""
    if span is None or text[slice(*span)].strip():
        return span
    return max(0, span[0] - SEAM), min(len(text), span[1] + SEAM)


def source_span(article: Article, span: Span, where: str) -> Span | None:
    """From where to where these characters of the article were printed, in its offsets; None for none."""
    line = {"headline": article.headline, "kicker": article.kicker, "subhead": article.subhead}.get(where)
    offsets = (line or article.body).offsets[span[0] : span[1]]
    return (min(offsets), max(offsets) + 1) if offsets else None


def address(source: Source, span: Span) -> str:
    """Where a span of the source file stands, in words: counted from 1, as editors count."""
    first, last = (source.text.count("\n", 0, at) + 1 for at in (span[0], max(span[0], span[1] - 1)))
    lines = f"第 {first} 行" if first == last else f"第 {first}–{last} 行"
    return f"{source.name} 第 {span[0] + 1}–{span[1]} 字，{lines}"


def source_text(source: Source, article: Article, lit: Span | None) -> str:
    """The source file as it came, from a little before ``lit``, or before the article; its own characters in ink."""
    text, own = source.text, article.spans
    start, end = lit or (own[0][0], own[0][0])
    first, last = max(0, start - AROUND), min(len(text), start + LONGEST)
    cuts = {first, last, start, end, *(at for span in own for at in span)}
    pieces = ["…" if first else ""]
    for left, right in pairwise(sorted(cut for cut in cuts if first <= cut <= last)):
        piece = escape(text[left:right])
        if any(span[0] <= left < span[1] for span in own):
            piece = f'<span class="own">{piece}</span>'
        pieces.append(f'<mark class="here">{piece}</mark>' if start <= left < end else piece)
    return "".join(pieces) + ("…" if last < len(text) else "")


def _in_body(facts: Facts) -> Iterator[Mark]:
    for person in facts.people:
        hint = " · ".join(
            [person.canonical, schema.ROLES[person.roles[0]] if person.roles else "", *person.titles]
        )
        yield from (Mark(*span, "people", hint) for span in person.mentions)
    if facts.event.name_span:
        yield Mark(*facts.event.name_span, "events", facts.event.name or "")
    if facts.event.date_span:
        yield Mark(*facts.event.date_span, "date", f"{facts.event.date} {facts.event.year_evidence or ''}")
    for kind, entities in (("organisations", facts.organisations), ("places", facts.places)):
        yield from (Mark(*entity.span, kind, entity.canonical) for entity in entities)


def _anywhere(facts: Facts, where: str) -> Iterator[Mark]:
    for slogan in facts.slogans:
        if slogan.where == where:
            yield Mark(*slogan.span, "slogans", slogan.expansion or slogan.canonical)
    for topic in facts.topics:
        yield from (Mark(*span, "topics", topic.topic) for _, place, span in topic.evidence if place == where)


def _piece(text: str, mark: Mark | None, lit: bool) -> str:
    if text == "\n":
        return "</p><p>"
    inner = escape(text)
    if mark:
        inner = f'<span class="fact {mark.kind}" title="{escape(mark.hint)}">{inner}</span>'
    return f'<mark class="here">{inner}</mark>' if lit else inner


def _note(words: str | None) -> str:
    return f'<span class="note">{escape(words)}</span>' if words else ""
