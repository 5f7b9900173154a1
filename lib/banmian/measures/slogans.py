"""Policy phrases (提法): which are printed, in how many articles, since when."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames
from banmian.frames import places as article_places


def ledger(frames: Frames) -> pd.DataFrame:
    """A row a phrase, that of most articles first: in ``articles`` of ``of``, at ``count`` places.

    ``article_id`` to ``end`` are its first place in time, ``first_date`` and ``last_date`` days of reports.
    """
    rows = places(frames)
    table = rows.groupby("canonical", sort=False).agg(
        articles=("article_id", "nunique"),
        count=("canonical", "size"),
        first_date=("date", "min"),
        last_date=("date", "max"),
    )
    first = rows.drop_duplicates("canonical").set_index("canonical")
    told = rows.dropna(subset="expansion").drop_duplicates("canonical").set_index("canonical")["expansion"]
    place = first[["article_id", "where", "start", "end"]]
    table = table.join(place).assign(expansion=told, of=len(frames.articles)).reset_index()
    order = ["articles", "count", "first_date", "canonical"]
    table = table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    return table[
        ["canonical", "articles", "of", "count", "first_date", "last_date", "expansion", *place.columns]
    ]


def places(frames: Frames, canonical: str | None = None) -> pd.DataFrame:
    """The rows of ``frames.slogans`` (of one phrase) with their ``date``, in time."""
    rows = frames.slogans
    if canonical is not None:
        rows = rows[rows["canonical"] == canonical]
    date = frames.whole.articles["date"].array.take(article_places(rows["article_id"]))
    table = rows.astype({"article_id": "str", "canonical": "str"}).assign(date=date)
    return table.sort_values(["date", "article_id", "start"], ignore_index=True)
