"""The only widgets that keep a state, and the one place where it is read: the URL says all of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from banmian import schema
from banmian.frames import Frames
from banmian.library import record
from banmian.records import Span
from banmian.selection import LABELS, Selection
from pages.common import folders
from pages.common.data import Library, View

OWN = "library"
"""The parameter of the URL that asks for the user's library where a folder of pages was named at the start."""
LISTED = 300
"""Options of a box: a browser takes no more in good time, and nobody reads them."""


def folder() -> Path:
    """Which folder to show: of a plain folder and the user's own library, the user says it in the sidebar."""
    given, own = folders.given(), folders.own()
    if own == given or not record.exists(own):
        return given
    _again(OWN)
    with st.sidebar:
        return {"folder": given, "own": own}[switch(OWN, "所读", {"folder": "文件夹", "own": "资料库"})]


def filters(library: Library) -> tuple[str, ...]:
    """The filters of every page, in the sidebar; returns a sentence on each value of the URL that makes no sense."""
    if library.frames.issues.empty:
        return ()
    _by_code(library)
    asked = {field: st.query_params.get_all(field) for field in LABELS}
    for field in LABELS:
        _again(field)
    many: dict[str, Any] = {"bind": "query-params", "select_all": False, "placeholder": "全部"}
    with st.sidebar:
        if library.first and library.last:
            _days(library.first, library.last)
        st.multiselect(LABELS["topics"], library.topics, key="topics", **many)
        _issues(library, many)
        st.pills(
            LABELS["kinds"], library.kinds, key="kinds", format_func=schema.ARTICLE_KINDS.get,
            selection_mode="multi", bind="query-params",
        )  # fmt: skip
    return _outside(asked, library) + Selection.from_query(asked, library.frames)[1]


def selection(library: Library) -> Selection:
    """What the filters say. The first and last day of the library are no bounds: undated reports stay in."""
    state = st.session_state
    start, end = state.get("start", library.first), state.get("end", library.last)
    said = {
        field: [str(value) for value in state.get(field) or ()] for field in ("topics", "issues", "kinds")
    }
    said["start"] = [str(start)] if start and start != library.first else []
    said["end"] = [str(end)] if end and end != library.last else []
    return Selection.from_query(said, library.frames)[0]


def lift(library: Library, fields: Sequence[str]) -> None:
    """Take these filters away; for the callbacks of buttons."""
    nothing: dict[str, Any] = {"start": library.first, "end": library.last}
    for field in fields:
        st.session_state[field] = nothing.get(field, [])


def filtered() -> dict[str, list[str]]:
    """The filters as they stand in the URL, the folder and what is searched for, for the links between pages."""
    carried = (*LABELS, OWN, "q")
    return {field: st.query_params.get_all(field) for field in carried if field in st.query_params}


def one(key: str, ask: str, options: Mapping[str, str], default: str | None = None) -> str | None:
    """The chosen one of ``options`` (id → name), which the URL carries as ``key``; else ``default``.

    ``ask`` says in one line what choosing does.
    """
    names = _distinct(options)
    asked = st.query_params.get(key)
    chosen = st.session_state[f"box-{key}"] = asked if asked in names else default
    st.selectbox(
        ask,
        list(names),
        format_func=names.get,
        key=f"box-{key}",
        placeholder="未选" if asked is None else "网址所指的不在所选的报道里",
        on_change=_from_box,
        args=(key,),
    )
    return chosen


def listed(
    key: str, rows: pd.DataFrame, of: str, words: str, asked: pd.DataFrame | None = None
) -> pd.DataFrame:
    """As many of ``rows`` as a box can list: the first ones, or those with what the user types in ``words``.

    ``asked`` (else a row whose id, in ``of``, the URL asks for as ``key``) is among them.
    """
    if asked is None:
        asked = rows[rows[of] == st.query_params.get(key)]
    if len(rows) > LISTED:
        hint = f"共 {len(rows)} 项，下面只列 {LISTED} 项；在此输入字词查找"
        typed = st.text_input(hint, key=f"find-{key}", placeholder=hint, label_visibility="collapsed")
        if typed:
            rows = rows[rows[words].str.contains(typed, case=False, regex=False).fillna(False)]
    return pd.concat([asked, rows.head(LISTED)]).drop_duplicates(of)


def article(view: View) -> str:
    """The article to read: of the selection, or another that the URL asks for; else the latest."""
    every, rows = view.library.frames.articles, view.of(newest)
    asked = every[every["article_id"] == st.query_params.get("article")]
    first = rows["article_id"].iloc[int((rows["length"] > 0).to_numpy(bool).argmax())]
    shown = listed("article", rows, "article_id", "headline", asked)
    shown = shown.sort_values(["date", "number"], ascending=[False, True])
    days = shown["date"].dt.strftime("%Y-%m-%d　").fillna("")
    titles = shown["headline"].fillna("（无题，第 " + shown["number"].astype("str") + " 篇）")
    names = dict(zip(shown["article_id"], days + titles, strict=True))
    return one("article", "选一篇报道", names, first) or first


