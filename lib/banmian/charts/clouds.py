"""Word clouds: words set in one font, larger with weight, the same at every drawing.

Small multiples share one ``Scale``, so that a size means the same weight in every cloud. The SVG
draws outlines: it looks alike on a machine that has no Chinese font.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from random import Random

import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from wordcloud.wordcloud import IntegralOccupancyMap

from banmian import fonts
from banmian.charts.colours import PALETTES, Mode

WIDTH, HEIGHT = 320, 180
"""The board words are set on; the time to set them grows with its area."""
LARGEST, SMALLEST = 36, 7
"""Sizes of type on the board."""
PNG_SCALE = 5
_FILL = 0.42
"""Share of the board that words may cover: beyond it wordcloud finds no room and drops words."""
_HEAVY, _LIGHT = 0.8, 0.5
"""Of the largest type: from here vermilion, from here ink."""
_EM = 1000
_AIR = 2
"""Between words."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What weight is set in what size."""

    top: float
    """The weight set in the largest type."""
    largest: float
    """That type's size, units of the board."""

    def size(self, weight: float) -> int:
        return max(SMALLEST, round(self.largest * math.sqrt(weight / self.top)))


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    weight: float
    size: int
    x: float
    """Of the start of the baseline, units of the board."""
    y: float
    colour: str


@dataclass(frozen=True, slots=True)
class Cloud:
    words: tuple[Word, ...]
    """As placed, heaviest first."""
    dropped: tuple[str, ...]
    """Words that found no room: to be named beside the cloud."""
    mode: Mode


def common_scale(clouds: Sequence[Mapping[str, float]]) -> Scale:
    """The scale at which the fullest of ``clouds`` still fits."""
    weights = [_heaviest_first(cloud) for cloud in clouds]
    top = max((words[0][1] for words in weights if words), default=1.0)
    return Scale(top, min((_fitting(words, top) for words in weights), default=float(LARGEST)))


def cloud(
    weights: Mapping[str, float], *, mode: Mode = "light", scale: Scale | None = None, seed: int = 1
) -> Cloud:
    """Words set by weight; weights of 0 and less are left out.

    Without ``scale`` the cloud has its own. The same arguments give the same cloud.
    """
    words = dict(_heaviest_first(weights))
    scale = scale or common_scale([weights])
    places = _set({word: scale.size(weight) for word, weight in words.items()}, seed)
    placed = tuple(
        Word(word, words[word], size, x, y, _colour(size / scale.largest, mode))
        for word, (size, x, y) in places.items()
    )
    return Cloud(placed, tuple(word for word in words if word not in places), mode)


def _colour(share: float, mode: Mode) -> str:
    """Vermilion for the largest type, ink for most, muted ink for the smallest."""
    palette = PALETTES[mode]
    if share >= _HEAVY:
        return palette.accent
    return palette.ink if share >= _LIGHT else palette.muted


def svg(cloud: Cloud, title: str) -> str:
    """The cloud as outlines; ``title`` and the words are inside for screen readers, escaped."""
    outlines = _Outlines()
    words = "".join(_named(word, outlines.place(word)) for word in cloud.words)
    told = "、".join(word.text for word in cloud.words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PALETTES[cloud.mode].paper}"/>'
        f"{words}</svg>"
    )


