"""What the files that a user brings would be read as; they are read in a process of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import streamlit as st

from banmian import schema
from banmian.errors import BanmianError
from banmian.library import jobs, record
from banmian.library.given import Given
from banmian.library.moment import moment
from banmian.library.preview import Preview, apart, preview
from banmian.reading import is_archive, members
from banmian.sandbox import Sandbox
from pages.common import show
from pages.common.ink import escape, unmarked

LOOKED_INTO = 40
"""Files that are read before the import; of more only the first."""
NAMED = 12
"""People and headlines of a page that are named."""
STATES = {**schema.FILE_STATES, jobs.ADDED: "可以收进"}
"""What would become of a file: nothing has yet."""

File = tuple[str, bytes]


def previews(library: Path, brought: Sequence[File], given: Given) -> tuple[list[Preview], bool]:
    """The first pages in these files and archives, and whether these are all."""
    pages = _pages(brought)
    seen = [found for page in islice(pages, LOOKED_INTO) for found in _previewed(library, page, given)]
    return apart(seen, twins=given.twins), next(pages, None) is None


def page(found: Preview) -> None:
    """One page, to be unfolded."""
    facts = [STATES[found.state]]
    if found.headlines:
        day = found.publication_date or (f"至 {found.last_date}" if found.last_date else "未见日期")
        faults = sum(n for _, n in found.anomalies)
        facts += [str(day), f"{len(found.headlines)} 篇", f"{len(found.people)} 人"]
        facts += [f"毛病 {faults} 处"] if faults else []
    with st.expander(f"{unmarked(found.name)}　{'　'.join(facts)}"):
        lines = {"说明": found.sentence} | ({} if found.state == jobs.REFUSED else _understood(found))
        rows = "".join(f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in lines.items() if said)
        st.html(f'<dl class="who">{rows}</dl>')


def _pages(brought: Sequence[File]) -> Iterator[tuple[str, bytes | BanmianError]]:
    """Every file, archives as their members."""
    for name, raw in brought:
        if not is_archive(raw, name):
            yield name, raw
            continue
        try:
            yield from ((f"{name}/{member}", content) for member, content in members(raw, name))
        except BanmianError as error:
            yield name, error


def _previewed(library: Path, file: tuple[str, bytes | BanmianError], given: Given) -> tuple[Preview, ...]:
    name, content = file
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


def _understood(found: Preview) -> dict[str, str]:
    return {
        "报纸": found.paper or "未见报头",
        "日期": _dated(found),
        "版次": f"第 {found.page_number} 版" if found.page_number else "",
        "标题": _some([show.named(line) for line in found.headlines], "；", "篇"),
        "人物": _some(found.people, "、", "人"),
        "毛病": "、".join(f"{schema.ANOMALY_KINDS[kind]} {n} 处" for kind, n in found.anomalies),
    }


def _dated(found: Preview) -> str:
    """A page without a day of publication is dated by its events, which is another thing."""
    if found.publication_date:
        return f"{found.publication_date} 出版"
    return f"未印出版日期，最晚的事在 {found.last_date}" if found.last_date else "未见日期"


def _some(values: Sequence[str], apart: str, unit: str) -> str:
    more = f"等 {len(values)} {unit}" if len(values) > NAMED else ""
    return apart.join(values[:NAMED]) + more
