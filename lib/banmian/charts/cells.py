"""A grid of rectangles that can be chosen: Plotly's own heat map tells nobody what was clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from banmian.charts.colours import ink_on

_GAP = 0.06
"""Of a row between two cells."""


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
    # Few columns are wide ones: the same share of them would tear the grid apart.
    side = 1 - min(_GAP, 0.006 * len(set(columns)))
    return go.Bar(
        orientation="h",
        base=[column - side / 2 for column in columns],
        x=[side] * len(columns),
        y=list(rows),
        width=1 - _GAP,
        marker={"color": list(colours), "line": {"width": 0}},
        text=list(texts),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 12, "color": [ink_on(colour) for colour in colours]},
        hovertext=list(hovers),
        customdata=list(ids),
    )
