"""Issues → frames: every table of ``schema.TABLES``, one fact a row.

Texts and counts of words stay where they are (``bodies``); ``text`` reads them by article and place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from banmian import schema
from banmian.bodies import Bodies, InMemory, nothing
from banmian.census import Row
from banmian.portable import writable
from banmian.records import Article, Facts, Issue, Merge
from banmian.rows import table_rows
from banmian.words import stop_words

ABOUT = 0.2
"""The share of its topic evidence from which on an article is about a topic: of .05 to .4 the one that
agrees best with the topics that readers gave to 112 reports (precision .89, recall .77)."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frames:
    """A data frame a table (columns, dtypes and keys: ``schema.TABLES``) and the pages behind them."""

    issues: pd.DataFrame
    articles: pd.DataFrame
    events: pd.DataFrame
    people: pd.DataFrame
    appearances: pd.DataFrame
    posts: pd.DataFrame
    merges: pd.DataFrame
    slogans: pd.DataFrame
    topics: pd.DataFrame
    topic_words: pd.DataFrame
    organisations: pd.DataFrame
    places: pd.DataFrame
    anomalies: pd.DataFrame
    pages: Mapping[str, Issue] = field(default_factory=dict)
    """By ``issue_id``."""
    bodies: Bodies = field(default_factory=nothing)
    """The texts and the counts of words; of a selection those of the whole library."""
    refused: tuple[tuple[str, str], ...] = ()
    """(file name, one Chinese sentence) of the files that were not read."""
    repeated: tuple[tuple[str, str], ...] = ()
    """The same of the files whose text was there already."""
    own: tuple[str, ...] = ()
    """Words of the user's own that the texts were cut with (``words.content``)."""
    stop: frozenset[str] = field(default_factory=stop_words)
    """Words that say nothing: ours, as the user changed them."""
    called: Mapping[str, str] = field(default_factory=dict)
    """What the user called phrases of policy (``Slogan.canonical``): where they are counted as words, too."""
    unplaced: tuple[str, ...] = ()
    """The numbers of the corrections of a library that find their place no more."""

    @property
    def terms(self) -> pd.DataFrame:
        """A row a word of an article. Of a large library ``measures.keyness`` counts without it: raises TooMuch."""
        return self.bodies.terms(self.articles["article_id"])

    def tables(self) -> dict[str, pd.DataFrame]:
        """The frames by name, in the order of the schema."""
        return {name: getattr(self, name) for name in schema.TABLES}


def to_frames(
    issues: Iterable[Issue], refused: Sequence[tuple[str, str]] = (), merges: Iterable[Merge] = ()
) -> Frames:
    """Frames of the issues in the order of time, whatever order they come in; the same page only once.

    Of facts that share a key (a phrase found at one place by two rules) the first one counts.
    """
    pages = {issue.issue_id: issue for issue in sorted(issues, key=_when)}
    rows = table_rows(tuple(pages.values()), merges)
    frames: dict[str, Any] = {name: _frame(table, rows[name]) for name, table in schema.TABLES.items()}
    frames["people"] = counted(frames["people"], frames["appearances"], frames["events"])
    bodies = InMemory(pages, frames.pop("terms"))
    return Frames(**frames, pages=pages, bodies=bodies, refused=tuple(refused))


def article(frames: Frames, article_id: str) -> Article:
    """The article as laid out; ``KeyError`` if there is none of that number."""
    return _record(frames, article_id)[0]


def facts(frames: Frames, article_id: str) -> Facts:
    """What the article says; ``KeyError`` if there is none of that number."""
    return _record(frames, article_id)[1]


def text(frames: Frames, article_id: str, where: str = "body") -> str:
    """The text that spans with this ``where`` (a code of ``schema.WHERE``) point into; "" if none."""
    place = article_id, where
    return frames.bodies.texts([place]).get(place, "")


def about(topics: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``topics`` that count: what an article is about, not what it touches in passing."""
    return topics[(topics["share"] >= ABOUT) | (topics["rank"] == 1)]


def issue_labels(issues: pd.DataFrame) -> dict[str, str]:
    """A short name of each issue for axes and menus: its days, with the file's name where those repeat."""
    columns = (issues[name] for name in ("publication_date", "first_date", "last_date", "source"))
    labels = [
        _period(printed, first, last) or source for printed, first, last, source in zip(*columns, strict=True)
    ]
    often = Counter(labels)
    unique = (
        f"{label} · {source}" if often[label] > 1 else label
        for label, source in zip(labels, issues["source"], strict=True)
    )
    return dict(zip(issues["issue_id"], unique, strict=True))


def same_event(events: pd.DataFrame) -> pd.Series[str]:
    """For each row of ``events`` the first event_id that reports the same event, on the rows' index.

    Two reports tell of one event when date, name and chair are printed and agree.
    """
    by = ["date", "name", "chair"]
    first = events.groupby(by, sort=False, observed=True)["event_id"].transform("first")
    return first.where(events[by].notna().all(axis="columns"), events["event_id"])


def counted(people: pd.DataFrame, appearances: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The people who appear in ``appearances``, their events attended and articles counted there."""
    event = (
        appearances["event_id"]
        .astype("str")
        .map(dict(zip(events["event_id"], same_event(events), strict=True)))
    )
    there = appearances.assign(event=event.where(appearances["present"]))
    counts = there.groupby("person_id", observed=True).agg(
        events=("event", "nunique"), articles=("article_id", "nunique")
    )
    kept = people[people["person_id"].isin(counts.index)]
    counts = counts.astype("Int64").reindex(kept["person_id"].to_numpy()).set_index(kept.index)
    return kept.assign(events=counts["events"], articles=counts["articles"])


def _record(frames: Frames, article_id: str) -> tuple[Article, Facts]:
    issue = frames.pages[article_id.rpartition("-")[0]]
    for found, said in zip(issue.page.articles, issue.facts, strict=True):
        if found.article_id == article_id:
            return found, said
    raise KeyError(article_id)


def _when(issue: Issue) -> tuple[str, str, str]:
    last = max((str(said.event.date) for said in issue.facts if said.event.date), default="")
    return str(issue.page.publication_date or last), issue.issue_id, issue.source.name


def _frame(table: schema.Table, rows: list[Row]) -> pd.DataFrame:
    kept = [tuple(writable(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]
    return table.frame(kept).drop_duplicates(list(table.key), ignore_index=True)


def _period(printed: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp) -> str:
    if not pd.isna(printed):
        return f"{printed:%Y-%m-%d}"
    if pd.isna(first):
        return ""
    if first == last:
        return f"{first:%Y-%m-%d}"
    close = f"{last:%m-%d}" if first.year == last.year else f"{last:%Y-%m-%d}"
    return f"{first:%Y-%m-%d} 至 {close}"
