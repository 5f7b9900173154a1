"""The source cut into lines, and lines that several parts of the page run together in into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from banmian.layout import runon
from banmian.layout.glued import glued_cuts
from banmian.layout.lines import JUMP_FROM, JUMP_TO, image
from banmian.layout.wraps import unwrapped
from banmian.records import Span

_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S)?")
_SHORTEST_PAGE = 300
_MOST_OF_PAGE = 0.6


def _jump_cuts(text: str, start: int, end: int) -> list[int]:
    if text.find("接", start, end) < 0 and text.find("转", start, end) < 0:
        return []
    found = [*JUMP_FROM.finditer(text, start, end), *JUMP_TO.finditer(text, start, end)]
    return [cut for jump in found for cut in jump.span()]


def _image_cuts(text: str, start: int, end: int) -> list[int]:
    """![图片] 4月11日，…: the mark of a picture before its caption."""
    found = image().match(text, start, end) if text[start] in "!！[【<" else None
    return [found.end()] if found else []


def _trimmed(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans without white space around them; blank ones left out."""
    found = []
    for start, end in spans:
        words = text[start:end]
        if shown := words.strip():
            at = start + words.index(shown)
            found.append((at, at + len(shown)))
    return found


def printed_lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The lines that are not blank, without white space around them."""
    return [line.span() for line in _LINE.finditer(text, start, len(text) if end is None else end)]


def pieces(text: str) -> list[Span]:
    """The spans of the pieces of a normalised source, in order, without white space around them."""
    spans: list[Span] = []
    lines = printed_lines(text)
    printed = sum(end - start for start, end in lines)
    paragraphs = unwrapped(text, lines)
    belows = [start for start, _ in paragraphs[1:]] + [len(text)]
    for (start, end), below in zip(paragraphs, belows, strict=False):
        whole = end - start >= max(_SHORTEST_PAGE, _MOST_OF_PAGE * printed)
        glued = () if whole else glued_cuts(text, start, end, below)
        marks = *_jump_cuts(text, start, end), *_image_cuts(text, start, end)
        cuts = {*runon.cuts(text, start, end, whole), *marks, *glued}
        spans += _trimmed(text, pairwise(sorted({start, end, *cuts}))) if cuts else [(start, end)]
    return spans
