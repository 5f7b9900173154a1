"""The calendar strip: which days the library covers, and how much happened on them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from banmian.charts.cells import cells
from banmian.charts.colours import PALETTES, Mode, shade
from banmian.charts.labels import day, hover
from banmian.charts.rows import records
from banmian.charts.theme import canvas, downwards, places

_WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"]
_WEEKS = 54
"""Weeks drawn day by day at the most; a longer library gets a row a year, a cell a week."""
_NARROWEST = 14
_QUARTERS = {0: "1月", 13: "4月", 26: "7月", 39: "10月"}


def strip(calendar: pd.DataFrame, *, mode: Mode = "light") -> go.Figure:
    """``measures.overview.calendar`` as a strip; ``customdata`` is the first ISO day of a cell.

    A cell with a page is filled, deeper with its events; one without is an empty frame.
    """
    weekly = by_week(calendar)
    grid = _weeks(calendar) if weekly else _days(calendar)
    rows = [f"{year}年" for year in sorted(set(grid["row"]))] if weekly else _WEEKDAYS
    grid["row"] -= grid["row"].min() if weekly else 0
    covered, events = int(calendar["covered"].sum()), int(calendar["events"].sum())
    figure = canvas(
        mode,
        "哪些日子有版面",
        f"首末之间 {len(calendar)} 天，有版面的 {covered} 天，有日期的 {events} 件事",
        f"一格是一{'周' if weekly else '天'}：有颜色的在某期版面所及的日子之内，越醒目事件越多；"
        "空格没有版面，不等于没有会议。",
        130 + 18 * len(rows),
    )
    figure.add_trace(_grid(grid, "起的一周" if weekly else "", mode))
    months = _QUARTERS if weekly else _months(grid)
    figure.update_xaxes(
        places([], tickvals=list(months), ticktext=list(months.values()), range=[-0.6, _width(grid) - 0.4])
    )
    figure.update_yaxes(downwards(rows))
    return figure


def by_week(calendar: pd.DataFrame) -> bool:
    """Whether a cell is a week, and not a day."""
    return len(calendar) > 7 * _WEEKS


def behind(calendar: pd.DataFrame, first: pd.Timestamp) -> pd.Timestamp:
    """The day behind the cell that begins on ``first``: weeks are counted from the first day of a year."""
    if not by_week(calendar):
        return first + pd.Timedelta(days=1)
    left = 7 - (first.day_of_year - 1) % 7
    return min(first + pd.Timedelta(days=left), pd.Timestamp(first.year + 1, 1, 1))


def _days(calendar: pd.DataFrame) -> pd.DataFrame:
    """A column a week, a row a weekday."""
    date = calendar["date"]
    monday = date - pd.to_timedelta(date.dt.day_of_week, unit="D")
    column = (monday - monday.min()).dt.days // 7
    return calendar.assign(row=date.dt.day_of_week, column=column)


def _weeks(calendar: pd.DataFrame) -> pd.DataFrame:
    """A column a week of the year, a row a year."""
    placed = calendar.assign(row=calendar["date"].dt.year, column=(calendar["date"].dt.day_of_year - 1) // 7)
    grouped = placed.groupby(["row", "column"], as_index=False)
    return grouped.agg(date=("date", "min"), covered=("covered", "any"), events=("events", "sum"))


def _grid(grid: pd.DataFrame, span: str, mode: Mode) -> go.Bar:
    palette = PALETTES[mode]
    most = max(int(grid["events"].max()), 1) if len(grid) else 1
    told = records(grid)
    trace = cells(
        [row["column"] for row in told],
        [row["row"] for row in told],
        [
            shade(palette.sequential, 0.25 + 0.6 * row["events"] / most) if row["covered"] else palette.paper
            for row in told
        ],
        texts=[""] * len(told),
        hovers=[
            hover(
                day(row["date"]) + span,
                ("事件", f"{row['events']} 件") if row["covered"] else ("版面", "没有"),
            )
            for row in told
        ],
        ids=[row["date"].date().isoformat() for row in told],
    )
    return trace.update(marker={"line": {"color": palette.rule, "width": 1}})


def _months(grid: pd.DataFrame) -> dict[int, str]:
    """The column of a month's first day → its name, every second where there are many."""
    first = records(grid[grid["date"].dt.day == 1])
    return {row["column"]: f"{row['date'].month}月" for row in first[:: 1 if len(first) < 7 else 2]}


def _width(grid: pd.DataFrame) -> int:
    """Columns of the strip: never so few that a day becomes a bar."""
    return max(int(grid["column"].max()) + 1, _NARROWEST) if len(grid) else 1
