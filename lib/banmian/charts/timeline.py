"""Events in time: swim lanes, the ordinals of meeting series, how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from banmian import schema
from banmian.charts.bars import Bar, ranked
from banmian.charts.colours import PALETTES, Mode
from banmian.charts.labels import day, hover, plain, short
from banmian.charts.rows import Row, records
from banmian.charts.theme import HIGHEST, canvas, dates, downwards, height

_LANES = 9
_TRACKS = 4
"""Rows a lane may have; marks that find none free share the last."""
_PLOT = 760
"""Pixels that the time axis is taken to be wide when marks are kept apart."""
_LARGEST_MARK, _SMALLEST_MARK = 24, 9
_PRINTED = 18
"""Marks of at least this size carry their ordinal."""
_UNNAMED = "未载明"
_OTHERS = "其他"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mark stands: its row counted from the top over all lanes."""

    date: pd.Timestamp
    row: float


def lanes(
    events: pd.DataFrame,
    series: pd.DataFrame,
    weeks: pd.DataFrame,
    *,
    by: Literal["kind", "leader"] = "kind",
    mode: Mode = "light",
) -> go.Figure:
    """Swim lanes of ``measures.timeline.events`` over a ribbon of ``weeks``.

    A mark is an event: ``customdata`` is its event_id, the number in it its ordinal; the latest
    issue's are filled, in vermilion. ``series`` joins marks with a thin line, dashed where ordinals
    are missing or unknown. Undated events are counted below the title, not drawn.
    """
    dated = events[events["date"].notna()].sort_values("date", kind="stable")
    names = _lanes(dated, by)
    size, tracks = _fit(dated, len(names))
    tops, stood = _stand(dated, _lane_of(dated, by, names), names, size, tracks)
    figure = canvas(mode, *_said(events, dated, by), height(round(tops[-1]) if tops else 0, size + 8))
    for trace in _threads(series, stood, mode):
        figure.add_trace(trace)
    for trace in _marks(dated, stood, size, mode):
        figure.add_trace(trace)
    figure.add_trace(_ribbon(weeks, mode))
    _rule_lanes(figure, names, tops, mode)
    figure.update_xaxes(dates(range=_span(dated, weeks), showgrid=True))
    return figure


def ordinals(series: pd.DataFrame, *, mode: Mode = "light") -> go.Figure:
    """Meeting series (``measures.timeline.series``), a row each: their ordinals and what is missing.

    ``customdata`` is the event_id; between two marks stands how many meetings are not in the library.
    """
    dated = series[series["date"].notna()]
    counts = dated["series"].value_counts()
    names = [str(name) for name in counts[counts > 0].index][:_LANES]
    rows = {name: place for place, name in enumerate(names)}
    shown = dated[dated["series"].isin(names)]
    figure = canvas(
        mode,
        "成系列的会议与其间的空缺",
        f"{len(names)} 个系列 {len(shown)} 次会议",
        "圈中为第几次；虚线表示其间有会议未收入本库，数目按所印次数推算，跨年的只能知道至少几次。",
        height(len(names), 34),
    )
    stood = {row["event_id"]: _Place(row["date"], rows[str(row["series"])]) for row in records(shown)}
    for trace in _threads(shown, stood, mode):
        figure.add_trace(trace)
    figure.add_trace(_missing(shown, stood, mode))
    figure.add_trace(_rings(shown, stood, _LARGEST_MARK, mode))
    figure.update_xaxes(dates(range=_span(shown, None)))
    figure.update_yaxes(downwards([short(name, 14) for name in names]))
    return figure


