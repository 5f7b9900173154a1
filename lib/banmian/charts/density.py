"""More events than rings have room for: how many in each lane and week, month or year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from banmian import schema
from banmian.charts.cells import cells
from banmian.charts.colours import PALETTES, Mode, shade
from banmian.charts.labels import day, hover, stacked
from banmian.charts.rows import Row, records
from banmian.charts.theme import canvas, downwards, height, places
from banmian.measures import lanes

_UNITS: Mapping[lanes.Unit, str] = {"week": "周", "month": "个月", "year": "年"}
_PRINTED = 24
"""Periods whose cells have room for a number."""
_TICKS = 6


def density(
    counts: pd.DataFrame,
    order: Sequence[str],
    weeks: pd.DataFrame,
    unit: lanes.Unit,
    said: tuple[str, str],
    *,
    mode: Mode = "light",
) -> go.Figure:
    """``measures.lanes.crowded`` as lanes (in ``order``) × periods, the covered periods below them.

    ``customdata`` is [lane, first day of the period]; ``said`` are title and denominator.
    """
    covered = _covered(weeks, unit)
    every = sorted({*counts["period"], *covered.index})
    column = {period: place for place, period in enumerate(every)}
    most = int(counts["n"].max()) if len(counts) else 0
    name = _UNITS[unit]
    title, denominator = said
    figure = canvas(
        mode,
        title,
        f"{denominator}；一格一{name}，最多 {most} 件",
        f"颜色越醒目，那一{name}的事件越多。事件太多，画不下一件一圈：选短一些的日期就一件一圈；点一格，下面只列这一格的。"
        f"最下一行涂实的是有版面的{name.removeprefix('个')}，其余没有版面，不等于没有会议。",
        height(len(order) + 1, 30),
    )
    row = {lane: place for place, lane in enumerate(order)}
    told = records(counts)
    figure.add_trace(
        cells(
            [column[cell["period"]] for cell in told],
            [row[cell["lane"]] for cell in told],
            [shade(PALETTES[mode].sequential, 0.15 + 0.85 * cell["n"] / most) for cell in told],
            texts=[str(cell["n"]) if len(every) <= _PRINTED else "" for cell in told],
            hovers=[_told(cell, name, covered) for cell in told],
            ids=[[cell["lane"], cell["period"].date().isoformat()] for cell in told],
        )
    )
    figure.add_trace(_ribbon(every, covered, len(order), mode))
    figure.update_xaxes(_axis(every))
    figure.update_yaxes(
        downwards([*(stacked(schema.ARTICLE_KINDS.get(lane, lane)) for lane in order), "版面"])
    )
    return figure


def _covered(weeks: pd.DataFrame, unit: lanes.Unit) -> pd.Series:
    """By period how many of its weeks have a page."""
    return weeks["covered"].groupby(lanes.period_of(weeks["week"], unit)).sum().astype(int)


def _told(cell: Row, name: str, covered: pd.Series) -> str:
    weeks = covered.get(cell["period"], 0)
    return hover(
        schema.ARTICLE_KINDS.get(cell["lane"], cell["lane"]),
        ("起自", day(cell["period"])),
        ("事件", f"{cell['n']} 件（这一{name}共 {cell['of']} 件）"),
        ("版面", f"{weeks} 周有" if name != "周" else ""),
    )


def _ribbon(every: Sequence[pd.Timestamp], covered: pd.Series, row: int, mode: Mode) -> go.Bar:
    palette = PALETTES[mode]
    weeks = [int(covered.get(period, 0)) for period in every]
    trace = cells(
        list(range(len(every))),
        [row] * len(every),
        [palette.muted if count else palette.raised for count in weeks],
        texts=[""] * len(every),
        hovers=[
            hover(f"{day(period)}起", ("版面", f"{count} 周有版面" if count else "没有"))
            for period, count in zip(every, weeks, strict=True)
        ],
        ids=[None] * len(every),
    )
    return trace.update(hoverinfo="text")


def _axis(every: Sequence[pd.Timestamp]) -> dict[str, object]:
    """The years where several begin, else some of the periods; a year of a few periods would be under the next."""
    years = [place for place, period in enumerate(every) if not place or period.year != every[place - 1].year]
    long = [
        place
        for place, end in zip(years, [*years[1:], len(every)], strict=True)
        if end - place > len(every) / 16
    ]
    if len(long) > 3:
        shown = long[:: -(-len(long) // _TICKS)]
        names = [f"{every[place].year}年" for place in shown]
    else:
        shown = list(range(0, len(every), max(1, -(-len(every) // _TICKS))))
        names = [f"{every[place].month}月{every[place].day}日<br>{every[place].year}年" for place in shown]
    return places(names, tickvals=shown, range=[-0.6, max(len(every), 1) - 0.4], tickangle=0)
