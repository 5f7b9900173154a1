"""The source cut into lines, and lines that several parts of the page run together in into pieces."""

from __future__ import annotations

import re
from itertools import pairwise

from banmian.layout.lines import JUMP_FROM, JUMP_TO, LONGEST_HEADLINE, dateline, pattern
from banmian.records import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_BREAK = re.compile(r"[。！？][”’）]*\s+")
_WIDE_SPACE = re.compile(r"\s{2,}|\s(?=#{1,6}\s)|\s(?=[—－]{2})|\s?(?=!\[)")
_WINDOW = 160


def _inner_dateline() -> re.Pattern[str]:
    """A dateline in the middle of a line: 本报讯（ anywhere, others behind white space or 。"""
    return re.compile(
        rf"(?<![“《‘])本[报刊网台社站]讯(?=\s?[（(【：]|\s?{pattern('reporters')}|\s[0-9])"
        rf"|(?<=[\s。！？”])[^\s，。、：；（）“”《》]{{1,10}}[讯电]\s?（[^（）]{{0,10}}{pattern('reporters')}"
    )


def _headline_start(text: str, floor: int, dateline_at: int) -> int:
    """Where the headline before an inner dateline begins: behind the last sentence."""
    floor = max(floor, dateline_at - _WINDOW)
    end = text.rfind("。", floor, dateline_at)
    if end < 0:
        return floor if floor > dateline_at - _WINDOW else dateline_at
    end += 1
    while end < dateline_at and text[end] in "”’）":
        end += 1
    return end


def _report_cuts(text: str, start: int, end: int) -> list[int]:
    """Cuts of a line that several reports were run together in."""
    cuts: list[int] = []
    floor = start
    for found in _inner_dateline().finditer(text, start, end):
        if found.start() == start or dateline().match(text, floor) and found.start() - floor < 4:
            continue
        head = _headline_start(text, floor, found.start())
        cuts += [head, found.start()]
        if found.start() - head > LONGEST_HEADLINE:
            cuts += [gap.end() for gap in re.compile(r"\s+").finditer(text, head, found.start())]
        floor = found.start()
    if cuts:
        cuts += [gap.end() for gap in _SENTENCE_BREAK.finditer(text, start, end)]
        cuts += [gap.end() for gap in _WIDE_SPACE.finditer(text, start, end)]
    return cuts


def _jump_cuts(text: str, start: int, end: int) -> list[int]:
    if text.find("接", start, end) < 0 and text.find("转", start, end) < 0:
        return []
    found = [*JUMP_FROM.finditer(text, start, end), *JUMP_TO.finditer(text, start, end)]
    return [cut for jump in found for cut in jump.span()]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def pieces(text: str) -> list[Span]:
    """The spans of the pieces of a normalised source, in order, without white space around them."""
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        cuts = sorted({start, end, *_report_cuts(text, start, end), *_jump_cuts(text, start, end)})
        spans += [_trimmed(text, *span) for span in pairwise(cuts)]
    return [(start, end) for start, end in spans if start < end]
