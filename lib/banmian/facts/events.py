"""The event that an article reports: its date, its name and series, its number in the year, its agenda."""

from __future__ import annotations

from dataclasses import replace

from banmian.facts.dates import event_day
from banmian.facts.days import Expression
from banmian.facts.leads import lead
from banmian.facts.meetings import agenda, counted, named, series
from banmian.facts.years import Dated, dated
from banmian.records import Article, Event, Facts, Page
from banmian.schema import EVENT_KINDS


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article its event; years are settled for the whole page at once."""
    told = [event_day(article, facts.kind) for article, facts in zip(page.articles, known, strict=True)]
    rows = zip(page.articles, known, told, dated(page, told), strict=True)
    return tuple(
        replace(facts, event=_event(article, facts, day, date)) for article, facts, day, date in rows
    )


def _event(article: Article, facts: Facts, day: Expression | None, date: Dated | None) -> Event:
    event = _named(article) if facts.kind in EVENT_KINDS else Event()
    if day is None or date is None:
        return event
    return replace(
        event,
        date=date.first,
        end_date=date.last,
        part_of_day=None if day.last else day.part,
        year_evidence=date.why,
        date_span=article.body.span(*day.span),
        rule="counted" if day.first is None else "range" if day.last else "day",
    )


def _named(article: Article) -> Event:
    """Name, series, number and agenda of something that people came together for."""
    name, what = named(article), agenda(article)
    first = article.body.key[slice(*lead(article, 1))]
    span = article.body.span(*what) if what else None
    return Event(
        name=name.name if name else None,
        series=series(name.name, first) if name else None,
        ordinal=counted(article),
        agenda=article.body.text[slice(*span)] if span else None,
        name_span=article.body.span(*name.span) if name and name.span else None,
        agenda_span=span,
    )
