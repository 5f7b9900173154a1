"""Lines that a fixed width broke: which of them are one paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from banmian.layout.bylines import byline, credit, dateline
from banmian.records import Span

_FEWEST_LINES = 8
_NARROWEST, _WIDEST = 12, 160
_SLACK = 3
"""A line is a little short where a mark may not begin the next one."""
_FULL_SHARE, _CUT_SHARE, _LONGER_SHARE = 0.5, 0.6, 0.05
_TALLEST_HEADING = 3
_SENTENCE_ENDS = "。！？”"
_ENDED = re.compile(r"[。！？][”’）]?$")
_INDENTS = ("\u3000\u3000", "    ", "\t")
_CHINESE = re.compile("[一-鿿，。、：；？！（）“”]+")


@cache
def _columns_of(char: str) -> int:
    """In print a Chinese character has two columns, a digit one."""
    return 1 + (unicodedata.east_asian_width(char) in "WFA")


def _columns(line: str) -> int:
    """The width of a line in print."""
    if len(line) > _WIDEST:
        return len(line)
    others = _CHINESE.sub("", line)
    return 2 * (len(line) - len(others)) + sum(map(_columns_of, others))


def _full(printed: Sequence[str], measure: Callable[[str], int]) -> list[bool] | None:
    """Which lines were broken at the one width that most have; None where there is no such width."""
    if sum(len(line) > _WIDEST + 1 for line in printed) > _LONGER_SHARE * len(printed):
        return None
    widths = [measure(line) for line in printed]
    if sum(width > _WIDEST + 1 for width in widths) > _LONGER_SHARE * len(printed):
        return None
    common = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    if not common:
        return None
    most = max(common, key=lambda width: (sum(common[width - n] for n in range(_SLACK)), width))
    full = [most - _SLACK <= width <= most + 1 for width in widths]
    lines = [line for line, is_full in zip(printed, full, strict=True) if is_full]
    cut = sum(line[-1] not in _SENTENCE_ENDS for line in lines)
    longer = sum(width > most + 1 for width in widths)
    broken = sum(width > most / 2 for width in widths)
    if len(lines) < max(_FEWEST_LINES, _FULL_SHARE * broken) or longer > _LONGER_SHARE * len(printed):
        return None
    return full if cut >= _CUT_SHARE * len(lines) else None


def _starts(printed: Sequence[str]) -> set[int]:
    """The lines before which nothing goes on: bylines, credits, and headings between a sentence and a dateline."""
    found: set[int] = set()
    for number, line in enumerate(printed):
        alone = byline(line) or bool(credit().match(line))
        if alone:
            found |= {number, number + 1}
        if not (alone or dateline().match(line)):
            continue
        near = range(number - 1, max(-1, number - 2 - _TALLEST_HEADING), -1)
        ended = next((at for at in near if _ENDED.search(printed[at])), number - 1)
        found |= {ended + 1, number}
    return found


def unwrapped(text: str, lines: Sequence[Span]) -> list[Span]:
    """The spans of the lines, those of a wrapped paragraph made one. ``lines`` are not blank.

    A line goes on in the next where it is full, and no more blank lines than usual stand between.
    """
    printed = [text[start:end] for start, end in lines]
    full = _full(printed, _columns) or _full(printed, len)
    if not full:
        return list(lines)
    gaps = [text.count("\n", above[1], below[0]) for above, below in pairwise(lines)]
    usual = Counter(gap for gap, goes in zip(gaps, full, strict=False) if goes).most_common(1)
    starts = _starts(printed)
    result = [lines[0]]
    for number, line in enumerate(lines[1:]):
        indented = text[max(0, line[0] - 4) : line[0]].endswith(_INDENTS)
        ends = printed[number][-1] in _SENTENCE_ENDS and printed[number + 1][-1] not in _SENTENCE_ENDS
        heads = ends and not full[number + 1]
        apart = indented or heads or number + 1 in starts
        if full[number] and not apart and usual and gaps[number] <= usual[0][0]:
            result[-1] = (result[-1][0], line[1])
        else:
            result.append(line)
    return result
