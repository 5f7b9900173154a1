"""Who appears, in what role: dot plot of roles, one person's own events, companions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from banmian import schema
from banmian.charts.colours import PALETTES, Mode, category_colours
from banmian.charts.labels import day, hover, short
from banmian.charts.marks import span
from banmian.charts.rows import Row, records
from banmian.charts.theme import canvas, dates, downwards, height

_TOP = 16
_ONE_BY_ONE = 60
"""Events of a person that are drawn as dots; of more it is drawn how many there were."""
_LATEST = 1_500
"""Appearances of a person drawn at the most, the latest."""
_DOTS = 14
"""A row has room for so many dots at least: fewer would be strewn over a wide page."""
_SYMBOLS = ("circle", "diamond", "square", "circle-open", "triangle-up", "x", "star", "line-ns-open")


def roles(
    frame: pd.DataFrame, attendance: pd.DataFrame, *, top: int = _TOP, mode: Mode = "light"
) -> go.Figure:
    """A dot an event: the first ``top`` people of ``attendance``, their dots by role.

    ``frame`` is ``measures.ledger.roles``, ``attendance`` of the same selection;
    ``customdata`` is the person_id. The row's length is the number of events present.
    """
    people = records(attendance.head(top))
    counts = _counts(frame, people)
    of = int(attendance["of"].iloc[0]) if len(attendance) else 0
    most = max((int(person["n"]) for person in people), default=1)
    figure = canvas(
        mode,
        "谁到场，担什么角色",
        f"共 {of} 件事、{len(attendance)} 人到场；列前 {len(people)} 人",
        f"{'一点是一件' if most <= _ONE_BY_ONE else '条长为件数，只算'}到场的事，按这件事里最主要的角色着色。"
        "只数见报；报道与否、先后详略有规定，次数不等于分量。",
        height(len(people)),
    )
    draw = _held if most <= _ONE_BY_ONE else _stacked
    for role in schema.ROLES:
        if any(role in own for own in counts):
            figure.add_trace(draw(role, counts, people, mode))
    figure.add_trace(_totals(people, most, mode))
    figure.update_xaxes(visible=False, fixedrange=True, range=[0.2, max(most * 1.25 + 1, _DOTS)])
    figure.update_yaxes(downwards([short(person["person"], 10) for person in people]))
    return figure


def own(ledger: pd.DataFrame, *, mode: Mode = "light") -> go.Figure:
    """One person's rows of ``measures.ledger.ledger`` in time, a lane a role.

    ``customdata`` is the article_id; rings without filling are mentions, not presence.
    """
    every = ledger[ledger["date"].notna()]
    dated = every.tail(_LATEST)
    present = set(dated["role"].dropna().astype(str))
    lanes = [role for role in schema.ROLES if role in present]
    name = short(ledger["person"].iloc[0], 10) if len(ledger) else ""
    undated = len(ledger) - len(every)
    without = f"，另有 {undated} 篇无日期未画" if undated else ""
    without += f"，只画最近 {_LATEST} 篇" if len(every) > _LATEST else ""
    figure = canvas(
        mode,
        f"{name}见报的日子",
        f"{len(ledger)} 篇，其中到场 {int(ledger['present'].sum())} 篇{without}",
        "实心为到场，空心为只是提及。未见报不等于未出席。",
        height(len(lanes), 34),
    )
    figure.add_trace(_appearances(dated, lanes, mode))
    figure.update_xaxes(dates(range=span(dated)))
    figure.update_yaxes(downwards([schema.ROLES[role] for role in lanes], showgrid=True))
    return figure


def companions(frame: pd.DataFrame, *, top: int = _TOP, mode: Mode = "light") -> go.Figure:
    """``measures.coappearance.companions``: joint events observed (dot) against expected (stroke).

    ``customdata`` is the person_id of the companion.
    """
    rows = records(frame.head(top))
    figure = canvas(
        mode,
        "常与谁同场，是否多于预期",
        f"{len(frame)} 人与之同场，列前 {len(rows)} 人",
        "圆点为同场件数，短竖为各自照常到场时凭机会该有的件数；只有错误发现率 q < 0.05 的才说多于或少于预期。",
        height(len(rows)),
    )
    figure.add_trace(_gaps(rows, mode))
    figure.add_trace(_expected(rows, mode))
    figure.add_trace(_observed(rows, mode))
    most = max((row["observed"] for row in rows), default=1)
    figure.update_xaxes(
        fixedrange=True, rangemode="tozero", tick0=0, dtick=-(-most // 6), title={"text": "同场件数"}
    )
    figure.update_yaxes(downwards([short(row["person"], 10) for row in rows]))
    return figure


def _counts(frame: pd.DataFrame, people: Sequence[Row]) -> list[dict[str, int]]:
    """Of each person role → events, in the order of the schema."""
    shown = frame[frame["person_id"].isin([person["person_id"] for person in people])]
    counts = {(row["person_id"], str(row["role"])): int(row["n"]) for row in records(shown)}
    own = [{role: counts.get((person["person_id"], role), 0) for role in schema.ROLES} for person in people]
    return [{role: n for role, n in roles.items() if n} for roles in own]


def _before(roles: Mapping[str, int], role: str) -> int:
    """How many events of the person stand left of those of ``role``."""
    return sum(n for name, n in roles.items() if [*schema.ROLES].index(name) < [*schema.ROLES].index(role))


def _held(role: str, counts: Sequence[Mapping[str, int]], people: Sequence[Row], mode: Mode) -> go.Scatter:
    """A dot an event."""
    colour = category_colours(schema.ROLES, mode)[role]
    own = [(row, _before(roles, role), roles.get(role, 0)) for row, roles in enumerate(counts)]
    return go.Scatter(
        x=[left + dot for _, left, n in own for dot in range(1, n + 1)],
        y=[row for row, _, n in own for _ in range(n)],
        mode="markers",
        name=schema.ROLES[role],
        showlegend=True,
        marker={
            "size": 10 if max((person["n"] for person in people), default=0) <= 30 else 7,
            "symbol": _SYMBOLS[list(schema.ROLES).index(role)],
            "color": colour,
            "line": {"width": 1.6, "color": colour},
        },
        hovertext=[told for row, _, n in own for told in [_of_role(people[row], role, n)] * n],
        customdata=[people[row]["person_id"] for row, _, n in own for _ in range(n)],
    )


def _stacked(role: str, counts: Sequence[Mapping[str, int]], people: Sequence[Row], mode: Mode) -> go.Bar:
    """A piece of the bar of each person."""
    own = [(row, _before(roles, role), roles[role]) for row, roles in enumerate(counts) if role in roles]
    return go.Bar(
        orientation="h",
        base=[left for _, left, _ in own],
        x=[n for _, _, n in own],
        y=[row for row, _, _ in own],
        width=0.62,
        name=schema.ROLES[role],
        showlegend=True,
        marker={"color": category_colours(schema.ROLES, mode)[role], "line": {"width": 0}},
        hovertext=[_of_role(people[row], role, n) for row, _, n in own],
        customdata=[people[row]["person_id"] for row, _, _ in own],
    )


def _of_role(person: Row, role: str, n: int) -> str:
    return hover(
        person["person"],
        ("到场", f"{person['n']} 件（共 {person['of']} 件）"),
        (schema.ROLES[role], f"{n} 件"),
    )


def _totals(people: Sequence[Row], most: int, mode: Mode) -> go.Scatter:
    return go.Scatter(
        x=[person["n"] + 0.6 + most / 50 for person in people],
        y=list(range(len(people))),
        mode="text",
        text=[f"{person['n']} 件" for person in people],
        textposition="middle right",
        textfont={"size": 12, "color": PALETTES[mode].muted},
        hoverinfo="skip",
    )


def _appearances(dated: pd.DataFrame, lanes: Sequence[str], mode: Mode) -> go.Scatter:
    palette, colours = PALETTES[mode], category_colours(schema.ROLES, mode)
    told = records(dated[dated["role"].isin(lanes)])
    return go.Scatter(
        x=[row["date"] for row in told],
        y=[lanes.index(row["role"]) for row in told],
        mode="markers",
        marker={
            "size": 14 if len(told) <= 40 else 9,
            "color": [colours[row["role"]] if row["present"] else palette.paper for row in told],
            "line": {
                "color": [palette.paper if row["present"] else colours[row["role"]] for row in told],
                "width": 1 if len(told) > 40 else 1.6,
            },
        },
        hovertext=[
            hover(
                row["headline"],
                ("日期", day(row["date"])),
                ("动词", row["role_verb"]),
                ("所印职务", row["titles"]),
            )
            for row in told
        ],
        customdata=[row["article_id"] for row in told],
    )


def _gaps(rows: Sequence[Row], mode: Mode) -> go.Scatter:
    return go.Scatter(
        x=[end for row in rows for end in (row["observed"], row["expected"], None)],
        y=[end for place in range(len(rows)) for end in (place, place, None)],
        mode="lines",
        line={"color": PALETTES[mode].muted, "width": 1.2},
        hoverinfo="skip",
    )


def _expected(rows: Sequence[Row], mode: Mode) -> go.Scatter:
    return go.Scatter(
        x=[row["expected"] for row in rows],
        y=list(range(len(rows))),
        mode="markers",
        name="预期",
        showlegend=True,
        marker={"symbol": "line-ns", "size": 10, "line": {"width": 2, "color": PALETTES[mode].muted}},
        hoverinfo="skip",
    )


def _observed(rows: Sequence[Row], mode: Mode) -> go.Scatter:
    palette = PALETTES[mode]
    colours = {"more": palette.accent, "less": palette.categories[1]}
    return go.Scatter(
        x=[row["observed"] for row in rows],
        y=list(range(len(rows))),
        mode="markers+text",
        name="同场",
        text=[
            f" {schema.VERDICTS[str(row['verdict'])]}" if str(row["verdict"]) in colours else ""
            for row in rows
        ],
        textposition="middle right",
        showlegend=True,
        marker={"size": 12, "color": [colours.get(str(row["verdict"]), palette.muted) for row in rows]},
        hovertext=[
            hover(
                row["person"],
                ("同场", f"{row['observed']} 件（共 {row['of']} 件）"),
                ("预期", f"{row['expected']:.1f} 件"),
                ("判断", schema.VERDICTS[str(row["verdict"])]),
            )
            for row in rows
        ],
        customdata=[row["person_id"] for row in rows],
    )
