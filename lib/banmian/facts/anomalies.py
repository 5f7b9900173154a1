"""Faults that only the facts show: a year that is not printed, a file that had to be mended."""

from __future__ import annotations

import re
from dataclasses import replace

from banmian.records import Anomaly, Article, Facts, Page

_YEAR = re.compile(r"\d{4}|[〇零○一二三四五六七八九]{4}年")


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Note on each article whose event is dated without its year that the year was inferred."""
    pairs = zip(page.articles, known, strict=True)
    told = ((facts, _inferred(article, facts)) for article, facts in pairs)
    return tuple(
        replace(facts, anomalies=(*facts.anomalies, *found)) if found else facts for facts, found in told
    )


def of_page(page: Page) -> tuple[Anomaly, ...]:
    """What reading had to mend or leave out, as anomalies of the whole page."""
    return tuple(Anomaly("encoding_repaired", repair) for repair in page.source.repairs)


def _inferred(article: Article, facts: Facts) -> tuple[Anomaly, ...]:
    event, body = facts.event, article.body
    if event.date is None or event.date_span is None:
        return ()
    start, end = event.date_span
    printed = body.text[start:end]
    if _YEAR.search(printed):
        return ()
    detail = f"“{printed}”没有印出年份，推定为{event.date.year}年：{event.year_evidence}。"
    return (Anomaly("year_inferred", detail, (body.offsets[start], body.offsets[end - 1] + 1)),)
