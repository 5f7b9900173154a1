"""What is talked about: topics × issues, ranked, and over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from banmian.charts.bars import Bar
from banmian.charts.bars import ranked as ranked_bars
from banmian.charts.cells import cells
from banmian.charts.colours import PALETTES, Mode, category_colours, shade
from banmian.charts.labels import day, hover, short, stacked
from banmian.charts.rows import Row, records
from banmian.charts.theme import canvas, dates, downwards, height, places

_LABELS = 5
"""Columns named at the most: more would overlap."""
_DARKEST = 0.6
"""A share set in the darkest colour, unless there is a larger one."""
_BELOW = 48
"""Pixels below heat map and ranked bars alike: side by side their rows meet."""
_PANELS = 4
_COUNTED = {"期": "期", "月": "个月", "年": "年"}
_UNITS = {"month": "月", "year": "年"}
_STARTS = {"月": "MS", "年": "YS"}
_SHARES = "按篇计：一篇报道可有几个议题，同一篇里重复不另计。"
_UNDATED = "没有日期的报道不计。"
_NO_PAGE = "空白的{}没有版面。"
Spans = Literal["month", "year"]
_INTERVAL = "横线为 95 % 威尔逊区间。"


def heat(
    shares: pd.DataFrame,
    ranked: pd.DataFrame,
    issues: pd.DataFrame | None = None,
    *,
    by: Spans = "month",
    every: int = 0,
    mode: Mode = "light",
) -> go.Figure:
    """Topics (rows, in the order of ``ranked``) × groups (columns) of ``measures.topics.shares``.

    Colour is the share of the group's articles, the number their count. ``customdata`` is
    [topic, group]. With ``issues`` (``measures.issues``) the groups are its issues in its order;
    without, ``by`` months or years, those between that have no page left blank. ``shares`` may be the latest
    groups of ``every``.
    """
    unit = _UNITS[by] if issues is None else "期"
    told, days = _groups(shares, issues)
    groups, days = (told, days) if issues is not None else _without_holes(days, _STARTS[unit])
    topics = [str(topic) for topic in ranked["topic"]]
    rows = {topic: place for place, topic in enumerate(topics)}
    columns = {group: place for place, group in enumerate(groups)}
    shown = records(shares[shares["topic"].isin(topics) & shares["group"].isin(told)])
    articles = int(shares.drop_duplicates("group")["of"].sum())
    blank = _NO_PAGE.format({"月": "月份", "年": "年份"}.get(unit))
    figure = canvas(
        mode,
        f"各{unit}谈了哪些议题",
        f"{_latest(told, every, unit)} {articles} 篇报道，格中为篇数",
        f"颜色越醒目，占该{unit}报道的比例越大。{_SHARES}{'' if issues is not None else _UNDATED}"
        + (blank if len(groups) > len(told) else ""),
        height(len(topics)),
    )
    most = max((cell["share"] for cell in shown), default=0.0)
    stops = PALETTES[mode].sequential
    figure.add_trace(
        cells(
            [columns[cell["group"]] for cell in shown],
            [rows[cell["topic"]] for cell in shown],
            [shade(stops, cell["share"] / max(most, _DARKEST)) for cell in shown],
            texts=[str(cell["n"]) if cell["n"] else "" for cell in shown],
            hovers=[_told(cell, days[columns[cell["group"]]]) for cell in shown],
            ids=[[str(cell["topic"]), str(cell["group"])] for cell in shown],
        )
    )
    figure.update_layout(margin_b=_BELOW)
    figure.update_xaxes(places(_columns(days, unit), tickangle=0, automargin=False))
    figure.update_yaxes(downwards([short(topic) for topic in topics]))
    return figure


def ranked(frame: pd.DataFrame, *, mode: Mode = "light", chosen: str | None = None) -> go.Figure:
    """``measures.topics.ranked`` as bars with Wilson intervals; ``customdata`` is the topic."""
    bars = [
        Bar(
            id=str(row["topic"]),
            label=str(row["topic"]),
            value=float(row["share"]),
            text=f"{row['n']} 篇",
            hover=hover(row["topic"], ("报道", f"{row['n']} 篇（共 {row['of']} 篇）"), _range(row)),
            low=float(row["low"]),
            high=float(row["high"]),
            firm=bool(row["enough"]),
        )
        for row in records(frame)
    ]
    articles = int(frame["of"].iloc[0]) if len(frame) else 0
    figure = ranked_bars(
        bars,
        title="哪些议题见报最多",
        denominator=f"占 {articles} 篇报道的比例",
        caption=_SHARES + _INTERVAL + "空心条为不足以判断。",
        mode=mode,
        chosen=chosen,
    )
    return figure.update_layout(margin_b=_BELOW)


def over_time(
    shares: pd.DataFrame,
    topics: Sequence[str],
    vocabulary: Sequence[str],
    issues: pd.DataFrame | None = None,
    *,
    by: Spans = "month",
    every: int = 0,
    mode: Mode = "light",
) -> go.Figure:
    """The share of at most four ``topics`` by issue, month or year, a panel each, with intervals.

    ``customdata`` is [topic, group]. Colours come from ``vocabulary``, all topics there are. Points
    are not joined: between two of them most weeks have no page.
    """
    shown = topics[:_PANELS]
    groups, days = _groups(shares, issues)
    at = dict(zip(groups, days, strict=True))
    unit = _UNITS[by] if issues is None else "期"
    figure = canvas(
        mode,
        f"所选议题占各{unit}报道的比例",
        f"{_latest(groups, every, unit)}，有日期的 {sum(not pd.isna(date) for date in days)} {_COUNTED[unit]}",
        _SHARES + "竖线为 95 % 威尔逊区间，空心点为不足以判断。",
        height(len(shown), 100),
    )
    names = [stacked(topic) for topic in shown]
    make_subplots(
        max(len(shown), 1), 1, shared_xaxes=True, vertical_spacing=0.14, subplot_titles=names, figure=figure
    )
    figure.update_annotations(x=0, xanchor="left", font={"size": 13})
    colours = category_colours(vocabulary, mode)
    for panel, topic in enumerate(shown, 1):
        told = [row for row in records(shares[shares["topic"] == topic]) if not pd.isna(at.get(row["group"]))]
        figure.add_trace(_course(told, at, colours[topic], mode), panel, 1)
    figure.update_layout(margin_t=96)
    figure.update_xaxes(dates(showgrid=False))
    figure.update_yaxes(tickformat=".0%", range=[-0.04, 1.04], fixedrange=True, tickvals=[0, 0.5, 1])
    return figure


def words(frame: pd.DataFrame, *, top: int = 12, mode: Mode = "light") -> go.Figure:
    """The evidence words of one topic (``measures.topics.words``); ``customdata`` is the word."""
    shown = records(frame.head(top))
    bars = [
        Bar(
            id=str(row["word"]),
            label=str(row["word"]),
            value=float(row["n"]),
            text=f"{row['n']} 篇 {row['hits']} 次",
            hover=hover(row["word"], ("次数", row["hits"]), ("报道", f"{row['n']} 篇（共 {row['of']} 篇）")),
        )
        for row in shown
    ]
    topic = short(frame["topic"].iloc[0], 8) if len(frame) else ""
    return ranked_bars(
        bars,
        title=f"凭哪些词归入{topic}",
        denominator=f"{len(frame)} 个依据词，列前 {len(shown)} 个",
        caption="条长为含有依据词的报道篇数，后面是出现的次数。",
        mode=mode,
    )


def _groups(shares: pd.DataFrame, issues: pd.DataFrame | None) -> tuple[list[object], list[pd.Timestamp]]:
    """The columns and their days, in order."""
    if issues is None:
        months = sorted(shares["group"].dropna().unique())
        return list(months), [pd.Timestamp(month) for month in months]
    known = issues[issues["issue_id"].isin(shares["group"])]
    return list(known["issue_id"]), list(known["date"])


def _without_holes(days: Sequence[pd.Timestamp], starts: str) -> tuple[list[object], list[pd.Timestamp]]:
    """From the first to the last: what no page covers is a gap that can be seen."""
    every = list(pd.date_range(min(days), max(days), freq=starts)) if days else []
    return list(every), every


def _latest(groups: Sequence[object], every: int, unit: str) -> str:
    """How many groups are shown, and of how many if that is not all."""
    counted = _COUNTED[unit]
    shown = f"{len(groups)} {counted}"
    return f"最近 {shown}（共 {every} {counted}）" if every > len(groups) else shown


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
        if unit == "年":
            named.append(f"{date.year}年")
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


def _course(told: Sequence[Row], at: Mapping[object, pd.Timestamp], colour: str, mode: Mode) -> go.Scatter:
    paper = PALETTES[mode].paper
    return go.Scatter(
        x=[at[row["group"]] for row in told],
        y=[row["share"] for row in told],
        mode="markers",
        marker={
            "size": 9,
            "color": [colour if row["enough"] else paper for row in told],
            "line": {"color": colour, "width": 1.6},
        },
        error_y={
            "array": [row["high"] - row["share"] for row in told],
            "arrayminus": [row["share"] - row["low"] for row in told],
            "color": PALETTES[mode].muted,
            "thickness": 1,
            "width": 0,
        },
        hovertext=[_told(row, at[row["group"]]) for row in told],
        customdata=[[str(row["topic"]), str(row["group"])] for row in told],
    )
