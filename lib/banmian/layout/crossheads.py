"""Headings inside a report: those of its parts."""

from __future__ import annotations

from banmian.layout.blocks import PROSE, Blocks, marked, size, unfinished
from banmian.layout.lines import LineKind, is_bold, level, opens_paragraph
from banmian.records import Block

K = LineKind

_LONGEST_NOTICE = 8
"""Paragraphs between the title of a notice and who signed it."""
_UNEVEN = 4
"""Characters by which the headings of parts differ."""


def crossheads(blocks: Blocks) -> Blocks:
    """**建强网格队伍** in the middle of a report: a heading of its part, less marked than the report's own."""
    chosen = []
    head: Block | None = None
    for place, block in enumerate(blocks[:-1]):
        if block.kind not in {K.HEADLINE, K.NOTICE}:
            continue
        before, after = blocks[place - 1] if place else None, blocks[place + 1]
        inside = before is not None and before.kind in PROSE and after.kind == K.TEXT
        signed = block.kind == K.NOTICE and _is_signed(blocks[place + 1 : place + 1 + _LONGEST_NOTICE])
        if head and inside and not (signed or opens_paragraph(after.text)) and _is_less(block, head):
            chosen.append(place)
        elif before is None or before.kind != K.HEADLINE:
            head = block
    return marked(blocks, chosen, K.CROSSHEAD)


def _is_signed(below: Blocks) -> bool:
    """声明, its text, who signed: a notice of its own, however deep its heading."""
    behind = next((block for block in below if block.kind not in PROSE), None)
    return behind is not None and behind.kind == K.SIGNATURE


def _is_less(block: Block, head: Block) -> bool:
    if level(block.text):
        return level(block.text) > level(head.text) > 0
    return is_bold(block.text) and not is_bold(head.text)


def parts(blocks: Blocks) -> Blocks:
    """Below a byline stands the heading of a part, and others like it follow.

    十年三人 | 本报记者 何田 | 拆迁户：老吴把船卖了 | … | 建设者：骨头硬的女工长 | …
    """
    chosen: list[int] = []
    first: Block | None = None
    for place, (before, block, after) in enumerate(zip(blocks, blocks[1:], blocks[2:], strict=False), 1):
        if block.kind in {K.LEAD, K.BYLINE, K.SECTION, K.NOTICE}:
            first = None
        if (
            block.kind != K.HEADLINE
            or level(block.text)
            or after.kind != K.TEXT
            or opens_paragraph(after.text)
        ):
            continue
        if before.kind == K.BYLINE and place > 1 and blocks[place - 2].kind == K.HEADLINE:
            first = block
            chosen.append(place)
        elif first and before.kind == K.TEXT and not unfinished(before.text) and _is_like(block, first):
            chosen.append(place)
    return marked(blocks, chosen if len(chosen) > 1 else [], K.CROSSHEAD)


def _is_like(block: Block, first: Block) -> bool:
    """Of one make: 拆迁户：老吴把船卖了, 建设者：骨头硬的女工长."""
    return ("：" in block.text) == ("：" in first.text) and abs(size(block) - size(first)) <= _UNEVEN
