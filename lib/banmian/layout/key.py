"""Printed text → the key that everything is matched on, with the way back to the print."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import chain, pairwise, starmap

from banmian.records import Body, Line, Span

# isspace() misses these; a reader does not see them either.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

# Blocks whose one-to-one NFKC is the same character in another guise: ⼀ → 一, 金 → 金, Ａ → A.
# The rest stays: ① is no digit 1, … is no three dots. A lone surrogate is no character at all.
_SAME_CHARACTER = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF01, 0xFF5E), (0x2F800, 0x2FA1F))
_DOTS = "・•‧∙⋅･"
_FULL_WIDTH = dict(zip(",:;?!()", "，：；？！（）", strict=True))

_NORMAL = re.compile("[\u4e00-\u9fff，。、：；“”《》（）！？\u3000\n0-9]*")
"""As most lines are printed."""
_MARK = re.compile(r"[,:;?!()]")
_NAME_DOT = re.compile(r"\.(?<=[\u4e00-\u9fff]\.)(?=[\u4e00-\u9fff])")


def _translation() -> dict[str, str]:
    table = dict.fromkeys(_DOTS, "·") | dict(zip("「」『』", "“”‘’", strict=True))
    for first, last in _SAME_CHARACTER:
        for char in map(chr, range(first, last + 1)):
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and not plain.isspace() and char not in _FULL_WIDTH.values():
                table[char] = plain
    return table | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")


_TRANSLATION = _translation()


def _any_in(codes: Sequence[int]) -> re.Pattern[str]:
    """Any character of these sorted codes, neighbours as a range: ten times as fast as ``str.translate``."""
    firsts = [code for before, code in pairwise([-1, *codes]) if code != before + 1]
    lasts = [code for code, after in pairwise([*codes, -1]) if after != code + 1]
    ranges = zip(map(chr, firsts), map(chr, lasts), strict=True)
    return re.compile("[" + "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in ranges) + "]")


_OTHER_GUISE = _any_in(sorted(map(ord, _TRANSLATION)))


def _paired(line: str) -> str:
    """ASCII quotation marks of a paragraph made “ and ” in turn."""
    parts = line.split('"')
    marks = ("“" if number % 2 else "”" for number in range(len(parts)))
    return parts[0] + "".join(mark + part for mark, part in zip(list(marks)[1:], parts[1:], strict=True))


def _full_width(mark: re.Match[str]) -> str:
    """8:30 and 1,200 keep their ASCII marks; 会议指出,金融 and 记者:张 do not."""
    before, behind = mark.string[mark.start() - 1 : mark.start()], mark.string[mark.end() : mark.end() + 1]
    inside = mark[0] in ",:" and _is_word(before) and _is_word(behind)
    return mark[0] if inside else _FULL_WIDTH[mark[0]]


def in_one_guise(text: str) -> str:
    """Every character in the same guise wherever it stands (⼀ as 一, Ａ as A); as long as ``text``."""
    return _OTHER_GUISE.sub(lambda char: _TRANSLATION[char[0]], text)


def normalise(text: str) -> str:
    """One punctuation set, ASCII letters and digits, one kind of dot; as long as ``text``."""
    if _NORMAL.fullmatch(text):
        return text
    text = in_one_guise(text)
    text = _MARK.sub(_full_width, text)
    text = _NAME_DOT.sub("·", text)
    if '"' in text:
        text = "\n".join(map(_paired, text.split("\n")))
    return text


_BLANK = re.compile(rf"[{INVISIBLE}]+")
_WHITE = re.compile(r"\s")
_SHOWN = re.compile(rf"[^\s{INVISIBLE}]+")


def tight(text: str) -> str:
    """``text`` without any white space."""
    words = "".join(text.split())
    return words if words.isprintable() else _BLANK.sub("", words)


def text_digest(text: str) -> str:
    """Of the printed characters: the same for one page in two formats, which differ in white space alone."""
    return hashlib.sha256(tight(text).encode("utf-8", "replace")).hexdigest()


def flat(text: str) -> str:
    """``text`` normalised and without any white space, of which a dot may have lost some (阿. 里木)."""
    return _NAME_DOT.sub("·", tight(normalise(text)))


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _keyed(text: str) -> tuple[str, tuple[int, ...], frozenset[int]]:
    """The key of ``text``, the index in ``text`` of each of its characters, and the breaks."""
    key: list[str] = []
    places: list[int] = []
    breaks: set[int] = set()
    normal = normalise(text)
    for words in _SHOWN.finditer(normal):
        start, end = words.span()
        stop = places[-1] + 1 if places else start
        line, blank = normal.find("\n", stop, start), _WHITE.search(normal, stop, start)
        if line >= 0:
            key.append("\n")
            places.append(line)
        elif blank:
            if _is_word(key[-1][-1]) and _is_word(words[0][0]):
                key.append(" ")
                places.append(blank.start())
            breaks.add(len(places))
        key.append(words[0])
        places.extend(range(start, end))
    return "".join(key), tuple(places), frozenset(breaks)


def make_body(source_text: str, spans: Sequence[Span], joined: Collection[int] = ()) -> Body:
    """The body printed at ``spans`` of the source, one paragraph a span.

    A span whose index is in ``joined`` continues the paragraph before it: no line feed between.
    """
    text: list[str] = []
    offsets: list[Sequence[int]] = []
    for number, (start, end) in enumerate(spans):
        if number and number not in joined:
            text.append("\n")
            offsets.append(spans[number - 1][1:])
        text.append(source_text[start:end])
        offsets.append(range(start, end))
    whole = "".join(text)
    return Body(whole, tuple(chain.from_iterable(offsets)), *_keyed(whole))


def make_line(source_text: str, spans: Sequence[Span]) -> Line | None:
    """A headline printed at ``spans``, its lines joined; None where there is none."""
    text = "".join(source_text[start:end] for start, end in spans)
    offsets = tuple(chain.from_iterable(starmap(range, spans)))
    return Line(text, offsets) if text else None


def join_bodies(parts: Sequence[tuple[Body, int]], joined: Collection[int] = ()) -> Body:
    """One body of several, the offsets of each raised by the number beside it; ``joined`` as in ``make_body``."""
    text: list[str] = []
    offsets: list[int] = []
    for number, (body, base) in enumerate(parts):
        if offsets and number not in joined:
            text.append("\n")
            offsets.append(offsets[-1] + 1)
        text.append(body.text)
        offsets.extend(base + place for place in body.offsets)
    whole = "".join(text)
    return Body(whole, tuple(offsets), *_keyed(whole))


def cut_body(body: Body, start: int, end: int) -> Body:
    """The body of ``text[start:end]``, without the line feeds at its ends."""
    while start < end and body.text[start] == "\n":
        start += 1
    while start < end and body.text[end - 1] == "\n":
        end -= 1
    text = body.text[start:end]
    return Body(text, body.offsets[start:end], *_keyed(text))
