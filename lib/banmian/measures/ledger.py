"""Who appeared, in what role, under which title: counts of events, never of mentions.

Absence is 未见报: local rules cap who may be reported, so counts are censored by rank.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.cut import column
from banmian.frames import Frames, Places, place, places, spelled
from banmian.measures.seats import seats
from banmian.once import once
from banmian.same import distinct, told

BETWEEN = r"、(?![^（）]*）)"
"""Between titles, not inside one: 高新区（示范区、综保区）主任."""
COLUMNS = [
    "date", "issue_id", "article_id", "event_id", "person_id", "person", "printed", "role", "roles",
    "role_verb", "titles", "list_number", "position", "present", "headline", "event", "start", "end", "rule",
]  # fmt: skip


def ledger(frames: Frames, person_id: str | None = None) -> pd.DataFrame:
    """A row an appearance (of everyone, or of one person), by date, then as printed.

    ``printed`` is the spelling of that report, ``person`` the canonical name; spans are in the body.
    """
    return tell(frames, in_time(frames, person_id))


@once
def in_time(frames: Frames, person_id: str | None = None) -> Places:
    """Which rows of ``frames.appearances`` a ledger has, in its order: so that a page of it can be told alone."""
    persons, articles, starts = (
        column(frames, "appearances", name) for name in ("person_id", "article_id", "start")
    )
    own = np.arange(len(persons))
    if person_id is not None:
        own = np.flatnonzero(persons == person_id)
    rank = by_date(frames.whole)[places(articles)[own]]
    start = starts.iloc[own].to_numpy(np.int64, na_value=2**31 - 1)
    return own[np.argsort(rank << 32 | start, kind="stable")]


def tell(frames: Frames, rows: Places) -> pd.DataFrame:
    """These rows of ``frames.appearances`` as those of a ledger, in this order."""
    whole = frames.whole
    table = whole.appearances.iloc[frames.rows("appearances")[rows]].rename(columns={"name": "printed"})
    article, person = places(table["article_id"]), places(table["person_id"])
    told_of = {name: whole.articles[name].array.take(article) for name in ("date", "headline")}
    event = whole.events["name"].reindex(places(table["event_id"])).array
    name = whole.people["name"].array.take(person)
    table = spelled(table)
    shown: pd.DataFrame = table.assign(event=event, person=name, **told_of).reset_index(drop=True)
    return shown[COLUMNS]


def together(frames: Frames, one: str, other: str) -> pd.DataFrame:
    """The rows of two persons in the reports that have both present at an event, in time."""
    rows = pd.concat([ledger(frames, one), ledger(frames, other)])
    rows = rows[rows["present"] & rows["event_id"].notna()]
    both = rows.groupby("event_id", observed=True)["person_id"].transform("nunique") == 2
    return rows[both].sort_values(["date", "article_id", "start"], ignore_index=True)


@once
def attendance(frames: Frames, kinds: tuple[str, ...] | None = None) -> pd.DataFrame:
    """A row a person: present at ``n`` of ``of`` distinct events; most first, then by first sight.

    ``kinds`` are codes of ``schema.PERSON_KINDS`` (all if None).
    """
    there = seats(frames, kinds)
    days = frames.whole.events["date"].array.take(there["event"].to_numpy())
    counts = pd.DataFrame({"person": there["person"], "date": days}).groupby("person")["date"]
    table = counts.agg(n="size", first_date="min", last_date="max")
    people = frames.whole.people.loc[table.index, ["person_id", "name", "kind"]]
    table = table.join(people.rename(columns={"name": "person"})).assign(of=len(distinct(frames)))
    table = table.sort_values(
        ["n", "first_date", "person_id"], ascending=[False, True, True], ignore_index=True
    )
    attended: pd.DataFrame = table[["person_id", "person", "kind", "n", "of", "first_date", "last_date"]]
    return attended


def roles(frames: Frames, kinds: tuple[str, ...] | None = None) -> pd.DataFrame:
    """A row a person and leading role: ``n`` of the ``of`` distinct events that the person was at."""
    there = seats(frames, kinds)
    counts = there.groupby(["person", "role"], observed=True).size().rename("n").reset_index()
    counts["person_id"] = frames.whole.people["person_id"].array.take(counts.pop("person").to_numpy())
    order = attendance(frames, kinds)[["person_id", "person", "n"]].rename(columns={"n": "of"})
    table = order.merge(counts, on="person_id")
    return table[["person_id", "person", "role", "n", "of"]]


def titles(frames: Frames, person_id: str) -> pd.DataFrame:
    """A row a title as printed beside one person: first and last date, and in how many articles."""
    rows = ledger(frames, person_id)
    one_each = rows.assign(title=rows["titles"].str.split(BETWEEN, regex=True))
    printed = one_each.explode("title").dropna(subset="title")
    table = printed.groupby("title", sort=False).agg(
        first_date=("date", "min"), last_date=("date", "max"), n=("article_id", "nunique")
    )
    return table.reset_index().sort_values(["first_date", "title"], ignore_index=True)


def people_at(frames: Frames, event_id: str) -> pd.DataFrame:
    """Everyone whom the reports of one event name, those present first, as printed."""
    first = told(frames)
    wanted = first[place(frames.whole.appearances["event_id"], event_id)]
    named = np.flatnonzero(
        (first[places(column(frames, "appearances", "event_id"))] == wanted) & (wanted >= 0)
    )
    return _of_reports(tell(frames, named))


def named_in(frames: Frames, article_id: str) -> pd.DataFrame:
    """Everyone whom one article names, as ``people_at``."""
    return _of_reports(
        tell(frames, np.flatnonzero(column(frames, "appearances", "article_id") == article_id))
    )


def _of_reports(rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["person_id", "person", "role", "role_verb", "titles", "present", "list_number", "position"]
    rows = rows.sort_values(["date", "article_id", "start"]).drop_duplicates("person_id")
    rows = rows.sort_values(
        ["present", "article_id", "start"], ascending=[False, True, True], ignore_index=True
    )
    return rows[[*columns, "start", "end", "article_id"]]


@once
def by_date(whole: Frames) -> Places:
    """By its place the rank of an article by date, the undated last."""
    rank = np.empty(len(whole.articles), np.intp)
    rank[np.argsort(whole.articles["date"].to_numpy(), kind="stable")] = np.arange(len(rank))
    return rank
