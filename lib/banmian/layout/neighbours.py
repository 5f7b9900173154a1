"""What a line is once its neighbours are heard."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from banmian.layout.blocks import (
    PROSE,
    Blocks,
    close,
    closes,
    has_verb,
    judged,
    marked,
    size,
    unfinished,
)
from banmian.layout.bylines import contributed
from banmian.layout.crossheads import crossheads, parts
from banmian.layout.key import tight
from banmian.layout.likeness import OPENING, plain, share
from banmian.layout.lines import LONGEST_HEADLINE, LineKind, level, opens_paragraph, words_of
from banmian.layout.looks import look
from banmian.layout.notices import bare_titles, notice_lines, signatures
from banmian.layout.tables import columns, listings, tables
from banmian.layout.vocabulary import FULL_DATE, affixes
from banmian.records import Block

K = LineKind

_PAGE_HEAD = 10
_SHORT_NAME = 16
_LONGEST_CAPTION = 260
_OPENS = {K.LEAD, K.BYLINE}
_LONGEST_LABEL = 6
_PICTURES = {K.CAPTION, K.CREDIT, K.IMAGE}
_RECALLED, _BELOW = 4, 4
"""Blocks above and below in which the words of a line are looked for."""
_SHORTEST_INTRUDER = 8
_FULL_LINE, _RAGGED = 30, 4
"""Characters of a line of a whole column, and by how many such lines differ."""
_LOOSE_END = re.compile(r"[，、：；的和与及等了在将对为]$")
_TITLE = 0.3
"""A headline shares more of its bigrams with the text below it."""
# 某街道党政办公室　　2020年6月19日 at the head of a page: who made it, and when.
_DATED_NAME = re.compile(rf"[^，。：；！？]{{2,30}}\s{FULL_DATE}$")
_HAN = re.compile(r"[\u3400-\u9fff]")
# “创建”在线|居民有话说 above a headline: a column of the paper.
_COLUMN = re.compile(r"[^|｜，。！？]{2,10}[|｜][^|｜，。！？]{2,8}")
_LATIN = re.compile(r"[A-Za-z\s#*]+")


def head_of_page(blocks: Blocks) -> Blocks:
    """The paper's name stands above its date line, or alone at the top."""
    opening = (n for n, b in enumerate(blocks[:_PAGE_HEAD]) if b.kind in _OPENS or b.kind == K.TEXT)
    top = next((n for n in opening if not contributed(blocks[n].text)), _PAGE_HEAD)
    anchors = [
        n for n, b in enumerate(blocks[:top]) if b.kind in {K.MASTHEAD, K.DATE} or _DATED_NAME.match(b.text)
    ]
    if anchors:
        last = anchors[-1]
        names = [
            n
            for n, b in enumerate(blocks[:last])
            if b.kind == K.DATE or (b.kind == K.HEADLINE and n < 4 and _is_name(b))
        ]
        return marked(blocks, [*names, *anchors], K.MASTHEAD)
    if len(blocks) > 1 and blocks[0].kind == K.HEADLINE:
        name = tight(words_of(blocks[0].text))
        if len(name) <= _SHORT_NAME and name.endswith(affixes("papers")):
            return marked(blocks, [0], K.MASTHEAD)
    return blocks


def _is_name(block: Block) -> bool:
    """江源日报, JIANGYUAN RIBAO, or both on a line."""
    return len(_LATIN.sub("", block.text)) <= _SHORT_NAME or not _HAN.search(block.text)


def guides(blocks: Blocks) -> Blocks:
    """The items under 导读 are its own, with a page number or without."""
    chosen: list[int] = []
    for place, block in enumerate(blocks):
        follows = place > 0 and (blocks[place - 1].kind == K.GUIDE or place - 1 in chosen[-1:])
        bulleted = block.text[:1] in "●■◆▲★○□◇·"
        if follows and block.kind == K.HEADLINE and (close(blocks[place - 1], block) or bulleted):
            chosen.append(place)
    return marked(blocks, chosen, K.GUIDE)


def sections(blocks: Blocks) -> Blocks:
    """A short heading above a deeper one names a section: ## 基层党建, ### 区委组织部来我街道调研…"""
    chosen = []
    for place, (block, after) in enumerate(itertools.pairwise(blocks)):
        deeper = 0 < level(block.text) < level(after.text)
        if deeper and block.kind == K.HEADLINE and size(block) <= _LONGEST_LABEL and not has_verb(block):
            chosen.append(place)
    return marked(blocks, chosen, K.SECTION)


def labels(blocks: Blocks) -> Blocks:
    """政法在线 above a headline and its report: a label that no list knows."""
    chosen = []
    for place, block in enumerate(blocks[:-2]):
        first = not place or blocks[place - 1].kind != K.HEADLINE
        column = ("|" in block.text or "｜" in block.text) and _COLUMN.fullmatch(words_of(block.text))
        if column and blocks[place + 1].kind == K.HEADLINE == block.kind:
            chosen.append(place)
            continue
        headed = first and block.kind == blocks[place + 1].kind == K.HEADLINE
        if headed and blocks[place + 2].kind in _OPENS and _is_label(block):
            seam = block.text[-1:] + words_of(blocks[place + 1].text)[:1]
            if not any(seam in below.text for below in blocks[place + 2 : place + 2 + _BELOW]):
                chosen.append(place)
    return marked(blocks, chosen, K.SECTION)


def _is_label(block: Block) -> bool:
    return size(block) < _LONGEST_LABEL and not has_verb(block) and not re.search(r"[0-9！？]", block.text)


