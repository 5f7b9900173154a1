"""What the user picked: read from the URL, applied to every frame, said in Chinese.

An article stands in the period of its own event. One without a date stands in that of its page
(first to last event, else the day of publication); a page without any date falls out as soon as a
bound is set.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from banmian import schema
from banmian.cut import column
from banmian.frames import Frames, Kept, Places, about, counted, issue_labels, places
from banmian.once import once
from banmian.same import told

Days = NDArray[np.datetime64]
Params = Mapping[str, Sequence[str]]
LABELS = {"start": "开始日期", "end": "结束日期", "topics": "议题", "issues": "版面", "kinds": "类别"}
NAMED = 3
"""So many chosen values are named; of more only the number is said."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Bounds of days (inclusive) and chosen values; whatever is empty does not filter."""

    start: dt.date | None = None
    end: dt.date | None = None
    topics: tuple[str, ...] = ()
    """An article is in if it is about any of them (``frames.about``)."""
    issues: tuple[str, ...] = ()
    """Of ``issue_id``."""
    kinds: tuple[str, ...] = ()
    """Codes of ``schema.ARTICLE_KINDS``."""

    def __bool__(self) -> bool:
        return bool(self.active())

    @classmethod
    def from_query(cls, params: Params, frames: Frames) -> tuple[Self, tuple[str, ...]]:
        """The selection that a URL asks for, and a Chinese sentence on each value that makes no sense.

        Issues and kinds are understood by code and by label. Unknown parameters are not ours.
        """
        faults: list[str] = []
        start, end = (_day(name, params.get(name, ()), faults) for name in ("start", "end"))
        if start and end and start > end:
            faults.append("开始日期晚于结束日期，已对调。")
            start, end = end, start
        chosen = {
            name: _known(name, params.get(name, ()), frames, faults) for name in ("topics", "issues", "kinds")
        }
        return cls(start, end, **chosen), tuple(faults)

    def query(self) -> dict[str, list[str]]:
        """The parameters of the URL, repeated values in a list; what does not filter is left out."""
        return {name: [str(value) for value in _values(getattr(self, name))] for name in self.active()}

    def active(self) -> tuple[str, ...]:
        """The names of the fields that filter."""
        return tuple(name for name in LABELS if getattr(self, name))

    def without(self, *names: str) -> Self:
        """The same selection with these fields lifted."""
        blank = Selection()
        return replace(self, **{name: getattr(blank, name) for name in names})

    def apply(self, frames: Frames) -> Frames:
        """The frames of the chosen articles: what belongs to another article is in none of them.

        Issues keep the figures of the whole page, people those of first and last sight; how often
        people appear is counted anew. Pages and refused files stay.
        """
        return Chosen(frames, self.mask(frames)) if self else frames

    def mask(self, frames: Frames) -> Kept:
        """Which rows of ``frames.articles`` are chosen; ``frames`` is the whole library."""
        chosen = np.ones(len(frames.articles), bool)
        for name in self.active():
            chosen &= self._chosen_by(name, frames)
        return chosen

    def what_emptied(self, frames: Frames) -> tuple[str, ...]:
        """The fields each of which, lifted alone, lets articles in again; all if none alone does.

        ``frames`` is the whole library. Nothing if the selection is not empty.
        """
        by = {name: self._chosen_by(name, frames) for name in self.active()}
        if not by or np.logical_and.reduce([*by.values()]).any():
            return ()
        every = np.ones(len(frames.articles), bool)
        others = {lifted: [by[name] for name in by if name != lifted] for lifted in by}
        return tuple(name for name in by if np.logical_and.reduce([every, *others[name]]).any()) or tuple(by)

    def _chosen_by(self, name: str, frames: Frames) -> Kept:
        """Which articles one of the fields lets in."""
        match name:
            case "start":
                return np.asarray(_periods(frames)[1] >= np.datetime64(str(self.start)))
            case "end":
                return np.asarray(_periods(frames)[0] <= np.datetime64(str(self.end)))
            case "topics":
                return _about(frames, self.topics)
            case "issues":
                return _among(frames.articles["issue_id"], self.issues)
            case _:
                return _among(frames.articles["kind"], self.kinds)

    def describe(self, frames: Frames) -> str:
        """The selection in words, with how much of the library it leaves.

        ``已选: 2025-11-01 至 2026-03-06 · 议题 生态环保 · 2 期 5 篇``
        """
        kept = self.mask(frames)
        pages = len(np.unique(places(frames.articles["issue_id"])[kept]))
        count = f"{pages} 期 {int(kept.sum())} 篇"
        undated = int((frames.articles["date"].isna() & kept).sum())
        if undated and (self.start or self.end):
            count += f"（{undated} 篇无日期，按所在版面计）"
        issues = _issues(frames) if self.issues else {}
        named: dict[str, dict[str, str]] = {"topics": {}, "issues": issues, "kinds": schema.ARTICLE_KINDS}
        picked = [_named(name, getattr(self, name), labels) for name, labels in named.items()]
        parts = [part for part in (self._days(), *picked, count) if part]
        return ("已选: " if self else "全部: ") + " · ".join(parts)

    def slug(self) -> str:
        """A name for files: letters, digits, Chinese characters, - and _; at most 60 characters."""
        kinds = [schema.ARTICLE_KINDS.get(kind, kind) for kind in self.kinds]
        parts = [*(str(day) for day in (self.start, self.end) if day), *self.topics, *self.issues, *kinds]
        return re.sub(r"[^\w-]", "", "_".join(parts))[:60] or "全部"

    def _days(self) -> str:
        if self.start and self.end:
            return f"{self.start} 至 {self.end}"
        if self.start:
            return f"{self.start} 起"
        return f"至 {self.end}" if self.end else ""


