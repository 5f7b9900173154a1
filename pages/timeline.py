"""会议时间线: which meetings and events, when, led by whom?"""

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.measures import lanes, ledger, timeline
from pages.common import draw, head, pick, show
from pages.common.data import View
from pages.common.table import table

WAYS = {"kind": "按类别", "leader": "按主持或带队的人", "rate": "平均每期"}
COLUMNS = ["paper", "date", "part_of_day", "kind", "headline", "series", "ordinal", "leader", "present"]


def event(row: pd.Series, view: View) -> None:
    """The chosen event: its people and the printed sentences that name them."""
    people = view.of(ledger.people_at, row["event_id"])
    part = "" if pd.isna(row["part_of_day"]) else row["part_of_day"]
    kind = schema.ARTICLE_KINDS[row["kind"]]
    show.section(
        show.named(row["headline"]), f"{show.day(row['date'])}{part} · {kind} · 见报到场 {row['present']} 人"
    )
    show.people(people)
    if pd.notna(row["agenda"]):
        show.small(f"议程：{row['agenda']}")
    show.passages(view.frames, people, f"event-{row['event_id']}")


def of_cell(view: View, way: lanes.By, events: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The events of the cell that was clicked where there are too many to draw each, and what to call them."""
    lane, period = (st.query_params.get(name, "") for name in ("lane", "period"))
    if lanes.many(events) and len(found := view.of(lanes.behind, way, lane, period)):
        day = show.day(pd.Timestamp(period))
        return f"{schema.ARTICLE_KINDS.get(lane, lane)} · {day}起的一格", found
    return "会议与活动", events


view = head.view()
events, series = view.of(timeline.events), view.of(timeline.series)
if events.empty:
    show.box("所选的报道里没有会议或活动。")
    st.stop()

told = "会议与活动"
main, side = show.halves()
with main:
    way = pick.switch("lanes", "分道", WAYS)
    if way == "rate":
        show.chart(view.of(draw.rates, view.mode), view.of(timeline.rates), "rates", view)
    else:
        figure = view.of(draw.lanes, way, view.mode)
        ids = ("lane", "period") if lanes.many(events) else ("event",)
        show.chart(figure, events, "timeline", view, choose=ids)
        told, events = of_cell(view, way, events)
    if len(series):
        show.chart(view.of(draw.ordinals, view.mode), series, "series", view, choose=("event",))
with side:
    listed = pick.listed("event", events, "event_id", "headline")
    names = {row.event_id: f"{show.day(row.date)} {show.named(row.headline)}" for row in listed.itertuples()}
    chosen = pick.one("event", "点一个圈，或在此选一件事：看谁到场，原文怎么写", names)
    if chosen:
        with show.chosen():
            event(listed.set_index("event_id", drop=False).loc[chosen], view)
show.section(told, f"{len(events)} 件")
table(view, events, COLUMNS, "events")
