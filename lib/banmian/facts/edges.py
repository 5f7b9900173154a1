"""Names of bodies and places read from their end to the left edge at which they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian.lexicon import any_of, first_of, table
from banmian.records import Span

_LONGEST = 28
_DAYS = "0123456789０１２３４５６７８９一二三四五六七八九十今昨当同次翌即节假生整终每连近往平本"
"""Before 日: a day."""
_NO_HAN = "[^〇\u4e00-\u9fffA-Za-z·（）]"


def ending_in(key: str, ends: tuple[str, ...], others: tuple[str, ...] = ()) -> Iterator[Span]:
    """Spans of ``key`` that end in one of ``ends`` and begin at an edge; none that are the end alone.

    ``others`` are ends of names that may stand before 和.
    """
    for found in _ends(ends).finditer(key):
        start = left_edge(key, found.start(), ends + others)
        if found.start() - start >= 2:
            yield start, found.end()


def left_edge(key: str, end: int, ends: tuple[str, ...] = (), longest: int = _LONGEST) -> int:
    """Where the name that goes on to ``end`` begins: behind the nearest edge, sign or figure.

    和 is an edge only behind another name (华远集团和三和食品公司), 日 only behind a day (哈日诺尔嘎查).
    """
    window = key[max(0, end - longest) : end]
    cuts = (
        found.end() for found in _edges().finditer(window) if _cuts(found[0], window[: found.start()], ends)
    )
    return end - len(window) + max(cuts, default=0)


def _cuts(edge: str, before: str, ends: tuple[str, ...]) -> bool:
    if edge == "日":
        return not before or before[-1] in _DAYS
    return edge != "和" or before.endswith(ends)


@cache
def _ends(ends: tuple[str, ...]) -> re.Pattern[str]:
    """集中学习 is no 中学; what a company goes on with is its own (乳业有限公司化验员), unless 公司化管理."""
    words = table("organisations")
    firms = tuple(words["firms"])
    whole = [end for end in ends if end.endswith(firms)]
    others = any_of(end for end in ends if end not in whole)
    no_firm = f"(?!{any_of(words['no_firm'])})"
    closing = f"(?![{''.join(words['goes_on'])}])"
    either = f"(?:{others}{closing}|{any_of(whole)}{no_firm})" if whole else f"{others}{closing}"
    return re.compile(f"(?=[{first_of(ends)}]){either}")


@cache
def _edges() -> re.Pattern[str]:
    words = table("organisations")
    first = rf"(?=[{first_of(words['edges'])}])(?!{any_of(words['not_edges'])})"
    return re.compile(rf"{_NO_HAN}|{first}{any_of(words['edges'])}")
