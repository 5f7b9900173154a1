"""A grid of rectangles that can be chosen: Plotly's own heat map tells nobody what was clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from banmian.charts.colours import ink_on

_SIDE = 0.94
"""Of a cell; the rest is the gap between two."""


def cells(
    columns: Sequence[int],
    rows: Sequence[int],
    colours: Sequence[str],
    *,
    texts: Sequence[str],
    hovers: Sequence[str],
    ids: Sequence[Any],
) -> go.Bar:
    """One bar a cell, centred on (column, row), its text inside in ink that reads on its colour.

    ``ids`` become ``customdata``.
    """
    return go.Bar(
        orientation="h",
        base=[column - _SIDE / 2 for column in columns],
        x=[_SIDE] * len(columns),
        y=list(rows),
        width=_SIDE,
        marker={"color": list(colours), "line": {"width": 0}},
        text=list(texts),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 12, "color": [ink_on(colour) for colour in colours]},
        hovertext=list(hovers),
        customdata=list(ids),
        showlegend=False,
    )
