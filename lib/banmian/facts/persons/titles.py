"""The completed form of a title whose body was printed in the title before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from banmian import lexicon


@cache
def _bodies(kind: str) -> re.Pattern[str]:
    return re.compile(lexicon.any_of(lexicon.table("title_bodies")[kind].split()))


def completed(titles: Sequence[str]) -> tuple[str, ...]:
    """党工委副书记、管委会主任 behind 高新区党工委副书记 → 高新区管委会主任; others as printed."""
    full: list[str] = []
    place = ""
    for title in titles:
        full.append(place + title if place and _bodies("bare").match(title) else title)
        found = _bodies("owned").search(title)
        if found and found.start():
            place = title[: found.start()]
    return tuple(full)
