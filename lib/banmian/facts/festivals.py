"""Which years a festival, a weekday or an anniversary printed beside a date allows."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from lunar_python import Lunar, LunarYear, Solar

from banmian.lexicon import any_of, table

Fits = Callable[[int, int, int], bool]
"""Whether year, month and day are such a day."""
EARLIEST, LATEST = 1990, 2026
"""No page that we know is older or younger; lunar dates repeat every 19 years, so the window stays short.
Not the year of the clock: a page has to be read the same way next year. LATEST moves with the lexicon."""
NEW_MOON, MONTH = dt.date(2000, 1, 7).toordinal(), 29.530588853
"""A new moon (2000-01-06 18:14 UT, the 7th in Beijing) and the mean synodic month, in days; the true moon is
never a day away from the mean one."""
_JULIAN = 1721425
"""The Julian day number of the day before 0001-01-01, the first ordinal."""
_FIGURES = "一二三四五六七八九"
_DAYS = [*(f"初{one}" for one in _FIGURES), "初十", *(f"十{one}" for one in _FIGURES), "二十"]
_DAYS += [*(f"二十{one}" for one in _FIGURES), "三十"]
_MONTHS = dict(zip(["正", *_FIGURES[1:], "十", "冬", "腊"], range(1, 13), strict=True))
_DAY = rf"({'|'.join(sorted(_DAYS, key=len, reverse=True))}|廿[{_FIGURES}])"
_LUNAR_DAY = re.compile(
    rf"(?:农历(?:[\u4e00-\u9fff]{{2}}年)?|(?=[正冬腊]月))([{''.join(_MONTHS)}])月{_DAY}|大年{_DAY}"
)
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(rf"(\d{{1,2}})月(\d{{1,2}})[日曰号]（?((?:星期|周)([{_WEEKDAYS}天]))")


@dataclass(frozen=True, slots=True)
class Match:
    """``years``: all of the window in which the day is what is ``printed`` of it."""

    years: tuple[int, ...]
    printed: str


def matches(text: str, month: int, day: int) -> Iterator[Match]:
    """What ``text``, the words around month and day, says about the year; surest first."""
    for printed, fits in _claims(text, month, day):
        years = (year for year in range(EARLIEST, LATEST + 1) if real(year, month, day))
        yield Match(tuple(year for year in years if fits(year, month, day)), printed)


def anniversaries(text: str) -> Iterator[tuple[int, str]]:
    """Years told by 新中国成立75周年, each with what is printed."""
    for found in _anniversary().finditer(text):
        yield table("festivals")["anniversaries"][found[1]] + int(found[2]), found[0]


def _claims(text: str, month: int, day: int) -> Iterator[tuple[str, Fits]]:
    """Each sign as printed, with the test that a year must pass."""
    for name, printed in _told(text, "lunar"):
        yield printed, partial(_is_lunar, table("festivals")["lunar"][name])
    for found in _LUNAR_DAY.finditer(text):
        lunar = (found[2] or found[3]).replace("廿", "二十")
        yield found[0], partial(_is_lunar, [_MONTHS[found[1] or "正"], _DAYS.index(lunar) + 1])
    for name, printed in _told(text, "terms"):
        yield printed, partial(_is_term, name)
    for found in _WEEKDAY.finditer(text):
        if (int(found[1]), int(found[2])) == (month, day):
            yield found[3], partial(_is_weekday, _WEEKDAYS.index(found[4].replace("天", "日")))


def real(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _told(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """Festivals that the text puts on the very day: 正值元宵佳节, not 春节前夕."""
    for found in _today(kind).finditer(text):
        yield found[1], found[0]


@cache
def _today(kind: str) -> re.Pattern[str]:
    words = table("festivals")
    names = words["terms"]["names"] if kind == "terms" else list(words[kind])
    return re.compile(
        rf"{any_of(words['today'])}[^，。；“”]{{0,6}}?({any_of(names)})"
        rf"(?!.{{0,2}}{any_of(words['near'])})(?:佳节|节)?"
    )


@cache
def _anniversary() -> re.Pattern[str]:
    return re.compile(rf"({any_of(table('festivals')['anniversaries'])})(\d{{2,3}})周年")


def _is_weekday(wanted: int, year: int, month: int, day: int) -> bool:
    return dt.date(year, month, day).weekday() == wanted


@cache
def _months(year: int) -> tuple[tuple[int, int], ...]:
    """Day and number of each new moon around a year; a leap month's number is negative. Takes 4 ms."""
    return tuple(
        (int(month.getFirstJulianDay()) - _JULIAN, month.getMonth())
        for month in LunarYear.fromYear(year).getMonths()
    )


def _lunar(year: int, month: int, day: int) -> list[int]:
    """Lunar month and day; the last day of the year is [13, 0]."""
    today, months = dt.date(year, month, day).toordinal(), _months(year)
    after = bisect_right(months, today, key=lambda moon: moon[0])
    if months[after] == (today + 1, 1):
        return [13, 0]
    first, number = months[after - 1]
    return [number, today - first + 1]


def _is_lunar(wanted: list[int], year: int, month: int, day: int) -> bool:
    return _moon_allows(wanted[1], dt.date(year, month, day)) and _lunar(year, month, day) == wanted


def _moon_allows(lunar_day: int, date: dt.date) -> bool:
    """Whether the mean moon has about the age of that lunar day: it rules out six years in seven before
    the calendar is asked.
    """
    off = (date.toordinal() - NEW_MOON - (lunar_day - 1)) % MONTH
    return min(off, MONTH - off) <= 2


@cache
def _terms(year: int) -> dict[str, str]:
    """The solar term of each day (as 2024-04-04) that begins one. Takes 4 ms."""
    begun = map(Solar.fromJulianDay, LunarYear.fromYear(year).getJieQiJulianDays())
    return {moment.toYmd(): Lunar.JIE_QI[number % 24 - 1] for number, moment in enumerate(begun)}


def _is_term(wanted: str, year: int, month: int, day: int) -> bool:
    """True where the solar term falls on the day."""
    return _terms(year).get(dt.date(year, month, day).isoformat()) == wanted
