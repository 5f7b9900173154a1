"""Meetings that are counted within a year: 2026年第4次党政联席会议, 2024年第三季度例会."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from banmian.layout.vocabulary import numeral
from banmian.lexicon import any_of, table
from banmian.records import Span

_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
# 前三季度 is a span of time; a quarter counts a meeting only where one follows
_ORDINAL = re.compile(
    rf"(?P<year>\d{{4}})年度?(?P<whole>第(?P<count>{_COUNT})次|第?(?P<quarter>[一二三四])季度(?=[^，。；、《》]{{0,30}}(?:会|学习)))"
)
# 2025年安委会第三次全体会议: the body between the year and the number
_OF_BODY = re.compile(
    rf"(?P<year>\d{{4}})年度?[^\d，。；、：《》“”届第月]{{2,10}}[会府组委](?P<whole>第(?P<count>{_COUNT})次)(?P<quarter>(?!))?(?=[^，。；、《》]{{0,12}}会)"
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    year: int
    count: int
    quarter: bool
    printed: str
    span: Span


def ordinals(text: str) -> Iterator[Ordinal]:
    """Those of ``text`` that count its own event; 传达学习…2025年第3次会议精神 counts another."""
    if "年" not in text:
        return
    for found in chain(_ORDINAL.finditer(text), _OF_BODY.finditer(text)):
        if _quoting().search(text, max(0, found.start() - 40), found.start()):
            continue
        count = numeral(found["count"] or found["quarter"])
        if count:
            yield Ordinal(int(found["year"]), count, found["quarter"] is not None, found[0], found.span())


@cache
def _quoting() -> re.Pattern[str]:
    words = table("meetings")
    verb = f"(?!{any_of(words['not_quoting'])}){any_of(words['quoting'])}"
    return re.compile(rf"{verb}(?:(?!{any_of(words['convened'])})[^，。；]){{0,20}}$")
