"""What is talked about: topics × issues, ranked, and over time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from banmian.charts.bars import Bar
from banmian.charts.bars import ranked as ranked_bars
from banmian.charts.cells import cells
from banmian.charts.colours import PALETTES, Mode, category_colours, shade
from banmian.charts.labels import day, hover, short
from banmian.charts.rows import Row, records
from banmian.charts.theme import canvas, dates, downwards, height, places

_LABELS = 8
"""Columns named at the most: more would overlap."""
_SHARES = "按篇计：一篇报道可有几个议题，同一篇里重复不另计。"
_INTERVAL = "横线为 95 % 威尔逊区间。"


def heat(
    shares: pd.DataFrame,
    ranked: pd.DataFrame,
    issues: pd.DataFrame | None = None,
    *,
    mode: Mode = "light",
) -> go.Figure:
    """Topics (rows, in the order of ``ranked``) × groups (columns) of ``measures.topics.shares``.

    Colour is the share of the group's articles, the number their count. ``customdata`` is
    [topic, group]. With ``issues`` (``measures.issues``) the groups are its issues in its order;
    without, months.
    """
    groups, days = _groups(shares, issues)
    topics = [str(topic) for topic in ranked["topic"]]
    rows = {topic: place for place, topic in enumerate(topics)}
    columns = {group: place for place, group in enumerate(groups)}
    shown = records(shares[shares["topic"].isin(topics) & shares["group"].isin(groups)])
    articles = int(ranked["of"].iloc[0]) if len(ranked) else 0
    unit = "月" if issues is None else "期"
    figure = canvas(
        mode,
        f"各{unit}谈了哪些议题",
        f"{len(groups)} {unit} {articles} 篇报道；格中为篇数，颜色深浅为占该{unit}报道的比例",
        _SHARES,
        height(len(topics)),
    )
    most = max((cell["share"] for cell in shown), default=0.0) or 1.0
    stops = PALETTES[mode].sequential
    figure.add_trace(
        cells(
            [columns[cell["group"]] for cell in shown],
            [rows[cell["topic"]] for cell in shown],
            [shade(stops, cell["share"] / most) for cell in shown],
            texts=[str(cell["n"]) if cell["n"] else "" for cell in shown],
            hovers=[_told(cell, days[columns[cell["group"]]]) for cell in shown],
            ids=[[str(cell["topic"]), str(cell["group"])] for cell in shown],
        )
    )
    figure.update_xaxes(places(_columns(days, unit), side="bottom", tickangle=0))
    figure.update_yaxes(downwards([short(topic) for topic in topics]))
    return figure


def ranked(frame: pd.DataFrame, *, mode: Mode = "light", chosen: str | None = None) -> go.Figure:
    """``measures.topics.ranked`` as bars with Wilson intervals; ``customdata`` is the topic."""
    bars = [
        Bar(
            id=str(row["topic"]),
            label=str(row["topic"]),
            value=float(row["share"]),
            text=f"{row['n']}/{row['of']}",
            hover=hover(row["topic"], ("报道", f"{row['n']} 篇（共 {row['of']} 篇）"), _range(row)),
            low=float(row["low"]),
            high=float(row["high"]),
            firm=bool(row["enough"]),
        )
        for row in records(frame)
    ]
    articles = int(frame["of"].iloc[0]) if len(frame) else 0
    return ranked_bars(
        bars,
        title="哪些议题见报最多",
        denominator=f"占 {articles} 篇报道的比例",
        caption=_SHARES + _INTERVAL + "空心条为不足以判断。",
        mode=mode,
        chosen=chosen,
    )


def over_time(
    shares: pd.DataFrame,
    topics: Sequence[str],
    vocabulary: Sequence[str],
    issues: pd.DataFrame | None = None,
    *,
    mode: Mode = "light",
) -> go.Figure:
    """The share of a few ``topics`` by issue or month, with intervals; ``customdata`` is [topic, group].

    Colours come from ``vocabulary``, all topics there are; the name of a topic stands at its last point.
    """
    groups, days = _groups(shares, issues)
    at = dict(zip(groups, days, strict=True))
    unit = "月" if issues is None else "期"
    figure = canvas(
        mode,
        "、".join(short(topic, 6) for topic in topics) or "议题的起落",
        f"占各{unit}报道的比例，{len(groups)} {unit}",
        _SHARES + "竖线为 95 % 威尔逊区间；空心点为不足以判断；没有版面的时候不连线推测。",
        360,
    )
    colours = category_colours(vocabulary, mode)
    for place, topic in enumerate(topics):
        rows = records(shares[(shares["topic"] == topic) & shares["group"].isin(groups)])
        dated = sorted(
            (row for row in rows if not pd.isna(at[row["group"]])), key=lambda row: at[row["group"]]
        )
        shift = pd.Timedelta(days=1.5) * (place - (len(topics) - 1) / 2)
        figure.add_trace(_course(dated, [at[row["group"]] for row in dated], shift, colours[topic], mode))
    figure.update_xaxes(dates(showgrid=False))
    figure.update_yaxes(tickformat=".0%", range=[0, 1.02], fixedrange=True, nticks=5)
    return figure


def words(frame: pd.DataFrame, *, top: int = 12, mode: Mode = "light") -> go.Figure:
    """The evidence words of one topic (``measures.topics.words``); ``customdata`` is the word."""
    shown = records(frame.head(top))
    bars = [
        Bar(
            id=str(row["word"]),
            label=str(row["word"]),
            value=float(row["hits"]),
            text=f"{row['hits']} 次",
            hover=hover(row["word"], ("次数", row["hits"]), ("报道", f"{row['n']} 篇（共 {row['of']} 篇）")),
        )
        for row in shown
    ]
    topic = short(frame["topic"].iloc[0], 8) if len(frame) else ""
    return ranked_bars(
        bars,
        title=f"凭哪些词归入{topic}",
        denominator=f"{len(frame)} 个依据词，列前 {len(shown)} 个",
        caption="条长为依据词出现的次数。",
        mode=mode,
    )


def _groups(shares: pd.DataFrame, issues: pd.DataFrame | None) -> tuple[list[object], list[pd.Timestamp]]:
    """The columns and their days, in order."""
    if issues is None:
        months = sorted(shares["group"].dropna().unique())
        return list(months), [pd.Timestamp(month) for month in months]
    known = issues[issues["issue_id"].isin(shares["group"])]
    return list(known["issue_id"]), list(known["date"])


def _columns(days: Sequence[pd.Timestamp], unit: str) -> list[str]:
    """Names of columns, the year under the first of each; some left blank where there are many."""
    step = -(-len(days) // _LABELS)
    named, year = [], None
    for place, date in enumerate(days):
        if place % max(step, 1):
            named.append("")
            continue
        if pd.isna(date):
            named.append("日期不详")
            continue
        told = f"{date.month}月" if unit == "月" else f"{date.month}月{date.day}日"
        named.append(told if date.year == year else f"{told}<br>{date.year}年")
        year = date.year
    return named


def _told(cell: Row, date: pd.Timestamp) -> str:
    return hover(
        cell["topic"], ("日期", day(date)), ("报道", f"{cell['n']} 篇（共 {cell['of']} 篇）"), _range(cell)
    )


def _range(row: Row) -> tuple[str, str]:
    return "比例", f"{row['share']:.0%}（{row['low']:.0%}–{row['high']:.0%}）"


def _course(
    rows: Sequence[Row],
    days: Sequence[pd.Timestamp],
    shift: pd.Timedelta,
    colour: str,
    mode: Mode,
) -> go.Scatter:
    shares = [float(str(row["share"])) for row in rows]
    paper = PALETTES[mode].paper
    return go.Scatter(
        x=[date + shift for date in days],
        y=shares,
        mode="lines+markers+text",
        text=[""] * (len(rows) - 1) + [short(row["topic"]) for row in rows[-1:]],
        textposition="top left",
        textfont={"size": 12},
        line={"color": colour, "width": 1.4},
        marker={
            "size": 9,
            "color": [colour if row["enough"] else paper for row in rows],
            "line": {"color": colour, "width": 1.6},
        },
        error_y={
            "array": [float(str(row["high"])) - share for row, share in zip(rows, shares, strict=True)],
            "arrayminus": [share - float(str(row["low"])) for row, share in zip(rows, shares, strict=True)],
            "color": colour,
            "thickness": 1,
            "width": 3,
        },
        hovertext=[_told(row, date) for row, date in zip(rows, days, strict=True)],
        customdata=[[str(row["topic"]), str(row["group"])] for row in rows],
    )