def newest(frames: Frames) -> pd.DataFrame:
    """The articles, the newest first; those of one day as they are numbered on their pages."""
    rows = frames.articles[["article_id", "date", "number", "headline", "length"]]
    days = rows["date"].to_numpy().astype("datetime64[D]").astype("int64")  # a missing day is the smallest
    return rows.iloc[np.lexsort((rows["number"].to_numpy(int), -days.clip(-(2**40))))]


def remember(key: str, value: str | None) -> None:
    """Write what was chosen in a chart into the URL."""
    if value:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]


def span(key: str) -> Span | None:
    """A span that the URL carries as 12-34."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", st.query_params.get(key, ""))
    return (int(found[1]), int(found[2])) if found else None


def part(of: int, where: int, key: str) -> int:
    """Which of the parts of a text to show, from 0; at first the one that ``where`` says."""
    return st.pagination(of, default=min(where, of - 1) + 1, key=f"part-{key}-{where}") - 1 if of > 1 else 0


def switch(key: str, label: str, options: Mapping[str, str]) -> str:
    """One of a few ways to look at the same thing; the first is the default. The URL may also say its code."""
    first, names = next(iter(options)), dict(options)
    if key not in st.session_state and (asked := st.query_params.get(key)) in names:
        st.session_state[key] = asked
    return st.segmented_control(
        label, list(names), default=first, format_func=names.get, key=key, bind="query-params",
        label_visibility="collapsed", required=True,
    ) or first  # fmt: skip


def many(key: str, label: str, options: Mapping[str, str], default: Sequence[str]) -> list[str]:
    """Any of a few kinds of thing to show."""
    names = dict(options)
    return st.pills(
        label, list(names), default=default, format_func=names.get, key=key, bind="query-params",
        selection_mode="multi", label_visibility="collapsed",
    )  # fmt: skip


def words(key: str, label: str, options: Sequence[str] = ()) -> list[str]:
    """Words of the user's own, or out of ``options``."""
    return st.multiselect(
        label, options, key=key, bind="query-params", placeholder=label, select_all=False,
        label_visibility="collapsed", accept_new_options=not options,
    )  # fmt: skip


def text(key: str, label: str, hint: str) -> str:
    """What the user types."""
    return st.text_input(
        label, key=key, placeholder=hint, bind="query-params", label_visibility="collapsed", max_chars=200
    )


def flag(key: str, label: str) -> bool:
    return st.toggle(label, key=key, bind="query-params")


def _by_code(library: Library) -> None:
    """Codes in the URL (kinds=meeting), given to the widgets that know labels alone."""
    kinds = {kind: schema.ARTICLE_KINDS[kind] for kind in library.kinds}
    for field, labels in (("kinds", kinds), ("issues", library.issues)):
        asked = st.query_params.get_all(field)
        if field not in st.session_state and any(value in labels for value in asked):
            codes = {label: code for code, label in labels.items()}
            wanted = [codes.get(value, value) for value in asked]
            st.session_state[field] = [code for code in wanted if code in labels]


def _outside(asked: dict[str, list[str]], library: Library) -> tuple[str, ...]:
    """Take the days out that the calendars do not reach, and say so: the widgets drop them without a word."""
    said = []
    for field in ("start", "end"):
        day = getattr(Selection.from_query({field: asked[field]}, library.frames)[0], field)
        if day and not (library.first and library.last and library.first <= day <= library.last):
            asked[field] = []
            said.append(f"{LABELS[field]} {day} 不在本库的日期之内，已略去。")
    return tuple(said)


def _days(first: dt.date, last: dt.date) -> None:
    for key, default in (("start", first), ("end", last)):
        st.date_input(LABELS[key], default, first, last, key=key, format="YYYY-MM-DD", bind="query-params")


def _issues(library: Library, many: dict[str, Any]) -> None:
    """The box of issues: of more than it can list the latest, or those with what the user types."""
    names = library.issues
    if len(names) > LISTED:
        hint = f"共 {len(names)} 期，下列最近 {LISTED} 期；输入日期或文件名查找"
        typed = st.text_input(hint, key="find-issues", placeholder=hint, label_visibility="collapsed")
        found = islice((issue for issue, name in reversed(names.items()) if typed in name), LISTED)
        asked = {name: issue for issue, name in names.items()} if st.query_params.get_all("issues") else {}
        wanted = [asked[name] for name in st.query_params.get_all("issues") if name in asked]
        names = {issue: names[issue] for issue in (*st.session_state.get("issues", ()), *wanted, *found)}
    st.multiselect(LABELS["issues"], list(names), key="issues", format_func=names.get, **many)


def _again(key: str) -> None:
    """A switch of pages from Python empties the URL, an assignment fills it again."""
    if key in st.session_state:
        st.session_state[key] = st.session_state[key]


def _from_box(key: str) -> None:
    remember(key, st.session_state[f"box-{key}"])


def _distinct(options: Mapping[str, str]) -> dict[str, str]:
    """Names with a number behind those that are not the first of their kind: a box tells options by name."""
    seen: dict[str, int] = {}
    names = {}
    for option, name in options.items():
        seen[name] = seen.get(name, 0) + 1
        names[option] = name if seen[name] == 1 else f"{name}（{seen[name]}）"
    return names