def credits(blocks: Blocks) -> Blocks:
    """A photographer's line makes the paragraph above it a caption; a writer's line opens or ends a report."""
    result = list(blocks)
    for place, block in enumerate(blocks):
        before = result[place - 1] if place else None
        after = blocks[place + 1].kind if place + 1 < len(blocks) else None
        opens = after in {K.TEXT, K.LEAD, K.BYLINE, K.CREDIT} and not contributed(block.text)
        if block.kind not in {K.BYLINE, K.CREDIT} or before is None:
            continue
        if contributed(block.text) and before.kind not in {*PROSE, K.TABLE}:
            result[place] = judged(block, K.FURNITURE)
        elif block.kind == K.CREDIT and before.kind in {K.TEXT, K.CAPTION}:
            if len(before.text) <= _LONGEST_CAPTION:
                result[place - 1] = judged(before, K.CAPTION)
        elif before.kind in {*PROSE, K.TABLE} and not opens:
            result[place] = judged(block, K.SIGNATURE)
        else:
            result[place] = judged(block, K.BYLINE)
    return result


def orphans(blocks: Blocks) -> Blocks:
    """…就摘谁的“帽子” | 。: a mark that a page break parted from its sentence."""
    return [
        judged(block, K.TEXT)
        if block.kind == K.FURNITURE and above.kind in PROSE and closes(block)
        else block
        for above, block in zip([*blocks[:1], *blocks], blocks, strict=False)
    ]


def continuations(blocks: Blocks) -> Blocks:
    """A short line that goes on with the sentence above it, or begins one that goes on below, is no headline."""
    result = list(blocks)
    below = _below_stacks(blocks)
    above: Block | None = None
    for place, block in enumerate(blocks):
        last = result[place - 1] if place else None
        above = above if last and last.kind in _PICTURES else last
        if block.kind != K.HEADLINE or level(block.text) or above is None or above.kind not in PROSE:
            continue
        after = blocks[below[place]] if below[place] < len(blocks) else None
        reported = after is None or after.kind != K.TEXT or opens_paragraph(after.text)
        if unfinished(above.text):
            goes_on = close(above, block) or not (reported or _intrudes(result, place, after))
        else:
            lone = below[place] == place + 1 or blocks[place + 1].kind in _PICTURES
            cut = (
                "，" in block.text or (lone and _is_cut(result, place, after)) or _fills(above, block, after)
            )
            goes_on = not reported and cut
        if goes_on:
            result[place] = judged(block, K.TEXT)
    return result


def _fills(above: Block, block: Block, after: Block | None) -> bool:
    """As wide as the line below it, and nothing sets it apart: a line of a paragraph of fixed width."""
    if after is None or not (close(above, block) and close(block, after)):
        return False
    return len(block.text) >= _FULL_LINE and abs(len(block.text) - len(after.text)) <= _RAGGED


def _intrudes(blocks: Blocks, place: int, after: Block | None) -> bool:
    """A headline that lost its body stands in a broken sentence: it tells of something else, and ends.

    …要盯紧旅游包车、 | 市检察院未成年人关爱小屋开放 | 农村面包车等重点车辆。
    """
    line = look(blocks[place])
    words = line.words
    whole = line.tells and not (line.open or "，" in words or _LOOSE_END.search(words))
    if not whole or len(words) < _SHORTEST_INTRUDER:
        return False
    around = [*blocks[max(0, place - _RECALLED) : place], *([after] if after else [])]
    return share(words, plain("\n".join(block.text for block in around))) < _TITLE


def _below_stacks(blocks: Blocks) -> list[int]:
    """For each place that of the first block below which is neither headline nor picture."""
    below = [len(blocks)] * (len(blocks) + 1)
    for place in range(len(blocks) - 1, -1, -1):
        passed = place + 1 < len(blocks) and blocks[place + 1].kind in {K.HEADLINE, *_PICTURES}
        below[place] = below[place + 1] if passed else place + 1
    return below


def _is_cut(blocks: Blocks, place: int, after: Block | None) -> bool:
    """石长青代表县委、县人大、县政府、县政协 | 向受表彰者表示祝贺: it speaks of what stands above, not below."""
    words = words_of(blocks[place].text)
    before = "\n".join(block.text for block in blocks[max(0, place - _RECALLED) : place])
    told = share(words, plain(after.text[:OPENING])) if after else 0.0
    return told < _TITLE and told < share(words, plain(before))


def wrapped_headlines(blocks: Blocks) -> Blocks:
    """我市开展“送岗位、送政策、 | 送服务”活动: a headline that was broken behind a comma."""
    chosen = []
    for place, block in enumerate(blocks[:-2]):
        short = len(block.text) <= LONGEST_HEADLINE and block.text[-1] in "，、" and "。" not in block.text
        stacked = (blocks[place + 1].kind, blocks[place + 2].kind) in {
            (K.HEADLINE, K.LEAD),
            (K.HEADLINE, K.BYLINE),
        }
        cut = place > 0 and blocks[place - 1].kind in PROSE and unfinished(blocks[place - 1].text)
        if block.kind == K.TEXT and short and stacked and not cut:
            chosen.append(place)
    return marked(blocks, chosen, K.HEADLINE)


REVISIONS: tuple[Callable[[Blocks], Blocks], ...] = (
    head_of_page,
    guides,
    sections,
    labels,
    bare_titles,
    listings,
    columns,
    notice_lines,
    tables,
    signatures,
    credits,
    orphans,
    wrapped_headlines,
    parts,
    crossheads,
    continuations,
)


def revise(blocks: Blocks) -> Blocks:
    """The same blocks with the verdict of their neighbours as ``kind``."""
    for revision in REVISIONS:
        blocks = revision(blocks)
    return blocks
