"""Text that every file format can hold, and text that a spreadsheet would take for a formula."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CALCULABLE = re.compile(r"[\s\u200b\u2060\ufeff]*+[=+\-@＝＋－＠]|[\t\r\n]")


def writable(text: str) -> str:
    """``text`` without control characters, lone surrogates as U+FFFD, line ends as line feeds.

    They break Arrow, XLSX and every UTF-8 encoder; a file name that is no UTF-8 holds surrogates.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _LONE_SURROGATE.sub("\ufffd", _CONTROLS.sub("", text))


def calculable(text: str) -> bool:
    """Whether a spreadsheet would calculate ``text`` when it reads it from CSV.

    Excel takes full-width signs for half-width ones in Chinese locales, and skips leading space.
    """
    return _CALCULABLE.match(text) is not None
