"""The issues in time, each with what it holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from banmian.cut import column
from banmian.frames import Frames, Places, issue_labels, places
from banmian.once import once
from banmian.same import told


@once
def in_time(frames: Frames) -> pd.DataFrame:
    """A row an issue, in the order of time (those without a day first): issue_id, first_date, last_date, ``date``.

    ``date`` is the day of publication, else that of the last event; the index has the places of the issues.
    """
    table = frames.issues[["issue_id", "first_date", "last_date"]]
    table = table.assign(date=frames.issues["publication_date"].fillna(table["last_date"]))
    return table.sort_values(["date", "issue_id"], na_position="first")


def issues(frames: Frames) -> pd.DataFrame:
    """The issues ``in_time``, each with its ``label`` and what it holds; the ``latest`` one is marked.

    ``events`` are distinct events, ``present`` distinct persons present, ``whole`` of ``articles`` are complete.
    """
    table = in_time(frames)
    page, event = places(column(frames, "events", "issue_id")), told(frames)[frames.rows("events")]
    there = column(frames, "appearances", "present").to_numpy()
    here, person = (places(column(frames, "appearances", name))[there] for name in ("issue_id", "person_id"))
    articles, whole = (column(frames, "articles", name) for name in ("issue_id", "whole"))
    rows = len(frames.whole.issues)
    counts = {
        "articles": _on(places(articles), rows),
        "whole": _on(places(articles[whole]), rows),
        "events": _different(page, event, rows),
        "present": _different(here, person, rows),
    }
    table["label"] = table["issue_id"].map(issue_labels(frames.issues))
    own = {name: pd.array(count[table.index], "Int64") for name, count in counts.items()}
    newest = place_of_latest(frames)
    order = ["issue_id", "first_date", "last_date", "label", "date", *own]
    table = table.assign(**own)[order].assign(latest=table.index == newest)
    return table.reset_index(drop=True)


def latest(frames: Frames) -> str | None:
    """The ``issue_id`` of the latest issue; None of no issue."""
    place = place_of_latest(frames)
    return None if place is None else str(frames.whole.issues["issue_id"].iloc[place])


def place_of_latest(frames: Frames) -> int | None:
    """The place of the latest issue that has a day, else of the last one; None of no issue."""
    table = in_time(frames)
    if table.empty:
        return None
    dated = table.index[table["date"].notna()].to_numpy()
    return int(dated[-1] if len(dated) else table.index.to_numpy()[-1])


def _on(page: Places, rows: int) -> NDArray[np.intp]:
    return np.bincount(page, minlength=rows)


def _different(page: Places, what: Places, rows: int) -> NDArray[np.intp]:
    """How many different ``what`` each page has."""
    pairs = pd.Series(page * (what.max(initial=0) + 1) + what)
    return _on(page[~pairs.duplicated().to_numpy()], rows)
