"""Notices: what is listed in them, whom to call, who signed and when."""

from __future__ import annotations

import re
from functools import cache

from banmian.layout.blocks import PROSE, Blocks, has_verb, judged
from banmian.layout.key import tight
from banmian.layout.lines import LineKind, level
from banmian.layout.tables import fields
from banmian.layout.vocabulary import DAY, FULL_DATE, pattern, terms
from banmian.records import Block

K = LineKind
_DAY = re.compile(rf"{DAY}$")
_SIGNED_DATE = re.compile(rf"[^，。；：！？]{{2,40}}?\s?{FULL_DATE}$")


def notice_lines(blocks: Blocks) -> Blocks:
    """Contacts on lines of their own, and what is listed behind a colon, stay in the notice."""
    result = list(blocks)
    in_notice = False
    for place, block in enumerate(blocks):
        if block.kind == K.NOTICE:
            in_notice = True
        elif block.kind in {K.LEAD, K.BYLINE}:
            in_notice = False
        elif in_notice and block.kind in {K.HEADLINE, K.FURNITURE}:
            above = result[place - 1]
            listed = above.text.endswith("：") or (above.kind == K.TABLE and fields(block) >= 3)
            if (_contact().match(block.text) and block.text.count("：") < 2) or (
                listed and above.kind in {K.TEXT, K.TABLE} and block.kind == K.HEADLINE
            ):
                result[place] = judged(block, K.TABLE)
            elif block.kind == K.HEADLINE and not (_is_day(block) or _ends_notice(blocks, place)):
                in_notice = False
    return result


def _ends_notice(blocks: Blocks, place: int) -> bool:
    return place + 1 < len(blocks) and (blocks[place + 1].kind == K.DATE or _is_day(blocks[place + 1]))


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(rf"{pattern('contacts')}(?:（[^（）]{{1,8}}）)?[：\s]")


def signatures(blocks: Blocks) -> Blocks:
    """Issuer and date below a notice; any other date line is the page's."""
    result = list(blocks)
    in_notice = False
    for place, block in enumerate(blocks):
        before = result[place - 1].kind if place else None
        after = blocks[place + 1].kind if place + 1 < len(blocks) else None
        if block.kind in {K.HEADLINE, K.NOTICE}:
            signed = before in {*PROSE, K.TABLE, K.SIGNATURE} and not level(block.text)
            dated = after == K.DATE or (place + 1 < len(blocks) and _is_day(blocks[place + 1]))
            if signed and (_is_issuer(block, dated, in_notice) or (in_notice and _is_day(block))):
                result[place] = judged(block, K.SIGNATURE)
                continue
            in_notice = block.kind == K.NOTICE
        elif block.kind == K.DATE:
            below = before in {*PROSE, K.TABLE, K.SIGNATURE}
            result[place] = judged(block, K.SIGNATURE if below else K.MASTHEAD)
    return result


def _is_day(block: Block) -> bool:
    """9月28日: the date of a notice may go without its year."""
    return bool(_DAY.match(block.text))


def _is_issuer(block: Block, dated: bool, in_notice: bool) -> bool:
    """Who signed: the name of a body, above a date or at the end of a notice."""
    if _SIGNED_DATE.match(block.text) and block.kind != K.NOTICE:
        return True
    name = tight(block.text)
    is_body = len(name) <= 30 and name.endswith(tuple(terms("bodies")))
    return is_body and (dated or (in_notice and not has_verb(block)))
