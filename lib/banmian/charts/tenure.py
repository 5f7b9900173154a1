"""The posts of one person in time: a line from first to last sighting, a mark each day it was printed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from banmian.charts.colours import PALETTES, Mode
from banmian.charts.labels import day, hover, stacked
from banmian.charts.marks import span
from banmian.charts.rows import Row, records
from banmian.charts.theme import canvas, dates, downwards, height

_TOP = 10
_WIDTH = 8
"""Characters in a line of a label: a telephone has room for so many beside the lines."""


def career(tenures: pd.DataFrame, seen: pd.DataFrame, *, top: int = _TOP, mode: Mode = "light") -> go.Figure:
    """``measures.tenure.tenures`` of one person, most printed first, with its ``seen``.

    ``customdata`` is ``held``. Filled marks are posts held, rings those held for the time being.
    """
    shown = tenures.sort_values(["n", "first_date"], ascending=[False, True], kind="stable").head(top)
    rows = records(shown.sort_values(["first_date", "last_date"], kind="stable"))
    dated = seen[seen["date"].notna() & seen["held"].isin(shown["held"])]
    undated = int(seen["date"].isna().sum())
    without = f"，另有 {undated} 处无日期未画" if undated else ""
    figure = canvas(
        mode,
        "任职见报的起止",
        f"{len(tenures)} 个职务，列 {len(rows)} 个{without}",
        "线段从本库首见到末见，不是任免日期；实心为在任，空心为代理。印作“原”“时任”的不计。",
        height(len(rows), 34),
    )
    figure.add_trace(_lines(rows, mode))
    figure.add_trace(_marks(rows, dated, mode))
    figure.update_xaxes(dates(range=span(dated)))
    figure.update_yaxes(downwards([stacked(row["held"], _WIDTH) for row in rows]))
    return figure


def _lines(rows: Sequence[Row], mode: Mode) -> go.Scatter:
    return go.Scatter(
        x=[end for row in rows for end in (row["first_date"], row["last_date"], None)],
        y=[end for place in range(len(rows)) for end in (place, place, None)],
        mode="lines",
        line={"color": PALETTES[mode].muted, "width": 1.2},
        hoverinfo="skip",
    )


def _marks(rows: Sequence[Row], dated: pd.DataFrame, mode: Mode) -> go.Scatter:
    palette = PALETTES[mode]
    place = {row["held"]: (number, row) for number, row in enumerate(rows)}
    told = records(dated.drop_duplicates(["held", "date"]))
    return go.Scatter(
        x=[one["date"] for one in told],
        y=[place[one["held"]][0] for one in told],
        mode="markers",
        marker={
            "size": 11 if len(told) <= 60 else 8,
            "color": [palette.accent if one["standing"] == "holds" else palette.paper for one in told],
            "line": {"color": palette.accent, "width": 1.6},
        },
        hovertext=[_told(one, place[one["held"]][1]) for one in told],
        customdata=[one["held"] for one in told],
    )


def _told(one: Row, tenure: Row) -> str:
    return hover(
        one["held"],
        ("见报", day(one["date"])),
        ("印作", one["title"]),
        ("首见", day(tenure["first_date"])),
        ("末见", day(tenure["last_date"])),
        ("篇数", tenure["n"]),
    )
