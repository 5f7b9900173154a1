"""A table of rows, 200 at a time, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.frames import Places
from pages.common import show
from pages.common.data import View
from pages.common.worded import readable, several, with_paper

ROWS = 200
"""Shown at once."""
SEARCHED = 50_000
"""Rows that are searched, the first."""


@st.fragment
def table(
    view: View,
    rows: pd.DataFrame | Places,
    columns: list[str],
    name: str,
    tell: Callable[[Any], pd.DataFrame] | None = None,
) -> None:
    """Rows with a search, 200 at a time; each leads to its place in 原文. All that are found can be taken away.

    The column ``paper`` is there where there are several papers.
    Rows that take long to make are told when they are shown: ``tell`` makes those of some of ``rows``.
    """
    words = st.text_input("查找", key=f"find-{name}", placeholder="在表中查找", label_visibility="collapsed")
    columns = [column for column in columns if column != "paper" or several(view.frames)]
    told_of = partial(_told, view, tell)
    if words:
        if len(rows) > SEARCHED:
            show.small(f"只在前 {SEARCHED} 行里查找，共 {len(rows)} 行。")
        rows, told_of = _holding(told_of(rows[:SEARCHED]), columns, words), pd.DataFrame
        view = view.about(f"含“{words}”的行")
        show.small(f"{len(rows)} 行含有“{words}”")
    first = 0
    if len(rows) > ROWS:
        first = ROWS * (st.pagination(-(-len(rows) // ROWS), key=f"page-{name}") - 1)
    told = told_of(rows[first : first + ROWS])
    page = readable(told, columns)
    page.insert(0, "原文", "原文")
    st.dataframe(
        page, hide_index=True, key=f"table-{name}", placeholder="", column_config=_columns(page, name)
    )
    show.downloads(partial(told_of, rows), name, view, "CSV XLSX")
    if click := st.session_state.get(f"open-{name}"):
        st.switch_page(show.READER, query_params=show.place(told.iloc[click["row"]]))


def _told(
    view: View, tell: Callable[[Any], pd.DataFrame] | None, rows: pd.DataFrame | Places
) -> pd.DataFrame:
    return with_paper(view.frames, tell(rows) if tell else pd.DataFrame(rows))


def _holding(rows: pd.DataFrame, columns: list[str], words: str) -> pd.DataFrame:
    """The rows that have these words in a cell as it is shown."""
    shown = readable(rows, columns).astype("str")
    hits = shown.apply(lambda column: column.str.contains(words, case=False, regex=False))
    return rows[hits.any(axis="columns")]


def _columns(page: pd.DataFrame, name: str) -> dict[str, Any]:
    days = {
        column: st.column_config.DateColumn(format="YYYY-MM-DD") for column in page.select_dtypes("datetime")
    }
    shares = {
        schema.LABELS[name]: st.column_config.NumberColumn(format="%.2f") for name in ("share", "confidence")
    }
    return {
        **days,
        **shares,
        "原文": st.column_config.ButtonColumn("", type="tertiary", width=60, pinned=True, key=f"open-{name}"),
    }
