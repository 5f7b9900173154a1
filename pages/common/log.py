"""更正: the log of what was decided: who, when, why; taking back, handing on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.errors import UnreadableFile
from banmian.library import corrections
from banmian.library.actions import ACTIONS
from banmian.library.corrections import UNDO, Correction
from banmian.library.prints import PRINTS
from pages.common import pick, show
from pages.common.data import Library
from pages.common.ink import escape

COLUMNS = ["made_at", "who", "action", "target", "value", "why", "holds"]
CODES: Mapping[str, Mapping[Any, str]] = {
    "kind": {**schema.ARTICLE_KINDS, **schema.ANOMALY_KINDS},
    "strength": {**schema.STRENGTHS, None: "不算依据词"},
    "stop": {True: "不看", False: "仍要看"},
}
"""By the name of a value, what the reader sees for its codes."""
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
        f"{len(decided)} 条" if decided else "还没有更正。在原文、官员和这一页上可以更正读错的地方。",
    )
    for line in lost:
        show.small(f"找不到原处：{_when(line)}　{_action(line)}　{_said(library, line.target, LONGEST)}")
    if decided:
        rows = [_row(library, line, states[line.event_id]) for line in decided]
        table = pd.DataFrame(rows, columns=COLUMNS)
        st.dataframe(table.rename(columns=schema.LABELS), hide_index=True, key="log", placeholder="")
        _chosen(library, lines, decided, states)
        file = f"banmian-更正-{dt.date.today():%Y-%m-%d}.jsonl"
        content = lambda: corrections.export(library.folder).encode()  # noqa: E731
        st.download_button("导出更正记录", content, file, on_click="ignore", key="export-log")
    _take_in(library)


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
        line.event_id: f"{_when(line)} {_action(line)} {_said(library, line.target, LONGEST)}"
        for line in decided
    }
    chosen = pick.one("line", "选一条：看全文，撤回或恢复", names)
    if not chosen:
        return
    line = next(line for line in decided if line.event_id == chosen)
    told = {
        "对象": _said(library, line.target),
        "改为": _said(library, line.value),
        "谁": line.who,
        "缘由": line.why,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in told.items() if said)
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


def _take_in(library: Library) -> None:
    file = st.file_uploader("并入别人导出的更正记录（.jsonl）", type="jsonl", key="log-file")
    if file and st.button("并入", key="merge-log"):
        try:
            number = corrections.merge(library.folder, file.getvalue().decode())
        except UnicodeDecodeError:
            raise UnreadableFile("这不是导出的更正记录，请选 .jsonl 文件；什么也没有改动。") from None
        show.small(f"并入 {number} 条，下次翻页时生效。" if number else "这些更正都已在记录里。")


def _row(library: Library, line: Correction, state: str) -> tuple[str, ...]:
    target, value = (_said(library, part, LONGEST) for part in (line.target, line.value))
    return _when(line), line.who, _action(line), target, value, line.why, schema.HOLDS[state]


def _when(line: Correction) -> str:
    return dt.datetime.fromisoformat(line.made_at).astimezone().strftime("%Y-%m-%d %H:%M")


def _action(line: Correction) -> str:
    return ACTIONS[line.action].label if line.action in ACTIONS else line.action


def _said(library: Library, told: Mapping[str, Any], longest: int = 1_000) -> str:
    """Target or value of a line in words: names of persons, of the page, the quotations."""
    words = [_words(library, name, value)[:longest] for name, value in told.items() if name != PRINTS]
    return "；".join(word for word in words if word)


def _words(library: Library, name: str, value: object) -> str:
    if name == "page":
        return library.issues.get(str(value), str(value))
    if isinstance(value, dict):
        return "、".join(map(str, value.get("names", ())))
    said = CODES[name].get(value, value) if name in CODES and isinstance(value, Hashable) else value
    return "" if said is None else str(said)
