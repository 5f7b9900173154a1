"""The completed form of a title whose body was printed in the title before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from banmian import lexicon
from banmian.facts.persons.posts import ends_in_post


def _left_its_place(title: str, place: str) -> bool:
    """管委会主任 behind 高新区党工委副书记, 局长 behind 县公安局党委书记; not 县长 behind 县政府党组书记."""
    if _bodies("bare").match(title):
        return True
    post = ends_in_post(title)
    alone = post is not None and post.kind == "single" and title[: post.start] in {"", "副"}
    return alone and len(place) > 1


@cache
def _bodies(kind: str) -> re.Pattern[str]:
    return re.compile(lexicon.any_of(lexicon.table("title_bodies")[kind].split()))


def completed(titles: Sequence[str]) -> tuple[str, ...]:
    """党工委副书记、管委会主任 behind 高新区党工委副书记 → 高新区管委会主任; others as printed."""
    if len(titles) < 2:
        return tuple(titles)
    full: list[str] = []
    place = ""
    for title in titles:
        full.append(place + title if place and _left_its_place(title, place) else title)
        found = _bodies("owned").search(title)
        if found and found.start():
            place = title[: found.start()]
    return tuple(full)
