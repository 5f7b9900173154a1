"""What a line is once its neighbours are heard."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from banmian.layout.key import tight
from banmian.layout.lines import LONGEST_HEADLINE, LineKind, level, opens_paragraph, words_of
from banmian.layout.vocabulary import FULL_DATE, terms
from banmian.records import Block

K = LineKind
Blocks = list[Block]

_PAGE_HEAD = 10
_SHORT_NAME = 16
_LONGEST_CAPTION = 260
_PROSE = {K.TEXT, K.LEAD}
_UNFINISHED = re.compile(r"[^。！？；：…”’）】」』.!?]$|[，、·]$")
_NUMBER = re.compile(r"[-—+－]?[0-9０-９][0-9０-９.,，]*\s?[%％‰]?$|[-—－/]{1,2}$")
_SIGNED_DATE = re.compile(rf"[^，。；：！？]{{2,40}}?\s?{FULL_DATE}$")
# |---|---| of Markdown.
_RULE = re.compile(r"\|[\s|:：-]+$")
_LONGEST_ROW = 120
_HAN = re.compile(r"[\u3400-\u9fff]")


def unfinished(text: str) -> bool:
    """A paragraph that ends in mid-sentence."""
    return bool(_UNFINISHED.search(text[-4:].rstrip()))


def _as(block: Block, kind: LineKind) -> Block:
    return replace(block, kind=kind)


def _size(block: Block) -> int:
    return len(tight(words_of(block.text))) if len(block.text) < 400 else len(block.text)


def _marked(blocks: Blocks, places: Iterable[int], kind: LineKind) -> Blocks:
    chosen = set(places)
    return [_as(block, kind) if place in chosen else block for place, block in enumerate(blocks)]


def close(before: Block, block: Block) -> bool:
    """On the very next line: no blank one between, nor one line for both."""
    return block.line - before.line == 1


def head_of_page(blocks: Blocks) -> Blocks:
    """The paper's name stands above its date line, or alone at the top."""
    top = next((n for n, b in enumerate(blocks[:_PAGE_HEAD]) if b.kind in {*_PROSE, K.BYLINE}), _PAGE_HEAD)
    anchors = [n for n, b in enumerate(blocks[:top]) if b.kind in {K.MASTHEAD, K.DATE}]
    if anchors:
        last = anchors[-1]
        names = [
            n
            for n, b in enumerate(blocks[:last])
            if b.kind == K.DATE or (b.kind == K.HEADLINE and n < 4 and _is_name(b))
        ]
        return _marked(blocks, [*names, *anchors], K.MASTHEAD)
    if len(blocks) > 1 and blocks[0].kind == K.HEADLINE:
        name = tight(words_of(blocks[0].text))
        if len(name) <= _SHORT_NAME and name.endswith(tuple(terms("papers"))):
            return _marked(blocks, [0], K.MASTHEAD)
    return blocks


def _is_name(block: Block) -> bool:
    return _size(block) <= _SHORT_NAME or not _HAN.search(block.text)


def guides(blocks: Blocks) -> Blocks:
    """The items under 导读 are its own, with a page number or without."""
    chosen: list[int] = []
    for place, block in enumerate(blocks):
        follows = place > 0 and (blocks[place - 1].kind == K.GUIDE or place - 1 in chosen[-1:])
        bulleted = block.text[:1] in "●■◆▲★○□◇·"
        if follows and block.kind == K.HEADLINE and (close(blocks[place - 1], block) or bulleted):
            chosen.append(place)
    return _marked(blocks, chosen, K.GUIDE)


def sections(blocks: Blocks) -> Blocks:
    """A short heading above a deeper one names a section: ## 基层党建, ### 区委组织部来我街道调研…"""
    chosen = []
    for place, (block, after) in enumerate(itertools.pairwise(blocks)):
        mark, below = level(block.text), level(after.text)
        if block.kind == K.HEADLINE and 0 < mark < below and _size(block) <= 6 and not _has_verb(block):
            chosen.append(place)
    return _marked(blocks, chosen, K.SECTION)


def _has_verb(block: Block) -> bool:
    return any(verb in block.text for verb in terms("news_verbs"))


def _is_row(block: Block) -> bool:
    if len(block.text) > _LONGEST_ROW:
        return False
    return _RULE.match(block.text) is not None or (
        _fields(block) >= 3 and bool(re.search(r"[0-9]", block.text))
    )


def _fields(block: Block) -> int:
    return len(re.split(r"\s*[|\t]\s*|\s+", block.text.strip("| ")))


def _is_cell(block: Block) -> bool:
    return (
        block.kind in {K.HEADLINE, K.TEXT, K.FURNITURE}
        and len(block.text) <= 24
        and (
            bool(_NUMBER.match(block.text))
            or (block.kind == K.HEADLINE and not level(block.text) and _size(block) <= 18)
        )
    )


def tables(blocks: Blocks) -> Blocks:
    """Rows of fields, or a column of short lines with numbers among them."""
    chosen: list[int] = []
    place = 0
    while place < len(blocks):
        end = place
        while (
            end < len(blocks)
            and blocks[end].kind in {K.HEADLINE, K.TEXT, K.FURNITURE}
            and (_is_row(blocks[end]) or _is_cell(blocks[end]) or _is_header(blocks, end))
        ):
            end += 1
        chosen += _table_in(blocks, place, end)
        place = max(end, place + 1)
    return _marked(blocks, chosen, K.TABLE)


