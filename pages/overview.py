"""总览: what is new in this issue?"""

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.measures import issues, overview, timeline
from banmian.selection import Selection
from pages.common import data, head, pick, show
from pages.common.data import View
from pages.common.days import strip
from pages.common.faults import faults

BEHIND: dict[str, tuple[str, dict[str, str]]] = {
    "events": ("pages/timeline.py", {}),
    "people": ("pages/officials.py", {}),
    "slogans": ("pages/topics.py", {}),
    "whole": ("pages/library.py", {"part": "质量"}),
}
"""Figure → the page that lists what it counts."""
SHOWN = 8
"""Names and phrases in a line before the rest is only counted."""


def figures(rows: pd.DataFrame) -> None:
    """Each number with what it is out of, and the way to what it counts."""
    with st.container(key="figures"):
        for row in rows.itertuples():
            name, unit = schema.FIGURES[row.figure]
            page, query = BEHIND[row.figure]
            label = f":gray[{name}] **{row.n}** :gray[共 {row.of} {unit}]"
            st.page_link(page, label=label, query_params={**pick.filtered(), **query})


def points(view: View, issue: str) -> None:
    """The latest issue in at most five lines: its fullest events (or first reports), new names, new phrases."""
    events = view.of(timeline.of_issue, issue)
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
    strip(view)
with side:
    show.section("值得一看的地方", "版面上的毛病，点开可到原处")
    faults(view)
