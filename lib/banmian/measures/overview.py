"""What the library holds in numbers with denominators, and what its latest issue brings."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames, same_event
from banmian.measures.issues import issues


def figures(frames: Frames) -> pd.DataFrame:
    """A row a figure of ``schema.FIGURES``: ``n``, and the ``of`` that it belongs to.

    Distinct events of articles; persons present of persons named; distinct phrases of their
    occurrences; complete articles of all.
    """
    there = frames.appearances.loc[frames.appearances["present"], "person_id"]
    rows = [
        ("events", same_event(frames.events).nunique(), len(frames.articles)),
        ("people", there.nunique(), frames.appearances["person_id"].nunique()),
        ("slogans", frames.slogans["canonical"].nunique(), len(frames.slogans)),
        ("whole", int(frames.articles["whole"].sum()), len(frames.articles)),
    ]
    return pd.DataFrame(rows, columns=["figure", "n", "of"])


def new_people(frames: Frames, issue_id: str) -> pd.DataFrame:
    """Persons of an issue whom no earlier issue names, as first printed there.

    ``frames`` is the whole library; ``earlier`` counts the issues before. Without any, nothing is new.
    """
    fresh = _first_seen(frames, frames.appearances, "person_id", issue_id)
    fresh = fresh.assign(person=fresh["person_id"].map(frames.people.set_index("person_id")["name"]))
    columns = ["person_id", "person", "titles", "article_id", "issue_id", "date", "present", "start", "end"]
    return fresh[[*columns, "earlier"]]


def new_slogans(frames: Frames, issue_id: str) -> pd.DataFrame:
    """Phrases of an issue that no earlier issue has: first occurrence, and ``n`` in that issue.

    ``frames`` is the whole library; ``earlier`` counts the issues before. Without any, nothing is new.
    """
    here = frames.slogans[frames.slogans["issue_id"] == issue_id]
    fresh = _first_seen(frames, frames.slogans, "canonical", issue_id)
    fresh = fresh.assign(n=fresh["canonical"].map(here["canonical"].astype("str").value_counts()))
    columns = ["canonical", "printed", "article_id", "issue_id", "date", "where", "start", "end", "n"]
    return fresh[[*columns, "earlier"]]


def anomalies(frames: Frames) -> pd.DataFrame:
    """A row a kind of fault, the most frequent first: ``n`` faults in ``articles`` of ``of`` articles.

    A fault of a page belongs to no article; ``issues`` counts the pages that have the kind.
    """
    table = frames.anomalies.groupby("kind", observed=True).agg(
        n=("kind", "size"), articles=("article_id", "nunique"), issues=("issue_id", "nunique")
    )
    table = table.reset_index().assign(of=len(frames.articles))
    return table.sort_values(["n", "kind"], ascending=[False, True], ignore_index=True)


def _first_seen(frames: Frames, rows: pd.DataFrame, of: str, issue_id: str) -> pd.DataFrame:
    """The first row of each value of ``of`` in an issue that is in no issue before it."""
    order = issues(frames)["issue_id"].tolist()
    before = order[: order.index(issue_id)]
    known = rows.loc[rows["issue_id"].isin(before), of]
    fresh = rows[(rows["issue_id"] == issue_id) & ~rows[of].isin(known)] if before else rows.head(0)
    fresh = fresh.astype({of: "str", "article_id": "str"}).drop_duplicates(of, ignore_index=True)
    date = fresh["article_id"].map(frames.articles.set_index("article_id")["date"])
    return fresh.assign(date=date, earlier=len(before))
