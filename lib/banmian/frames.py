"""Issues → frames: every table of ``schema.TABLES``, one fact a row.

Texts and counts of words stay where they are (``bodies``); ``text`` reads them by article and place.

Ids are numbers: the code of an id is the row that it stands for in its own table (``places``). So a
million articles are joined, filtered and counted by indexing, and no string is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from banmian import schema
from banmian.bodies import Bodies, InMemory, nothing
from banmian.census import Row
from banmian.counts import Block
from banmian.errors import TooMuch
from banmian.ids import OWN, linked
from banmian.portable import writable
from banmian.records import Article, Facts, Issue, Merge
from banmian.rows import table_rows
from banmian.short import short_names
from banmian.uncollected import uncollected
from banmian.words import stop_words

MOST_TERMS = 10_000_000
"""Counts of words that are given as a frame, which then takes half a gigabyte."""
ABOUT = 0.2
"""The share of its topic evidence from which on an article is about a topic: of .05 to .4 the one that
agrees best with the topics that readers gave to 112 reports (precision .89, recall .77)."""


Places = NDArray[np.intp]
Kept = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False, repr=False)
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

    def __repr__(self) -> str:
        """What there is to look at, for who types their name."""
        return f"<Frames: {len(self.issues)} issues, {int(self.kept.sum())} articles; {', '.join(schema.TABLES)}>"

    @property
    def terms(self) -> pd.DataFrame:
        """A row a word of an article. Of a large library ``measures.keyness`` counts without it: raises TooMuch."""
        counts = self.bodies.counts()
        if len(counts) > MOST_TERMS:
            raise TooMuch(
                f"词频共 {len(counts)} 行，一张表放不下；请用 banmian.measures.keyness 在库中统计。"
            )
        every = [pd.DataFrame(block._asdict()) for block in counts.blocks(self.kept)]
        rows = pd.concat(every or [pd.DataFrame(columns=list(Block._fields), dtype="int32")])
        words = counts.vocabulary.argsort()
        rows["words"] = words.argsort()[rows["words"]]  # by name: codes are in the order in which pages came
        rows = rows.sort_values(["articles", "words"])
        place, word, count = (rows[name].to_numpy() for name in Block._fields)
        articles = pd.CategoricalDtype(pd.Index(self.whole.articles["article_id"].array))
        return pd.DataFrame(
            {
                "article_id": pd.Categorical.from_codes(place, dtype=articles),
                "issue_id": self.whole.articles["issue_id"].array.take(place),
                "word": pd.Categorical.from_codes(word, counts.vocabulary[words]),
                "count": pd.array(count, "Int64"),
            }
        )

    @property
    def whole(self) -> Frames:
        """The library of which these are the frames: themselves, unless a selection cut them out."""
        return self

    @property
    def kept(self) -> Kept:
        """Which articles of the whole library are in these frames."""
        return np.ones(len(self.articles), bool)

    def rows(self, name: str) -> Places:
        """Which rows of a table of the whole library are in that of these frames, which need not be cut out for it."""
        return np.arange(len(getattr(self, name)))

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
    with uncollected():
        rows = table_rows(tuple(pages.values()), merges)
        frames: dict[str, Any] = {name: _frame(table, rows[name]) for name, table in schema.TABLES.items()}
        bodies = InMemory(pages, frames.pop("terms"))
        return assembled(frames, pages=pages, bodies=bodies, refused=tuple(refused))


def assembled(tables: Mapping[str, pd.DataFrame], **rest: Any) -> Frames:  # noqa: ANN401
    """Frames of these tables, in which ids become places; the ``rest`` are the other fields.

    People are those who appear, with their events and articles counted.
    """
    seen = tables["appearances"]["person_id"].cat.remove_unused_categories().cat.categories
    people = tables["people"]
    people = people[people["person_id"].isin(seen)].reset_index(drop=True)
    tables = linked({**tables, "people": people})
    told = same_event(tables["events"])
    frames: dict[str, Any] = tables | {"people": counted(people, tables["appearances"], np.append(told, -1))}
    return Frames(**frames, **rest)


def places(ids: pd.Series) -> Places:
    """The row that each id stands for in its own table, that of the whole library; -1 for none."""
    return np.asarray(ids.array.codes, np.intp)


def spelled(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their ids as words: pandas turns a million categories into objects to iterate over one row."""
    return rows.astype({name: "str" for name in OWN if name in rows})


