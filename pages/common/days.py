"""哪些日子有版面: the calendar, and the events of the cell that was clicked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from banmian.charts import calendar
from banmian.frames import spelled
from banmian.measures import coverage, timeline
from pages.common import draw, show
from pages.common.data import View


def strip(view: View) -> None:
    days = view.of(coverage.days)
    show.chart(view.of(draw.strip, view.mode), days, "calendar", view, choose=("day",))
    first = pd.to_datetime(st.query_params.get("day"), format="%Y-%m-%d", errors="coerce")
    if pd.isna(first):
        return
    events = view.of(timeline.events)
    seen = events[events["date"].between(first, calendar.behind(days, first), inclusive="left")]
    with show.chosen():
        week = "起的一周" if calendar.by_week(days) else ""
        show.section(f"{show.day(first)}{week}", f"{len(seen)} 件事" if len(seen) else "没有见报的事")
        for _, row in spelled(show.leaf(seen, "day")).iterrows():
            leader = "" if pd.isna(row["leader"]) else f"（{row['leader']}）"
            show.to_article(f"{show.named(row['headline'])}{leader}", row, show.day(row["date"]))
