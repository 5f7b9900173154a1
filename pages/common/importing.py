"""导入: what the user brings, what would be understood of it, and the button that takes it in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import streamlit as st

from banmian import schema
from banmian.errors import BanmianError
from banmian.library import jobs, receiving, record
from banmian.library.given import Given
from banmian.library.moment import moment
from banmian.library.preview import Preview, preview
from banmian.reading import ENCODINGS, is_archive, members, page_files
from banmian.sandbox import Sandbox
from pages.common import progress, show
from pages.common.ink import escape, unmarked

LOOKED_INTO = 40
"""Pages that are read before the import; of more only the first."""
NAMED = 12
"""People and headlines of a page that are named."""
ROUND = "imports"
"""Counts the imports of a session: after each one the fields are new, and empty."""

Page = tuple[str, bytes]


def bring(library: Path) -> None:
    """The fields of an import; ``library`` is where its pages go, and need not exist yet."""
    fields = f"{ROUND}-{st.session_state.setdefault(ROUND, 0)}"
    main, side = show.halves()
    with main:
        files = st.file_uploader(
            "拖入版面文件或 .zip，或点此选择", accept_multiple_files=True, key=f"files-{fields}"
        )
        text = st.text_area("或粘贴一版的文字", key=f"text-{fields}", height=120)
    with side:
        given = _given(fields)
    brought = [(file.name, file.getvalue()) for file in files]
    brought += [(receiving.PASTED, text.encode("utf-8", "replace"))] if text.strip() else []
    if brought:
        _offer(library, brought, given)
    else:
        show.small(f"放入文件后先看读到了什么，再决定收不收。收进 {library}，原文件一字不改。")


def bring_folder(library: Path, folder: Path) -> None:
    """Offer to take in the plain folder that the dashboard shows."""
    number = len(page_files(folder))
    if number and st.button(f"把看板所读文件夹里的 {number} 个文件收进资料库", key="import-folder"):
        _begin(library, receiving.from_paths(library, [folder]))


def _given(fields: str) -> Given:
    paper = st.text_input("报名", key=f"paper-{fields}", placeholder="看版面所印")
    left, right = st.columns(2)
    day = left.date_input(
        "出版日期", None, "1900-01-01", "2100-12-31", key=f"day-{fields}", format="YYYY-MM-DD"
    )
    page = right.number_input("第几版", 1, 999, None, key=f"page-{fields}", placeholder="看版面所印")
    encoding = st.selectbox("编码", ENCODINGS, None, key=f"encoding-{fields}", placeholder="从内容判断")
    twins = st.toggle("同一版已有别的格式时也收", key=f"twins-{fields}")
    return Given(paper.strip() or None, day, page, encoding, twins)


def _offer(library: Path, brought: list[Page], given: Given) -> None:
    pages = _pages(brought)
    with st.spinner("正在试读"):
        seen = [found for page in islice(pages, LOOKED_INTO) for found in _previewed(library, page, given)]
    counts = Counter(found.state for found in seen)
    told = "，".join(f"{schema.FILE_STATES[state]} {n} 个" for state, n in counts.items())
    more = "；其余的导入时再读" if next(pages, None) else ""
    show.section("读到的内容", f"试读 {len(seen)} 版：{told}{more}")
    for found in seen:
        _page(found)
    if not more and not counts[jobs.ADDED]:
        show.small("没有可以收进的新版面。")
    elif st.button("收进资料库", type="primary", key="import"):
        _begin(
            library,
            [entry for name, raw in brought for entry in receiving.from_bytes(library, name, raw, given)],
        )


def _pages(brought: list[Page]) -> Iterator[tuple[str, bytes | BanmianError]]:
    """Every file, archives as their members."""
    for name, raw in brought:
        try:
            yield from (
                ((f"{name}/{member}", content) for member, content in members(raw, name))
                if is_archive(raw, name)
                else [(name, raw)]
            )
        except BanmianError as error:
            yield name, error


def _previewed(library: Path, page: tuple[str, bytes | BanmianError], given: Given) -> tuple[Preview, ...]:
    name, content = page
    if isinstance(content, BanmianError):
        return (Preview(name, jobs.REFUSED, str(content)),)
    there = moment(library).sources if record.exists(library) else 0
    return _read(library, name, hashlib.sha256(content).hexdigest(), given, there, content)


@st.cache_resource(max_entries=10 * LOOKED_INTO, show_spinner=False)
def _read(
    library: Path, name: str, digest: str, given: Given, there: int, _raw: bytes
) -> tuple[Preview, ...]:
    return preview(library, _sandbox(), name, _raw, given)


@st.cache_resource(show_spinner=False)
def _sandbox() -> Sandbox:
    return Sandbox()


def _page(found: Preview) -> None:
    facts = [schema.FILE_STATES[found.state]]
    if found.headlines:
        facts = [
            *facts,
            str(found.day or "未见日期"),
            f"{len(found.headlines)} 篇",
            f"{len(found.people)} 人",
        ]
        faults = sum(n for _, n in found.anomalies)
        facts += [f"毛病 {faults} 处"] if faults else []
    with st.expander(f"{unmarked(found.name)}　{'　'.join(facts)}"):
        lines = {
            "说明": found.sentence,
            "报纸": found.paper or "",
            "标题": "；".join(show.named(line) for line in _some(found.headlines)),
            "人物": "、".join(_some(found.people)),
            "异常": "、".join(f"{schema.ANOMALY_KINDS[kind]} {n} 处" for kind, n in found.anomalies),
        }
        rows = "".join(f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in lines.items() if said)
        st.html(f'<dl class="who">{rows}</dl>')


def _some(values: tuple[str | None, ...]) -> list[str | None]:
    return [*values[:NAMED], *([f"等 {len(values)} 个"] if len(values) > NAMED else [])]


def _begin(library: Path, entries: list[jobs.Entry]) -> None:
    progress.start(library, jobs.submit(library, entries, "page"))
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
