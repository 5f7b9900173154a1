"""Who appears with whom: the matrix of pairs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from banmian import schema
from banmian.charts.cells import cells
from banmian.charts.colours import PALETTES, Mode, shade
from banmian.charts.labels import hover, short
from banmian.charts.rows import Row, records
from banmian.charts.theme import canvas, downwards, height, places

COUNTED = "只数到场的人；预期按各系列会议里各人照常到场的机会推算，q 为错误发现率。"


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
        + COUNTED
        + "右上只给有把握的（q < 0.05）着色；证据不足的不写。",
        height(len(labels), 20),
    )
    at = {row: place for place, row in enumerate(kept)}
    figure.add_trace(_pairs(frame[frame["row"].isin(kept) & frame["col"].isin(kept)], at, mode))
    figure.update_xaxes(places([str(number) for number, _ in enumerate(labels, 1)], tickangle=0))
    figure.update_yaxes(downwards([f"{label} {number}" for number, label in enumerate(labels, 1)]))
    return figure


def _pairs(frame: pd.DataFrame, at: Mapping[int, int], mode: Mode) -> go.Bar:
    palette = PALETTES[mode]
    rows = records(frame[frame["row"] != frame["col"]])
    most = max((row["observed"] for row in rows), default=0) or 1
    far = max((abs(row["difference"]) for row in rows if not pd.isna(row["difference"])), default=0.0) or 1.0

    def colour(row: Row) -> str:
        if row["row"] > row["col"]:
            return shade(palette.sequential, 0.85 * row["observed"] / most)
        if str(row["verdict"]) not in {"more", "less"}:
            return palette.raised
        return shade(palette.diverging, 0.5 + row["difference"] / far / 2)

    return cells(
        [at[row["col"]] for row in rows],
        [at[row["row"]] for row in rows],
        [colour(row) for row in rows],
        texts=[_number(row) for row in rows],
        hovers=[told(row) for row in rows],
        ids=[[row["person_row"], row["person_col"]] for row in rows],
    )


def _number(row: Row) -> str:
    if row["row"] > row["col"]:
        return str(row["observed"]) if row["observed"] else ""
    if str(row["verdict"]) == "thin":
        return ""
    return f"{row['difference']:+.1f}" if abs(row["difference"]) >= 0.05 else "0"


def told(row: Row) -> str:
    """What a pair tells when it is pointed at."""
    known = not pd.isna(row["expected"])
    return hover(
        f"{row['name_row']}、{row['name_col']}",
        ("同场", f"{row['observed']} 件"),
        ("预期", f"{row['expected']:.1f} 件" if known else None),
        ("q", None if pd.isna(row["q"]) else f"{row['q']:.2g}"),
        ("判断", schema.VERDICTS[str(row["verdict"])]),
    )
