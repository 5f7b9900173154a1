"""What a slogan stands for, where the report says it beside it: 即…, 包括…, （…）."""

from __future__ import annotations

import re
from functools import cache

from banmian.lexicon import any_of, table

_NEAR = 24
"""Characters between a slogan and its explanation: 要落实“三个责任人”要求，即…"""
_LISTED = re.compile("[、，；]")


def expansion(key: str, end: int) -> str | None:
    """The explanation behind the slogan that ends at ``key[end]``; None where there is none."""
    found = _explained().match(key, end)
    said = (found["bracket"] or found["clause"]) if found else ""
    return said if _LISTED.search(said) else None


@cache
def _explained() -> re.Pattern[str]:
    words = table("slogans")
    glosses = f"(?!{any_of(words['not_glosses'])}){any_of(words['glosses'])}"
    return re.compile(
        rf"”?[^，。；：（）“”]{{0,10}}(?:（{any_of(words['bracketed_glosses'])}?[：，]?(?P<bracket>[^（）]{{4,120}})）"
        rf"|[，—]{{0,2}}{glosses}[：，]?(?P<clause>[^。；：]{{4,120}}))"
    )
