"""Which issues seem to be missing: by the days of the week on which a paper comes out."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames
from banmian.measures.intervals import wilson
from banmian.short import short_names

USUAL = 0.5
"""A paper comes out on a weekday if more than this share of such days has an issue, the lower bound taken."""


def papers(frames: Frames) -> pd.DataFrame:
    """A row a paper: ``n`` days with an issue, the first and the last of them, ``missing`` in between.

    ``missing`` is NA where no day of the week has a rhythm that could be told.
    """
    days = _calendar(frames)
    there = days[days["there"]].groupby("paper", as_index=False)
    table = there.agg(n=("date", "size"), first_date=("date", "min"), last_date=("date", "max"))
    lacking = table["paper"].map(missing(frames)["paper"].value_counts()).fillna(0).astype("Int64")
    return table.assign(missing=lacking.where(table["paper"].isin(_usual(rhythm(frames))["paper"])))


def rhythm(frames: Frames) -> pd.DataFrame:
    """A row a paper and weekday (1 to 7): ``n`` of the ``of`` such days from first to last issue have one.

    ``low`` and ``high`` bound that share (Wilson, 95 %); ``rhythm`` is ``printed`` where the lower one is
    above one half, ``none`` where the upper one is below, else ``thin``.
    """
    days = _calendar(frames).groupby(["paper", "weekday"], as_index=False)
    found = days.agg(n=("there", "sum"), of=("there", "size"))
    found["low"], found["high"] = wilson(found["n"], found["of"])
    found["rhythm"] = "thin"
    found.loc[found["low"] > USUAL, "rhythm"] = "printed"
    found.loc[found["high"] < USUAL, "rhythm"] = "none"
    return found


def missing(frames: Frames) -> pd.DataFrame:
    """A row a day without an issue on a weekday on which the paper comes out, from its first to its last issue."""
    days = _calendar(frames).merge(_usual(rhythm(frames)), on=["paper", "weekday"])
    lacking = days.loc[~days["there"], ["paper", "date", "weekday"]]
    return lacking.sort_values(["paper", "date"], ignore_index=True)


def unplaced(frames: Frames) -> pd.DataFrame:
    """A row a page that names no paper or no day of publication, and so has no place in a rhythm."""
    said = frames.issues[["issue_id", "source", "paper", "publication_date"]]
    said = said.assign(source=short_names(said["source"]))
    return said[said.isna().any(axis="columns")].reset_index(drop=True)


def _calendar(frames: Frames) -> pd.DataFrame:
    """A row a paper and day from its first to its last issue: is one of that day ``there``?"""
    printed = frames.issues[["paper", "publication_date"]].dropna().drop_duplicates(ignore_index=True)
    printed = printed.rename(columns={"publication_date": "date"}).assign(there=True)
    spans = printed.groupby("paper", as_index=False).agg(first=("date", "min"), last=("date", "max"))
    days = [pd.date_range(first, last) for first, last in zip(spans["first"], spans["last"], strict=True)]
    table = spans[["paper"]].assign(date=pd.Series(days, dtype="object")).explode("date", ignore_index=True)
    table = table.astype({"date": "datetime64[ms]"}).merge(printed, on=["paper", "date"], how="left")
    return table.assign(there=table["there"].notna(), weekday=table["date"].dt.day_of_week + 1)


def _usual(told: pd.DataFrame) -> pd.DataFrame:
    """The weekdays on which papers come out."""
    return told.loc[told["rhythm"] == "printed", ["paper", "weekday"]]
