"""What a slogan stands for, where the report says it beside it: 即…, 包括…, （…）."""

from __future__ import annotations

import re

_NEAR = 24
"""Characters between a slogan and its explanation: 要落实“三个责任人”要求，即…"""
_EXPLAINED = re.compile(
    r"”?[^，。；：（）“”]{0,10}(?:（(?:即|指|是指|包括)?[：，]?(?P<bracket>[^（）]{4,120})）"
    r"|[，—]{0,2}(?:即(?!将|可|使|便)|就是|是指|包括|分别是|具体包括)[：，]?(?P<clause>[^。；：]{4,120}))"
)
_LISTED = re.compile("[、，；]")


def expansion(key: str, end: int) -> str | None:
    """The explanation behind the slogan that ends at ``key[end]``; None where there is none."""
    found = _EXPLAINED.match(key, end)
    said = (found["bracket"] or found["clause"]) if found else ""
    return said if _LISTED.search(said) else None
