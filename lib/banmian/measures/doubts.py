"""Names that may be one person's: what a reader has to look at, because nothing printed decides it."""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames
from banmian.measures.ledger import ledger

LIKELIEST_FIRST = ["confidence", "person", "other", "person_id", "other_id"]


def doubtful(frames: Frames) -> pd.DataFrame:
    """The rows of ``merges`` that were left open, the likeliest first; spans are where the other is first printed."""
    rows = frames.merges[frames.merges["decision"] == "review"].astype({"other_id": "str"})
    told = ledger(frames).drop_duplicates("person_id")[["person_id", "article_id", "start", "end"]]
    table = rows.merge(told.rename(columns={"person_id": "other_id"}), on="other_id", how="left")
    table = table.rename(columns={"name": "person"})
    return table.sort_values(LIKELIEST_FIRST, ascending=[False, True, True, True, True], ignore_index=True)


def both(frames: Frames, one: str, other: str) -> pd.DataFrame:
    """The rows of the ledger of two persons, those of the first before those of the other."""
    rows = ledger(frames)
    return pd.concat([rows[rows["person_id"] == one], rows[rows["person_id"] == other]], ignore_index=True)