def rates(frame: pd.DataFrame, *, mode: Mode = "light") -> go.Figure:
    """``measures.timeline.rates`` as bars with exact Poisson intervals; ``customdata`` is the group."""
    bars = [
        Bar(
            id=str(row["by"]),
            label=schema.ARTICLE_KINDS.get(str(row["by"]), str(row["by"])),
            value=float(row["rate"]),
            text=f"{row['n']} 件 / {row['of']} 期",
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
        f"{events['issue_id'].nunique()} 期版面 {len(events)} 件{without}",
        "一个圈是一件事，圈中为第几次会议；同一系列以细线相连，其间有缺或未编号的为虚线。"
        "下方一格是一周：实格有版面，空格没有版面，不等于没有会议。",
    )


def _lanes(dated: pd.DataFrame, by: str) -> list[str]:
    """Codes of kinds in the order of the schema, or leaders by number of events."""
    if by == "kind":
        present = set(dated["kind"].dropna().astype(str))
        return [kind for kind in schema.ARTICLE_KINDS if kind in present]
    counts = dated["leader"].dropna().astype(str).value_counts()
    names = sorted(counts.index, key=lambda name: (-counts[name], name))
    more = [_OTHERS] if len(names) > _LANES else []
    unnamed = [_UNNAMED] if dated["leader"].isna().any() else []
    return [*names[:_LANES], *more, *unnamed]


def _lane_of(dated: pd.DataFrame, by: str, names: Sequence[str]) -> list[int]:
    places = {name: place for place, name in enumerate(names)}
    if by == "kind":
        return [places[str(kind)] for kind in dated["kind"]]
    others = places.get(_OTHERS, 0)
    return [places[_UNNAMED] if pd.isna(name) else places.get(str(name), others) for name in dated["leader"]]


def _fit(dated: pd.DataFrame, lanes: int) -> tuple[int, int]:
    """Size of a mark and rows of a lane, so that the fullest chart still fits its height."""
    if not lanes:
        return _LARGEST_MARK, 1
    crowded = len(dated) > 12 * lanes
    tracks = _TRACKS if crowded else 2 if len(dated) > 3 * lanes else 1
    room = (HIGHEST - 150) / (lanes * tracks)
    return round(min(_LARGEST_MARK, max(_SMALLEST_MARK, room - 4))), tracks


def _stand(
    dated: pd.DataFrame, lane_of: Sequence[int], names: Sequence[str], size: int, tracks: int
) -> tuple[list[float], dict[str, _Place]]:
    """Rows at which the lanes end, and the place of each event: side by side where marks would touch."""
    apart = _apart(dated, size)
    free: list[list[pd.Timestamp]] = [[] for _ in names]
    taken: list[tuple[Row, int, int]] = []
    for row, lane in zip(records(dated), lane_of, strict=True):
        taken.append((row, lane, _track(free[lane], row["date"], apart, tracks)))
    ends, top = [], 0.0
    for held in free:
        top += max(len(held), 1)
        ends.append(top)
    starts = [0.0, *ends]
    return ends, {row["event_id"]: _Place(row["date"], starts[lane] + track) for row, lane, track in taken}


def _track(ends: list[pd.Timestamp], date: pd.Timestamp, apart: pd.Timedelta, tracks: int) -> int:
    for track, end in enumerate(ends):
        if date - end >= apart:
            ends[track] = date
            return track
    if len(ends) < tracks:
        ends.append(date)
        return len(ends) - 1
    track = min(range(tracks), key=lambda place: ends[place])
    ends[track] = date
    return track


def _apart(dated: pd.DataFrame, size: int) -> pd.Timedelta:
    if dated.empty:
        return pd.Timedelta(0)
    days = (dated["date"].max() - dated["date"].min()).days + 14
    return pd.Timedelta(days=days * size / _PLOT)


def _threads(series: pd.DataFrame, stood: dict[str, _Place], mode: Mode) -> list[go.Scatter]:
    """Two lines with gaps: between meetings known to follow each other, and the rest dashed."""
    whole: list[tuple[_Place, _Place]] = []
    broken: list[tuple[_Place, _Place]] = []
    for row in records(series):
        ends = stood.get(row["previous_event_id"]), stood.get(row["event_id"])
        if ends[0] is not None and ends[1] is not None:
            follows = bool(not pd.isna(row["missing"]) and row["missing"] == 0)
            (whole if follows else broken).append((ends[0], ends[1]))
    return [_thread(whole, "solid", mode), _thread(broken, "dot", mode)]


def _thread(ends: Sequence[tuple[_Place, _Place]], dash: str, mode: Mode) -> go.Scatter:
    return go.Scatter(
        x=[date for one, other in ends for date in (one.date, other.date, None)],
        y=[row for one, other in ends for row in (one.row, other.row, None)],
        mode="lines",
        line={"color": PALETTES[mode].muted, "width": 1.2, "dash": dash},
        hoverinfo="skip",
    )


def _marks(dated: pd.DataFrame, stood: dict[str, _Place], size: int, mode: Mode) -> list[go.Scatter]:
    latest = dated["latest"].astype(bool)
    earlier, last = _rings(dated[~latest], stood, size, mode), _rings(dated[latest], stood, size, mode)
    accent = PALETTES[mode].accent
    earlier.update(name="此前各期", showlegend=True)
    last.update(name="最近一期", showlegend=True, textfont={"color": PALETTES[mode].paper})
    last.update(marker={"color": accent, "line": {"color": accent}})
    return [earlier, last]


def _rings(rows: pd.DataFrame, stood: dict[str, _Place], size: int, mode: Mode) -> go.Scatter:
    palette = PALETTES[mode]
    told = records(rows)
    printed = size >= _PRINTED
    return go.Scatter(
        x=[stood[row["event_id"]].date for row in told],
        y=[stood[row["event_id"]].row for row in told],
        mode="markers+text",
        text=["" if pd.isna(row["ordinal"]) or not printed else str(row["ordinal"]) for row in told],
        textfont={"size": 11, "color": palette.ink},
        marker={"size": size, "color": palette.paper, "line": {"color": palette.ink, "width": 1.3}},
        hovertext=[_told(row) for row in told],
        customdata=[row["event_id"] for row in told],
    )


def _told(row: Row) -> str:
    ordinal: str = "" if pd.isna(row["ordinal"]) else f"{plain(row['ordinal_year'])}年第{row['ordinal']}次"
    headline = row.get("headline")
    return hover(
        row["series"] if headline is None or pd.isna(headline) else headline,
        ("日期", day(row["date"])),
        ("次数", ordinal),
        ("主持或带队", row.get("leader")),
        ("议程", row.get("agenda")),
    )


def _missing(shown: pd.DataFrame, stood: dict[str, _Place], mode: Mode) -> go.Scatter:
    """缺 3 次, half-way between two marks."""
    holes = records(shown[shown["missing"].fillna(0) > 0])
    return go.Scatter(
        x=[row["previous_date"] + (row["date"] - row["previous_date"]) / 2 for row in holes],
        y=[stood[row["event_id"]].row for row in holes],
        mode="text",
        text=[f"{'至少缺' if row['at_least'] else '缺'} {row['missing']} 次" for row in holes],
        textposition="top center",
        textfont={"size": 12, "color": PALETTES[mode].muted},
        hoverinfo="skip",
    )


def _ribbon(weeks: pd.DataFrame, mode: Mode) -> go.Bar:
    palette = PALETTES[mode]
    told = records(weeks)
    return go.Bar(
        x=[row["week"] + pd.Timedelta(days=3.5) for row in told],
        y=[1] * len(told),
        width=[6.2 * 86_400_000] * len(told),
        yaxis="y2",
        marker={
            "color": [palette.muted if row["covered"] else palette.paper for row in told],
            "line": {"color": palette.rule, "width": 1},
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
    labels = [short(schema.ARTICLE_KINDS.get(name, name), 12) for name in names]
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


def _span(dated: pd.DataFrame, weeks: pd.DataFrame | None) -> list[pd.Timestamp] | None:
    """The days shown: all marks and weeks with some air, a week at least."""
    ends = [*dated["date"], *([] if weeks is None else weeks["week"])]
    if not ends:
        return None
    first, last = min(ends), max(ends)
    air = max((last - first) * 0.04, pd.Timedelta(days=7))
    return [first - air, last + air]
