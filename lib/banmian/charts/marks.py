"""Marks of events: where they stand in lanes, the rings, the threads between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from banmian.charts.colours import PALETTES, Mode
from banmian.charts.labels import day, hover, plain
from banmian.charts.rows import Row, records
from banmian.charts.theme import HIGHEST

LARGEST = 24
_SMALLEST = 8
_TRACKS = 4
"""Rows a lane may have; marks that find none free share one."""
_PLOT = 420
"""Pixels that the time axis is taken to be wide when marks are kept apart."""
_PRINTED = 15
"""Marks of at least this size carry their ordinal."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: its lane, and its row counted from the top over all lanes."""

    date: pd.Timestamp
    row: float
    lane: int


def fit(dated: pd.DataFrame, lanes: int) -> tuple[int, int]:
    """Size of a mark and rows of a lane, so that the fullest chart still fits its height."""
    if not lanes:
        return LARGEST, 1
    crowded = len(dated) > 12 * lanes
    tracks = _TRACKS if crowded else 2
    room = 0.8 * (HIGHEST - 190) / (lanes * tracks)
    return round(min(LARGEST, max(_SMALLEST, room))), tracks


def stand(
    dated: pd.DataFrame, lane_of: Sequence[int], names: Sequence[str], size: int, tracks: int
) -> tuple[list[float], dict[str, Place]]:
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
    return ends, {
        row["event_id"]: Place(row["date"], starts[lane] + track, lane) for row, lane, track in taken
    }


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


def threads(series: pd.DataFrame, stood: Mapping[str, Place], mode: Mode) -> list[go.Scatter]:
    """Two lines with gaps: between meetings known to follow each other, and the rest dashed.

    Only within a lane: a series that goes from chair to chair would cover the page with zigzag.
    """
    whole: list[tuple[Place, Place]] = []
    broken: list[tuple[Place, Place]] = []
    for row in records(series):
        one, other = stood.get(row["previous_event_id"]), stood.get(row["event_id"])
        if one and other and one.lane == other.lane:
            follows = bool(not pd.isna(row["missing"]) and row["missing"] == 0)
            (whole if follows else broken).append((one, other))
    return [_thread(whole, "solid", mode), _thread(broken, "dot", mode)]


def _thread(ends: Sequence[tuple[Place, Place]], dash: str, mode: Mode) -> go.Scatter:
    return go.Scatter(
        x=[date for one, other in ends for date in (one.date, other.date, None)],
        y=[row for one, other in ends for row in (one.row, other.row, None)],
        mode="lines",
        line={"color": PALETTES[mode].muted, "width": 1.2, "dash": dash},
        hoverinfo="skip",
    )


def rings(rows: pd.DataFrame, stood: Mapping[str, Place], size: int, mode: Mode) -> go.Scatter:
    """A ring an event, its ordinal inside where there is room; ``customdata`` is the event_id."""
    palette = PALETTES[mode]
    told = records(rows)
    printed = size >= _PRINTED
    return go.Scatter(
        x=[stood[row["event_id"]].date for row in told],
        y=[stood[row["event_id"]].row for row in told],
        mode="markers+text",
        text=["" if pd.isna(row["ordinal"]) or not printed else str(row["ordinal"]) for row in told],
        textfont={"size": 11 if size > 20 else 10, "color": palette.ink},
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


def span(dated: pd.DataFrame, weeks: Iterable[pd.Timestamp] = ()) -> list[pd.Timestamp] | None:
    """The days shown: all marks and ``weeks`` with some air, a week at least."""
    ends = [*dated["date"], *weeks]
    if not ends:
        return None
    first, last = min(ends), max(ends)
    air = max((last - first) * 0.04, pd.Timedelta(days=7))
    return [first - air, last + air]
