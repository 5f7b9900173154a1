"""An issue as the JSON object that `banmian parse` prints: what was understood of a page.

The keys and their order are the library's public face. Values keep the printed characters, but for
white space and half-width marks inside short texts, so that two printings of a name agree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from banmian.portable import writable
from banmian.records import Anomaly, Appearance, Article, Byline, Event, Facts, Issue, Line, Topic
from banmian.uncollected import uncollected

Record = dict[str, Any]

_FULL_WIDTH = str.maketrans("(),:;?!", "（），：；？！")
_PLAIN = re.compile("[\u4e00-\u9fff]+")
"""As nearly all names and posts are."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = "[0-9A-Za-z]"
_HALF_WIDTH = re.compile(rf"[()]|(?<!{_WORD})[,:;?!]|[,:;?!](?!{_WORD})")


@uncollected()
def to_record(issue: Issue) -> Record:
    """The record of an issue: JSON types only, keys in the documented order."""
    page = issue.page
    return {
        "issue_id": issue.issue_id,
        "source": writable(page.source.name),
        "publication_date": _day(page.publication_date),
        "date_range": _date_range(issue.facts),
        "articles": [_article(*pair) for pair in zip(page.articles, issue.facts, strict=True)],
        "anomalies": _anomalies(issue.anomalies),
        "leftover": [list(span) for span in page.leftover],
    }


def agreed(text: str) -> str:
    """A name, title, headline or slogan as two sources would agree to write it.

    White space is removed; an ASCII mark in Chinese text becomes full-width unless it stands
    between digits or letters (3:30, 1,000).
    """
    if _PLAIN.fullmatch(text):
        return text
    text = "".join(writable(text).split())
    if not _HAN.search(text):
        return text
    return _HALF_WIDTH.sub(lambda mark: mark[0].translate(_FULL_WIDTH), text)


def _article(article: Article, facts: Facts) -> Record:
    return {
        "article_id": article.article_id,
        "headline": _line(article.headline),
        "kicker": _line(article.kicker),
        "subhead": _line(article.subhead),
        "body": writable(article.body.text),
        "kind": facts.kind,
        "event": _event(facts.event),
        "byline": _byline(facts.byline),
        "people": [_person(person) for person in facts.people],
        "organisations": _once(entity.canonical for entity in facts.organisations),
        "places": _once(entity.canonical for entity in facts.places),
        "slogans": _once(slogan.canonical for slogan in facts.slogans),
        "topics": _topics(facts.topics),
        "anomalies": _anomalies(facts.anomalies),
        "spans": [list(span) for span in article.spans],
    }


def _event(event: Event) -> Record:
    return {
        "date": _day(event.date),
        "end_date": _day(event.end_date),
        "part_of_day": event.part_of_day,
        "name": agreed(event.name) if event.name else None,
        "series": agreed(event.series) if event.series else None,
        "ordinal": list(event.ordinal) if event.ordinal else None,
        "year_evidence": writable(event.year_evidence) if event.year_evidence else None,
    }


def _byline(byline: Byline) -> Record:
    return {
        "reporters": _once(byline.reporters),
        "correspondents": _once(byline.correspondents),
        "photographers": _once(byline.photographers),
    }


def _person(person: Appearance) -> Record:
    return {
        "name": agreed(person.name),
        "canonical": agreed(person.canonical),
        "titles": _once(person.titles),
        "roles": list(person.roles),
        "present": person.present,
        "kind": person.kind,
    }


def _topics(topics: Sequence[Topic]) -> list[Record]:
    strongest = sorted(topics, key=lambda topic: -topic.share)
    return [{"topic": topic.topic, "share": round(topic.share, 4)} for topic in strongest]


def _anomalies(anomalies: Iterable[Anomaly]) -> list[Record]:
    return [{"kind": anomaly.kind, "detail": writable(anomaly.detail)} for anomaly in anomalies]


def _date_range(facts: Iterable[Facts]) -> list[str] | None:
    events = [fact.event for fact in facts]
    days = sorted(day for event in events for day in (event.date, event.end_date) if day)
    return [days[0].isoformat(), days[-1].isoformat()] if days else None


def _line(line: Line | None) -> str | None:
    return agreed(line.text) or None if line else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(agreed, texts)))
