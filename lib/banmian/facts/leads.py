"""How a report opens: dateline, byline, and behind them the first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from banmian.facts.credits import LONGEST, Spaced, role_pattern, spaced, work_pattern
from banmian.lexicon import any_of, table
from banmian.records import Article, Body, Span

_PAPER = r"[\u4e00-\u9fff]{2,6}?"
_SIGN = r"\s*[□■◆◇●○▲△◎★☆*]?\s*"
_BRACKET = re.compile(rf"\s*（([^（）]{{1,{LONGEST}}})）[\s：:]*")


_MARKS = re.compile("[“”。！？\n]")
_HEAD = 3 * LONGEST
"""Characters in which dateline and byline stand."""
_LEAD = 1200
"""Characters of the longest lead that we read; so a page without a full stop costs no more than others."""


@cache
def _dateline() -> re.Pattern[str]:
    """本报讯, 清河融媒讯, 本报临湖4月8日电; not 气象通讯记录, not 4月8日电力部门."""
    agency = rf"(?:本[报刊网台社]|{any_of(table('credits')['agencies'])}|[\u4e00-\u9fff]{{2,8}}[报社网])"
    return re.compile(
        rf"\s*(?:本[报刊网台社]讯|[^\s，。、（：“]{{1,12}}讯(?=[\s（：:]|$|\d|(?:{role_pattern()}))"
        rf"|(?:据)?{agency}[^，。（\n]{{0,12}}?\d{{1,2}}[日曰][^，。（\n]{{0,4}}?电)[\s：:]*"
    )


@cache
def _credit_line() -> re.Pattern[str]:
    """A byline without brackets, up to 报道, the end of its line, or the first figure or sign behind it."""
    outlets = any_of(table("credits")["outlets"])
    return re.compile(
        rf"{_SIGN}((?:(?:{_PAPER}{outlets})?{role_pattern()}|{work_pattern()})[^。！？“”《》（）\d]{{1,80}}?"
        r"(?:[ ]?(?<![影文])报道|(?=\n|[ ]\d|(?<![文图字影])[：:]|$)))[：:\s]*"
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """Spans are into the key; ``credit`` is the byline as printed, "" where there is none."""

    dateline: str
    credit: str
    credit_span: Span
    start: int
    """Where the news begins."""


@lru_cache(maxsize=16)  # nearly all extractors ask, for the articles of a page in turn
def opening(body: Body) -> Opening:
    """The dateline and byline at the head of a body."""
    print_ = spaced(body.key[:_HEAD], (at for at in body.breaks if at < _HEAD))
    dateline = _dateline().match(print_.text)
    at = dateline.end() if dateline else 0
    bracket = _BRACKET.match(print_.text, at)
    if bracket and (dateline or re.search(role_pattern(), bracket[1])):
        found: re.Match[str] | None = bracket
    else:
        found = _credit_line().match(print_.text, at)
    printed = (dateline[0] if dateline else "").strip()
    if found is None:
        return Opening(printed, "", (0, 0), print_.keys[at])
    return Opening(printed, found[1], _span(print_, found), print_.keys[found.end()])


def _span(print_: Spaced, found: re.Match[str]) -> Span:
    start, end = found.span(1)
    return print_.keys[start], print_.keys[end - 1] + 1


def sentences(key: str, start: int, most: int) -> Iterator[Span]:
    """The first ``most`` sentences of a key from ``start``; a mark inside quotation marks ends none."""
    for begin, end in _sentences(key[start : start + _LEAD], most):
        yield start + begin, start + end


@lru_cache(maxsize=256)
def _sentences(text: str, most: int) -> tuple[Span, ...]:
    found: list[Span] = []
    depth = begin = 0
    for mark in _MARKS.finditer(text):
        depth = max(0, depth + (mark[0] == "“") - (mark[0] == "”"))
        # 。” closes a quoted sentence; what follows (某某说。) is a sentence of its own
        closed = mark[0] == "”" and text[max(0, mark.start() - 1)] in "。！？"
        if depth or (mark[0] in "“”" and not closed):
            continue
        found.append((begin, mark.end()))
        begin = mark.end()
        if len(found) == most:
            return tuple(found)
    return (*found, (begin, len(text))) if begin < len(text) else tuple(found)


def lead(article: Article, most: int = 2) -> Span:
    """The span into the key of the first sentences behind dateline and byline."""
    return _lead(article.body, most)


@lru_cache(maxsize=16)  # as above
def _lead(body: Body, most: int) -> Span:
    start = opening(body).start
    ends = [end for _, end in sentences(body.key, start, most)]
    return start, ends[-1] if ends else start
