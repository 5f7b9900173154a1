"""Events in time, how often they come, and the gaps in meeting series."""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.frames import Frames, Places, place, places, spelled
from banmian.measures.intervals import LEVEL, poisson
from banmian.measures.issues import place_of_latest
from banmian.measures.seats import present, sizes
from banmian.once import once
from banmian.same import distinct, told

LEADING = ("inspect", "speak")
"""Roles that show who led where nobody chaired."""
LEAST_ISSUES = 5
"""Of fewer covered issues a rate says nothing."""
EVENT_COLUMNS = [
    "event_id", "article_id", "issue_id", "date", "end_date", "part_of_day", "kind", "name", "series",
    "ordinal_year", "ordinal", "chair", "leader", "headline", "agenda", "present", "reports", "latest",
    "start", "end",
]  # fmt: skip


@once
def events(frames: Frames) -> pd.DataFrame:
    """A row a distinct event, by its date, undated ones last.

    ``leader`` is the chair, else who inspects, else who speaks (the first in print); ``present`` persons
    are named as being there, ``reports`` articles tell of it; the span is in the body of ``article_id``.
    """
    every, here = _by_day(frames.whole), np.zeros(len(frames.whole.events), bool)
    here[distinct(frames)] = True
    return _told(frames, every[here[every]]).reset_index(drop=True)


@once
def of_issue(frames: Frames, issue_id: str) -> pd.DataFrame:
    """The distinct events first reported in an issue, the fullest first, of these the latest."""
    issue, every = frames.whole.events["issue_id"], distinct(frames)
    own = every[places(issue)[every] == place(issue, issue_id)]
    rows = _told(frames, own[np.argsort(frames.whole.events["date"].to_numpy()[own], kind="stable")])
    return spelled(rows).sort_values(["present", "date"], ascending=False, ignore_index=True)


@once
def _by_day(whole: Frames) -> Places:
    """The places of all events, the undated last."""
    return np.argsort(whole.events["date"].to_numpy(), kind="stable")


def _told(frames: Frames, own: Places) -> pd.DataFrame:
    """These distinct events as rows of ``events``, in this order."""
    whole, event = frames.whole.events, told(frames)[frames.rows("events")]
    table = whole[[name for name in EVENT_COLUMNS if name in whole]].take(own)
    told_fully: pd.DataFrame = table.assign(
        reports=pd.array(np.bincount(event, minlength=len(whole))[own], "Int64"),
        present=pd.array(sizes(frames)[own], "Int64"),
        leader=table["chair"].fillna(_leaders(frames, table["chair"])),
        headline=frames.whole.articles["headline"].array.take(places(table["article_id"])),
        latest=places(table["issue_id"]) == place_of_latest(frames),
    )
    return told_fully[EVENT_COLUMNS]


@once
def series(frames: Frames) -> pd.DataFrame:
    """A row an event of a meeting series, in time, beside the one before it in the same paper.

    ``missing`` is how many ordinals lie between the two without being in the library. Where the
    year changed it counts those of the new year alone, and ``at_least`` is true.
    """
    table = events(frames)
    table = table[table["series"].notna() & table["date"].notna()]
    paper = pd.factorize(frames.whole.issues["paper"])[0][places(table["issue_id"])]
    own = places(table["series"]) * (paper.max(initial=0) + 2) + paper
    before = table.groupby(own, sort=False)[["event_id", "date", "ordinal_year", "ordinal"]].shift()
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


def _leaders(frames: Frames, chair: pd.Series) -> pd.Series:
    """Of these events, which the index places, the names of who leads though nobody chairs."""
    people = present(frames)
    unchaired = np.zeros(len(frames.whole.events), bool)
    unchaired[chair.index[chair.isna()]] = True
    leading = people[people["role"].isin(LEADING) & unchaired[people["event"]]]
    start = leading["start"].to_numpy(np.int64, na_value=2**31 - 1)
    speaks = (leading["role"] != LEADING[0]).to_numpy()
    last_first = leading.iloc[np.lexsort((start, speaks))[::-1]]
    leader = np.full(len(unchaired), -1)
    leader[last_first["event"]] = last_first["person"]  # of several the first stays
    return frames.whole.people["name"].reindex(leader[chair.index]).set_axis(chair.index)
