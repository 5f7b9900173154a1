"""Tables that were flattened to lines: rows of fields, columns of cells."""

from __future__ import annotations

import re

from banmian.layout.blocks import Blocks, close, marked, size, unfinished
from banmian.layout.lines import LineKind, level
from banmian.layout.vocabulary import affixes
from banmian.records import Block

K = LineKind
_NUMBER = re.compile(r"[-—+－]?[0-9０-９][0-9０-９.,，]*\s?[%％‰]?$|[-—－/]{1,2}$")
# |---|---| of Markdown.
_RULE = re.compile(r"\|[\s|:：-]+$")
# 家, 元: a unit in a cell.
_UNIT = re.compile(r"[\u3400-\u9fff％%℃]$")
_DIGIT = re.compile(r"[0-9]")
# 地区生产总值 63.4亿元 增长6.8%, 城镇新增就业 3260人: what it is, and how much.
_PAIR = re.compile(
    r"[\u3400-\u9fff（）、]{2,16}\s+[\u3400-\u9fff]{0,4}[0-9][^\s，。：；]{0,12}(?:\s+[^\s，。]{2,12})?"
)
_FEWEST_PAIRS = 3
_YEAR = re.compile(r"[0-9]{4}年(?:[0-9]{1,2}月)?")
_NAMES = re.compile(r"[\u3400-\u9fff·]{2,8}(?:[\s、]+[\u3400-\u9fff·]{2,8}){2,}")
_GAP = re.compile(r"\s*[|\t]\s*|\s+")
_LONGEST_ROW = 120
_SHORTEST_TITLE = 8
_SENTENCE = re.compile(r"[，。；：！？]")
_FEWEST_ITEMS, _LONGEST_ITEM, _LONGEST_NAMES = 3, 20, 60
_ROWS_APART = 2
"""Lines from one row of a notice to the next: a converter leaves a blank one between."""


def _is_row(block: Block) -> bool:
    if len(block.text) > _LONGEST_ROW or "。" in block.text:
        return False
    return _RULE.match(block.text) is not None or (
        _DIGIT.search(block.text) is not None and fields(block) >= 3
    )


def fields(block: Block) -> int:
    return 1 + len(_GAP.findall(block.text.strip("| ")))


def _is_cell(block: Block) -> bool:
    return (
        block.kind in {K.HEADLINE, K.TEXT, K.FURNITURE}
        and len(block.text) <= 24
        and (
            bool(_NUMBER.match(block.text))
            or _UNIT.match(block.text) is not None
            or (block.kind == K.HEADLINE and not level(block.text) and size(block) <= 18)
        )
    )


def tables(blocks: Blocks) -> Blocks:
    """Rows of fields, or a column of short lines with numbers among them."""
    chosen: list[int] = []
    place = 0 if _has_table(blocks) else len(blocks)
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
    return marked(blocks, chosen, K.TABLE)


def _has_table(blocks: Blocks) -> bool:
    """At least two rows, two cells of figures or three pairs: what most pages have not."""
    if sum(map(_is_row, blocks)) > 1 or sum(map(_is_pair, blocks)) >= _FEWEST_PAIRS:
        return True
    return sum(_NUMBER.match(block.text) is not None for block in blocks) > 1


def _is_header(blocks: Blocks, place: int) -> bool:
    """姓名 性别 民族 …: fields without a number above a row."""
    return place + 1 < len(blocks) and _is_row(blocks[place + 1]) and fields(blocks[place]) >= 3


