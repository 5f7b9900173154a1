"""Who appears with whom: the network. networkx takes a tenth of a second to import, so who draws no network does not."""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import pandas as pd
import plotly.graph_objects as go

from banmian.charts.colours import PALETTES, Mode, shade
from banmian.charts.labels import hover, short
from banmian.charts.rows import Row, records
from banmian.charts.theme import HIGHEST, canvas
from banmian.charts.together import COUNTED, told

Tie = tuple[str, str, Row]
Layout = dict[str, tuple[float, float]]
_NAMED = 12
"""People of a network that are named; the others are named when pointed at."""
_WIDTHS = ((0.0, 1.0), (0.25, 2.0), (0.5, 3.5), (0.75, 5.0))
"""Beyond what share of the most joint events a tie is how many pixels wide; 0.6 of it if faint."""


def network(pairs: pd.DataFrame, *, people: int = 40, mode: Mode = "light") -> go.Figure:
    """``measures.coappearance.pairs`` as a network of the ``people`` with most events.

    A tie is as thick as its joint events, in ink where they are more than expected, faint
    otherwise. ``customdata`` of a person is the person_id, of a tie [person_a, person_b].
    The same pairs give the same drawing.
    """
    graph = _graph(pairs)
    kept = sorted(graph, key=lambda who: (-graph.nodes[who]["n"], who))[:people]
    shown = graph.subgraph(kept)
    at = _layout(shown, kept)
    drawn = ((tie["person_a"], tie["person_b"], tie) for _, _, tie in shown.edges(data=True))
    ties = sorted(drawn, key=lambda tie: tie[:2])
    more = sum(tie["verdict"] == "more" for _, _, tie in ties)
    figure = canvas(
        mode,
        "同场的网络",
        f"有同场的 {len(graph)} 人里的 {len(kept)} 人，{len(ties)} 对，多于预期的 {more} 对",
        "线越粗同场越多，深色为多于预期，浅色为与预期无异或不足以判断。" + COUNTED + "远近没有别的意思。",
        HIGHEST,
    )
    for trace in [*_edges(ties, at, mode), _middles(ties, graph, at), _nodes(kept, graph, at, mode)]:
        figure.add_trace(trace)
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, autorange="reversed")
    return figure


def _graph(pairs: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    for row in records(pairs[pairs["observed"] > 0]):
        graph.add_node(row["person_a"], name=row["name_a"], n=int(row["n_a"]))
        graph.add_node(row["person_b"], name=row["name_b"], n=int(row["n_b"]))
        graph.add_edge(row["person_a"], row["person_b"], **row)
    return graph


def _layout(shown: nx.Graph, kept: Sequence[str]) -> Layout:
    """Each connected group drawn by itself, the groups side by side in rows, largest first.

    Springs (Fruchterman & Reingold 1991) from a circle in the order of ``kept``: nothing is random.
    """
    order = {who: place for place, who in enumerate(kept)}
    groups = [sorted(group, key=order.__getitem__) for group in nx.connected_components(shown)]
    at: Layout = {}
    left = top = deep = 0.0
    side = math.sqrt(sum(_side(group) ** 2 for group in groups)) * 1.15
    for group in sorted(groups, key=lambda group: (-len(group), order[group[0]])):
        if left and left + _side(group) > side:
            left, top, deep = 0.0, top + deep, 0.0
        at |= {who: (left + x, top + y) for who, (x, y) in _alone(shown.subgraph(group), group).items()}
        left, deep = left + _side(group), max(deep, _side(group))
    return at


def _side(group: Sequence[str]) -> float:
    """The room of a group: as wide as the root of its people, so that areas go with people."""
    return math.sqrt(len(group)) + 0.6


def _alone(graph: nx.Graph, group: Sequence[str]) -> Layout:
    """Places of one group within its room."""
    ordered = nx.Graph()
    ordered.add_nodes_from(group)
    ordered.add_weighted_edges_from(
        sorted((*sorted((a, b)), math.sqrt(tie["observed"])) for a, b, tie in graph.edges(data=True))
    )
    half = _side(group) / 2
    drawn = nx.spring_layout(
        ordered,
        pos=nx.circular_layout(ordered),
        k=1.6 / math.sqrt(len(group)),
        iterations=150,
        scale=half - 0.45,
    )
    return {who: (round(half + float(x), 4), round(half + float(y), 4)) for who, (x, y) in drawn.items()}


def _edges(ties: Sequence[Tie], at: Layout, mode: Mode) -> list[go.Scatter]:
    """One trace a style, its lines parted by gaps; the faint ones below."""
    palette = PALETTES[mode]
    most = max((tie["observed"] for _, _, tie in ties), default=1)
    styles: dict[tuple[bool, float], list[tuple[str, str]]] = {}
    for one, other, tie in ties:
        more = tie["verdict"] == "more"
        width = max(width for beyond, width in _WIDTHS if tie["observed"] / most > beyond)
        styles.setdefault((more, width if more else 0.6 * width), []).append((one, other))
    colours = {False: shade((palette.rule, palette.muted), 0.3), True: palette.ink}
    return [_lines(styles[more, width], at, colours[more], width) for more, width in sorted(styles)]


def _lines(drawn: Sequence[tuple[str, str]], at: Layout, colour: str, width: float) -> go.Scatter:
    return go.Scatter(
        x=[x for one, other in drawn for x in (at[one][0], at[other][0], None)],
        y=[y for one, other in drawn for y in (at[one][1], at[other][1], None)],
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
    )


def _middles(ties: Sequence[Tie], graph: nx.Graph, at: Layout) -> go.Scatter:
    """Invisible marks half-way along the ties: a line itself can be neither pointed at nor chosen."""
    return go.Scatter(
        x=[(at[one][0] + at[other][0]) / 2 for one, other, _ in ties],
        y=[(at[one][1] + at[other][1]) / 2 for one, other, _ in ties],
        mode="markers",
        marker={"size": 12, "opacity": 0},
        unselected={"marker": {"opacity": 0}},
        hovertext=[
            told({**tie, "name_row": graph.nodes[one]["name"], "name_col": graph.nodes[other]["name"]})
            for one, other, tie in ties
        ],
        customdata=[[tie["person_a"], tie["person_b"]] for _, _, tie in ties],
    )


def _nodes(kept: Sequence[str], graph: nx.Graph, at: Layout, mode: Mode) -> go.Scatter:
    palette = PALETTES[mode]
    most = max((graph.nodes[who]["n"] for who in kept), default=1)
    return go.Scatter(
        x=[at[who][0] for who in kept],
        y=[at[who][1] for who in kept],
        mode="markers+text",
        text=[short(graph.nodes[who]["name"], 6) if place < _NAMED else "" for place, who in enumerate(kept)],
        textposition="top center",
        textfont={"size": 13, "color": palette.ink},
        marker={
            "size": [8 + 16 * math.sqrt(graph.nodes[who]["n"] / most) for who in kept],
            "color": palette.accent,
            "opacity": 1,
            "line": {"color": palette.paper, "width": 1.5},
        },
        hovertext=[hover(graph.nodes[who]["name"], ("到场", f"{graph.nodes[who]['n']} 件")) for who in kept],
        customdata=list(kept),
    )