def find(ids: pd.Series, wanted: pd.Series | NDArray[Any] | Sequence[object]) -> Places:
    """The places of the ``wanted`` ones of these ids; -1 of others."""
    return np.asarray(ids.cat.categories.get_indexer(pd.Index(wanted)), np.intp)


def place(ids: pd.Series, wanted: object) -> int:
    """The same of one id."""
    return int(find(ids, [wanted])[0])


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
    """A short name of each issue for menus: its days, behind its paper where there are several papers.

    The file's name follows where these repeat, with its folders where that repeats (``short_names``), else a number.
    """
    sources = short_names(issues["source"])
    columns = (issues[name].to_numpy() for name in ("publication_date", "first_date", "last_date"))
    periods = [_period(*days) for days in zip(*columns, strict=True)]
    several = issues["paper"].nunique() > 1
    papers = (issues["paper"] + " ").fillna("") if several else [""] * len(issues)
    labels = [
        paper + (period or source) for paper, period, source in zip(papers, periods, sources, strict=True)
    ]
    often = Counter(labels)
    named = [
        f"{label} · {source}" if often[label] > 1 and label != source else label
        for label, source in zip(labels, sources, strict=True)
    ]
    met: Counter[str] = Counter()
    for place, name in enumerate(named):
        met[name] += 1
        if met[name] > 1:
            named[place] = f"{name}（{met[name]}）"
    return dict(zip(issues["issue_id"], named, strict=True))


def same_event(events: pd.DataFrame) -> Places:
    """For each row of ``events`` the place of the first row that reports the same event.

    Two reports tell of one event when date, name and chair are printed and agree.
    """
    by = ["date", "name", "chair"]
    first = np.arange(len(events))
    full = np.flatnonzero(events[by].notna().all(axis="columns"))
    alike = events.iloc[full].groupby(by, sort=False).ngroup()  # numbered as they come
    first[full] = full[~alike.duplicated()][alike]
    return first


def counted(people: pd.DataFrame, appearances: pd.DataFrame, told: Places) -> pd.DataFrame:
    """The people who appear in ``appearances``, their events attended and articles counted there.

    ``told`` has by the place of an event that of the first report of it, and -1 at its end.
    """
    person, event = places(appearances["person_id"]), told[places(appearances["event_id"])]
    there = appearances["present"].to_numpy() & (event >= 0)
    pairs = pd.Series(person[there] * len(told) + event[there])
    events = np.bincount(person[there][~pairs.duplicated().to_numpy()], minlength=len(people))
    articles = np.bincount(person, minlength=len(people))  # an article names a person in one row
    table = people.assign(events=pd.array(events, "Int64"), articles=pd.array(articles, "Int64"))
    return table[articles > 0]


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
    texts = (cell for column in zip(*rows, strict=True) for cell in set(column) if isinstance(cell, str))
    if not all(map(str.isprintable, texts)):
        rows = [tuple(writable(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]
    return table.frame(rows).drop_duplicates(list(table.key), ignore_index=True)


@cache
def _period(printed: np.datetime64, first: np.datetime64, last: np.datetime64) -> str:
    if not np.isnat(printed):
        return _day(printed)
    if np.isnat(first):
        return ""
    if first == last:
        return _day(first)
    return f"{_day(first)} 至 {_day(last)[5:] if _day(first)[:4] == _day(last)[:4] else _day(last)}"


def _day(day: np.datetime64) -> str:
    return str(day.astype("datetime64[D]"))
