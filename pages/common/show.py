"""What the pages are made of: chart, table, download, passage."""

from __future__ import annotations

import re
import time
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.frames import Frames
from banmian.measures.passages import passages as sentences
from pages.common import pick
from pages.common.data import View
from pages.common.ink import escape, quoted, unmarked
from pages.common.worded import several, with_paper, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import plotly.graph_objects as go
    from streamlit.delta_generator import DeltaGenerator


READER = "pages/reader.py"
IMAGES = ("png", "svg")
CLICKED = "clicked"
"""Of the session: the choice was made in a chart just now."""
SPANS = 20
"""Passages of a list that are shown at once."""


def section(title: str, note: str = "") -> None:
    below = f'<p class="small">{escape(note)}</p>' if note else ""
    st.html(f'<h2 class="section">{escape(title)}</h2>{below}')


def chosen() -> DeltaGenerator:
    """The place for what was chosen; brought into view where a click in a chart opened it out of sight."""
    if st.session_state.pop(CLICKED, False):
        _run(
            "const of = document.querySelector('.st-key-chosen'), top = of.getBoundingClientRect().top;"
            "if (top < 0 || top > .85 * innerHeight) of.scrollIntoView({behavior: 'smooth'})"
        )
    return st.container(key="chosen")


def small(text: str) -> None:
    st.html(f'<p class="small">{escape(text)}</p>')


def box(text: str) -> None:
    """A sentence that stands for a page or a chart that has nothing to show."""
    st.html(f'<div class="empty">{escape(text)}</div>')


def link(label: str, lead: str = "", **query: str) -> None:
    """A link to 原文 that carries the filters; ``label`` and ``lead``, in muted ink, are plain text."""
    label = f":gray[{unmarked(lead)}]　{unmarked(label)}" if lead else unmarked(label)
    st.page_link(READER, label=label, query_params={**pick.filtered(), **query})


def to_article(label: str, row: pd.Series[Any], lead: str = "") -> None:
    """A link to the place of ``row`` (article_id, and start, end, where if it has them) in 原文."""
    link(label, lead=lead, **place(row))


def halves(main: int = 2, side: int = 1) -> Sequence[DeltaGenerator]:
    """A wide and a narrow column; one below the other where there is no room."""
    return st.columns([main, side], gap="medium")


def to_source(label: str, row: pd.Series[Any], lead: str) -> None:
    """A link to the place of a fault (article_id, and issue_id, start, end in the source), the source file beside it."""
    place = {}
    if pd.notna(row["start"]):
        place = {"place": f"{row['start']}-{row['end']}", "on": str(row["issue_id"]), "source": "true"}
    link(label, lead=lead, article=str(row["article_id"]), **place)


def chart(
    figure: go.Figure,
    rows: pd.DataFrame | Callable[[], pd.DataFrame],
    name: str,
    view: View,
    *,
    choose: tuple[str, ...] = (),
    more: str = "",
) -> DeltaGenerator:
    """A figure, how it was counted, and the menu of its files, which is returned for the kinds in ``more``.

    A click on a point writes its ids into the URL as ``choose``.
    """
    from banmian.charts import toolbar
    from banmian.exports.figures import figure_html

    file = _file_name(name, view)
    asked = next((kind for kind in IMAGES if st.session_state.get(f"{kind}-{name}")), None)
    st.plotly_chart(
        figure, theme=None, key=f"chart-{name}", config=toolbar.config(file, asked or "png"), selection_mode="points",
        on_select=partial(_from_chart, f"chart-{name}", choose) if choose else "ignore",
    )  # fmt: skip
    small((figure.layout.meta or {}).get("caption", ""))
    menu = downloads(rows, name, view, f"PNG SVG 网页 CSV XLSX {more}")
    with menu:
        download("网页", partial(figure_html, figure, view.said, file), name, "html", view)
        for kind in IMAGES:
            st.button(kind.upper(), type="tertiary", key=f"{kind}-{name}")
    if asked:
        _press_camera(name)
    return menu


def download(label: str, content: Callable[[], bytes], name: str, ending: str, view: View) -> None:
    """A file that is made when it is asked for; the filters are in its name."""
    file = f"{_file_name(name, view)}.{ending}"
    st.download_button(label, content, file, type="tertiary", on_click="ignore", key=f"file-{name}-{ending}")


def downloads(
    rows: pd.DataFrame | Callable[[], pd.DataFrame], name: str, view: View, kinds: str
) -> DeltaGenerator:
    """A menu with the rows as CSV and XLSX, for more files to be added; ``kinds`` names them all.

    Rows that take long to make are made when a file is asked for.
    """
    from banmian.exports import tables

    def content(write: Callable[..., bytes]) -> bytes:
        made = rows() if callable(rows) else rows
        return write(worded(with_paper(view.frames, made)), schema.LABELS, [view.said])

    menu = st.popover(f"下载 {kinds}".strip(), type="tertiary", key=f"downloads-{name}")
    with menu:
        for ending, write in (("csv", tables.to_csv_bytes), ("xlsx", tables.to_xlsx_bytes)):
            download(ending.upper(), partial(content, write), name, ending, view)
    return menu


