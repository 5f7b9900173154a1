"""Small libraries made by hand: issues whose facts a test can count on its fingers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from banmian.frames import Frames, to_frames
from banmian.layout.key import make_body, make_line
from banmian.records import (
    Anomaly,
    Appearance,
    Article,
    Entity,
    Event,
    Facts,
    Issue,
    Page,
    Slogan,
    Source,
    Topic,
)

Report = tuple[Article, Facts]


def person(
    name: str,
    role: str = "attend",
    *,
    present: bool = True,
    titles: Sequence[str] = (),
    canonical: str = "",
    kind: str = "official",
    at: tuple[int, int] = (0, 0),
) -> Appearance:
    return Appearance(
        name, canonical or name, tuple(titles), tuple(titles), (role,), None, present, kind, None, None,
        at, (at,), "test",
    )  # fmt: skip


def topic(name: str, share: float = 1.0, *evidence: tuple[str, str, tuple[int, int]]) -> Topic:
    return Topic(name, share, evidence)


def slogan(text: str, start: int, where: str = "body") -> Slogan:
    return Slogan(text, text, where, (start, start + len(text)), "test")


def place(text: str, start: int) -> Entity:
    return Entity(text, text, (start, start + len(text)), "test")


def report(
    body: str = "会议召开。",
    headline: str | None = "会议召开",
    date: str | None = None,
    *people: Appearance,
    kind: str = "meeting",
    name: str | None = None,
    series: str | None = None,
    ordinal: tuple[int, int] | None = None,
    faults: Sequence[str] = (),
    **facts: object,
) -> Report:
    """An article and what it says; it is numbered by ``issue``."""
    day = dt.date.fromisoformat(date) if date else None
    event = Event(date=day, name=name, series=series, ordinal=ordinal)
    anomalies = tuple(Anomaly(fault, "一处。") for fault in faults)
    line = make_line(headline, [(0, len(headline))]) if headline else None
    article = Article(
        "", 0, line, None, None, make_body(body, [(0, len(body))] if body else []), ((0, len(body)),)
    )
    return article, Facts(kind=kind, event=event, people=people, anomalies=anomalies, **facts)


def issue(issue_id: str, *reports: Report, printed: str | None = None, paper: str | None = None) -> Issue:
    """A page of these reports."""
    articles = tuple(
        Article(f"{issue_id}-{number:02}", number, article.headline, None, None, article.body, article.spans)
        for number, (article, _) in enumerate(reports, 1)
    )
    text = "\n".join(article.body.text for article in articles)
    source = Source(f"{issue_id}.txt", text, issue_id, "utf-8")
    day = dt.date.fromisoformat(printed) if printed else None
    page = Page(source, issue_id, paper, day, (), articles, ())
    return Issue(page, tuple(facts for _, facts in reports))


def library(*issues: Issue) -> Frames:
    return to_frames(issues)
