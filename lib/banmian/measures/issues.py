"""The issues in time, each with what it holds."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames, issue_labels, same_event


def issues(frames: Frames) -> pd.DataFrame:
    """A row an issue, in the order of time (those without a day first).

    ``date`` is the day of publication, else that of the last event; ``events`` are distinct events,
    ``present`` distinct persons present, ``whole`` of ``articles`` are complete.
    """
    table = frames.issues[["issue_id", "first_date", "last_date"]].copy()
    table["label"] = table["issue_id"].map(issue_labels(frames.issues))
    table["date"] = frames.issues["publication_date"].fillna(table["last_date"])
    there = frames.appearances[frames.appearances["present"]]
    counts = {
        "articles": _per_issue(frames.articles, "article_id"),
        "whole": _per_issue(frames.articles[frames.articles["whole"]], "article_id"),
        "events": _per_issue(frames.events.assign(event_id=same_event(frames.events)), "event_id"),
        "present": _per_issue(there, "person_id"),
    }
    for name, count in counts.items():
        table[name] = table["issue_id"].map(count).fillna(0).astype("Int64")
    table = table.sort_values(["date", "issue_id"], na_position="first", ignore_index=True)
    newest = table["date"].last_valid_index()
    return table.assign(latest=table.index == (len(table) - 1 if newest is None else newest))


def latest(frames: Frames) -> str | None:
    """The ``issue_id`` of the latest issue; None of no issue."""
    table = issues(frames)
    return table.loc[table["latest"], "issue_id"].iloc[0] if len(table) else None


def _per_issue(rows: pd.DataFrame, of: str) -> pd.Series[int]:
    return rows.astype({"issue_id": "str"}).groupby("issue_id")[of].nunique()
