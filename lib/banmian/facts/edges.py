"""Names of bodies and places read from their end to the left edge at which they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian.facts.credits import alternation
from banmian.lexicon import table
from banmian.records import Span

_LONGEST = 28
_HAN = "[\u4e00-\u9fffA-Za-z·（）]"


def ending_in(key: str, ends: tuple[str, ...]) -> Iterator[Span]:
    """Spans of ``key`` that end in one of ``ends`` and begin at an edge; none that are the end alone."""
    for found in _ends(ends).finditer(key):
        start = _left(key, found.start())
        if found.start() - start >= 2:
            yield start, found.end()


def _left(key: str, end: int) -> int:
    """Where the name that ends at ``end`` begins: behind the nearest edge, sign or figure."""
    window = key[max(0, end - _LONGEST) : end]
    cut = max((found.end() for found in _edges().finditer(window)), default=0)
    return end - len(window) + cut


@cache
def _ends(ends: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(ends)})")


@cache
def _edges() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(table('organisations')['edges'])}|(?!{_HAN}).)", re.DOTALL)
