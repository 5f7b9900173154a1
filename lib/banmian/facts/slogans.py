"""Phrases of policy (提法): quoted spans that behave like policy, and numeric formulae in plain text.

A quoted span is weighed by its shape (numbers, parallel halves, A+B), by what is done to it before
the opening mark (落实, 坚持) and by what it makes behind the closing one (机制, 工程). Speech, images,
names of shows and single characters weigh against it. The weights were set by hand on the sample pages
and on invented cases, the threshold so that one clear sign suffices and one clear objection forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from banmian.facts.expansions import expansion
from banmian.facts.quoted import Quoted, quotations, unquoted
from banmian.facts.texts import Text, texts
from banmian.facts.weights import ENOUGH, weigh
from banmian.layout.vocabulary import numeral
from banmian.lexicon import any_of, table
from banmian.records import Article, Facts, Page, Slogan, Span

_HAN = "[\u4e00-\u9fff]"
_FORMULA = re.compile(r"(?<![\dA-Za-z+.])(?:\d{1,3}|[A-Z])(?:\+(?:\d{1,3}|[A-ZXN])){1,6}(?![\d+>])")
_SMALL = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article its slogans, those of the headline first."""
    return tuple(
        facts if (found := tuple(slogans(article))) == facts.slogans else replace(facts, slogans=found)
        for article, facts in zip(page.articles, known, strict=True)
    )


def slogans(article: Article) -> Iterator[Slogan]:
    """Every occurrence of a slogan in headline, kicker, subhead and body."""
    quoted = [(text, tuple(quotations(text.key))) for text in texts(article)]
    found = [
        (text, span, rule)
        for text, quotes in quoted
        for span, rule in sorted([*_quoted(quotes), *_plain(unquoted(text.key))])
    ]
    printed = [text.key[start:end].replace("\n", "") for text, (start, end), _ in found]
    meanings = _meanings(quoted, set(printed))
    for form, (text, (start, end), rule) in zip(printed, found, strict=True):
        yield Slogan(canonical(form), form, text.where, text.span(start, end), rule, meanings.get(form))


def _meanings(quoted: list[tuple[Text, tuple[Quoted, ...]]], printed: set[str]) -> dict[str, str]:
    """What the slogans stand for, where any of their quotations is explained (所谓“三零”，就是…)."""
    found: dict[str, str] = {}
    for text, quotes in quoted:
        for quote in quotes:
            if quote.inner in printed and quote.inner not in found:
                meaning = expansion(text.key, quote.span[1])
                found |= {quote.inner: meaning} if meaning else {}
    return found


def canonical(printed: str) -> str:
    """The form under which slogans are counted: 4个意识 → 四个意识, 十二项重大举措 → 12项重大举措.

    As in print, a count up to ten is written in characters, a higher one in figures.
    """
    found = _counted().match(printed)
    if found is None:
        return printed
    count = numeral(found[1] or found[2])
    return (_SMALL[count] if count <= 10 else str(count)) + printed[found.end() :]


@cache
def _counted() -> re.Pattern[str]:
    measures = any_of(table("slogans")["measures"])
    return re.compile(rf"(?:(\d{{1,2}})|([一二三四五六七八九]?十[一二三四五六七八九]?))(?={measures})")


def _quoted(quotes: tuple[Quoted, ...]) -> Iterator[tuple[Span, str]]:
    for quote in quotes:
        weight, rule = weigh(quote)
        if weight >= ENOUGH:
            yield quote.span, rule


def _plain(key: str) -> Iterator[tuple[Span, str]]:
    """Formulae and numbered programmes outside quotation marks."""
    formula = [("formula", _FORMULA)] if "+" in key else []
    for rule, pattern in (*formula, ("programme", _programme()), ("known", _known())):
        for found in pattern.finditer(key):
            if not key.endswith(_counters(), 0, found.start()):
                yield found.span(), rule


@cache
def _counters() -> tuple[str, ...]:
    """Before a figure that says where: 桩号12+300."""
    return tuple(table("slogans")["counters"])


@cache
def _programme() -> re.Pattern[str]:
    """365现代产业体系, 十大行动, 百千万工程; not 2025年行动计划, not 3项工程."""
    bearers = any_of(table("slogans")["bearers"])
    number = rf"(?:(?<![\d.第])(?!19\d\d|20\d\d)\d{{3,4}}(?={_HAN})(?![年月日个家名次亿万元余多人户公里吨]))"
    return re.compile(
        rf"(?=[\d一二两三四五六七八九十百千万])(?:{number}{_HAN}{{0,6}}?|(?<!第)[一二两三四五六七八九十百]{{1,3}}大(?!型|学|队|会){_HAN}{{0,4}}?|[十百千万]{{2,3}}){bearers}"
    )


@cache
def _known() -> re.Pattern[str]:
    """The few that are printed without marks and can mean nothing else."""
    return re.compile(any_of(table("slogans")["bare"]))
