"""更正 what a page is: its paper, its day, its number."""

from __future__ import annotations

from functools import partial

import streamlit as st

from banmian.library.actions import DESCRIBE
from banmian.library.corrections import Correction
from banmian.records import Article, Issue
from pages.common.correct import Draft, Fields, fresh
from pages.common.data import View


def forms(view: View, found: Article) -> dict[str, Fields]:
    """By action; of a report on two pages the one where it begins."""
    issue = view.library.frames.pages[found.article_id.rpartition("-")[0]]
    return {DESCRIBE: partial(_describe, issue)}


def _describe(issue: Issue) -> Draft:
    now = {
        "paper": issue.page.paper,
        "publication_date": issue.page.publication_date,
        "page_number": issue.source.page_number,
    }
    paper = st.text_input("报名", now["paper"] or "", key=fresh(f"paper-{issue.issue_id}")).strip()
    left, right = st.columns(2)
    day = left.date_input(
        "出版日期", issue.page.publication_date, "1900-01-01", "2100-12-31", key=fresh(f"printed-{issue.issue_id}"),
        format="YYYY-MM-DD",
    )  # fmt: skip
    number = right.number_input(
        "第几版",
        1,
        999,
        issue.source.page_number,
        key=fresh(f"number-{issue.issue_id}"),
        placeholder="看版面所印",
    )
    said = {"paper": paper, "publication_date": day, "page_number": number}
    changed = {name: value for name, value in said.items() if value and value != now[name]}
    if "publication_date" in changed:
        changed["publication_date"] = str(day)
    return Correction(DESCRIBE, {"page": issue.issue_id}, changed) if changed else None
