"""A table for a terminal, where a Chinese character is as wide as two Latin ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

WIDEST = 44
"""Cells; a headline of 21 characters fits."""


def in_columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under a head, in aligned columns; what is wider than ``WIDEST`` cells ends in …"""
    lines = [[_shortened(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    padded = ("  ".join(_padded(*cell) for cell in zip(line, widths, strict=True)) for line in lines)
    return "".join(line.rstrip() + "\n" for line in padded)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _shortened(text: str) -> str:
    text = " ".join(text[: WIDEST * 2].split())
    if _width(text) <= WIDEST:
        return text
    while _width(text) > WIDEST - 1:
        text = text[:-1]
    return text + "…"
