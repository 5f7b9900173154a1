"""The words of ``lexicon/layout.toml`` as patterns, and how dates are printed."""

from __future__ import annotations

from functools import cache

from banmian.lexicon import any_of, table


@cache
def terms(name: str) -> frozenset[str]:
    """A list of ``lexicon/layout.toml``."""
    return frozenset(table("layout")[name])


@cache
def pattern(name: str) -> str:
    """The words of a list of ``lexicon/layout.toml`` as one pattern."""
    return any_of(terms(name))


NUMERAL = "[0-9〇零一二三四五六七八九十]"
# 日 is read as 曰 by OCR: ２０２４年４月１５曰.
FULL_DATE = (
    rf"(?:[12][0-9]{{3}}|[二一][〇零○一二三四五六七八九]{{3}})\s?(?:年\s?{NUMERAL}{{1,3}}\s?月\s?{NUMERAL}{{1,3}}\s?[日曰号]"
    r"|[-./][0-9]{1,2}[-./][0-9]{1,2})"
)
DAY = rf"(?:[0-9]{{4}}年)?{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}[日曰]"

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


def numeral(text: str) -> int:
    """2024, 二〇二四, 十二, 二十一."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS.get(char, char) for char in text))