def png(cloud: Cloud) -> bytes:
    """The cloud as a picture of 1600 × 900 pixels."""
    size = (WIDTH * PNG_SCALE, HEIGHT * PNG_SCALE)
    image = Image.new("RGB", size, PALETTES[cloud.mode].paper)
    draw = ImageDraw.Draw(image)
    for word in cloud.words:
        font = ImageFont.truetype(fonts.path(), word.size * PNG_SCALE)
        place = (word.x * PNG_SCALE, word.y * PNG_SCALE)
        draw.text(place, word.text, fill=word.colour, font=font, anchor="ls")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _heaviest_first(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    heavy = [(word, float(weight)) for word, weight in weights.items() if weight > 0]
    return sorted(heavy, key=lambda pair: (-pair[1], pair[0]))


def _fitting(words: Sequence[tuple[str, float]], top: float) -> float:
    """The largest type with which ``words`` cover no more than their share of the board.

    A word covers characters × size²; sizes go with the root of the weight, so areas with the weight.
    """
    shares = [(_ems(word), weight / top) for word, weight in words if _is_narrow(word)]
    if not shares:
        return LARGEST
    ems = sum(length * share for length, share in shares)
    widest = max(length * math.sqrt(share) for length, share in shares)
    return max(SMALLEST, min(LARGEST, math.sqrt(_FILL * WIDTH * HEIGHT / ems), 0.9 * WIDTH / widest))


def _ems(word: str) -> float:
    return sum(0.6 if character.isascii() else 1.0 for character in word)


def _is_narrow(word: str) -> bool:
    """A wider word finds room in no size: it would only make the others small."""
    return _ems(word) * SMALLEST < WIDTH


def _set(sizes: Mapping[str, int], seed: int) -> dict[str, tuple[int, float, float]]:
    """Size and start of the baseline of each word that found room; one that finds none in its size is set smaller."""
    chance, room, placed = Random(seed), IntegralOccupancyMap(HEIGHT, WIDTH, None), {}
    board = Image.new("L", (WIDTH, HEIGHT))
    for word, wanted in sizes.items():
        for size in range(wanted, SMALLEST - 1, -1):
            left, top, right, bottom = _font(size).getbbox(word, anchor="ls")
            corner = room.sample_position(bottom - top + _AIR, right - left + _AIR, chance)
            if corner:
                y, x = (place + _AIR // 2 for place in corner)
                start = x - left, y - top
                ImageDraw.Draw(board).text(start, word, fill="white", font=_font(size), anchor="ls")
                room.update(np.asarray(board), y, x)
                placed[word] = size, *start
                break
    return placed


@lru_cache(maxsize=LARGEST)
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Opened once: a font takes a millisecond until its first word is measured, and that is most of a cloud."""
    return ImageFont.truetype(fonts.path(), size)


def _named(word: Word, outline: str) -> str:
    """A group whose title browsers show where the pointer rests."""
    return f'<g fill="{word.colour}"><title>{escape(word.text)}</title>{outline}</g>'


class _Outlines:
    """Characters as SVG paths of the vendored font, each drawn once per cloud."""

    def __init__(self) -> None:
        self._font = FT2Font(str(fonts.path()))
        self._font.set_size(_EM, 72)
        self._known: dict[str, tuple[str, float]] = {}

    def place(self, word: Word) -> str:
        right, paths = 0.0, []
        for character in word.text:
            path, advance = self._glyph(character)
            if path:
                paths.append(f'<path transform="translate({right:g})" d="{path}"/>')
            right += advance
        scale = word.size / _EM
        return f'<g transform="translate({word.x:g} {word.y:g}) scale({scale:g} -{scale:g})">{"".join(paths)}</g>'

    def _glyph(self, character: str) -> tuple[str, float]:
        if character not in self._known:
            glyph = self._font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
            vertices, codes = self._font.get_path()
            self._known[character] = _path(vertices, codes), glyph.linearHoriAdvance / 65536
        return self._known[character]


_COMMANDS = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
"""matplotlib.path's codes."""
_POINTS = {1: 1, 2: 1, 3: 2, 4: 3, 79: 1}


def _path(vertices: NDArray[np.float64], codes: NDArray[np.int8]) -> str:
    parts, place = [], 0
    while place < len(codes):
        code = int(codes[place])
        points = vertices[place : place + _POINTS[code]]
        numbers = "" if code == 79 else " ".join(f"{x:.0f} {y:.0f}" for x, y in points)
        parts.append(_COMMANDS[code] + numbers)
        place += _POINTS[code]
    return "".join(parts)
