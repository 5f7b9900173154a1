"""Policy phrases (提法): which are printed, in how many articles, since when."""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.frames import Frames, Places
from banmian.frames import places as places_of
from banmian.measures.ledger import by_date


def ledger(frames: Frames) -> pd.DataFrame:
    """A row a phrase, that of most articles first: in ``articles`` of ``of``, at ``count`` places.

    ``article_id`` to ``end`` are its first place in time, ``first_date`` and ``last_date`` days of reports.
    """
    rows = frames.slogans.iloc[_in_time(frames, frames.slogans)]
    phrase, names = places_of(rows["canonical"]), rows["canonical"].cat.categories
    article = places_of(rows["article_id"])
    pairs = pd.Series(article * len(names) + phrase)
    first = rows[~pd.Series(phrase).duplicated().to_numpy()]
    days = pd.Series(frames.whole.articles["date"].array.take(article)).groupby(phrase)
    told = rows[rows["expansion"].notna()].drop_duplicates("canonical")
    table = first[["canonical", "article_id", "where", "start", "end"]].set_axis(
        places_of(first["canonical"])
    )
    table = table.assign(
        articles=_count(phrase[~pairs.duplicated().to_numpy()], len(names))[table.index],
        of=int(frames.kept.sum()),
        count=_count(phrase, len(names))[table.index],
        first_date=days.min(),
        last_date=days.max(),
        expansion=told["expansion"].set_axis(places_of(told["canonical"])),
    ).astype({"article_id": "str", "canonical": "str"})
    order = ["articles", "count", "first_date", "canonical"]
    table = table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    shown = ["canonical", "articles", "of", "count", "first_date", "last_date", "expansion"]
    return table[[*shown, "article_id", "where", "start", "end"]]


def places(frames: Frames, canonical: str | None = None) -> pd.DataFrame:
    """The rows of ``frames.slogans`` (of one phrase) with their ``date``, in time."""
    rows = frames.slogans
    if canonical is not None:
        rows = rows[rows["canonical"] == canonical]
    rows = rows.iloc[_in_time(frames, rows)]
    date = frames.whole.articles["date"].array.take(places_of(rows["article_id"]))
    table: pd.DataFrame = rows.astype({"article_id": "str", "canonical": "str"}).assign(date=date)
    return table.reset_index(drop=True)


def _in_time(frames: Frames, rows: pd.DataFrame) -> Places:
    """The order of these rows by the date of their article, then as printed."""
    rank = by_date(frames.whole)[places_of(rows["article_id"])]
    return np.argsort(rank << 32 | rows["start"].to_numpy(np.int64, na_value=2**31 - 1), kind="stable")


def _count(phrase: Places, of: int) -> Places:
    return np.bincount(phrase, minlength=of)
