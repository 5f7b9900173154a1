"""Colours of the charts, from the palette of the house, and the arithmetic they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

Mode = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    paper: str
    raised: str
    ink: str
    muted: str
    rule: str
    accent: str
    """Vermilion: the one thing that matters."""
    categories: tuple[str, ...]
    sequential: tuple[str, ...]
    """From nothing to most."""
    diverging: tuple[str, str, str]
    """Less, as expected, more."""


PALETTES: dict[Mode, Palette] = {
    "light": Palette(
        paper="#FBF7EF",
        raised="#F2ECDF",
        ink="#1F1B16",
        muted="#6B6257",
        rule="#DCD2BF",
        accent="#B8322A",
        categories=("#B8322A", "#192C8A", "#C98414", "#6A7E65", "#8C55B4", "#00919A", "#332B33"),
        sequential=("#FBF7EF", "#E3B778", "#B8322A", "#5A1210"),
        diverging=("#192C8A", "#FBF7EF", "#B8322A"),
    ),
    "dark": Palette(
        paper="#17140F",
        raised="#221D16",
        ink="#EDE6D8",
        muted="#A79C8B",
        rule="#3A332A",
        accent="#E8705F",
        categories=("#E8705F", "#5FC6FF", "#A3A829", "#99D09E", "#7669D7", "#0F7097", "#DDD5E4"),
        sequential=("#221D16", "#7A3A22", "#E8705F", "#FBE3C8"),
        diverging=("#5FC6FF", "#221D16", "#E8705F"),
    ),
}

_PRINTS = ("#050403", "#FFFFFF")
"""One of the two has a contrast of 4.5 or more on any colour."""


def category_colours(vocabulary: Iterable[str], mode: Mode) -> dict[str, str]:
    """Code → colour for the *full* vocabulary, so that filtering never recolours.

    The eighth code and all further ones are grey: a label has to name them.
    """
    palette = PALETTES[mode]
    known = len(palette.categories)
    return {
        code: palette.categories[place] if place < known else palette.muted
        for place, code in enumerate(vocabulary)
    }


def shade(stops: Sequence[str], share: float) -> str:
    """The colour at ``share`` (0 to 1, cut to that range) of evenly spaced ``stops``."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    first = min(int(place), len(stops) - 2)
    return _mix(stops[first], stops[first + 1], place - first)


@cache
def ink_on(background: str) -> str:
    """The print colour that reads best on ``background``: a contrast of at least 4.5."""
    return max(_PRINTS, key=lambda ink: contrast(ink, background))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
