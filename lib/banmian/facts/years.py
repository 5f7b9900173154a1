"""The year of a date printed without one: a ladder of evidence, each rung with its sentence.

The first rung that speaks decides; lower ones that agree are quoted beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from banmian.facts.days import Day, Expression
from banmian.facts.festivals import LATEST, anniversaries, matches, real
from banmian.facts.leads import sentences
from banmian.facts.ordinals import Ordinal, ordinals
from banmian.lexicon import any_of, table
from banmian.records import Article, Page

_ISSUE = re.compile(r"(?P<year>(?:19|20)\d{2})年度?(?:第\d{1,4}期|(?P<month>\d{1,2})月(?!\d))")
_MASTHEAD = 400
"""Characters outside the articles in which a page says what it is."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_OF_A_PLAN = 4
"""Years from the first of a five-year plan to its last."""
_REVIEW = re.compile(r"(\d{4})年工作(?:回顾|情况)")


@dataclass(frozen=True, slots=True)
class Dated:
    """An event's day with its year, and why that year, in one Chinese sentence."""

    first: dt.date
    last: dt.date | None
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """``years`` that a sign allows, the likeliest first."""

    years: tuple[int, ...]
    why: str


def dated(page: Page, told: Sequence[Expression | None]) -> list[Dated | None]:
    """The dates of the events of a page, one an article; None where the year cannot be known."""
    found = [
        _alone(page, article, expression) if expression else None
        for article, expression in zip(page.articles, told, strict=True)
    ]
    anchors = [date for date in found if date]
    return [
        date or (_beside(expression, anchors) if expression and anchors else None)
        for date, expression in zip(found, told, strict=True)
    ]


def _alone(page: Page, article: Article, told: Expression) -> Dated | None:
    """The date as far as its own article and the page's head tell it."""
    if told.first is None or told.first.month is None:
        return _counted(page, told)
    if told.first.year:
        return _place(told, told.first.year, f"正文印有“{told.printed}”")
    signs = [sign for sign in _signs(page, article, told, told.first.month) if sign.years]
    if not signs:
        return None
    year = signs[0].years[0]
    return _place(told, year, "；".join(dict.fromkeys(sign.why for sign in signs if year in sign.years)))


def _counted(page: Page, told: Expression) -> Dated | None:
    """昨日 and 15日 counted from the day of the page."""
    printing = page.publication_date
    if printing is None:
        return None
    if told.back is not None:
        date = printing - dt.timedelta(told.back)
    else:
        day = told.first.day if told.first else 1
        last_month = printing.replace(day=1) - dt.timedelta(1)
        near = printing if day <= printing.day else last_month
        found = real(near.year, near.month, day)
        if found is None:
            return None
        date = found
    return Dated(date, None, f"{_day_of(page)}，“{told.printed}”即{_chinese(date)}")


def _signs(page: Page, article: Article, told: Expression, month: int) -> Iterator[Evidence]:
    first = told.first or Day(None, None, 1)
    if page.publication_date and not page.named:
        yield _printed(page, page.publication_date, told)
    yield from (_ordinal(ordinal, month) for ordinal in _own_ordinals(article))
    if page.publication_date and page.named:  # a file may be named after the day on which it was saved
        yield _printed(page, page.publication_date, told)
    yield from _festivals(page, article, month, first.day)
    yield from _numbered(page, month)
    yield from _reviews(article, month)
    yield from _plans(article)


def _day_of(page: Page) -> str:
    """What the day of the page is, and who says so."""
    told = _chinese(page.publication_date) if page.publication_date else ""
    return f"文件名“{page.source.name}”中的日期为{told}" if page.named else f"版面日期为{told}"


def _printed(page: Page, printing: dt.date, told: Expression) -> Evidence:
    """The nearest year in which the first day lies not after the printing."""
    for year in range(printing.year, printing.year - 9, -1):
        date = _place(told, year, "")
        if date and date.first <= printing:
            return Evidence((year,), f"{_day_of(page)}，“{told.printed}”取其前最近的一天")
    return Evidence((), "")


def _own_ordinals(article: Article) -> Iterator[Ordinal]:
    for line in (article.headline, article.kicker, article.subhead):
        yield from ordinals(line.text if line else "")
    key = article.body.key
    for start, end in sentences(key, 0, 3):
        yield from ordinals(key[start:end])


