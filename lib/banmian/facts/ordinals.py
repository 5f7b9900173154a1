"""Meetings that are counted within a year: 2026年第4次党政联席会议, 2024年第三季度例会."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from banmian.facts.days import number
from banmian.records import Span

_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
# 前三季度 is a span of time; a quarter counts a meeting only where one follows
_ORDINAL = re.compile(
    rf"(?P<year>\d{{4}})年度?(?P<whole>第(?P<count>{_COUNT})次|第?(?P<quarter>[一二三四])季度(?=[^，。；、《》]{{0,30}}会))"
)
_QUOTING = re.compile(r"(?:传达|学习(?!中心组)|贯彻|落实|按照|根据)(?:(?!召开|举行|举办)[^，。；]){0,20}$")


@dataclass(frozen=True, slots=True)
class Ordinal:
    year: int
    count: int
    quarter: bool
    printed: str
    span: Span


def ordinals(text: str) -> Iterator[Ordinal]:
    """Those of ``text`` that count its own event; 传达学习…2025年第3次会议精神 counts another."""
    for found in _ORDINAL.finditer(text):
        if _QUOTING.search(text, max(0, found.start() - 40), found.start()):
            continue
        count = number(found["count"] or found["quarter"])
        if count:
            yield Ordinal(int(found["year"]), count, found["quarter"] is not None, found[0], found.span())
