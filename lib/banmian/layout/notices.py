"""Notices: what is listed in them, whom to call, who signed and when."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from banmian.layout.blocks import PROSE, Blocks, has_verb, judged, marked
from banmian.layout.key import tight
from banmian.layout.lines import LineKind, level, words_of
from banmian.layout.tables import fields
from banmian.layout.vocabulary import DAY, FULL_DATE, affixes, pattern, terms
from banmian.records import Block

K = LineKind
_DAY = re.compile(rf"{DAY}$")
_LONGEST_NAME = 30
_SIGNED = 3
"""Lines below a telephone number in which a notice is signed."""
_NUMBER = re.compile(r"[0-9一二三四五六七八九十]号[）)]?$")
_SIGNED_DATE = re.compile(rf"[^，。；：！？]{{2,40}}?\s?{FULL_DATE}$")
_ROLL = re.compile(r"[\u3400-\u9fff]{2,10}：[\u3400-\u9fff·]{2,10}(?:[\s、]+[\u3400-\u9fff·]{2,10})+")


def bare_titles(blocks: Blocks) -> Blocks:
    """公告 right above a sentence, or what announces a list, is a title; above a headline, a label."""
    chosen = [
        place
        for place, (block, after) in enumerate(pairwise(blocks))
        if block.kind == K.SECTION and after.kind == K.TEXT and _is_title(block) and _says(after.text)
    ]
    return marked(blocks, chosen, K.NOTICE)


def _says(text: str) -> bool:
    return "。" in text or text.endswith("：")


def _is_title(block: Block) -> bool:
    return tight(words_of(block.text)) in terms("notices")


def notice_lines(blocks: Blocks) -> Blocks:
    """Contacts and annexes on lines of their own, and what is listed behind a colon, stay in the notice."""
    result = list(blocks)
    in_notice = False
    for place, block in enumerate(blocks):
        if block.kind == K.NOTICE:
            in_notice = True
        elif block.kind in {K.LEAD, K.BYLINE}:
            in_notice = False
        elif in_notice and block.kind in {K.HEADLINE, K.FURNITURE}:
            above = result[place - 1]
            if above.kind == K.NOTICE and _begins(block, blocks[place + 1 : place + 2]):
                result[place] = judged(block, K.TEXT)
                continue
            alike = fields(block) >= 3 or fields(above) == fields(block) == 2
            rows = _is_roll(block) or (above.kind == K.TABLE and alike)
            listed = above.text.endswith("：") or rows
            called = (
                _is_contact(block.text)
                or block.text.startswith(affixes("annexes"))
                or (_is_call(block.text) and _is_closed(blocks, place))
            )
            if called or (listed and above.kind in {K.TEXT, K.TABLE} and block.kind == K.HEADLINE):
                result[place] = judged(block, K.TABLE)
            elif block.kind == K.HEADLINE and not (
                _is_day(block) or _ends_notice(blocks, place) or _is_number(block, above)
            ):
                in_notice = False
    return result


def _begins(block: Block, after: Blocks) -> bool:
    """我母亲住院 | 期间，承蒙悉心照料…: the first line of a notice that a narrow column broke."""
    opens = block.text.startswith(affixes("notice_openers"))
    return opens and bool(after) and after[0].kind == K.TEXT


def _is_roll(block: Block) -> bool:
    """平寨乡：滚明贵 蒙阿妹 韦小川: of where they are, and their names."""
    return _ROLL.fullmatch(block.text) is not None


def _is_contact(words: str) -> bool:
    """联系电话：1234567; 联系人：王先生 电话：1234567, but not 地址：… 电话：… of the paper itself."""
    of_paper = words.count("：") > 1 and words.startswith(affixes("furniture"))
    return bool(_contact().match(words)) and not of_paper


def _is_call(words: str) -> bool:
    """供电服务热线：95598."""
    return bool(_call().fullmatch(words))


def _is_closed(blocks: Blocks, place: int) -> bool:
    """Below it stands who signed, and when: the paper's own telephone stands at the foot of the page."""
    return any(block.kind == K.DATE or _is_day(block) for block in blocks[place + 1 : place + 1 + _SIGNED])


def _is_number(block: Block, above: Block) -> bool:
    """凌自然告字〔2020〕5号 below the title of a notice."""
    return above.kind == K.NOTICE and bool(_NUMBER.search(block.text))


def _ends_notice(blocks: Blocks, place: int) -> bool:
    return place + 1 < len(blocks) and (blocks[place + 1].kind == K.DATE or _is_day(blocks[place + 1]))


@cache
def _call() -> re.Pattern[str]:
    return re.compile(rf"[\u3400-\u9fff]{{0,10}}{pattern('calls')}\s?[：:]\s?[0-9][0-9\s、；/—-]{{2,40}}")


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
            in_notice = block.kind == K.NOTICE or (in_notice and _is_number(block, blocks[place - 1]))
        elif block.kind == K.DATE:
            below = before in {*PROSE, K.TABLE, K.SIGNATURE}
            result[place] = judged(block, K.SIGNATURE if below else K.MASTHEAD)
    return result


def _is_day(block: Block) -> bool:
    """9月28日: the date of a notice may go without its year."""
    return bool(_DAY.match(block.text))


def _is_issuer(block: Block, dated: bool, in_notice: bool) -> bool:
    """Who signed: the name of a body, above a date or at the end of a notice; anyone, above the date of one."""
    if _SIGNED_DATE.match(block.text) and block.kind != K.NOTICE:
        return True
    name = tight(block.text)
    if len(name) > _LONGEST_NAME:
        return False
    if name.endswith(affixes("bodies")):
        return dated or (in_notice and not has_verb(block))
    return dated and in_notice and not has_verb(block)
