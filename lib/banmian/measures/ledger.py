"""Who appeared, in what role, under which title: counts of events, never of mentions.

Absence is 未见报: local rules cap who may be reported, so counts are censored by rank.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from banmian.frames import Frames, same_event

BETWEEN = r"、(?![^（）]*）)"
"""Between titles, not inside one: 高新区（示范区、综保区）主任."""


def ledger(frames: Frames, person_id: str | None = None) -> pd.DataFrame:
    """A row an appearance (of everyone, or of one person), by date, then as printed.

    ``printed`` is the spelling of that report, ``person`` the canonical name; spans are in the body.
    """
    rows = frames.appearances
    if person_id is not None:
        rows = rows[rows["person_id"] == person_id]
    rows = rows.astype({"article_id": "str", "person_id": "str"}).rename(columns={"name": "printed"})
    told = frames.articles[["article_id", "date", "headline"]]
    table = rows.merge(told, on="article_id").assign(person=_names(frames, rows["person_id"]).to_numpy())
    table["event"] = table["event_id"].astype("str").map(frames.events.set_index("event_id")["name"])
    columns = [
        "date", "issue_id", "article_id", "event_id", "person_id", "person", "printed", "role", "roles",
        "role_verb", "titles", "list_number", "position", "present", "headline", "event", "start", "end", "rule",
    ]  # fmt: skip
    return table.sort_values(["date", "article_id", "start"], ignore_index=True)[columns]


def attendance(frames: Frames, kinds: Collection[str] | None = None) -> pd.DataFrame:
    """A row a person: present at ``n`` of ``of`` distinct events; most first, then by first sight.

    ``kinds`` are codes of ``schema.PERSON_KINDS`` (all if None).
    """
    there = present(frames, kinds)
    counts = there.groupby("person_id").agg(
        n=("event_id", "nunique"), first_date=("date", "min"), last_date=("date", "max")
    )
    people = frames.people[["person_id", "name", "kind"]].rename(columns={"name": "person"})
    table = people.merge(counts.reset_index(), on="person_id").assign(of=same_event(frames.events).nunique())
    table = table.sort_values(
        ["n", "first_date", "person_id"], ascending=[False, True, True], ignore_index=True
    )
    return table[["person_id", "person", "kind", "n", "of", "first_date", "last_date"]]


def roles(frames: Frames, kinds: Collection[str] | None = None) -> pd.DataFrame:
    """A row a person and leading role: ``n`` of the ``of`` distinct events that the person was at."""
    there = present(frames, kinds).drop_duplicates(["person_id", "event_id"])
    counts = there.groupby(["person_id", "role"], observed=True).size().rename("n").reset_index()
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
    same = same_event(frames.events)
    one = same.where(frames.events["event_id"] == event_id).dropna()
    reports = frames.events.loc[same.isin(one), "event_id"]
    rows = ledger(frames)
    rows = rows[rows["event_id"].isin(reports)].drop_duplicates("person_id")
    columns = ["person_id", "person", "role", "role_verb", "titles", "present", "list_number", "position"]
    rows = rows.sort_values(
        ["present", "article_id", "start"], ascending=[False, True, True], ignore_index=True
    )
    return rows[[*columns, "start", "end", "article_id"]]


def present(frames: Frames, kinds: Collection[str] | None = None) -> pd.DataFrame:
    """A row a person present at the report of an event: person_id, event_id (distinct), role, date."""
    rows = frames.appearances[frames.appearances["present"] & frames.appearances["event_id"].notna()]
    if kinds is not None:
        rows = rows[rows["kind"].isin(kinds)]
    events = frames.events[["event_id", "date"]].assign(distinct=same_event(frames.events))
    rows = rows[["person_id", "event_id", "role"]].astype({"person_id": "str", "event_id": "str"})
    rows = rows.merge(events, on="event_id")
    return rows.assign(event_id=rows["distinct"]).drop(columns="distinct")


def _names(frames: Frames, person_ids: pd.Series) -> pd.Series:
    return person_ids.map(frames.people.set_index("person_id")["name"])
