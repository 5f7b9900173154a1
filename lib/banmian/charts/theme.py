"""The one template of all figures, for light and for dark, and the canvas that carries it.

Streamlit sets a default template of placeholder colours for the whole process when it is imported,
so every figure is made by ``canvas``, which names ours.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from banmian.charts.colours import PALETTES, Mode, Palette

SERIF = '"Songti SC","Noto Serif CJK SC","Source Han Serif SC",SimSun,"Noto Sans SC",serif'
SANS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif'
LOWEST, HIGHEST = 320, 460
"""Heights of a chart, pixels."""

_DATES = [
    {"dtickrange": [None, "M1"], "value": "%-m月%-d日\n%Y年"},
    {"dtickrange": ["M1", "M12"], "value": "%-m月\n%Y年"},
    {"dtickrange": ["M12", None], "value": "%Y年"},
]


def canvas(mode: Mode, title: str, denominator: str, caption: str, height: int) -> go.Figure:
    """An empty figure in the house style, ``height`` pixels high.

    ``title`` says what is shown (at most 20 characters fit a telephone), ``denominator`` out of how
    many; ``caption``, how it was counted, travels as ``figure.layout.meta["caption"]``. Names from
    the data must have passed ``labels`` already.
    """
    return go.Figure(
        layout={
            "template": TEMPLATES[mode],
            "title": {"text": title, "subtitle": {"text": denominator}},
            "meta": {"caption": caption},
            "height": height,
        }
    )


def height(rows: int, each: int = 22) -> int:
    """Pixels for a chart of ``rows`` rows: never lower than 320, never higher than 460."""
    return min(max(LOWEST, 130 + each * rows), HIGHEST)


def dates(**more: object) -> dict[str, Any]:
    """A time axis with Chinese dates at every zoom."""
    return {"type": "date", "tickformatstops": _DATES, "nticks": 5, "tickangle": 0, **more}


def places(labels: list[str], **more: object) -> dict[str, Any]:
    """A fixed axis of named places 0, 1, 2 …

    Numbers with names, not Plotly's categories, which take 2026-03 for a date and 14 for a number.
    """
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": [-0.6, len(labels) - 0.4],
        "fixedrange": True,
        "showgrid": False,
        **more,
    }


def downwards(labels: list[str], **more: object) -> dict[str, Any]:
    """``places`` with the first at the top."""
    return places(labels, **{"range": [len(labels) - 0.4, -0.6], **more})


def _template(palette: Palette) -> go.layout.Template:
    # What is not chosen steps back, but its numbers stay legible.
    unselected = {"marker": {"opacity": 0.5}, "textfont": {"color": palette.ink}}
    # Bars with text cannot be clicked where only one of the two is given: plotly.js reads `selected.textfont`.
    selected = {"marker": {"opacity": 1}}
    marks = {"hoverinfo": "text", "showlegend": False, "selected": selected, "unselected": unselected}
    axis = _axis(palette)
    return go.layout.Template(
        data={"bar": [marks], "scatter": [{**marks, "cliponaxis": False}]},
        layout={
            **_print(palette),
            "margin": {"t": 72, "r": 12, "b": 12, "l": 0},
            "paper_bgcolor": palette.paper,
            "plot_bgcolor": palette.paper,
            "colorway": list(palette.categories),
            "hovermode": "closest",
            "modebar": {
                "bgcolor": "rgba(0,0,0,0)",
                "color": palette.muted,
                "activecolor": palette.accent,
            },
            "xaxis": axis,
            "yaxis": {**axis, "ticklabelstandoff": 4},
            "barmode": "overlay",
            "showlegend": True,
        },
    )


def _print(palette: Palette) -> dict[str, Any]:
    """Title, legend and hover labels."""
    text = {"family": SANS, "size": 13, "color": palette.ink}
    small = {**text, "color": palette.muted}
    return {
        "font": text,
        "title": {
            "font": {"family": SERIF, "size": 18, "color": palette.ink, "weight": 700},
            "subtitle": {"font": small},
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 10},
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "y": 0,
            "yanchor": "bottom",
            "yref": "container",
            "font": small,
            "itemsizing": "constant",
        },
        "hoverlabel": {
            "align": "left",
            "bgcolor": palette.raised,
            "bordercolor": palette.rule,
            "font": text,
            "namelength": -1,
        },
    }


def _axis(palette: Palette) -> dict[str, Any]:
    return {
        "automargin": True,
        "gridcolor": palette.rule,
        "linecolor": palette.rule,
        "tickcolor": palette.rule,
        "tickfont": {"size": 12, "color": palette.muted},
        "title": {"font": {"family": SANS, "size": 13, "color": palette.muted}, "standoff": 8},
        "zeroline": False,
    }


TEMPLATES: dict[Mode, go.layout.Template] = {mode: _template(PALETTES[mode]) for mode in PALETTES}
