"""更正 what a report is taken to say: its date, kind, name, phrases, faults."""

from __future__ import annotations

from functools import partial

import streamlit as st

from banmian import schema
from banmian.library import targets
from banmian.library.actions import DATE, DISMISS, KIND, NAME, SLOGAN
from banmian.library.corrections import Correction
from banmian.records import Article, Facts
from pages.common.correct import Draft, Fields, fresh
from pages.common.data import View


def forms(view: View, found: Article, said: Facts) -> dict[str, Fields]:
    """By action."""
    pages = view.library.frames.pages
    of_report = {DATE: _date, KIND: _kind, NAME: _name, DISMISS: _dismiss}
    every: dict[str, Fields] = {
        action: partial(form, pages, found, said) for action, form in of_report.items()
    }
    return every | {SLOGAN: partial(_slogan, said)}


def _date(pages: targets.Pages, found: Article, said: Facts) -> Draft:
    event = said.event
    day = st.date_input("日期", event.date, key=fresh(f"day-{found.article_id}"), format="YYYY-MM-DD")
    end = st.date_input(
        "结束日期（只有一天就空着）",
        event.end_date,
        key=fresh(f"end-{found.article_id}"),
        format="YYYY-MM-DD",
    )
    if (day, end) == (event.date, event.end_date):
        return None
    if day and end and end < day:
        return "结束日期早于开始日期，请改正。"
    value = {"date": str(day) if day else None} | ({"end_date": str(end)} if end else {})
    return Correction(DATE, targets.of_article(pages, found), value)


def _kind(pages: targets.Pages, found: Article, said: Facts) -> Draft:
    kinds = list(schema.ARTICLE_KINDS)
    kind = st.selectbox(
        "类别", kinds, kinds.index(said.kind), format_func=schema.ARTICLE_KINDS.get, key=fresh(f"kind-{found.article_id}")
    )  # fmt: skip
    target = targets.of_article(pages, found)
    return None if kind == said.kind else Correction(KIND, target, {"kind": kind})


def _name(pages: targets.Pages, found: Article, said: Facts) -> Draft:
    now = said.event.name or ""
    name = st.text_input("事件名称", now, key=fresh(f"name-{found.article_id}")).strip()
    target = targets.of_article(pages, found)
    return None if name in ("", now) else Correction(NAME, target, {"name": name})


def _dismiss(pages: targets.Pages, found: Article, said: Facts) -> Draft:
    faults = {fault.detail: fault.kind for fault in said.anomalies}
    detail = st.selectbox(
        "哪一处毛病", list(faults), key=fresh(f"fault-{found.article_id}"), placeholder="这一篇没有毛病"
    )
    if not detail:
        return None
    target = targets.of_article(pages, found) | {"kind": faults[detail], "detail": detail}
    return Correction(DISMISS, target)


def _slogan(said: Facts) -> Draft:
    phrases = sorted({slogan.canonical for slogan in said.slogans})
    phrase = st.selectbox("提法", phrases, key=fresh("slogan-old"), placeholder="这一篇没有提法")
    name = st.text_input("归为（可以是已有的提法）", key=fresh("slogan-new")).strip()
    return Correction(SLOGAN, {"slogan": phrase}, {"canonical": name}) if phrase and name else None
