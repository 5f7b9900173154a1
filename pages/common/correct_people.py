"""更正 a person: one with another, two persons, or called otherwise."""

from __future__ import annotations

from functools import partial

import streamlit as st

from banmian.frames import place
from banmian.library.actions import APART, RENAME, SAME
from banmian.library.corrections import Correction
from banmian.library.references import reference
from banmian.measures import ledger
from pages.common import show
from pages.common.correct import Draft, fresh, popover
from pages.common.data import View

FOUND = 50
"""Persons to choose from."""


def person(view: View, person_id: str) -> None:
    """The form beside a person."""
    forms = {
        SAME: partial(_same, view, person_id),
        APART: partial(_apart, view, person_id),
        RENAME: partial(_rename, view, person_id),
    }
    popover(view, "person", forms)


def _same(view: View, person_id: str) -> Draft:
    frames = view.library.frames
    own = _name(view, person_id)
    words = st.text_input("另一人姓名里的字", own[:1], key=fresh(f"other-words-{person_id}")).strip()
    named = frames.people[frames.people["name"].str.contains(words, regex=False)].head(FOUND + 1)
    found = dict(zip(named["person_id"], named["name"], strict=True))
    found.pop(person_id, None)
    other = st.selectbox(
        "与谁是同一人", list(found), format_func=found.get, key=fresh(f"other-{person_id}"),
        placeholder="没有别人的姓名里有这些字",
    )  # fmt: skip
    if not other:
        return None
    return lambda: Correction(SAME, {"one": reference(frames, person_id), "other": reference(frames, other)})


def _name(view: View, person_id: str) -> str:
    frames = view.library.frames
    return str(frames.people["name"].iloc[place(frames.appearances["person_id"], person_id)])


def _apart(view: View, person_id: str) -> Draft:
    frames = view.library.frames
    rows = ledger.ledger(frames, person_id)
    told = rows["date"].dt.strftime("%Y-%m-%d　").fillna("") + rows["headline"].map(show.named)
    told += "　" + rows["titles"].fillna("").astype("str")
    names = dict(zip(rows["article_id"], told, strict=True))
    theirs = st.multiselect(
        "哪些报道里是另一个人", list(names), format_func=names.get, key=fresh(f"theirs-{person_id}"),
        placeholder="选一篇或几篇", select_all=False,
    )  # fmt: skip
    ours = [article_id for article_id in names if article_id not in theirs]
    if not theirs:
        return None
    if not ours:
        return "至少要留下一篇。"
    sides = {"one": (ours, theirs), "other": (theirs, ours)}
    return lambda: Correction(
        APART, {side: reference(frames, person_id, *which) for side, which in sides.items()}
    )


def _rename(view: View, person_id: str) -> Draft:
    frames = view.library.frames
    own = _name(view, person_id)
    name = st.text_input("应叫", own, key=fresh(f"rename-{person_id}")).strip()
    if name in ("", own):
        return None
    return lambda: Correction(RENAME, {"person": reference(frames, person_id)}, {"name": name})
