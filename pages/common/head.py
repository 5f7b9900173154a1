"""What stands at the head of every page: title, filters in words, and what is said when nothing is left."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NoReturn

import streamlit as st

from banmian.measures import coverage
from banmian.selection import Selection
from pages.common import data, folders, pick, show
from pages.common.data import Library, View
from pages.common.ink import escape

LANGUAGE = '<script>document.documentElement.lang = "zh-CN"</script>'
LIBRARY = "pages/library.py"
DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"
_LIBRARY: ContextVar[Library | None] = ContextVar("library", default=None)


def paper() -> None:
    """The style sheets of every page, and its language: Streamlit calls every page English."""
    for sheet in ("paper.css", "chinese.css"):
        st.html(Path(__file__).with_name(sheet))
    st.html(LANGUAGE, unsafe_allow_javascript=True)


def title(name: str, question: str) -> None:
    st.html(f'<header class="head"><h1>{escape(name)}</h1><p>{escape(question)}</p></header>')


def masthead(view: View) -> None:
    """The head of the first page: the paper, the period, how much there is."""
    papers, days = view.of(coverage.papers), view.of(coverage.period)
    name = papers[0] if len(papers) == 1 else f"{len(papers)} 种报纸" if len(papers) else "版面"
    period = "至".join(map(show.day, days)) if days else "未见日期"
    facts = [
        *(() if len(papers) else ("所收版面没有报头",)),
        period,
        f"{len(view.frames.issues)} 期",
        f"{view.frames.kept.sum()} 篇报道",
    ]
    line = "".join(f"<span>{escape(fact)}</span>" for fact in facts)
    st.html(
        f'<header class="masthead"><h1 class="paper-name">{escape(name)}</h1><div class="line">{line}</div></header>'
    )


def refused(library: Library) -> None:
    """Files that could not be read or were there already, a sentence each."""
    frames = library.frames
    if library.folder.exists() and (
        sentences := [sentence for _, sentence in (*frames.refused, *frames.repeated)]
    ):
        with st.expander(f"有 {len(sentences)} 个文件没有读入"):
            st.html("".join(f'<p class="small">{escape(sentence)}</p>' for sentence in sentences))


def nothing_to_read(library: Library) -> None:
    if not library.folder.exists():
        show.box(
            f"找不到 {library.folder}。请到资料库导入版面，或让 BANMIAN_LIBRARY 指向存放版面文件的文件夹，再重新启动。"
        )
    else:
        refused(library)
        show.box(f"{library.folder} 里还没有能读的版面。请到资料库导入，或把版面文件放进去再刷新。")
    st.page_link(LIBRARY, label=":red[到资料库导入版面]")


@contextmanager
def over(library: Library) -> Iterator[None]:
    """Where dashboard.py runs a page: its title and filters are there."""
    token = _LIBRARY.set(library)
    try:
        yield
    finally:
        _LIBRARY.reset(token)


def library() -> Library:
    """What dashboard.py opened."""
    found = _LIBRARY.get()
    if found is None:
        # On a fresh server Streamlit answers a link to a page with the file in pages/ alone; dashboard.py
        # calls st.navigation, and that ends it for all sessions.
        runpy.run_path(str(DASHBOARD))
        st.stop()
    return found


def view() -> View:
    """What the page is about, said in words; where the filters leave nothing, the page says which did it and ends."""
    whole = library()
    seen = data.view(whole, pick.selection(whole))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        lead, _, words = seen.said.partition(": ")
        st.html(f'<p class="chosen">{lead}：<strong>{escape(words)}</strong></p>', width="content")
        if seen.selection:
            st.button(
                "清除", type="tertiary", on_click=pick.lift, args=(whole, list(pick.LABELS)), key="clear"
            )
        if folders.is_sample(whole.folder):
            st.page_link(LIBRARY, label="这是自带的样例。:red[换成自己的版面]")
    if not seen.frames.kept.any():
        _nothing_left(whole, seen.selection)
    return seen


def _nothing_left(library: Library, selection: Selection) -> NoReturn:
    emptied = selection.what_emptied(library.frames)
    fields = [field for field in pick.LABELS if field in emptied]
    names = "、".join(f"“{pick.LABELS[field]}”" for field in fields)
    alone = bool(selection.without(fields[0]).mask(library.frames).any())
    which = "" if len(fields) == 1 else "中的任何一项" if alone else "这几项一起"
    show.box(f"没有报道符合所选的条件。放开{names}{which}，就能再看到报道。")
    with st.container(horizontal=True):
        for lifted in [[field] for field in fields] if alone else [fields]:
            label = "放开" + "、".join(f"“{pick.LABELS[field]}”" for field in lifted)
            st.button(label, on_click=pick.lift, args=(library, lifted), key=f"lift-{lifted[0]}")
    st.stop()
