"""Who wrote and who took the pictures, in every shape in which bylines are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from banmian.facts.credits import (
    LONGEST,
    has_surname,
    names,
    parse,
    role_pattern,
    spaced,
    work_pattern,
)
from banmian.facts.leads import opening
from banmian.lexicon import any_of, table
from banmian.records import Article, Byline, Facts, Page, Span

Credit = tuple[Span, Byline]


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article its reporters, correspondents and photographers."""
    told = [byline(article) for article in page.articles]
    reporters = {name for credit in told for name in credit.reporters}
    return tuple(
        replace(facts, byline=_staff(credit, reporters)) for credit, facts in zip(told, known, strict=True)
    )


def _staff(credit: Byline, reporters: set[str]) -> Byline:
    """（席慕云） at the end, and 记者席慕云 elsewhere on the page: a reporter, though no role is printed."""
    if credit.reporters or credit.photographers or not set(credit.correspondents) <= reporters:
        return credit
    return replace(credit, reporters=credit.correspondents, correspondents=())


def byline(article: Article) -> Byline:
    """All credits of an article as one, each name once a role."""
    credits = [*_head(article), *_tails(article)]
    return Byline(
        _once(credit.reporters for _, credit in credits),
        _once(credit.correspondents for _, credit in credits),
        _once(credit.photographers for _, credit in credits),
        tuple(article.body.span(*span) for span, _ in credits),
    )


def _once(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _head(article: Article) -> Iterator[Credit]:
    """本报讯（记者X）, 本报记者 X 通讯员 Y, 本报讯 记者 X 报道."""
    head = opening(article.body)
    if head.credit:
        yield from _credit(head.credit_span, parse(head.credit, "correspondents"))


def _tails(article: Article) -> Iterator[Credit]:
    """Credits at the end of a paragraph: （通讯员 X）, （党政办 X）, X 摄, （文/X 图/Y）."""
    print_, start = spaced(article.body.key, article.body.breaks), opening(article.body).start
    for found in _tail().finditer(print_.text):
        span = print_.keys[found.start()], print_.keys[found.end() - 1] + 1
        if span[0] < start:
            continue
        if found["bracket"] is None:
            yield from _credit(span, parse(found["plain"], "photographers"))
        elif _has_role(found["bracket"]):
            yield from _credit(span, parse(found["bracket"], "correspondents"))
        elif not print_.text[found.end() :].strip():
            yield from _credit(span, Byline(correspondents=_contributors(found["bracket"])))


def _credit(span: Span, credit: Byline) -> Iterator[Credit]:
    if credit.reporters or credit.correspondents or credit.photographers:
        yield span, credit


@cache
def _tail() -> re.Pattern[str]:
    credits = table("credits")
    works = any_of([*credits["picturing"], *credits["both"]])
    return re.compile(
        rf"（(?P<bracket>[^（）。！？\n]{{2,{LONGEST}}})）(?=\s*(?:\n|$))"
        rf"|(?:(?<=[。！？”）\s])|\A)(?=[^，。！？；“”（）\n]++(?:\n|\Z))(?P<plain>[^，。！？；“”（）\n]{{2,60}}?[ /]?{works})(?=\s*(?:\n|$))"
    )


@cache
def _roles() -> re.Pattern[str]:
    credits = table("credits")
    works = any_of(credits["writing"] + credits["picturing"] + credits["both"])
    return re.compile(rf"{role_pattern()}|{work_pattern()}|[/ ]{works}(?= |/|$)|摄$")


def _has_role(text: str) -> bool:
    return _roles().search(text) is not None


@cache
def _unit() -> re.Pattern[str]:
    """The office or village that a contributor's name stands behind."""
    return re.compile(rf"^[^\s]{{1,16}}{any_of(table('credits')['units'])}(?=\s|[^\s]{{2,3}}$)")


def _contributors(text: str) -> tuple[str, ...]:
    """The names of （党政办 韩笑） or （牛犇 秦岚）; none where the brackets hold anything else."""
    if any(word in text for word in table("credits")["not_names"]):
        return ()
    unit = _unit().match(text)
    found = names(text[unit.end() :] if unit else text)
    pens = tuple(table("credits")["pen_names"])
    known = unit is not None or all(has_surname(name) or "·" in name or name.endswith(pens) for name in found)
    return tuple(found) if known and all(len(name) <= 4 or "·" in name for name in found) else ()
