"""Organisations: companies by their ending, departments by level and field, streets and their offices.

Precision comes first: a body that is only part of a person's title is that person's, not counted here,
unless it is a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from banmian.facts.edges import ending_in, left_edge
from banmian.lexicon import any_of, table
from banmian.records import Article, Entity, Facts, Page, Span

_LONGEST = 22
_PLACE = 4
"""Characters of the longest name of a place before its level (呼伦贝尔市)."""


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article the organisations that its body names."""
    return tuple(
        replace(facts, organisations=tuple(organisations(article, facts)))
        for article, facts in zip(page.articles, known, strict=True)
    )


def organisations(article: Article, facts: Facts) -> Iterator[Entity]:
    """Every occurrence, in order; the longest of those that overlap."""
    key, body = article.body.key, article.body
    held = [*_companies(key), *((span, "body") for span in _bodies(key) if not _in_title(key, span, facts))]
    end = 0
    for (start, stop), rule in sorted(held, key=lambda pair: (pair[0][0], -pair[0][1])):
        if start >= end:
            printed = key[start:stop].replace("\n", "")
            yield Entity(printed, printed, body.span(start, stop), rule)
            end = stop


def _companies(key: str) -> Iterator[tuple[Span, str]]:
    words = table("organisations")
    for start, end in ending_in(key, tuple(words["companies"])):
        name = key[start:end]
        if len(name) <= _LONGEST and not _bare().fullmatch(name) and name.count("（") == name.count("）"):
            yield (start, end), "company"


@cache
def _bare() -> re.Pattern[str]:
    """该公司, 两家公司, 科技集团: no name of anything."""
    words = table("organisations")
    no_names = any_of(words["no_names"])
    return re.compile(rf".{{0,4}}{no_names}{any_of(words['companies'])}")


def _bodies(key: str) -> Iterator[Span]:
    for found in _body().finditer(key):
        start = found.start()
        edge = left_edge(key, start, longest=_PLACE + 1)
        placed = found["level"] is not None and 2 <= start - edge <= _PLACE
        yield (edge if placed else start), found.end()


@cache
def _body() -> re.Pattern[str]:
    words = table("organisations")
    ends = any_of(words["department_ends"])
    fields = any_of(words["departments"])
    zones, levels = any_of(words["zones"]), any_of(words["levels"])
    place = rf"(?P<level>{zones}|{levels})"
    first = "".join({word[0] for name in ("zones", "levels", "departments") for word in words[name]})
    return re.compile(
        rf"(?=[{first}])(?:{place}(?:{fields}{ends}|{any_of(words['bodies'])})"
        rf"|{zones}(?:[\u4e00-\u9fff]{{2,6}}?{any_of(words['zone_offices'])}|{any_of(words['zone_bodies'])})"
        rf"|{fields}工委)"
        rf"|(?<=[、，。和在到])[\u4e00-\u9fff]{{2,3}}{any_of(words['streets'])}(?=[、，。；和及等])"
    )


def _in_title(key: str, span: Span, facts: Facts) -> bool:
    """True where the body is part of a title printed with a person of the article."""
    printed = key[span[0] : span[1]]
    return any(printed in title for person in facts.people for title in (*person.titles, *person.full_titles))