def people(rows: pd.DataFrame) -> None:
    """Who was there (rows of ``measures.ledger.people_at``), in what role; then who was only mentioned."""
    for present, title in ((True, "到场"), (False, "提及")):
        there = rows[rows["present"] == present]
        told = zip(there["person"], there["role"], there["titles"].astype("object").fillna(""), strict=True)
        lines = "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(schema.ROLES[role] + (titles and f' · {titles}'))}</dd>"
            for name, role, titles in told
        )
        if lines:
            st.html(f'<p class="small">{title}</p><dl class="who">{lines}</dl>')


def passages(frames: Frames, spans: pd.DataFrame, name: str) -> None:
    """The printed sentences of ``spans`` (article_id, start, end, where), each once, each with its place in 原文.

    There are leaves to turn where they are many; ``name`` tells this list from others.
    """
    rows = with_paper(frames, sentences(frames, leaf(spans, name)))
    begins = [rows["article_id"], rows["where"], rows["start"] - rows["before"].str.len()]
    for (_, _, begin), same in rows.groupby(begins, sort=False):
        row = same.iloc[0]
        hits = [(start - begin, end - begin) for start, end in zip(same["start"], same["end"], strict=True)]
        st.html(
            f'<blockquote class="passage">{quoted(row["before"] + row["hit"] + row["after"], hits)}</blockquote>'
        )
        paper = f"《{row['paper']}》" if several(frames) and pd.notna(row["paper"]) else ""
        to_article(named(row["headline"]), row, paper + day(row["date"]))


def leaf(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """As many rows as ``passages`` shows, those of the leaf that the user turned to."""
    first = turned(len(rows), name)
    return rows.iloc[first : first + SPANS]


def turned(of: int, name: str) -> int:
    """How many of so many rows stand before the leaf that the user turned to."""
    leaves = -(-of // SPANS)
    return SPANS * (st.pagination(leaves, key=f"leaf-{name}") - 1) if leaves > 1 else 0


def scroll() -> None:
    """Bring the lit passage into view."""
    # The one in the text last: where there is one column, it is the text that has to stay in view.
    _run(
        "[...document.querySelectorAll('mark.here')].reverse().forEach(mark => mark.scrollIntoView({block: 'center'}))"
    )


def named(headline: object) -> str:
    """A headline, or what stands for a missing one."""
    return "（无题）" if pd.isna(headline) else str(headline)


def day(date: pd.Timestamp) -> str:
    """2026年3月6日; nothing for a missing date."""
    return "" if pd.isna(date) else f"{date.year}年{date.month}月{date.day}日"


def issue(row: pd.Series[Any]) -> str:
    """《沱阳日报》2019年11月15日: how an issue (a row of ``frames.issues``) is cited."""
    paper = "未见报头" if pd.isna(row["paper"]) else f"《{row['paper']}》"
    printed = row["publication_date"]
    return paper + ("，未印出版日期" if pd.isna(printed) else day(printed))


def place(row: pd.Series[Any]) -> dict[str, str]:
    """Where a row (article_id, and start, end, where if it has them) stands, for the URL of 原文."""
    place = {"article": str(row["article_id"])}
    if "start" in row and pd.notna(row["start"]):
        place["span"] = f"{row['start']}-{row['end']}"
        place["where"] = str(row.get("where", "body"))
    return place


def _file_name(name: str, view: View) -> str:
    parts = ["banmian", name, re.sub(r"[^\w-]", "", view.subject)[:20], view.selection.slug()]
    return "-".join(filter(None, parts))


def _press_camera(name: str) -> None:
    """Have the chart's own camera take the picture. The script is ours and fixed, ``name`` an identifier."""
    _run(f"document.querySelector('.st-key-chart-{name} [data-title^=下载图片]').click()")


def _run(script: str) -> None:
    # A script that is the same as in the run before would not be run again.
    st.html(
        f"<script>setTimeout(() => {{ {script} }}, 200) // {time.time_ns()}</script>",
        unsafe_allow_javascript=True,
    )


def _from_chart(chart: str, choose: tuple[str, ...]) -> None:
    points = st.session_state[chart]["selection"]["points"]
    found = points[0].get("customdata") if points else None
    ids = found if isinstance(found, list) else [found]
    st.session_state[CLICKED] = found is not None
    for key, value in zip_longest(choose, ids[: len(choose)]):
        pick.remember(key, value)
