"""Text from the data on its way into a figure: Plotly reads labels as a small HTML."""

from __future__ import annotations

from math import isnan

import pandas as pd

LONGEST = 24
"""Characters of a label; `<a href=…>` needs more room than that, hover text wraps at it."""

# Plotly knows numeric entities; a bare $…$ would be set as TeX wherever MathJax is loaded.
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "\n": " ", "\t": " "})


def plain(text: object) -> str:
    """``text`` as Plotly shows it literally; nothing for a missing value."""
    return "" if _missing(text) else str(text).translate(_ENTITIES)


def short(text: object, longest: int = LONGEST) -> str:
    """``plain``, cut to ``longest`` characters with an ellipsis."""
    words = "" if _missing(text) else " ".join(str(text).split())
    return plain(words if len(words) <= longest else words[: longest - 1] + "…")


def wrapped(text: object, width: int = LONGEST, lines: int = 3) -> str:
    """``plain`` in at most ``lines`` lines of ``width`` characters, for hover text."""
    words = "" if _missing(text) else " ".join(str(text).split())
    cut = words if len(words) <= width * lines else words[: width * lines - 1] + "…"
    return "<br>".join(plain(cut[start : start + width]) for start in range(0, len(cut), width))


def stacked(text: object, width: int = 7) -> str:
    """``plain`` in two lines of at most ``width`` characters: a narrow label for an axis."""
    return wrapped(text, width, 2)


def hover(headline: object, *facts: tuple[str, object]) -> str:
    """A bold headline and ``name：value`` lines; facts without a value are left out."""
    told = [f"{name}：{wrapped(value)}" for name, value in facts if not _missing(value) and value != ""]
    return "<br>".join([f"<b>{wrapped(headline)}</b>", *told])


def day(date: object) -> str:
    """2026年3月6日, or nothing for a missing date."""
    if _missing(date):
        return ""
    stamp = pd.Timestamp(date)  # type: ignore[arg-type]
    return f"{stamp.year}年{stamp.month}月{stamp.day}日"


def _missing(value: object) -> bool:
    # pd.isna takes ten times as long, and a chart asks it ten thousand times
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and isnan(value))
