"""What a correction can do, and what it has to say for it: a mailed log may hold anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from banmian.codes import ARTICLE_KINDS
from banmian.lexicon.topics import WEIGHTS
from banmian.library.corrections import UNDO, Correction

FIX_TEXT, DESCRIBE, CUT, JOIN, HEADLINE = "fix_text", "describe", "cut", "join", "headline"
DATE, KIND, NAME, DISMISS = "date", "kind", "name", "dismiss"
SAME, APART, RENAME = "same_person", "not_same_person", "rename"
SLOGAN, TOPIC, TOPIC_WORD, STOP_WORD, WORD = "slogan", "topic", "topic_word", "stop_word", "word"


@dataclass(frozen=True, slots=True)
class Action:
    """What the user reads for it, and the names in target and value without which it says nothing."""

    label: str
    target: tuple[str, ...]
    value: tuple[str, ...] = ()


ACTIONS: Mapping[str, Action] = {
    FIX_TEXT: Action("改字", ("page",), ("text",)),
    DESCRIBE: Action("注明报名、日期、版次", ("page",)),
    CUT: Action("拆成两篇", ("page", "before", "after")),
    JOIN: Action("并成一篇", ("page", "first", "second")),
    HEADLINE: Action("改标题", ("page", "quote"), ("text",)),
    DATE: Action("改日期", ("page", "quote"), ("date",)),
    KIND: Action("改类别", ("page", "quote"), ("kind",)),
    NAME: Action("改事件名称", ("page", "quote"), ("name",)),
    DISMISS: Action("不算毛病", ("page", "kind")),
    SAME: Action("两人是一人", ("one", "other")),
    APART: Action("一人是两人", ("one", "other")),
    RENAME: Action("改人名", ("person",), ("name",)),
    SLOGAN: Action("提法归并", ("slogan",), ("canonical",)),
    TOPIC: Action("议题改名", ("topic",), ("name",)),
    TOPIC_WORD: Action("议题词", ("topic", "word"), ("strength",)),
    STOP_WORD: Action("停用词", ("word",)),
    WORD: Action("词典", ("word",)),
    UNDO: Action("撤回", ("event",)),
}
"""By the code that the log has. ``strength`` of None takes a word away from a topic; a stop word whose value
``stop`` is false is looked at again."""
OF_PAGES = frozenset(code for code, action in ACTIONS.items() if "page" in action.target)


@dataclass(frozen=True, slots=True)
class _Check:
    """What a value must be if it is there."""

    kinds: tuple[type, ...]
    among: frozenset[Any] = field(default_factory=frozenset)


_TEXT = _Check((str,))
_CHECKS: Mapping[str, _Check] = {
    "paper": _TEXT,
    "page_number": _Check((int,)),
    "name": _TEXT,
    "canonical": _TEXT,
    "kind": _Check((str,), frozenset(ARTICLE_KINDS)),
    "text": _Check((str, type(None))),
    "strength": _Check((str, type(None)), frozenset({*WEIGHTS, None})),
}
_DAYS = ("date", "end_date", "publication_date")


def sound(line: Correction) -> bool:
    """Whether a correction says what its action needs; one that does not is listed and changes nothing."""
    action = ACTIONS.get(line.action)
    if action is None or any(not line.target.get(name) for name in action.target):
        return False
    if any(name not in line.value for name in action.value) or (line.action == FIX_TEXT and not _texts(line)):
        return False
    return all(_fits(name, value) for name, value in line.value.items())


def _texts(line: Correction) -> bool:
    """A character put right is a text with its neighbours, the new one a text as well."""
    printed = any(line.target.get(name) for name in ("before", "text", "after"))
    return printed and isinstance(line.value["text"], str)


def _fits(name: str, value: Any) -> bool:  # noqa: ANN401
    if name in _DAYS:
        return value is None or _is_day(value)
    check = _CHECKS.get(name)
    return check is None or (isinstance(value, check.kinds) and (not check.among or value in check.among))


def _is_day(value: Any) -> bool:  # noqa: ANN401
    try:
        dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
