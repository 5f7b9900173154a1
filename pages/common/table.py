"""A table of rows, 200 at a time, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from banmian.frames import Places
from pages.common import show

ROWS = 200
"""Shown at once."""
SEARCHED = 50_000
"""Rows that are searched, the first."""


@st.fragment
def table(
    rows: pd.DataFrame | Places,
    columns: list[str],
    name: str,
    tell: Callable[[Any], pd.DataFrame] | None = None,
) -> None:
    """Rows with a search, 200 at a time; each leads to its place in 原文.

    Rows that take long to make are told when they are shown: ``tell`` makes those of some of ``rows``.
    """
    words = st.text_input("查找", key=f"find-{name}", placeholder="在表中查找", label_visibility="collapsed")
    if words:
        if len(rows) > SEARCHED:
            show.small(f"只在前 {SEARCHED} 行里查找，共 {len(rows)} 行。")
        rows, tell = _holding(tell(rows[:SEARCHED]) if tell else rows[:SEARCHED], columns, words), None
    first = 0
    if len(rows) > ROWS:
        first = ROWS * (st.pagination(-(-len(rows) // ROWS), key=f"page-{name}") - 1)
    told = rows[first : first + ROWS]
    told = tell(told) if tell else told
    page = show.readable(told, columns)
    page.insert(0, "原文", "原文")
    st.dataframe(
        page, hide_index=True, key=f"table-{name}", placeholder="", column_config=_columns(page, name)
    )
    if click := st.session_state.get(f"open-{name}"):
        st.switch_page(show.READER, query_params=show.place(told.iloc[click["row"]]))


def _holding(rows: pd.DataFrame, columns: list[str], words: str) -> pd.DataFrame:
    """The rows that have these words in a cell as it is shown."""
    shown = show.readable(rows, columns).astype("str")
    hits = shown.apply(lambda column: column.str.contains(words, case=False, regex=False))
    return rows[hits.any(axis="columns")]


def _columns(page: pd.DataFrame, name: str) -> dict[str, Any]:
    days = {
        column: st.column_config.DateColumn(format="YYYY-MM-DD") for column in page.select_dtypes("datetime")
    }
    return {
        **days,
        "原文": st.column_config.ButtonColumn("", type="tertiary", width=60, pinned=True, key=f"open-{name}"),
    }
