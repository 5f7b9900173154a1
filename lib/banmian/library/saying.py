"""A correction in words, for the log and the terminal: the page, the place in it, and what is said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

from banmian import schema
from banmian.library.corrections import Correction
from banmian.library.prints import PRINTS

CODES: Mapping[str, Mapping[Any, str]] = {
    "kind": {**schema.ARTICLE_KINDS, **schema.ANOMALY_KINDS},
    "strength": {**schema.STRENGTHS, None: "不算依据词"},
    "stop": {True: "不看", False: "仍要看"},
}
"""By the name of a value, what the reader sees for its codes."""
AROUND = {
    "paper": "报名 {}",
    "publication_date": "{} 出版",
    "page_number": "第 {} 版",
    "date": "{}",
    "end_date": "至 {}",
}
"""What stands around a value that says too little alone, in the order in which they are said."""
_PLACE = ("before", "text", "after")


def when(line: Correction) -> str:
    """The minute, by the clock of whoever reads it."""
    return dt.datetime.fromisoformat(line.made_at).astimezone().strftime("%Y-%m-%d %H:%M")


def said(told: Mapping[str, Any], issues: Mapping[str, str], longest: int = 1_000) -> str:
    """Target or value of a correction; ``issues`` is what pages are called, ``longest`` bounds each quotation."""
    first = [name for name in ("page", *AROUND) if name in told]
    rest = [name for name in told if name not in (*first, *_PLACE, PRINTS)]
    words = [_words(name, told[name], issues)[:longest] for name in first]
    words += [_place(told)] + [_words(name, told[name], issues)[:longest] for name in rest]
    return "；".join(word for word in words if word)


def _place(told: Mapping[str, Any]) -> str:
    """What is printed there between its neighbours; where a report is cut nothing stands between them."""
    before, text, after = ("".join(str(told.get(name) or "").split()) for name in _PLACE)
    if not (before or after):
        return text
    return f"…{before}【{text}】{after}…" if text else f"…{before}｜{after}…"


def _words(name: str, value: object, issues: Mapping[str, str]) -> str:
    if name == "page":
        return issues.get(str(value), str(value))
    if isinstance(value, dict):
        return "、".join(map(str, value.get("names", ())))
    told = CODES[name].get(value, value) if name in CODES and isinstance(value, Hashable) else value
    return "" if told is None else AROUND.get(name, "{}").format(told)
