"""会议时间线: which meetings and events, when, led by whom?"""

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.charts import timeline as charts
from banmian.charts.series import ordinals
from banmian.measures import coverage, ledger, timeline
from pages.common import pick, show
from pages.common.data import View, measured

WAYS = {"kind": "按类别", "leader": "按主持或带队的人"}
COLUMNS = ["date", "part_of_day", "kind", "headline", "series", "ordinal", "leader", "present"]


def event(row: pd.Series, view: View) -> None:
    """The chosen event: its people and the printed sentences that name them."""
    when = f"{show.day(row['date'])}{'' if pd.isna(row['part_of_day']) else row['part_of_day']}"
    show.section(
        row["headline"], f"{when} · {schema.ARTICLE_KINDS[row['kind']]} · 见报到场 {row['present']} 人"
    )
    people = measured(ledger.people_at, view.frames, row["event_id"])
    show.people(people)
    if pd.notna(row["agenda"]):
        show.small(f"议程：{row['agenda']}")
    show.passages(view.frames, people)


view = show.view()
events, series = measured(timeline.events, view.frames), measured(timeline.series, view.frames)
if events.empty:
    show.box("所选的报道里没有会议或活动。")
    st.stop()

main, side = show.halves()
with main:
    way = pick.switch("lanes", "分道", WAYS)
    lanes = charts.lanes(events, series, measured(coverage.weeks, view.frames), by=way, mode=show.mode())
    show.chart(lanes, events, "timeline", view, choose=("event",))
    if len(series):
        show.chart(ordinals(series, mode=show.mode()), series, "series", view, choose=("event",))
with side:
    names = {row.event_id: f"{show.day(row.date)} {row.headline}" for row in events.itertuples()}
    chosen = pick.one("event", "点一个圈，或在此选一件事：看谁到场，原文怎么写", names)
    if chosen:
        event(events.set_index("event_id", drop=False).loc[chosen], view)
    rates = measured(timeline.rates, view.frames, "kind" if way == "kind" else "chair")
    show.chart(charts.rates(rates, mode=show.mode()), rates, "rates", view)
show.section("会议与活动", f"{len(events)} 件")
show.table(events, COLUMNS, "events")
