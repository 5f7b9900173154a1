"""Which printed expression tells the day of the event that an article reports."""

from __future__ import annotations

import re
from functools import cache

from banmian.facts.days import Expression, expressions
from banmian.facts.leads import lead
from banmian.lexicon import any_of, table
from banmian.records import Article

_SIGNATURE = 60
"""Characters at the foot of a notice in which its signer and date stand."""
_HEAD = 16
"""Characters at its head in which the date of its adoption begins and ends, a bracket before it."""
_SENTENCES = 5
"""Sentences in which a report that is not dated by its lead may still tell its day."""
_DAYS = 45
"""Days of the longest event."""
_NEAR = 6
"""Characters before a date in which 将于, 截至, 预计 refer to it."""


def event_day(article: Article, kind: str) -> Expression | None:
    """A notice has the date of its signature, or of its adoption; anything else the first fit one of its lead.

    Behind the lead, as behind 近日, a date is the event's only where it opens a sentence.
    """
    if kind == "notice":
        return _signature(article) or _adopted(article)
    key = article.body.key
    start, end = lead(article)
    vague = _vague().search(key, start, end)
    stop = vague.start() if vague else end
    for found in expressions(key, start, end if vague else lead(article, _SENTENCES)[1]):
        opens = key[found.span[0] - 1] in "。！？”\n"
        if (opens or found.span[0] < stop) and _fits(key, found, start):
            return found
    return _seen(key, start) or _begun(key, start, end) or (None if vague else _as_of(key, start, end))


def _seen(key: str, start: int) -> Expression | None:
    """5月6日，记者在鱼塘边看到: far down in a feature, the day on which the reporter was there."""
    for found in expressions(key, start, len(key)) if "，记者" in key else ():
        if key[found.span[0] - 1] in "。！？”\n" and key.startswith("，记者", found.span[1]):
            return found
    return None


def _begun(key: str, start: int, end: int) -> Expression | None:
    """9月1日起，新馆延时开放: the day on which began what a sentence of the lead tells, where it tells no other."""
    found = next(expressions(key, start, end), None)
    if found is None or found.first is None or found.last is not None:
        return None
    opens = found.span[0] == start or key[found.span[0] - 1] in "。！？”\n"
    began = opens and key.startswith("起，", found.span[1])
    return found if began and not _ahead().search(key, start, end) else None


def _as_of(key: str, start: int, end: int) -> Expression | None:
    """截至7月10日，全县共接收捐款…: the day of the figures, where a report tells no other."""
    found = next(expressions(key, start, end), None)
    if found is None or found.first is None or found.last is not None:
        return None
    return found if key.endswith(tuple(table("days")["as_of"]), start, found.span[0]) else None


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(any_of(table("days")["ahead"]))


def _fits(key: str, found: Expression, start: int) -> bool:
    return not (_quoted(key, found.span[0], start) or _planned(key, found, start) or _long(found))


def _long(found: Expression) -> bool:
    """1月1日至5月31日 is what data are about, not the days of an event."""
    if found.first is None or found.last is None:
        return False
    months = (found.last.month or 1) - (found.first.month or 1)
    return (months * 30 + found.last.day - found.first.day) % 360 > _DAYS


def _signature(article: Article) -> Expression | None:
    """The date on which the body of a notice ends, behind its signer or on a line of its own."""
    key = article.body.key
    found = list(expressions(key, max(0, len(key) - _SIGNATURE), len(key)))
    if not found or found[-1].first is None or found[-1].last:
        return None
    start, end = found[-1].span
    signed = not key[:start].endswith(tuple(table("days")["unsigned"]))
    return found[-1] if signed and not key[end:].strip("。）\n") else None


def _adopted(article: Article) -> Expression | None:
    """（2021年3月26日县十七届人大常委会第三十六次会议通过）: at its head an unsigned list of appointments says when."""
    key = article.body.key
    found = next(expressions(key, 0, min(_HEAD, len(key))), None)
    if found is None or found.first is None or found.first.year is None or found.last:
        return None
    behind = key[found.span[1] : found.span[1] + _SIGNATURE]
    return found if any(word in behind for word in table("days")["adopted"]) else None


def _quoted(key: str, index: int, start: int) -> bool:
    """True inside 《》 or quotation marks."""
    before = key[start:index]
    return any(before.rfind(mark) > before.rfind(end) for mark, end in ("《》", "“”"))


def _planned(key: str, found: Expression, start: int) -> bool:
    """True for a day to come, a deadline, the beginning of a state, or many days.

    将于3月3日, 截至3月25日, 6月底前, 每月15日.
    """
    clause = re.split("[，。；：！？\n]", key[start : found.span[0]])[-1]
    lists = table("days")
    return (
        any(word in clause[-_NEAR:] for word in lists["planned"])
        or clause.endswith((*lists["since"], *lists["recurring"]))
        or _until().match(key, found.span[1]) is not None
    )


@cache
def _until() -> re.Pattern[str]:
    lists = table("days")
    return re.compile(rf"(?!{any_of(lists['not_until'])}){any_of(lists['until'])}")


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(any_of(table("days")["vague"]))
