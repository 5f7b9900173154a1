"""更正: a small form where the fault is seen. What is saved stands in the log; what it changes is read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from banmian.library import corrections, record
from banmian.library.actions import ACTIONS
from banmian.library.corrections import Correction
from pages.common import show
from pages.common.data import View

Draft = Correction | Callable[[], Correction] | str | None
"""What is to be saved, or what makes it then, where pages are read for it; a sentence on why it cannot be; nothing yet."""
Fields = Callable[[], Draft]
SAVED, SAVES = "saved-correction", "saved-corrections"
"""The last one, until it is said; how many there were."""


def popover(view: View, name: str, forms: Mapping[str, Fields], label: str = "更正") -> None:
    """A choice of forms by action; ``name`` tells it from the others of the page."""
    with st.popover(label, type="tertiary", key=f"correct-{name}"):
        if not record.exists(view.library.folder):
            show.small("看板读的是一个文件夹；把它收进资料库，就可以在这里更正。")
            return
        _saved(view)
        action = st.selectbox("改什么", list(forms), format_func=_label, key=f"what-{name}")
        draft = forms[action]()
        why = st.text_input("缘由（可不填）", key=fresh(f"why-{name}-{action}"))
        if isinstance(draft, str):
            show.small(draft)
        if st.button("保存", key=f"save-{name}", disabled=not draft or isinstance(draft, str)):
            _save(view, draft, why.strip())


def fresh(key: str) -> str:
    """The key of a field that begins anew once something was saved: what was typed is done with."""
    return f"{key}-{st.session_state.get(SAVES, 0)}"


def _save(view: View, draft: Draft, why: str) -> None:
    draft = draft() if callable(draft) else draft
    if isinstance(draft, Correction):
        line = corrections.decide(
            view.library.folder, Correction(draft.action, draft.target, draft.value, why)
        )
        st.session_state[SAVED] = line.event_id
        st.session_state[SAVES] = st.session_state.get(SAVES, 0) + 1
        st.rerun()


def _saved(view: View) -> None:
    """Once, behind the run that read the library again."""
    if event_id := st.session_state.pop(SAVED, None):
        lost = event_id in view.library.frames.unplaced
        show.small("已记下，但没有找到原处，请到“资料库”里查看。" if lost else "已保存，可在“资料库”里撤回。")


def _label(action: str) -> str:
    return ACTIONS[action].label
