"""Meeting series: which of their meetings the library has, and how many it misses between two."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from banmian.charts.colours import PALETTES, Mode
from banmian.charts.labels import stacked
from banmian.charts.marks import LARGEST, Place, rings, span, threads
from banmian.charts.rows import records
from banmian.charts.theme import canvas, dates, downwards, height

_SERIES = 9
_NUMBERED = 14
"""Meetings of a series whose marks have room for a number."""
_LATEST = 400
"""Meetings drawn at the most, the latest."""
_TOLD = 0.1
"""Share of the axis that a gap needs to be labelled."""


def ordinals(series: pd.DataFrame, *, mode: Mode = "light") -> go.Figure:
    """Meeting series (``measures.timeline.series``), a row each: their ordinals and what is missing.

    ``customdata`` is the event_id; between two marks stands how many meetings are not in the library.
    """
    dated = series[series["date"].notna()]
    counts = dated["series"].value_counts()
    names = [str(name) for name in counts[counts > 0].index][:_SERIES]
    rows = {name: place for place, name in enumerate(names)}
    every = dated[dated["series"].isin(names)].sort_values("date", kind="stable")
    shown = every.tail(_LATEST).sort_values(["series", "date"], kind="stable")
    drawn = f"，只画最近 {len(shown)} 次" if len(every) > len(shown) else ""
    figure = canvas(
        mode,
        "成系列的会议与其间的空缺",
        f"{len(names)} 个系列 {len(every)} 次会议{drawn}",
        "圈中为第几次，圈小时移上去看；虚线表示其间有会议未收入本库，数目按所印次数推算，跨年的只能知道至少几次。",
        height(len(names), 34),
    )
    lanes = shown["series"].astype(str).map(rows)
    stood = {
        event: Place(date, lane, lane)
        for event, date, lane in zip(shown["event_id"], shown["date"], lanes, strict=True)
    }
    size = LARGEST if counts.max() <= _NUMBERED else LARGEST // 2
    for trace in threads(shown, stood, mode):
        figure.add_trace(trace)
    figure.add_trace(_missing(shown, stood, mode))
    figure.add_trace(rings(shown, stood, size, mode))
    figure.update_xaxes(dates(range=span(shown)))
    figure.update_yaxes(downwards([stacked(name) for name in names]))
    return figure


def _missing(shown: pd.DataFrame, stood: Mapping[str, Place], mode: Mode) -> go.Scatter:
    """缺 3 次, half-way between two marks that are far enough apart."""
    span = shown["date"].max() - shown["date"].min()
    wide = shown["date"] - shown["previous_date"] > span * _TOLD
    holes = records(shown[wide & (shown["missing"].fillna(0) > 0)])
    return go.Scatter(
        x=[row["previous_date"] + (row["date"] - row["previous_date"]) / 2 for row in holes],
        y=[stood[row["event_id"]].row - 0.12 for row in holes],
        mode="text",
        text=[f"{'至少缺' if row['at_least'] else '缺'} {row['missing']} 次" for row in holes],
        textposition="top center",
        textfont={"size": 12, "color": PALETTES[mode].muted},
        hoverinfo="skip",
    )
