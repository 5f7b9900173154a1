"""Events in time, how often they come, and the gaps in meeting series."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames, same_event
from banmian.measures.intervals import LEVEL, poisson
from banmian.measures.issues import latest

LEADING = ("inspect", "speak")
"""Roles that show who led where nobody chaired."""
LEAST_ISSUES = 5
"""Of fewer covered issues a rate says nothing."""
EVENT_COLUMNS = [
    "event_id", "article_id", "issue_id", "date", "end_date", "part_of_day", "kind", "name", "series",
    "ordinal_year", "ordinal", "chair", "leader", "headline", "agenda", "present", "reports", "latest",
    "start", "end",
]  # fmt: skip


def events(frames: Frames) -> pd.DataFrame:
    """A row a distinct event, by its date, undated ones last.

    ``leader`` is the chair, else who inspects, else who speaks (the first in print); ``present`` persons
    are named as being there, ``reports`` articles tell of it; the span is in the body of ``article_id``.
    """
    event = same_event(frames.events)
    table = frames.events[frames.events["event_id"] == event].copy()
    people = _present(frames, dict(zip(frames.events["event_id"], event, strict=True)))
    table["reports"] = table["event_id"].map(event.value_counts()).astype("Int64")
    present = people.groupby("event_id")["person_id"].nunique()
    table["present"] = table["event_id"].map(present).fillna(0).astype("Int64")
    table["leader"] = table["chair"].fillna(table["event_id"].map(_leaders(frames, people)).astype("str"))
    table["headline"] = (
        table["article_id"].astype("str").map(frames.articles.set_index("article_id")["headline"])
    )
    table["latest"] = table["issue_id"] == latest(frames)
    return table.sort_values(["date", "event_id"], ignore_index=True)[EVENT_COLUMNS]


def series(frames: Frames) -> pd.DataFrame:
    """A row an event of a meeting series, in time, beside the one before it in the same paper.

    ``missing`` is how many ordinals lie between the two without being in the library. Where the
    year changed it counts those of the new year alone, and ``at_least`` is true.
    """
    table = events(frames)
    table = table[table["series"].notna() & table["date"].notna()]
    paper = table["issue_id"].astype("str").map(frames.issues.set_index("issue_id")["paper"])
    before = table.groupby([table["series"].astype("str"), paper], dropna=False, sort=False)[
        ["event_id", "date", "ordinal_year", "ordinal"]
    ].shift()
    new_year = (table["ordinal_year"] != before["ordinal_year"]).fillna(False).astype(bool)
    last = before["ordinal"].mask(new_year, 0)
    return table.assign(
        previous_event_id=before["event_id"],
        previous_date=before["date"],
        days=(table["date"] - before["date"]).dt.days.astype("Int64"),
        missing=(table["ordinal"] - last - 1).clip(lower=0),
        at_least=new_year,
    ).sort_values(["series", "date"], ignore_index=True)[
        ["series", "event_id", "article_id", "date", "ordinal_year", "ordinal", "previous_event_id",
         "previous_date", "days", "missing", "at_least"]
    ]  # fmt: skip


def rates(frames: Frames, by: str = "kind") -> pd.DataFrame:
    """Events per issue by ``kind`` or ``chair``, with the exact Poisson interval; most frequent first.

    ``n`` distinct events in ``of`` issues; too few issues are not ``enough``.
    """
    covered = len(frames.issues)
    counts = events(frames).groupby(by, observed=True).size().rename("n")
    table = (
        counts.rename_axis("by")
        .reset_index()
        .sort_values(["n", "by"], ascending=[False, True], ignore_index=True)
    )
    low, high = poisson(table["n"], covered)
    return table.assign(
        of=covered,
        rate=table["n"] / max(covered, 1),
        low=low,
        high=high,
        level=LEVEL,
        enough=covered >= LEAST_ISSUES,
    )


def _present(frames: Frames, event: dict[str, str]) -> pd.DataFrame:
    """The appearances of who was there, with the distinct event that they were at."""
    there = frames.appearances[frames.appearances["present"] & frames.appearances["event_id"].notna()]
    return there.assign(event_id=there["event_id"].astype("str").map(event))


def _leaders(frames: Frames, people: pd.DataFrame) -> pd.Series:
    """By event the name of who leads it though nobody chairs."""
    leading = people[people["role"].isin(LEADING)]
    order = leading["role"].astype("str").map(LEADING.index)
    first = leading.assign(order=order).sort_values(["order", "start"]).drop_duplicates("event_id")
    names = first["person_id"].astype("str").map(frames.people.set_index("person_id")["name"])
    return names.set_axis(first["event_id"])