def _ordinal(ordinal: Ordinal, month: int) -> Evidence:
    """The fourth quarter is also reviewed in the January after it."""
    late = ordinal.quarter and ordinal.count == 4 and month <= 3
    return Evidence((ordinal.year + late,), f"“{ordinal.printed}”的次数按年计算")


def _festivals(page: Page, article: Article, month: int, day: int) -> Iterator[Evidence]:
    """Of several years that fit, the one nearest to the years printed on the page and in its file's name; else the latest."""
    for year, printed in anniversaries(article.body.key):
        yield Evidence((year,), f"“{printed}”在{year}年")
    for match in matches(article.body.key, month, day):
        near = _middle_year(f"{page.source.name}\n{page.source.text}")
        years = tuple(sorted(match.years, key=lambda year: (abs(year - (near or LATEST)), -year)))
        if years:
            also = "" if near or len(years) == 1 else f"（{years[1]}年也是，取近的）"
            yield Evidence(years, f"“{match.printed}”，{years[0]}年正是{month}月{day}日{also}")


@lru_cache(1)  # every article of the page asks
def _middle_year(text: str) -> int | None:
    printed = sorted(int(year) for year in _YEAR.findall(text))
    return printed[len(printed) // 2] if printed else None


def _numbered(page: Page, month: int) -> Iterator[Evidence]:
    """2024年第8期, or 2024年8月 of a monthly: an event of December is of the year before."""
    for text, said in ((_outside(page)[:_MASTHEAD], "版面印有"), (page.source.name, "文件名有")):
        for found in _ISSUE.finditer(text):
            later = found["month"] is not None and month > int(found["month"])
            yield Evidence((int(found["year"]) - later,), f"{said}“{found[0]}”")


def _reviews(article: Article, month: int) -> Iterator[Evidence]:
    """A people's congress hears in spring what was done in the year before."""
    if month <= 3:
        for found in _REVIEW.finditer(article.body.key):
            yield Evidence((int(found[1]) + 1,), f"“{found[0]}”是次年年初报告的内容")


def _plans(article: Article) -> Iterator[Evidence]:
    """今年是“十四五”开局之年: the first year of the plan, and 收官之年 its last."""
    for found in _plan().finditer(article.body.key):
        first = table("days")["plans"][found["plan"]]
        year = first + _OF_A_PLAN * (found["last"] is not None)
        yield Evidence((year,), f"“{found[0]}”在{year}年")


@cache
def _plan() -> re.Pattern[str]:
    words = table("days")
    return re.compile(
        rf"今年[是作为]{{0,2}}[^，。；]{{0,6}}?“?(?P<plan>{any_of(words['plans'])})”?[^，。；]{{0,6}}?"
        rf"(?:{any_of(words['plan_opens'])}|(?P<last>{any_of(words['plan_closes'])}))"
    )


def _beside(told: Expression, anchors: Sequence[Dated]) -> Dated | None:
    """The year that brings the date nearest to the dated events of the page."""
    around = sorted({anchor.first.year + shift for anchor in anchors for shift in (-1, 0, 1)})
    dates = [date for year in around if (date := _place(told, year, ""))]
    first = {anchor.first: anchor for anchor in reversed(anchors)}
    if not dates or told.first is None or told.first.month is None:
        return None
    pairs = [
        (abs((date.first - anchor.first).days), date, anchor) for date in dates for anchor in first.values()
    ]
    _, date, anchor = min(pairs, key=lambda pair: (pair[0], pair[1].first))
    why = f"同版另有{_chinese(anchor.first)}的事件（{anchor.why.split('；')[0]}），“{told.printed}”与之最近"
    return Dated(date.first, date.last, why)


def _place(told: Expression, year: int, why: str) -> Dated | None:
    """The expression in ``year`` (of its first day); None where the calendar has no such day."""
    if told.first is None or told.first.month is None:
        return None
    first = real(year, told.first.month, told.first.day)
    if first is None or told.last is None or told.last.month is None:
        return Dated(first, None, why) if first else None
    last = real(told.last.year or year, told.last.month, told.last.day)
    if last and last < first:
        last = real(year + 1, told.last.month, told.last.day)
    return Dated(first, last if last and last > first else None, why)


def _outside(page: Page) -> str:
    starts = page.leftover[:_MASTHEAD]
    return "\n".join(page.source.text[start : min(end, start + _MASTHEAD)] for start, end in starts)


def _chinese(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"
