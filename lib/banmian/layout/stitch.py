"""A story's blocks made one body: broken paragraphs joined, repeated ones kept once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.layout.blocks import PROSE, closes, unfinished
from banmian.layout.gaps import gaps
from banmian.layout.key import make_body, tight
from banmian.layout.likeness import same_print
from banmian.layout.lines import LONGEST_HEADLINE, LineKind, numbered, opens_paragraph
from banmian.layout.pieces import printed_lines
from banmian.records import Anomaly, Block, Body, Span

K = LineKind
_NEAR = 8
"""A second print stands within so many paragraphs of the first."""
_PLACE_OPENER = re.compile(r"在[^，。《》“”]{2,16}，")


def _once(blocks: Sequence[Block]) -> tuple[list[Block], list[Anomaly]]:
    """The blocks without second prints; of a paragraph cut off at first and then whole, the whole one."""
    kept: list[tuple[Block, str]] = []
    repeated: list[Block] = []
    for block in blocks:
        words = tight(block.text) if _prose(block) else ""
        near = range(max(0, len(kept) - _NEAR), len(kept))
        first = next((at for at in near if same_print(kept[at][1], words)), None)
        if first is None:
            kept.append((block, words))
        elif len(block.text) > len(kept[first][0].text) and first == len(kept) - 1:
            repeated.append(kept.pop()[0])
            kept.append((block, words))
        else:
            repeated.append(block)
    return [block for block, _ in kept], [
        Anomaly("paragraph_repeated", f"“{_quote(block.text)}”一段重复，只取一次。", block.span)
        for block in repeated
    ]


def _prose(*blocks: Block) -> bool:
    return all(block.kind in PROSE for block in blocks)


def _quote(text: str) -> str:
    return text if len(text) <= 12 else text[:6] + "…" + text[-6:]


def _breaks(before: Block, block: Block) -> bool:
    """The one breaks off before the other; an item of a list or a heading in a notice does not."""
    open_ = unfinished(before.text) or closes(block)
    if not open_ or not _prose(before, block) or block.kind == K.LEAD or numbered(block.text):
        return False
    return closes(block) or not (numbered(before.text) and len(before.text) <= LONGEST_HEADLINE)


def _seam(before: Block, block: Block) -> Anomaly:
    """What is wrong between two blocks of which the first breaks off: a break, or words lost."""
    if opens_paragraph(block.text) or _PLACE_OPENER.match(block.text):
        detail = f"“{before.text[-10:]}”之后句子未完，疑缺文字。"
        return Anomaly("text_missing", detail, before.span)
    detail = f"“{before.text[-8:]}”与“{block.text[:8]}”原断为两段，已接合。"
    return Anomaly("paragraph_broken", detail, _between(before, block))


def _between(before: Block, block: Block) -> Span:
    """The place of a break; of a half printed before its beginning, the half."""
    return (before.span[1], block.span[0]) if before.span[1] <= block.span[0] else block.span


def stitch(source_text: str, blocks: Sequence[Block]) -> tuple[Body, tuple[Anomaly, ...]]:
    """The body that the blocks make, and what was wrong with their paragraphs."""
    kept, anomalies = _once(blocks)
    spans: list[Span] = []
    joined: set[int] = set()
    for before, block in zip([None, *kept], kept, strict=False):
        seam = _seam(before, block) if before and _breaks(before, block) else None
        for number, line in enumerate(printed_lines(source_text, *block.span)):
            if number or (seam and seam.kind == "paragraph_broken"):
                joined.add(len(spans))
            spans.append(line)
        anomalies += [seam] if seam else []
        anomalies += gaps(block) if _prose(block) else []
    return make_body(source_text, spans, joined), tuple(anomalies)
