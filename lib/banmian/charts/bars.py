"""Ranked bars with a label at the left and the number at the end; intervals where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from banmian.charts.colours import PALETTES, Mode
from banmian.charts.labels import hover, short
from banmian.charts.rows import Row, records
from banmian.charts.theme import canvas, downwards, height

_FEWEST = 6
"""Rows that a chart has room for: one bar alone would be a wall."""
_WORDS = {
    "n": ("最常见的词", "条长为含有该词的报道篇数；同一篇里重复不另计。"),
    "lrc": (
        "最能标出本期的词",
        "条长为对数比的保守下限（LRC，95 %，经多重比较校正），按篇计；空心为不足以判断。",
    ),
    "z": (
        "最能标出本期的词",
        "条长为加权对数优势 z（先验取全库），按篇计；空心为保守下限未过零，不足以判断。",
    ),
}
"""Column → title and caption."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``id`` is what choosing it gives."""

    id: str
    label: str
    value: float
    text: str
    hover: str
    low: float | None = None
    high: float | None = None
    firm: bool = True
    """False: too little evidence; drawn hollow."""


def ranked(
    bars: Sequence[Bar], *, title: str, denominator: str, caption: str, mode: Mode, chosen: str | None = None
) -> go.Figure:
    """``bars`` from the top down; ``chosen``, an id, is the one in vermilion."""
    figure = canvas(mode, title, denominator, caption, height(len(bars)))
    figure.add_trace(_marks(bars, mode, chosen))
    figure.add_trace(_numbers(bars, mode))
    figure.update_xaxes(visible=False, fixedrange=True, rangemode="tozero", range=_room(bars))
    rows = max(len(bars), _FEWEST) - 0.4
    figure.update_yaxes(downwards([short(bar.label) for bar in bars], range=[rows, -0.6]))
    return figure


def words(frame: pd.DataFrame, *, by: str, top: int = 10, mode: Mode = "light") -> go.Figure:
    """The first ``top`` rows of ``measures.keyness.frequency`` or ``keyness`` by column ``by``.

    ``by`` is ``n`` (articles with the word), ``lrc`` or ``z``; ``customdata`` is the word.
    """
    title, caption = _WORDS[by]
    of = int(frame["of"].iloc[0]) if len(frame) else 0
    return ranked(
        [_word(row, by) for row in records(frame.head(top))],
        title=title,
        denominator=f"{of} 篇报道",
        caption=caption,
        mode=mode,
    )


def _word(row: Row, by: str) -> Bar:
    facts = [("篇数", f"{row['n']}（共 {row['of']} 篇）"), ("次数", row["count"])]
    if by != "n":
        facts.append(("其余各期", f"{row['rest_n']} 篇（共 {row['rest_of']} 篇）"))
    return Bar(
        id=str(row["word"]),
        label=str(row["word"]),
        value=float(row[by]),
        text=f"{row['n']} 篇" if by == "n" else f"{row[by]:.1f}",
        hover=hover(row["word"], *facts),
        firm=bool(row.get("enough", True)),
    )


def _marks(bars: Sequence[Bar], mode: Mode, chosen: str | None) -> go.Bar:
    palette = PALETTES[mode]
    lines = [palette.accent if bar.id == chosen else palette.muted for bar in bars]
    fills = [palette.accent if bar.id == chosen else palette.rule for bar in bars]
    return go.Bar(
        orientation="h",
        x=[bar.value for bar in bars],
        y=list(range(len(bars))),
        width=0.62,
        marker={
            "color": [fill if bar.firm else palette.paper for bar, fill in zip(bars, fills, strict=True)],
            "line": {"color": lines, "width": 1},
        },
        error_x=_intervals(bars, mode),
        hovertext=[bar.hover for bar in bars],
        customdata=[bar.id for bar in bars],
    )


def _intervals(bars: Sequence[Bar], mode: Mode) -> Row:
    over = [bar.high - bar.value if bar.high is not None else 0.0 for bar in bars]
    under = [bar.value - bar.low if bar.low is not None else 0.0 for bar in bars]
    shown = any(over) or any(under)
    colour = PALETTES[mode].ink
    return {
        "visible": shown,
        "array": over,
        "arrayminus": under,
        "color": colour,
        "thickness": 1.2,
        "width": 3,
    }


def _numbers(bars: Sequence[Bar], mode: Mode) -> go.Scatter:
    """The printed numbers, right of bar and interval."""
    return go.Scatter(
        x=[bar.high if bar.high is not None else bar.value for bar in bars],
        y=list(range(len(bars))),
        mode="text",
        text=[f"  {bar.text}" for bar in bars],
        textposition="middle right",
        textfont={"size": 12, "color": PALETTES[mode].muted},
        hoverinfo="skip",
    )


def _room(bars: Sequence[Bar]) -> list[float]:
    """From nothing to the farthest end, with room for the number behind it."""
    farthest = max((bar.high if bar.high is not None else bar.value for bar in bars), default=1.0)
    return [0.0, (farthest or 1.0) * 1.28]
