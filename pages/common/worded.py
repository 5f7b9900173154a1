"""Rows as a reader takes them: codes as words, the paper by its name."""

from __future__ import annotations

import pandas as pd

from banmian import schema
from banmian.frames import Frames, find
from banmian.measures.coverage import papers

YES_NO = {"True": "是", "False": "否"}


def readable(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """These columns under their Chinese names, codes as words."""
    return worded(rows[columns]).rename(columns=schema.LABELS)


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the Chinese word for each code, yes and no among them."""
    words = schema.CODES | dict.fromkeys(rows.select_dtypes("bool").columns, YES_NO)
    coded = [column for column in rows.columns if column in words]
    return rows.assign(**{column: rows[column].astype("str").map(words[column]) for column in coded})


def with_paper(frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the name of their paper, where they say their issue and any paper is named."""
    if "issue_id" not in rows or "paper" in rows or not papers(frames):
        return rows
    page = find(frames.whole.articles["issue_id"], rows["issue_id"].astype("str"))
    return rows.assign(paper=frames.whole.issues["paper"].reindex(page).array)


def several(frames: Frames) -> bool:
    """Whether it has to be said which paper a row is from."""
    return len(papers(frames)) > 1
