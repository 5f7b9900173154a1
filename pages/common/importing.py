"""导入: what the user brings and says of it, and the button that takes it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path

import streamlit as st

from banmian.library import jobs, receiving
from banmian.library.given import Given
from banmian.reading import ENCODINGS, is_hidden, page_files
from pages.common import folders, previews, progress, show
from pages.common.previews import File

PASTED = "粘贴的文字.txt"
ROUND = "imports"
"""Counts the imports of a session: after each one the fields are new, and empty."""


def bring(library: Path) -> None:
    """The fields of an import; ``library`` is where its pages go, and need not exist yet."""
    fields = f"{ROUND}-{st.session_state.setdefault(ROUND, 0)}"
    most = st.get_option("server.maxUploadSize")
    main, side = show.halves()
    with main:
        files = st.file_uploader(
            f"拖入版面文件或 .zip，每个文件不超过 {most} MB",
            accept_multiple_files=True,
            key=f"files-{fields}",
        )
        tree = st.file_uploader(
            "或选一个文件夹：下面各级文件夹的名称一并记下",
            accept_multiple_files="directory",
            key=f"tree-{fields}",
        )
        if any("/" not in file.name for file in tree):
            show.small("拖进来的文件夹，浏览器不说各级的名称：要记下就点选，或压成 .zip。")
        text = st.text_area("或粘贴一版的文字", key=f"text-{fields}", height=120)
    with side:
        given = _given(fields)
    named = [(file.name, file) for file in files]
    named += sorted(((_below(file.name), file) for file in tree), key=itemgetter(0))
    brought = [(name, file.getvalue()) for name, file in named if not is_hidden(name)]
    brought += [(PASTED, text.encode("utf-8", "replace"))] if text.strip() else []
    if brought:
        _offer(library, brought, given)
    else:
        show.small(f"放入文件后先看读到了什么，再决定收不收。收进 {library}，原文件一字不改。")


def bring_folder(library: Path, folder: Path) -> None:
    """Offer to take in the plain folder that the dashboard shows."""
    number = len(page_files(folder))
    label = (
        f"先把自带的 {number} 版样例收进来试一试"
        if folders.is_sample(folder)
        else f"把看板所读文件夹里的 {number} 个文件收进资料库"
    )
    if number and st.button(label, key="import-folder"):
        _begin(library, receiving.from_paths(library, [folder]))


def _below(name: str) -> str:
    """The path below the folder that was chosen: the browser says 报纸/2024-05-18/01.txt, of a folder that is dropped 01.txt."""
    return name.partition("/")[2] or name


def _given(fields: str) -> Given:
    paper = st.text_input("报名", key=f"paper-{fields}", placeholder="看版面所印")
    left, right = st.columns(2)
    day = left.date_input(
        "出版日期", None, "1900-01-01", "2100-12-31", key=f"day-{fields}", format="YYYY-MM-DD"
    )
    page = right.number_input("第几版", 1, 999, None, key=f"page-{fields}", placeholder="看版面所印")
    show.small("填了的，这次放入的每个文件都照此；库中已有的也照此更正。")
    encoding = st.selectbox("编码", ENCODINGS, None, key=f"encoding-{fields}", placeholder="从内容判断")
    twins = st.toggle("同一版已有别的格式时也收", key=f"twins-{fields}")
    return Given(paper.strip() or None, day, page, encoding, twins)


def _offer(library: Path, brought: list[File], given: Given) -> None:
    with st.spinner("正在试读"):
        seen, whole = previews.previews(library, brought, given)
    counts = Counter(found.state for found in seen)
    told = "，".join(f"{previews.STATES[state]} {n} 个" for state, n in counts.items())
    show.section("读到的内容", f"试读 {len(seen)} 个：{told}{'' if whole else '；其余的导入时再读'}")
    for found in seen:
        previews.page(found)
    changed = counts[jobs.KNOWN] + counts[jobs.TWIN] if given.of_page() else 0
    if whole and not counts[jobs.ADDED] + changed:
        show.small("没有可以收进的新版面。")
    elif st.button("收进资料库", type="primary", key="import"):
        entries = (receiving.from_bytes(library, name, raw, given) for name, raw in brought)
        _begin(library, (entry for file in entries for entry in file))


def _begin(library: Path, entries: Iterable[jobs.Entry]) -> None:
    with st.spinner("正在收下文件"):
        job_id = jobs.submit(library, entries, "page")
    progress.start(library, job_id)
    st.session_state[ROUND] += 1
    st.rerun()