def _table_in(blocks: Blocks, start: int, end: int) -> range:
    rows = [
        n
        for n in range(start, end)
        if _is_row(blocks[n]) and (blocks[n].kind != K.FURNITURE or "|" in blocks[n].text)
    ]
    pairs = [n for n in range(start, end) if _is_pair(blocks[n])]
    if len(pairs) >= _FEWEST_PAIRS and not set(pairs) <= set(rows):
        first = min([*rows, *pairs])
        return range(first - (first > start and _is_year(blocks[first - 1])), max([*rows, *pairs]) + 1)
    if len(rows) >= 2:
        first = rows[0] - 1 if rows[0] > start and _is_header(blocks, rows[0] - 1) else rows[0]
        return range(first, rows[-1] + 1)
    numbers = [n for n in range(start, end) if _NUMBER.match(blocks[n].text)]
    if len(numbers) < 2 or end - start < 4:
        return range(0)
    first, last = numbers[0], numbers[-1]
    while first > start and (close(blocks[first - 1], blocks[first]) or size(blocks[first - 1]) <= 10):
        first -= 1
    first += _is_title(blocks, first)
    while last + 1 < end and close(blocks[last], blocks[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_pair(block: Block) -> bool:
    return block.kind == K.HEADLINE and _PAIR.fullmatch(block.text) is not None


def _is_year(block: Block) -> bool:
    """2021年 above its figures."""
    return _YEAR.fullmatch(block.text) is not None


def _is_title(blocks: Blocks, place: int) -> bool:
    """2025年全区外贸主要指标 above its columns, a finished report before it: a headline of their own."""
    before = blocks[place - 1] if place else None
    announced = before is not None and before.text.endswith("：")
    titled = size(blocks[place]) >= _SHORTEST_TITLE and blocks[place].text.endswith(affixes("tables"))
    return titled and not announced and not (before and unfinished(before.text))


def columns(blocks: Blocks) -> Blocks:
    """Of a notice: lines that follow each other, of as many fields each (姓名　单位及职务 | 段立新　市环境卫生管理处清扫工)."""
    chosen: list[int] = []
    place, in_notice = 0, False
    while place < len(blocks):
        kind = blocks[place].kind
        in_notice = kind == K.NOTICE or (in_notice and kind not in {K.LEAD, K.BYLINE})
        end = place + 1
        while in_notice and end < len(blocks) and _side_by_side(blocks[end - 1], blocks[end]):
            end += 1
        if end - place >= _FEWEST_ITEMS:
            chosen += range(place, end)
        place = end
    return marked(blocks, chosen, K.TABLE)


def _side_by_side(above: Block, block: Block) -> bool:
    rows = all(
        len(one.text) <= _LONGEST_NAMES
        and one.kind in {K.HEADLINE, K.TEXT, K.FURNITURE}
        and not level(one.text)
        and not _SENTENCE.search(one.text)
        for one in (above, block)
    )
    return rows and block.line - above.line <= _ROWS_APART and fields(above) == fields(block) >= 2


def listings(blocks: Blocks) -> Blocks:
    """What is listed behind a colon, a short line each, down to the next sentence: 公示如下： | 姓名 | 性别 …"""
    chosen: list[int] = []
    place = 1
    while place < len(blocks):
        end, announced = place, blocks[place - 1].text.endswith("：")
        while (
            announced and end < len(blocks) and _is_item(blocks[end]) and not _set_apart(blocks, place, end)
        ):
            end += 1
        ended = end < len(blocks) and (blocks[end].kind == K.TEXT or _set_apart(blocks, place, end))
        if end > place and ended:
            few = end - place < _FEWEST_ITEMS and not all(map(_is_names, blocks[place:end]))
            chosen += () if few else range(place, end)
        place = max(end, place + 1)
    return marked(blocks, chosen, K.TABLE)


def _is_names(block: Block) -> bool:
    """王美珍  毛根宝  杨慧君: a row of names."""
    return _NAMES.fullmatch(block.text) is not None


def _set_apart(blocks: Blocks, first: int, place: int) -> bool:
    """Further below the line above it than the items of the list stand from one another."""
    if place < first + 2:
        return False
    return blocks[place].line - blocks[place - 1].line > blocks[first + 1].line - blocks[first].line


def _is_item(block: Block) -> bool:
    short = (
        len(block.text) <= (_LONGEST_NAMES if _is_names(block) else _LONGEST_ITEM)
        and "。" not in block.text
        and not level(block.text)
    )
    return short and block.kind in {K.HEADLINE, K.TEXT, K.FURNITURE}
