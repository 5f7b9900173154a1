"""Names that may be one person's: what a reader has to look at, because nothing printed decides it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.cut import column
from banmian.frames import Frames, find, places
from banmian.measures.ledger import in_time, ledger, tell

LIKELIEST_FIRST = ["confidence", "person", "other", "person_id", "other_id"]


def doubtful(frames: Frames) -> pd.DataFrame:
    """The rows of ``merges`` that were left open, the likeliest first; spans are where the other is first printed."""
    rows = frames.merges[frames.merges["decision"] == "review"].astype({"other_id": "str"})
    told = _first_printed(frames, rows["other_id"])[["person_id", "article_id", "start", "end"]]
    table = rows.merge(told.rename(columns={"person_id": "other_id"}), on="other_id", how="left")
    table = table.rename(columns={"name": "person"})
    return table.sort_values(LIKELIEST_FIRST, ascending=[False, True, True, True, True], ignore_index=True)


def both(frames: Frames, one: str, other: str) -> pd.DataFrame:
    """The rows of the ledger of two persons, those of the first before those of the other."""
    return pd.concat([ledger(frames, one), ledger(frames, other)], ignore_index=True)


def _first_printed(frames: Frames, person_ids: pd.Series) -> pd.DataFrame:
    """The first row in the ledger of each of these persons."""
    person = column(frames, "appearances", "person_id")
    wanted = np.isin(places(person), find(person, person_ids.unique()))
    rows = in_time(frames)
    rows = rows[wanted[rows]]
    return tell(frames, rows[~pd.Series(places(person)[rows]).duplicated().to_numpy()])
