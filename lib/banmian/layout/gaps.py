"""Sentences that do not hold together: something between was lost."""

from __future__ import annotations

import re
from functools import cache

from banmian.layout.vocabulary import FULL_DATE, pattern
from banmian.records import Anomaly, Block, Span

_CLAUSE = re.compile(r"[^，。；：！？]+")
_MEANS = re.compile(r"[以用将把让使]")
# Marks that no sentence has side by side.
_CLASH = re.compile(r"[，、；：][，、；。：]|。[，、；：。]")
# A quotation opened within a quotation; ‘ ’ would be printed.
_QUOTE = re.compile(r"“[^”]{0,400}?“")
_LONGEST_END = 40
_BREAKS_OFF = re.compile(r"[\u3400-\u9fff，、“《（]$")


@cache
def _whole_end() -> re.Pattern[str]:
    """The last two, “…。”某某说 and 丁一参加座谈, are whole but for the mark."""
    amount = rf"[0-9][0-9.]{{0,12}}[万亿千百]{{0,2}}{pattern('amounts')}"
    told = rf"[。！？]”[^，。“”]{{2,24}}[说道]|参加{pattern('attended')}"
    return re.compile(rf"[。\s]{FULL_DATE}$|{pattern('contacts')}：[^，。：]{{1,12}}$|{amount}$|{told}$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(pattern(name))


def _moral_of_visit(text: str) -> Span | None:
    """A visit and its moral without a mark between them.

    吕沛调研督导“三十工程”项目建设新成效为全区群众交上满意答卷: the words between are lost. 以新成效为… and
    用实干为… would say who acts.
    """
    if "为" not in text or not _pattern("moral_verbs").search(text):
        return None
    for clause in _CLAUSE.finditer(text):
        visit = _pattern("visit_verbs").search(text, *clause.span())
        whom = text.find("为", visit.end(), clause.end()) if visit else -1
        moral = _pattern("moral_verbs").search(text, whom, clause.end()) if whom >= 0 else None
        if visit and moral and not _MEANS.search(text, visit.end(), moral.start()):
            return visit.start(), moral.end()
    return None


def breaks_off(text: str) -> bool:
    """A last paragraph that ends in mid-sentence: not in an amount, an address, a bracket, a day or whom to call."""
    return bool(_BREAKS_OFF.search(text[-2:])) and not _whole_end().search(text[-_LONGEST_END:])


def gaps(block: Block) -> list[Anomaly]:
    """Where a paragraph does not hold together, a place for each kind of reason."""
    text = block.text
    places = [found.span() for reason in (_CLASH, _QUOTE) if (found := reason.search(text))]
    visit = _moral_of_visit(text)
    return [_missing(block, *place) for place in (*places, *([visit] if visit else []))]


def _missing(block: Block, start: int, end: int) -> Anomaly:
    words = block.text[start:end]
    detail = f"“{words[:8]}…{words[-8:]}”处文句不通，疑缺文字。"
    wrapped = block.span[1] - block.span[0] > len(block.text)
    place = block.span if wrapped else (block.span[0] + start, block.span[0] + end)
    return Anomaly("text_missing", detail, place)
