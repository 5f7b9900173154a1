"""Days as local reports print them: 3月5日至6日, 12月31日晚至1月1日凌晨, 昨日, 15日上午."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from banmian.layout.vocabulary import FIGURES, numeral
from banmian.lexicon import any_of, first_of, table
from banmian.records import Span

_NUMBER = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# 曰 is what OCR makes of 日
_MARK = "[日曰号]"
_YEARS = (1900, 2099)
_TO = r"(?:至|到|—{1,2}|[-~～－―])"
_AND = r"(?:、|和|及|，(?=\d{1,2}[日曰号]))"


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day; what is not printed is None."""

    year: int | None
    month: int | None
    day: int


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of time: a day, a range of days, or days counted back from the printing."""

    printed: str
    span: Span
    """Into the key."""
    first: Day | None
    last: Day | None = None
    """None for a single day."""
    back: int | None = None
    """Days before the day of printing (昨日: 1); then ``first`` is None."""
    part: str | None = None


def _month(name: str) -> str:
    """The pattern of [year] month in front of a day, its groups numbered by ``name``."""
    year = rf"(?P<y{name}>\d{{4}}|[{FIGURES}]{{4}})年"
    return rf"(?:(?:{year})?(?P<m{name}>{_NUMBER})月(?:份)?)"


@cache
def _pattern() -> re.Pattern[str]:
    lists = table("days")
    part = any_of(lists["parts"])
    week = r"(?:（?(?:星期|周)[一二三四五六日天]）?)?"
    relative = any_of([word for word in lists["relative"] if len(word) > 1])
    short = "|".join(rf"{word}(?={part})" for word in lists["relative"] if len(word) == 1)
    first = first_of(lists["relative"])
    return re.compile(
        rf"(?=[\d{FIGURES}十{first}])(?:(?<![\d{FIGURES}十])(?:"
        rf"{_month('1')}(?P<d1>{_NUMBER})(?:{_MARK}{week}{part}?)?"
        rf"(?:{_TO}|(?:{_AND}{_NUMBER}{_MARK}?){{0,5}}{_AND}){_month('2')}?(?P<d2>{_NUMBER}){_MARK}{part}?"
        rf"|{_month('3')}(?P<d3>{_NUMBER}){_MARK}{week}(?P<p3>{part})?"
        rf"|(?P<y4>\d{{4}})(?P<s4>[-./])(?P<m4>\d{{1,2}})(?P=s4)(?P<d4>\d{{1,2}})(?!\d)"
        rf"|(?<![期第每近前约共达满])(?P<d5>\d{{1,2}}){_MARK}(?=，|在|从|\d{{1,2}}时|{part})(?P<p5>{part})?"
        rf")|(?:(?<=讯)|(?<=记者)|(?<![\u4e00-\u9fff\d]))(?P<back>{relative}|{short})(?P<p6>{part})?)"
    )


def expressions(key: str, start: int, end: int) -> Iterator[Expression]:
    """Every expression of time in ``key[start:end]``, in order; impossible days are passed over."""
    for found in _pattern().finditer(key, start, end):
        part = found["p3"] or found["p5"] or found["p6"]
        if found["back"]:
            back = table("days")["relative"][found["back"]]
            yield Expression(found[0], found.span(), None, back=back, part=part)
            continue
        first = _first(found)
        last = _day(found, "2", first) if found["d2"] else None
        if _possible(first) and (last is None or _possible(last)):
            yield Expression(found[0], found.span(), first, last, part=part)


def _first(found: re.Match[str]) -> Day:
    if found["d5"]:
        return Day(None, None, numeral(found["d5"]))
    return _day(found, next(name for name in "134" if found["d" + name]), Day(None, None, 0))


def _day(found: re.Match[str], name: str, before: Day) -> Day:
    """The day of the groups ``name``; a month left out is that of the day before it."""
    year = found["y" + name]
    month = found["m" + name]
    return Day(
        numeral(year) if year else None,
        numeral(month) if month else before.month,
        numeral(found["d" + name]),
    )


def _possible(day: Day) -> bool:
    year, month = day.year or _YEARS[0], day.month or 1
    return 1 <= day.day <= 31 and 1 <= month <= 12 and _YEARS[0] <= year <= _YEARS[1]
