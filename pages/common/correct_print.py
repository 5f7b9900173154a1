"""更正 what of the print belongs together: characters, headline, seams."""

from __future__ import annotations

from functools import partial

import streamlit as st

from banmian.library import targets
from banmian.library.actions import CUT, FIX_TEXT, HEADLINE, JOIN
from banmian.library.corrections import Correction
from banmian.records import Article, Span
from pages.common.correct import Draft, Fields, fresh
from pages.common.data import View

ONCE = "请照原文写，并多写几个字：这几个字在本篇里要正好有一处。"

NOWHERE = "版面上没有印这几个字。标题要照版面所印，一字不差。"


def forms(view: View, found: Article, lit: Span) -> dict[str, Fields]:
    """By action; ``lit`` is what is marked in the body."""
    pages = view.library.frames.pages
    return {
        FIX_TEXT: partial(_characters, pages, found, lit),
        HEADLINE: partial(_headline, pages, found),
        CUT: partial(_cut, pages, found, lit),
        JOIN: partial(_join, pages, found),
    }


def _characters(pages: targets.Pages, found: Article, lit: Span) -> Draft:
    printed = st.text_input(
        "原文印作", found.body.text[slice(*lit)][:20], key=fresh(f"printed-{found.article_id}-{lit}")
    )
    right = st.text_input("应作", key=fresh(f"right-{found.article_id}-{lit}"))
    if not printed or not right or printed == right:
        return None
    target = targets.of_print(pages, found, printed, lit)
    return Correction(FIX_TEXT, target, {"text": right}) if target else ONCE


def _headline(pages: targets.Pages, found: Article) -> Draft:
    now = "".join(found.headline.text.split()) if found.headline else ""
    text = st.text_input(
        "标题（照版面所印；空着就是没有标题）", now, key=fresh(f"headline-{found.article_id}")
    ).strip()
    if text == now:
        return None
    if not text:
        return Correction(HEADLINE, targets.of_article(pages, found), {"text": None})
    places = targets.of_headline(pages, found, text)
    if not places:
        return NOWHERE
    number = 0 if len(places) == 1 else st.selectbox(
        "版面上不止一处，是哪一处", range(len(places)), key=fresh(f"place-{found.article_id}-{text}"),
        format_func=lambda number: _within(places[number][1], text),
    )  # fmt: skip
    return Correction(HEADLINE, places[number][1], {"text": text})


def _within(target: targets.Target, text: str) -> str:
    before, after = ("".join(target[side].split()) for side in ("before", "after"))
    return f"{before[-8:]}【{text}】{after[:8]}"


def _cut(pages: targets.Pages, found: Article, lit: Span) -> Draft:
    words = st.text_input(
        "从哪几个字起另成一篇", found.body.text[slice(*lit)][:20], key=fresh(f"cut-{found.article_id}-{lit}")
    )
    if not words:
        return None
    target = targets.of_seam(pages, found, words)
    return Correction(CUT, target) if target else ONCE


def _join(pages: targets.Pages, found: Article) -> Draft:
    page = pages[found.article_id.rpartition("-")[0]].page
    others = {other.number: other for other in page.articles if other.number != found.number}
    number = st.selectbox(
        "与哪一篇", sorted(others, key=lambda number: (number < found.number, number)), key=fresh(f"join-{found.article_id}"),
        format_func=lambda number: _title(others[number]), placeholder="这一版没有别的报道",
    )  # fmt: skip
    return Correction(JOIN, targets.of_two(pages, found, others[number])) if number else None


def _title(article: Article) -> str:
    return "".join(article.headline.text.split()) if article.headline else article.body.text[:20]
