"""An ordinary line that holds a headline besides something else: where the one ends and the other begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banmian.layout.bylines import dateline
from banmian.layout.likeness import OPENING, plain, share
from banmian.layout.lines import LONGEST_HEADLINE, could_be_headline, is_notice, words_of
from banmian.layout.looks import names_who, tells
from banmian.layout.runon import byline_between

_GAP = re.compile(r"\s+")
_MARKED = re.compile(r"[，。：；]")
_SENTENCE_END = re.compile(r"[。！？][”’）]?")
_SHORTEST_HEADLINE, _SHORTEST_TEXT = 6, 40
_LONGEST_STACK = 100
_OWN = 0.5
"""A headline without space before it shares this much with the report below, or is the rest of a cut sentence."""


def glued_cuts(text: str, start: int, end: int, below: int) -> list[int]:
    """The cuts inside a line; ``below`` is where the next line begins."""
    if end - start < _SHORTEST_TEXT or text.find("。", start, end) < 0:
        short = end - start <= _LONGEST_STACK
        return [*_speakers(text, start, end), *_twins(text, start, end)] if short else []
    return [*_head(text, start, end), *_foot(text, start, end, below)]


def _speakers(text: str, start: int, end: int) -> Iterator[int]:
    """全县大会召开　丁一讲话　白露主持: a headline, and who led and spoke."""
    if _MARKED.search(text, start, end):
        return
    for gap in _GAP.finditer(text, start, end):
        if gap.start() - start >= _SHORTEST_HEADLINE and names_who(text[gap.end() : end]):
            if tells(text[start : gap.start()]):
                yield gap.end()
            return


def _twins(text: str, start: int, end: int) -> Iterator[int]:
    """我县召开防汛会 我县开展义务植树: two headlines; one alone would not name twice who acts."""
    for gap in _GAP.finditer(text, start, end):
        first, second = words_of(text[start : gap.start()]), text[gap.end() : end]
        if first[:2] == second[:2] and tells(first) and tells(second):
            yield gap.end()


def _head(text: str, start: int, end: int) -> Iterator[int]:
    """A headline with its byline, or the title of a notice, before the first sentence."""
    writer = byline_between(text, start, min(end, start + _LONGEST_STACK))
    if writer:
        words = text[start : writer[0]]
        if not words or (words[-1].isspace() and "（" not in words and could_be_headline(words.strip())):
            yield from writer
        return
    gap = _GAP.search(text, start, min(end, start + LONGEST_HEADLINE))
    if gap and is_notice(text[start : gap.start()]) and text.find("。", gap.end(), end) > 0:
        yield gap.end()


def _foot(text: str, start: int, end: int, below: int) -> Iterator[int]:
    """Behind the last sentence the headline of the report on the next line."""
    if not dateline().match(text, below):
        return
    ends = list(_SENTENCE_END.finditer(text, max(start, end - _LONGEST_STACK), end))
    at = ends[-1].end() if ends else end
    words = text[at:end].strip()
    if len(words) < _SHORTEST_HEADLINE or not could_be_headline(words):
        return
    told = tells(words) and share(words, plain(text[below : below + OPENING])) >= _OWN
    if text[at].isspace() or told:
        yield at
