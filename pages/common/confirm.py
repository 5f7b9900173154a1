"""待核人名: names that may be one person's, one pair at a time, for the user to decide."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.library import corrections, record
from banmian.library.actions import APART, SAME
from banmian.library.corrections import Correction
from banmian.library.references import reference
from banmian.measures import doubts, ledger
from pages.common import pick, show
from pages.common.data import View

SHOWN = 5
"""Passages of each of the two."""


def one_by_one(view: View) -> None:
    rows = view.of(doubts.doubtful)
    show.section(
        "待核人名", f"{len(rows)} 对姓名疑为一人，证据不足，暂作两人" if len(rows) else "没有待核的人名"
    )
    if rows.empty:
        return
    pairs = {
        f"{row.person_id}|{row.other_id}": f"{row.person} / {row.other}"
        for row in rows.drop_duplicates(["person_id", "other_id"]).itertuples()
    }
    first = next(iter(pairs))
    pair = pick.one("pair", "选一对：看两边的原文", pairs, first) or first
    row = next(row for row in rows.itertuples() if f"{row.person_id}|{row.other_id}" == pair)
    reason = schema.MERGE_REASONS[row.reason]
    show.small(f"理由：{reason}" + ("" if pd.isna(row.shared_posts) else f"；共有职务：{row.shared_posts}"))
    for column, person_id in zip(show.halves(1, 1), (row.person_id, row.other_id), strict=True):
        with column:
            _person(view, person_id)
    if record.exists(view.library.folder):
        _decide(view, row.person_id, row.other_id)
    else:
        show.small("看板读的是一个文件夹；把它收进资料库，就可以在这里确认。")


def _person(view: View, person_id: str) -> None:
    seen = view.of(ledger.ledger, person_id)
    titles = "、".join(view.of(ledger.titles, person_id)["title"])
    show.section(
        seen["person"].iloc[0], f"见报 {seen['article_id'].nunique()} 篇" + (f" · {titles}" if titles else "")
    )
    show.passages(view.frames, seen.head(SHOWN), f"pair-{person_id}")


def _decide(view: View, one: str, other: str) -> None:
    why = st.text_input("缘由（可不填）", key=f"why-{one}|{other}")
    with st.container(horizontal=True):
        for action, label in ((SAME, "是同一人"), (APART, "不是同一人")):
            if st.button(label, key=f"decide-{action}"):
                frames = view.library.frames
                target = {"one": reference(frames, one), "other": reference(frames, other)}
                corrections.decide(view.library.folder, Correction(action, target, why=why.strip()))
                pick.remember("pair", None)
                st.rerun()
