"""Which days and weeks the library covers: what is not covered is a gap, not a zero."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames
from banmian.once import once
from banmian.same import distinct


@once
def papers(frames: Frames) -> tuple[str, ...]:
    """The names of the papers, as they come; nothing of pages without one."""
    return tuple(frames.issues["paper"].dropna().unique())


@once
def period(frames: Frames) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The first and the last day of an article; None if none has one."""
    days = frames.whole.articles["date"][frames.kept].dropna()
    return (days.min(), days.max()) if len(days) else None


@once
def days(frames: Frames) -> pd.DataFrame:
    """A row a day from the first to the last of any issue: is it within the days of an issue?

    ``issues`` such issues; ``articles`` and distinct ``events`` of that day.
    """
    spans = frames.issues[["first_date", "last_date"]].dropna()
    first, last = spans["first_date"].min(), spans["last_date"].max()
    dates = pd.date_range(first, last) if len(spans) else pd.DatetimeIndex([])
    table = pd.DataFrame({"date": dates.as_unit("ms")})
    events, articles = (frames.whole.events["date"], frames.whole.articles["date"])
    ended = _on(table, spans["last_date"]).cumsum().shift(fill_value=0)
    table["issues"] = _on(table, spans["first_date"]).cumsum() - ended
    table["covered"] = table["issues"] > 0
    table["articles"] = _on(table, articles[frames.kept])
    table["events"] = _on(table, events.iloc[distinct(frames)])
    return table[["date", "covered", "issues", "articles", "events"]]


@once
def weeks(frames: Frames) -> pd.DataFrame:
    """A row a week by its Monday: ``covered`` if any of its days is, else it is a gap.

    ``issues`` at most on one day, ``articles`` and distinct ``events`` of its days.
    """
    table = days(frames)
    table["week"] = table["date"] - pd.to_timedelta(table["date"].dt.day_of_week, unit="D")
    return table.groupby("week", as_index=False).agg(
        covered=("covered", "any"),
        issues=("issues", "max"),
        articles=("articles", "sum"),
        events=("events", "sum"),
    )


def _on(table: pd.DataFrame, dates: pd.Series) -> pd.Series:
    """How many of ``dates`` fall on each day of ``table``."""
    return table["date"].map(dates.value_counts()).fillna(0).astype("Int64")
