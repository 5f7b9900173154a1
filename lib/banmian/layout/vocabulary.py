"""The words of ``lexicon/layout.toml`` as patterns, and how dates are printed."""

from __future__ import annotations

import re
from functools import cache

from banmian.lexicon import any_of, table


@cache
def terms(name: str) -> frozenset[str]:
    """A list of ``lexicon/layout.toml``."""
    return frozenset(table("layout")[name])


@cache
def affixes(name: str) -> tuple[str, ...]:
    """The same as ``str.startswith`` and ``str.endswith`` want it."""
    return tuple(terms(name))


@cache
def pattern(name: str) -> str:
    """The words of a list of ``lexicon/layout.toml`` as one pattern."""
    return any_of(terms(name))


NUMERAL = "[0-9〇零一二三四五六七八九十]"
# A set of characters comes first, so that a search passes over all others at once.
# 日 is read as 曰 by OCR: ２０２４年４月１５曰.
FULL_DATE = (
    rf"[12二一](?:(?<=[12])[0-9]{{3}}|(?<=[二一])[〇零○一二三四五六七八九]{{3}})\s?(?:年\s?{NUMERAL}{{1,3}}\s?月\s?{NUMERAL}{{1,3}}\s?[日曰号]"
    r"|[-./][0-9]{1,2}[-./][0-9]{1,2})"
)
DAY = rf"(?:[0-9]{{4}}年)?{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}[日曰]"

FIGURES = "〇零○一二三四五六七八九"
_FIGURE = {letter: max(0, place - 2) for place, letter in enumerate(FIGURES)}
_TENS = re.compile(f"([{FIGURES}]?)十([{FIGURES}]?)")


def numeral(text: str) -> int:
    """12 or 十二 as an int; figures one by one for a year (二〇二四); 0 for what is no number (十十)."""
    if tens := _TENS.fullmatch(text):
        return 10 * (_FIGURE[tens[1]] if tens[1] else 1) + _FIGURE.get(tens[2], 0)
    return 0 if "十" in text else int("".join(str(_FIGURE.get(letter, letter)) for letter in text))