def _is_header(blocks: Blocks, place: int) -> bool:
    """姓名 性别 民族 …: fields without a number above a row."""
    return _fields(blocks[place]) >= 3 and place + 1 < len(blocks) and _is_row(blocks[place + 1])


def _table_in(blocks: Blocks, start: int, end: int) -> range:
    rows = [
        n
        for n in range(start, end)
        if _is_row(blocks[n]) and (blocks[n].kind != K.FURNITURE or "|" in blocks[n].text)
    ]
    if len(rows) >= 2:
        first = rows[0] - 1 if rows[0] > start and _is_header(blocks, rows[0] - 1) else rows[0]
        return range(first, rows[-1] + 1)
    numbers = [n for n in range(start, end) if _NUMBER.match(blocks[n].text)]
    if len(numbers) < 2 or end - start < 4:
        return range(0)
    first, last = numbers[0], numbers[-1]
    while first > start and (close(blocks[first - 1], blocks[first]) or _size(blocks[first - 1]) <= 10):
        first -= 1
    while last + 1 < end and close(blocks[last], blocks[last + 1]):
        last += 1
    return range(first, last + 1)


def signatures(blocks: Blocks) -> Blocks:
    """Issuer and date below a notice; any other date line is the page's."""
    result = list(blocks)
    in_notice = False
    for place, block in enumerate(blocks):
        before = result[place - 1].kind if place else None
        after = blocks[place + 1].kind if place + 1 < len(blocks) else None
        if block.kind in {K.HEADLINE, K.NOTICE}:
            signed = before in {*_PROSE, K.TABLE, K.SIGNATURE} and not level(block.text)
            if signed and _is_issuer(block, after, in_notice):
                result[place] = _as(block, K.SIGNATURE)
                continue
            in_notice = block.kind == K.NOTICE
        elif block.kind == K.DATE:
            below = before in {*_PROSE, K.TABLE, K.SIGNATURE}
            result[place] = _as(block, K.SIGNATURE if below else K.MASTHEAD)
    return result


def _is_issuer(block: Block, after: str | None, in_notice: bool) -> bool:
    if _SIGNED_DATE.match(block.text) and block.kind != K.NOTICE:
        return True
    name = tight(block.text)
    is_body = len(name) <= 30 and name.endswith(tuple(terms("bodies")))
    return is_body and (after == K.DATE or (in_notice and not _has_verb(block)))


def credits(blocks: Blocks) -> Blocks:
    """A photographer's line makes the paragraph above it a caption; a writer's line opens or ends a report."""
    result = list(blocks)
    for place, block in enumerate(blocks):
        before = result[place - 1] if place else None
        after = blocks[place + 1].kind if place + 1 < len(blocks) else None
        opens = after in {K.TEXT, K.LEAD, K.BYLINE, K.CREDIT}
        if block.kind not in {K.BYLINE, K.CREDIT} or before is None:
            continue
        if block.kind == K.CREDIT and "文" not in block.text and before.kind in {K.TEXT, K.CAPTION}:
            if len(before.text) <= _LONGEST_CAPTION:
                result[place - 1] = _as(before, K.CAPTION)
        elif before.kind in _PROSE and not opens:
            result[place] = _as(block, K.SIGNATURE)
        else:
            result[place] = _as(block, K.BYLINE)
    return result


def continuations(blocks: Blocks) -> Blocks:
    """A short line that goes on with the sentence above it is no headline."""
    result = list(blocks)
    for place, block in enumerate(blocks):
        if block.kind != K.HEADLINE or level(block.text) or not place or result[place - 1].kind not in _PROSE:
            continue
        end = place
        while end < len(blocks) and blocks[end].kind == K.HEADLINE:
            end += 1
        after = blocks[end] if end < len(blocks) else None
        reported = after is None or after.kind != K.TEXT or opens_paragraph(after.text)
        cut = unfinished(result[place - 1].text)
        if (cut and (close(blocks[place - 1], block) or not reported)) or (
            "，" in block.text and not reported
        ):
            result[place] = _as(block, K.TEXT)
    return result


def wrapped_headlines(blocks: Blocks) -> Blocks:
    """我市开展“送岗位、送政策、 | 送服务”活动: a headline that was broken behind a comma."""
    chosen = []
    for place, block in enumerate(blocks[:-2]):
        short = len(block.text) <= LONGEST_HEADLINE and block.text[-1] in "，、" and "。" not in block.text
        stacked = (blocks[place + 1].kind, blocks[place + 2].kind) in {
            (K.HEADLINE, K.LEAD),
            (K.HEADLINE, K.BYLINE),
        }
        cut = place > 0 and blocks[place - 1].kind in _PROSE and unfinished(blocks[place - 1].text)
        if block.kind == K.TEXT and short and stacked and not cut:
            chosen.append(place)
    return _marked(blocks, chosen, K.HEADLINE)


REVISIONS: tuple[Callable[[Blocks], Blocks], ...] = (
    head_of_page,
    guides,
    sections,
    tables,
    signatures,
    credits,
    wrapped_headlines,
    continuations,
)


def revise(blocks: Blocks) -> Blocks:
    """The same blocks with the verdict of their neighbours as ``kind``."""
    for revision in REVISIONS:
        blocks = revision(blocks)
    return blocks
