"""Printed text → the key that everything is matched on, with the way back to the print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from banmian.records import Body, Line, Span

# isspace() misses these; a reader does not see them either.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

# Blocks whose one-to-one NFKC is the same character in another guise: ⼀ → 一, 金 → 金, Ａ → A.
# The rest stays: ① is no digit 1, … is no three dots. A lone surrogate is no character at all.
_SAME_CHARACTER = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF01, 0xFF5E), (0x2F800, 0x2FA1F))
_DOTS = "・•‧∙⋅･"
_FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")

# 8:30 and 1,200 keep their ASCII marks; 会议指出,金融 and 记者:张 do not.
_LOOSE_MARK = re.compile(r"[;?!()]|(?<![0-9A-Za-z])[,:]|[,:](?![0-9A-Za-z])")
_NAME_DOT = re.compile(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])")


def _translation() -> dict[int, str]:
    table = {ord(dot): "·" for dot in _DOTS} | dict(zip(map(ord, "「」『』"), "“”‘’", strict=True))
    for first, last in _SAME_CHARACTER:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and not plain.isspace() and chr(code) not in "，：；？！（）":
                table[code] = plain
    return table | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


_TRANSLATION = _translation()


def _paired(line: str) -> str:
    """ASCII quotation marks of a paragraph made “ and ” in turn."""
    parts = line.split('"')
    marks = ("“" if number % 2 else "”" for number in range(len(parts)))
    return parts[0] + "".join(mark + part for mark, part in zip(list(marks)[1:], parts[1:], strict=True))


def normalise(text: str) -> str:
    """One punctuation set, ASCII letters and digits, one kind of dot; as long as ``text``."""
    text = text.translate(_TRANSLATION)
    text = _LOOSE_MARK.sub(lambda mark: mark[0].translate(_FULL_WIDTH), text)
    text = _NAME_DOT.sub("·", text)
    if '"' in text:
        text = "\n".join(map(_paired, text.split("\n")))
    return text


_BLANK = re.compile(rf"[\s{INVISIBLE}]+")


def tight(text: str) -> str:
    """``text`` without any white space."""
    return _BLANK.sub("", text)


def flat(text: str) -> str:
    """``text`` normalised and without any white space."""
    return tight(normalise(text))


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _keyed(text: str) -> tuple[str, tuple[int, ...], frozenset[int]]:
    """The key of ``text``, the index in ``text`` of each of its characters, and the breaks."""
    key: list[str] = []
    places: list[int] = []
    breaks: set[int] = set()
    gap: int | None = None
    for place, char in enumerate(normalise(text)):
        if char == "\n":
            if key and key[-1] != "\n":
                key.append(char)
                places.append(place)
            gap = None
        elif char.isspace():
            gap = place if gap is None else gap
        elif char not in INVISIBLE:
            if gap is not None and key and key[-1] != "\n":
                if _is_word(key[-1]) and _is_word(char):
                    key.append(" ")
                    places.append(gap)
                breaks.add(len(key))
            key.append(char)
            places.append(place)
            gap = None
    if key and key[-1] == "\n":
        key.pop()
        places.pop()
    return "".join(key), tuple(places), frozenset(breaks)


def make_body(source_text: str, spans: Sequence[Span], joined: Collection[int] = ()) -> Body:
    """The body printed at ``spans`` of the source, one paragraph a span.

    A span whose index is in ``joined`` continues the paragraph before it: no line feed between.
    """
    text: list[str] = []
    offsets: list[int] = []
    for number, (start, end) in enumerate(spans):
        if number and number not in joined:
            text.append("\n")
            offsets.append(spans[number - 1][1])
        text.append(source_text[start:end])
        offsets.extend(range(start, end))
    whole = "".join(text)
    key, places, breaks = _keyed(whole)
    return Body(whole, tuple(offsets), key, places, breaks)


def make_line(source_text: str, spans: Iterable[Span]) -> Line | None:
    """A headline printed at ``spans``, its lines joined; None where there is none."""
    offsets = [place for start, end in spans for place in range(start, end)]
    if not offsets:
        return None
    return Line("".join(source_text[place] for place in offsets), tuple(offsets))
