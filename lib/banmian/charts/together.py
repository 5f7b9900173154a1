"""Who appears with whom: the matrix of pairs and the network."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import pandas as pd
import plotly.graph_objects as go

from banmian import schema
from banmian.charts.cells import cells
from banmian.charts.colours import PALETTES, Mode, shade
from banmian.charts.labels import hover, short
from banmian.charts.rows import Row, records
from banmian.charts.theme import HIGHEST, canvas, downwards, height, places

Tie = tuple[str, str, Row]
Layout = dict[str, tuple[float, float]]
_NAMED = 12
"""People of a network that are named; the others are named when pointed at."""
_WIDTHS = ((0.0, 1.0), (0.25, 2.0), (0.5, 3.5), (0.75, 5.0))
"""Beyond what share of the most joint events a tie is how many pixels wide; 0.6 of it if faint."""
_COUNTED = "只数到场的人；预期按各系列会议里各人照常到场的机会推算，q 为错误发现率。"


def matrix(frame: pd.DataFrame, *, people: int = 16, mode: Mode = "light") -> go.Figure:
    """``measures.coappearance.matrix``: below the diagonal observed, above observed − expected.

    The ``people`` with most joint events, in the order of the frame. ``customdata`` is
    [person_row, person_col].
    """
    known = frame.drop_duplicates("row").set_index("row")["name_row"]
    joint = frame.groupby("row")["observed"].sum().sort_values(ascending=False, kind="stable")
    kept = sorted(joint.index[:people])
    labels = [short(known[row], 6) for row in kept]
    figure = canvas(
        mode,
        "谁与谁同场",
        f"到场最多的 {len(known)} 人里，同场最多的 {len(kept)} 人",
        "左下为同场件数，右上为比预期多几件，列的编号同行。"
        + _COUNTED
        + "右上只给有把握的（q < 0.05）着色；证据不足的不写。",
        height(len(labels), 20),
    )
    at = {row: place for place, row in enumerate(kept)}
    figure.add_trace(_pairs(frame[frame["row"].isin(kept) & frame["col"].isin(kept)], at, mode))
    figure.update_xaxes(places([str(number) for number, _ in enumerate(labels, 1)], tickangle=0))
    figure.update_yaxes(downwards([f"{label} {number}" for number, label in enumerate(labels, 1)]))
    return figure


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
        "线越粗同场越多，深色为多于预期，浅色为与预期无异或不足以判断。" + _COUNTED + "远近没有别的意思。",
        HIGHEST,
    )
    for trace in [*_edges(ties, at, mode), _middles(ties, graph, at), _nodes(kept, graph, at, mode)]:
        figure.add_trace(trace)
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, autorange="reversed")
    return figure


def _pairs(frame: pd.DataFrame, at: Mapping[int, int], mode: Mode) -> go.Bar:
    palette = PALETTES[mode]
    told = records(frame[frame["row"] != frame["col"]])
    most = max((row["observed"] for row in told), default=0) or 1
    far = max((abs(row["difference"]) for row in told if not pd.isna(row["difference"])), default=0.0) or 1.0

    def colour(row: Row) -> str:
        if row["row"] > row["col"]:
            return shade(palette.sequential, 0.85 * row["observed"] / most)
        if str(row["verdict"]) not in {"more", "less"}:
            return palette.raised
        return shade(palette.diverging, 0.5 + row["difference"] / far / 2)

    return cells(
        [at[row["col"]] for row in told],
        [at[row["row"]] for row in told],
        [colour(row) for row in told],
        texts=[_number(row) for row in told],
        hovers=[_told(row) for row in told],
        ids=[[row["person_row"], row["person_col"]] for row in told],
    )


def _number(row: Row) -> str:
    if row["row"] > row["col"]:
        return str(row["observed"]) if row["observed"] else ""
    if str(row["verdict"]) == "thin":
        return ""
    return f"{row['difference']:+.1f}" if abs(row["difference"]) >= 0.05 else "0"


def _told(row: Row) -> str:
    known = not pd.isna(row["expected"])
    return hover(
        f"{row['name_row']}、{row['name_col']}",
        ("同场", f"{row['observed']} 件"),
        ("预期", f"{row['expected']:.1f} 件" if known else None),
        ("q", None if pd.isna(row["q"]) else f"{row['q']:.2g}"),
        ("判断", schema.VERDICTS[str(row["verdict"])]),
    )


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
            _told({**tie, "name_row": graph.nodes[one]["name"], "name_col": graph.nodes[other]["name"]})
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
