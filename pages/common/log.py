"""更正: the log of what was decided: who, when, why; taking back, handing on."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.errors import UnreadableFile
from banmian.library import corrections
from banmian.library.actions import ACTIONS
from banmian.library.corrections import UNDO, Correction
from banmian.library.saying import said, when
from pages.common import pick, show
from pages.common.data import Library
from pages.common.ink import escape

COLUMNS = ["made_at", "who", "action", "target", "value", "why", "holds"]
LONGEST = 24
"""Characters of a quotation in the table; the chosen line has all of it."""


def log(library: Library) -> None:
    """The log of the library that is shown."""
    lines = corrections.log(library.folder)[::-1]
    decided = [line for line in lines if line.action != UNDO]
    states = _states(library, lines)
    lost = [line for line in decided if states[line.event_id] == "unplaced"]
    show.section(
        "更正记录",
        _number(decided, states) if decided else "还没有更正。在原文、官员和这一页上可以更正读错的地方。",
    )
    for line in lost:
        show.small(f"找不到原处：{when(line)}　{_action(line)}　{said(line.target, library.issues, LONGEST)}")
    if decided:
        rows = [_row(library, line, states[line.event_id]) for line in decided]
        table = pd.DataFrame(rows, columns=COLUMNS)
        st.dataframe(table.rename(columns=schema.LABELS), hide_index=True, key="log", placeholder="")
        _chosen(library, lines, decided, states)
        file = f"banmian-更正-{dt.date.today():%Y-%m-%d}.jsonl"
        content = lambda: corrections.export(library.folder).encode()  # noqa: E731
        st.download_button("导出更正记录", content, file, on_click="ignore", key="export-log")
    _take_in(library)


def _number(decided: list[Correction], states: dict[str, str]) -> str:
    gone = sum(states[line.event_id] == "undone" for line in decided)
    return f"{len(decided)} 条" + (f"，其中 {gone} 条已撤回" if gone else "")


def _states(library: Library, lines: list[Correction]) -> dict[str, str]:
    """By event_id a code of ``schema.HOLDS``."""
    standing = {line.event_id for line in corrections.standing(lines)}
    unplaced = set(library.frames.unplaced)
    return {
        line.event_id: "undone" if line.event_id not in standing
        else "unplaced" if line.event_id in unplaced
        else "holds"
        for line in lines
    }  # fmt: skip


def _chosen(
    library: Library, lines: list[Correction], decided: list[Correction], states: dict[str, str]
) -> None:
    names = {
        line.event_id: f"{when(line)} {_action(line)} {said(line.target, library.issues, LONGEST)}"
        for line in decided
    }
    chosen = pick.one("line", "选一条：看全文，撤回或恢复", names)
    if not chosen:
        return
    line = next(line for line in decided if line.event_id == chosen)
    told = {
        "对象": said(line.target, library.issues),
        "改为": said(line.value, library.issues),
        "谁": line.who,
        "缘由": line.why,
        "后来": "；".join(_turns(lines, chosen)),
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in told.items() if words)
    st.html(f'<dl class="who">{rows}</dl>')
    undone = states[chosen] == "undone"
    why = st.text_input("缘由（可不填）", key=f"undo-why-{chosen}")
    if st.button("恢复" if undone else "撤回", key="undo"):
        corrections.undo(library.folder, _undoing(lines, chosen) if undone else chosen, why.strip())
        st.rerun()


def _undoing(lines: list[Correction], event_id: str) -> str:
    """The undoing of a line that holds; one of two machines that took it back at once."""
    holding = (line for line in lines if line.action == UNDO and line.target.get("event") == event_id)
    return next(line.event_id for line in holding)


def _turns(lines: list[Correction], event_id: str, undone: bool = False) -> list[str]:
    """Who took it back, when and why, and who brought it back again, the earliest first."""
    label = "恢复" if undone else "撤回"
    turns: list[str] = []
    for line in reversed(lines):
        if line.action == UNDO and line.target.get("event") == event_id:
            turns.append(" ".join(word for word in (when(line), line.who, label, line.why) if word))
            turns += _turns(lines, line.event_id, not undone)
    return turns


def _take_in(library: Library) -> None:
    file = st.file_uploader("并入别人导出的更正记录（.jsonl）", type="jsonl", key="log-file")
    if file and st.button("并入", key="merge-log"):
        try:
            number = corrections.merge(library.folder, file.getvalue().decode())
        except UnicodeDecodeError:
            raise UnreadableFile("这不是导出的更正记录，请选 .jsonl 文件；什么也没有改动。") from None
        if number:
            st.rerun()
        show.small("这些更正都已在记录里。")


def _row(library: Library, line: Correction, state: str) -> tuple[str, ...]:
    target, value = (said(part, library.issues, LONGEST) for part in (line.target, line.value))
    return when(line), line.who, _action(line), target, value, line.why, schema.HOLDS[state]


def _action(line: Correction) -> str:
    return ACTIONS[line.action].label if line.action in ACTIONS else line.action
