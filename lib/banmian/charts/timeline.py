"""Events in time: swim lanes over a ribbon of covered weeks, and how often."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from banmian import schema
from banmian.charts.bars import Bar, ranked
from banmian.charts.colours import PALETTES, Mode
from banmian.charts.density import density
from banmian.charts.labels import day, hover, stacked
from banmian.charts.marks import Place, fit, rings, span, stand, threads
from banmian.charts.rows import records
from banmian.charts.theme import canvas, dates, height
from banmian.measures.lanes import By, crowded, lane_of, many, unit


def lanes(
    events: pd.DataFrame,
    series: pd.DataFrame,
    weeks: pd.DataFrame,
    *,
    by: By = "kind",
    mode: Mode = "light",
) -> go.Figure:
    """Swim lanes of ``measures.timeline.events`` over a ribbon of ``weeks``.

    A mark is an event: ``customdata`` is its event_id, the number in it its ordinal; the latest
    issue's are filled, in vermilion. Of ``many`` events it is drawn how many there were (``density``). ``series`` joins marks with a thin line, dashed where ordinals
    are missing or unknown. Undated events are counted below the title, not drawn.
    """
    dated = events[events["date"].notna()].sort_values("date", kind="stable")
    lane = lane_of(dated, by)
    names = list(lane.cat.categories)
    title, denominator, caption = _said(events, dated, by)
    if many(dated):
        return density(crowded(dated, by), names, weeks, unit(dated), (title, denominator), mode=mode)
    size, tracks = fit(dated, len(names))
    tops, stood = stand(dated, lane.cat.codes.tolist(), names, size, tracks)
    high = height(round(tops[-1]) if tops else 0, size + 8)
    figure = canvas(mode, title, denominator, caption, high)
    for trace in threads(series, stood, mode):
        figure.add_trace(trace)
    for trace in _marks(dated, stood, size, mode):
        figure.add_trace(trace)
    figure.add_trace(_ribbon(weeks, mode))
    _rule_lanes(figure, names, tops, mode)
    figure.update_xaxes(dates(range=span(dated, weeks["week"]), showgrid=True, ticklabelstandoff=5))
    return figure


def rates(frame: pd.DataFrame, *, mode: Mode = "light") -> go.Figure:
    """``measures.timeline.rates`` as bars with exact Poisson intervals; ``customdata`` is the group."""
    bars = [
        Bar(
            id=str(row["by"]),
            label=schema.ARTICLE_KINDS.get(str(row["by"]), str(row["by"])),
            value=float(row["rate"]),
            text=f"{row['rate']:.1f} 件（共 {row['n']} 件）",
            hover=hover(
                schema.ARTICLE_KINDS.get(str(row["by"]), row["by"]),
                ("事件", f"{row['n']} 件（{row['of']} 期）"),
                ("每期", f"{row['rate']:.1f}（{row['low']:.1f}–{row['high']:.1f}）"),
            ),
            low=float(row["low"]),
            high=float(row["high"]),
            firm=bool(row["enough"]),
        )
        for row in records(frame.head(12))
    ]
    of = int(frame["of"].iloc[0]) if len(frame) else 0
    return ranked(
        bars,
        title="平均每期有几件",
        denominator=f"共 {of} 期版面",
        caption="横线为 95 % 泊松精确区间；空心条为不足以判断；没有版面的日子不计。",
        mode=mode,
    )


def _said(events: pd.DataFrame, dated: pd.DataFrame, by: str) -> tuple[str, str, str]:
    """Title, denominator, caption."""
    undated = len(events) - len(dated)
    without = f"，另有 {undated} 件无日期未画" if undated else ""
    return (
        "会议与活动，按类别" if by == "kind" else "会议与活动，按主持或带队的人",
        f"{len(events)} 件，见于 {events['issue_id'].nunique()} 期{without}",
        "一个圈是一件事，圈中为第几次会议，圈小时移上去看；同一行里同一系列以细线相连，其间有缺或未编号的为虚线。"
        "下方涂实的是有版面的周，其余没有版面，不等于没有会议。",
    )


def _marks(dated: pd.DataFrame, stood: dict[str, Place], size: int, mode: Mode) -> list[go.Scatter]:
    latest = dated["latest"].astype(bool)
    earlier, last = rings(dated[~latest], stood, size, mode), rings(dated[latest], stood, size, mode)
    accent = PALETTES[mode].accent
    earlier.update(name="此前各期", showlegend=True)
    last.update(name="最近一期", showlegend=True, textfont={"color": PALETTES[mode].paper})
    last.update(marker={"color": accent, "line": {"color": accent}})
    return [earlier, last]


def _ribbon(weeks: pd.DataFrame, mode: Mode) -> go.Bar:
    palette = PALETTES[mode]
    told = records(weeks)
    return go.Bar(
        x=[row["week"] + pd.Timedelta(days=3.5) for row in told],
        y=[1] * len(told),
        width=[6.2 * 86_400_000] * len(told),
        yaxis="y2",
        marker={
            "color": [palette.muted if row["covered"] else palette.raised for row in told],
            "line": {"width": 0},
        },
        hovertext=[
            hover(
                f"{day(row['week'])}起的一周",
                ("版面", f"{row['issues']} 期" if row["covered"] else "没有"),
                ("事件", f"{row['events']} 件" if row["covered"] else ""),
            )
            for row in told
        ],
    )


def _rule_lanes(figure: go.Figure, names: Sequence[str], ends: Sequence[float], mode: Mode) -> None:
    """Names of the lanes at their middle, a rule between two, the ribbon below."""
    starts = [0.0, *ends]
    middles = [(start + end - 1) / 2 for start, end in zip(starts, ends, strict=False)]
    labels = [stacked(schema.ARTICLE_KINDS.get(name, name)) for name in names]
    bottom = ends[-1] if ends else 1.0
    figure.update_yaxes(
        domain=[0.1, 1],
        tickvals=middles,
        ticktext=labels,
        range=[bottom - 0.4, -0.6],
        fixedrange=True,
        showgrid=False,
    )
    for end in ends[:-1]:
        figure.add_hline(y=end - 0.5, line={"color": PALETTES[mode].rule, "width": 1}, layer="below")
    band = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y2", "y0": 0, "y1": 1}
    figure.add_shape(type="rect", **band, fillcolor=PALETTES[mode].raised, line_width=0, layer="below")
    figure.update_layout(
        yaxis2={
            "domain": [0, 0.045],
            "range": [0, 1],
            "tickvals": [0.5],
            "ticktext": ["有版面的周"],
            "fixedrange": True,
            "showgrid": False,
        },
        xaxis_anchor="y2",
        bargap=0,
    )
