"""What the library holds in numbers with denominators, and what its latest issue brings."""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.cut import column
from banmian.frames import Frames, Places, place, places, spelled
from banmian.measures.issues import in_time
from banmian.measures.seats import present
from banmian.same import distinct


def figures(frames: Frames) -> pd.DataFrame:
    """A row a figure of ``schema.FIGURES``: ``n``, and the ``of`` that it belongs to.

    Distinct events of articles; persons present at one of persons named; distinct phrases of their
    occurrences; complete articles of all.
    """
    named, there = column(frames, "appearances", "person_id"), present(frames)["person"]
    phrases = column(frames, "slogans", "canonical")
    articles = int(frames.kept.sum())
    rows = [
        ("events", len(distinct(frames)), articles),
        ("people", _different(there.to_numpy()), _different(places(named))),
        ("slogans", _different(places(phrases)), len(phrases)),
        ("whole", int(frames.whole.articles["whole"].to_numpy()[frames.kept].sum()), articles),
    ]
    return pd.DataFrame(rows, columns=["figure", "n", "of"])


def new_people(frames: Frames, issue_id: str) -> pd.DataFrame:
    """Persons of an issue whom no earlier issue names, as first printed there.

    ``frames`` is the whole library; ``earlier`` counts the issues before. Without any, nothing is new.
    """
    fresh = _first_seen(frames, frames.appearances, "person_id", issue_id)
    names = frames.people["name"].take(places(fresh["person_id"]))
    fresh = fresh.astype({"person_id": "str"}).assign(person=names.to_numpy())
    columns = ["person_id", "person", "titles", "article_id", "issue_id", "date", "present", "start", "end"]
    return fresh[[*columns, "earlier"]]


def new_slogans(frames: Frames, issue_id: str) -> pd.DataFrame:
    """Phrases of an issue that no earlier issue has: first occurrence, and ``n`` in that issue.

    ``frames`` is the whole library; ``earlier`` counts the issues before. Without any, nothing is new.
    """
    here = frames.slogans[frames.slogans["issue_id"] == issue_id]
    fresh = _first_seen(frames, frames.slogans, "canonical", issue_id).astype({"canonical": "str"})
    fresh = fresh.assign(n=fresh["canonical"].map(here["canonical"].astype("str").value_counts()))
    columns = ["canonical", "printed", "article_id", "issue_id", "date", "where", "start", "end", "n"]
    return fresh[[*columns, "earlier"]]


def anomalies(frames: Frames) -> pd.DataFrame:
    """A row a kind of fault, the most frequent first: ``n`` faults in ``articles`` of ``of`` articles.

    A fault of a page belongs to no article; ``issues`` counts the pages that have the kind.
    """
    kinds = column(frames, "anomalies", "kind")
    kind, table = places(kinds), pd.DataFrame({"kind": kinds.cat.categories})
    table["n"] = np.bincount(kind, minlength=len(table))
    for name, ids in (("articles", "article_id"), ("issues", "issue_id")):
        of = places(column(frames, "anomalies", ids))
        met = np.zeros((of.max(initial=-1) + 2, len(table)), bool)
        met[of, kind] = True
        table[name] = met[:-1].sum(axis=0)
    table = table[table["n"] > 0].assign(of=int(frames.kept.sum()))
    return table.sort_values(["n", "kind"], ascending=[False, True], ignore_index=True)


def of_kind(frames: Frames, kind: str, most: int) -> pd.DataFrame:
    """The first faults of a kind, ``most`` of them, with the headline of their article."""
    own = np.flatnonzero(column(frames, "anomalies", "kind") == kind)[:most]
    rows = frames.whole.anomalies.iloc[frames.rows("anomalies")[own]]
    headline = frames.whole.articles["headline"].reindex(places(rows["article_id"]))
    return spelled(rows).assign(headline=headline.array)


def _different(values: Places) -> int:
    return int((np.bincount(values + 1, minlength=1)[1:] > 0).sum())


def _first_seen(frames: Frames, rows: pd.DataFrame, of: str, issue_id: str) -> pd.DataFrame:
    """The first row of each value of ``of`` in an issue that is in no issue before it."""
    here = place(frames.articles["issue_id"], issue_id)
    order = in_time(frames).index
    before = np.zeros(len(order), bool)
    before[order[: order.get_loc(here)]] = True
    page, value = places(rows["issue_id"]), places(rows[of])
    known = np.isin(value, value[before[page]])
    fresh = rows[(page == here) & ~known & before.any()]
    fresh = fresh.drop_duplicates(of, ignore_index=True)
    date = frames.articles["date"].take(places(fresh["article_id"])).to_numpy()
    told: pd.DataFrame = fresh.astype({"article_id": "str"})
    return told.assign(date=date, earlier=int(before.sum()))