class Chosen(Frames):
    """The frames of a selection. A table is cut out when it is first asked for: a page looks at few of them."""

    __slots__ = ("_kept", "_rows", "_whole")
    _kept: Kept
    _rows: dict[str, Places]
    _whole: Frames

    def __init__(self, whole: Frames, kept: Kept) -> None:
        said = {field.name for field in fields(Frames)} - schema.TABLES.keys()
        given = {name: getattr(whole, name) for name in said} | {"_whole": whole, "_kept": kept, "_rows": {}}
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @property
    def whole(self) -> Frames:
        """As in ``Frames``."""
        return self._whole

    @property
    def kept(self) -> Kept:
        """As in ``Frames``."""
        return self._kept

    def rows(self, name: str) -> Places:
        """As in ``Frames``."""
        if name not in self._rows:
            ids = None if name == "articles" else places(getattr(self._whole, name)["article_id"])
            self._rows[name] = np.flatnonzero(
                self._kept if ids is None else np.append(self._kept, False)[ids]
            )
        return self._rows[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        # the slot of a table that nobody asked for is empty
        if name not in schema.TABLES:
            raise AttributeError(name)
        table = self._cut(name)
        object.__setattr__(self, name, table)
        return table

    def _cut(self, name: str) -> pd.DataFrame:
        table: pd.DataFrame = getattr(self._whole, name)
        match name:
            case "issues":
                pages = places(self._whole.articles["issue_id"])[self._kept]
                return table.iloc[np.flatnonzero(np.bincount(pages, minlength=len(table)))]
            case "people":
                columns = {
                    name: column(self, "appearances", name) for name in ("person_id", "event_id", "present")
                }
                return counted(table, pd.DataFrame(columns), told(self))
            case "merges":
                person = places(column(self, "appearances", "person_id"))
                seen = np.bincount(person, minlength=len(self._whole.people)) > 0
                return _between(table, self._whole.people["person_id"][seen])
            case _:
                return table.iloc[self.rows(name)]


def _between(merges: pd.DataFrame, people: pd.Series[str]) -> pd.DataFrame:
    """The rows of ``merges`` about somebody of these people."""
    return merges[merges["person_id"].isin(people) | merges["other_id"].isin(people)]


def _values(value: object) -> Sequence[object]:
    return value if isinstance(value, tuple) else (value,)


def _day(name: str, given: Sequence[str], faults: list[str]) -> dt.date | None:
    """The first value as a day; an empty one is no value."""
    if not given or not given[0]:
        return None
    try:
        return dt.date.fromisoformat(given[0])
    except ValueError:
        faults.append(f"网址中的{LABELS[name]}“{_shown(given[0])}”不是日期，已略去。")
        return None


def _known(name: str, given: Sequence[str], frames: Frames, faults: list[str]) -> tuple[str, ...]:
    values = [value for value in given if value]
    known = _vocabulary(frames, name) if values else {}
    faults += (f"本库没有{LABELS[name]}“{_shown(value)}”，已略去。" for value in values if value not in known)
    return tuple(dict.fromkeys(known[value] for value in values if value in known))


@once
def _vocabulary(frames: Frames, name: str) -> dict[str, str]:
    """The values that a field takes, by code and by label."""
    match name:
        case "topics":
            return {topic: topic for topic in frames.topics["topic"].cat.categories}
        case "issues":
            issues = {label: issue_id for issue_id, label in _issues(frames).items()}
            return issues | {issue_id: issue_id for issue_id in frames.issues["issue_id"]}
        case _:
            kinds = {label: kind for kind, label in schema.ARTICLE_KINDS.items()}
            return kinds | {kind: kind for kind in schema.ARTICLE_KINDS}


@once
def _issues(frames: Frames) -> dict[str, str]:
    return issue_labels(frames.issues)


def _shown(value: str) -> str:
    """What stood in a URL, short and printable: it may hold anything."""
    return "".join(char for char in value if char.isprintable())[:24]


def _named(name: str, values: Sequence[str], labels: Mapping[str, str]) -> str:
    if not values:
        return ""
    if len(values) > NAMED:
        return f"{LABELS[name]} {len(values)} 个"
    return f"{LABELS[name]} " + "、".join(labels.get(value, value) for value in values)


def _among(labels: pd.Series, wanted: Sequence[str]) -> Kept:
    known: Kept = np.append(labels.cat.categories.isin(wanted), False)
    return known[places(labels)]


@once
def _about(frames: Frames, topics: tuple[str, ...]) -> Kept:
    """Which articles are about any of these topics."""
    rows = frames.topics[["article_id", "share", "rank"]].iloc[
        np.flatnonzero(_among(frames.topics["topic"], topics))
    ]
    mine = np.zeros(len(frames.articles), bool)
    mine[places(about(rows)["article_id"])] = True
    return mine


@once
def _periods(frames: Frames) -> tuple[Days, Days]:
    """First and last day on which each article stands, by its place."""
    articles, issues = frames.articles, frames.issues
    page = places(articles["issue_id"])
    printed = issues["publication_date"]
    begin, close = (issues[name].fillna(printed).to_numpy()[page] for name in ("first_date", "last_date"))
    first, last = (articles[name].to_numpy() for name in ("date", "end_date"))
    last = np.where(np.isnat(last), first, last)
    return np.where(np.isnat(first), begin, first), np.where(np.isnat(last), close, last)
