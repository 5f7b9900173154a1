"""A story's blocks made one body: broken paragraphs joined, repeated ones kept once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from banmian.layout.gaps import gaps
from banmian.layout.key import make_body, tight
from banmian.layout.lines import LineKind, opens_paragraph
from banmian.layout.neighbours import unfinished
from banmian.layout.pieces import printed_lines
from banmian.records import Anomaly, Block, Body, Span

K = LineKind
_SHORTEST_REPEAT = 12
_PLACE_OPENER = re.compile(r"在[^，。《》“”]{2,16}，")


@dataclass(slots=True)
class _Seam:
    """The paragraphs kept so far and what was found in joining them."""

    spans: list[Span] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    anomalies: list[Anomaly] = field(default_factory=list)


def _quote(text: str) -> str:
    return text if len(text) <= 12 else text[:6] + "…" + text[-6:]


def _repeats(text: str, seen: Sequence[str]) -> bool:
    return len(text) >= _SHORTEST_REPEAT and any(text == past or past.endswith(text) for past in seen[-8:])


def _joins(before: Block, block: Block) -> bool:
    prose = {K.TEXT, K.LEAD}
    return before.kind in prose and block.kind in prose and unfinished(before.text) and block.kind != K.LEAD


def _opens_anew(text: str) -> bool:
    return opens_paragraph(text) or bool(_PLACE_OPENER.match(text))


def _take(source_text: str, seam: _Seam, before: Block | None, block: Block) -> None:
    if before is not None and _joins(before, block):
        if _opens_anew(block.text):
            detail = f"“{before.text[-10:]}”之后句子未完，疑缺文字。"
            seam.anomalies.append(Anomaly("text_missing", detail, before.span))
        else:
            seam.joined.add(len(seam.spans))
            detail = f"“{before.text[-8:]}”与“{block.text[:8]}”原断为两段，已接合。"
            seam.anomalies.append(Anomaly("paragraph_broken", detail, (before.span[1], block.span[0])))
    if block.kind in {K.TEXT, K.LEAD}:
        seam.anomalies += gaps(block)
    for number, line in enumerate(printed_lines(source_text, *block.span)):
        if number:
            seam.joined.add(len(seam.spans))
        seam.spans.append(line)
    seam.texts.append(tight(block.text))


def stitch(source_text: str, blocks: Sequence[Block]) -> tuple[Body, tuple[Anomaly, ...]]:
    """The body that the blocks make, and what was wrong with their paragraphs."""
    seam = _Seam()
    before: Block | None = None
    for block in blocks:
        if block.kind != K.TABLE and _repeats(tight(block.text), seam.texts):
            detail = f"“{_quote(block.text)}”一段重复，只取一次。"
            seam.anomalies.append(Anomaly("paragraph_repeated", detail, block.span))
            continue
        _take(source_text, seam, before, block)
        before = block
    return make_body(source_text, seam.spans, seam.joined), tuple(seam.anomalies)
