"""总览: what is new in this issue?"""

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.measures import coverage, issues, overview, timeline
from banmian.selection import Selection
from pages.common import data, draw, head, show
from pages.common.data import View
from pages.common.faults import faults

SHOWN = 8
"""Names and phrases in a line before the rest is only counted."""


def figures(rows: pd.DataFrame) -> None:
    cells = [
        f'<div><div class="name">{schema.FIGURES[row["figure"]][0]}</div><div class="number">{row["n"]}</div>'
        f'<div class="of">共 {row["of"]} {schema.FIGURES[row["figure"]][1]}</div></div>'
        for _, row in rows.iterrows()
    ]
    st.html(f'<div class="figures">{"".join(cells)}</div>')


def points(view: View, issue: str) -> None:
    """The latest issue in at most five lines: its fullest events (or first reports), new names, new phrases."""
    events = view.of(timeline.events)
    events = events[events["issue_id"] == issue].sort_values(["present", "date"], ascending=False)
    if events.empty:
        articles = view.frames.articles[view.frames.articles["issue_id"] == issue]
        events = articles.drop(columns=["start", "end"]).assign(leader=None)
    for _, row in events.head(3).iterrows():
        leader = "" if pd.isna(row["leader"]) else f"（{row['leader']}）"
        show.to_article(f"{show.named(row['headline'])}{leader}", row, show.day(row["date"]))
    whole = data.view(view.library, Selection())
    people, slogans = whole.of(overview.new_people, issue), whole.of(overview.new_slogans, issue)
    for lead, rows, column in (("本库首见人名", people, "person"), ("本库首见提法", slogans, "canonical")):
        if len(rows):
            rest = f"等 {len(rows)} 个" if len(rows) > SHOWN else ""
            show.to_article("、".join(rows[column].head(SHOWN)) + rest, rows.iloc[0], lead)


top = st.container()
view = head.view()
with top:
    head.masthead(view)
figures(view.of(overview.figures))
main, side = show.halves(3, 2)
with main:
    latest = view.of(issues.latest)
    show.section("本期要点", view.library.issues[latest])
    points(view, latest)
    show.chart(view.of(draw.strip, view.mode), view.of(coverage.days), "calendar", view)
with side:
    show.section("值得一看的地方", "版面上的毛病，点开可到原处")
    faults(view)
