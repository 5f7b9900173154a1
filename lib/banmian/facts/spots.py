"""Spots by an end that names one by itself, where somebody is or goes: 在金川物流园办手续, 到白鹭湖湿地公园观鸟."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian.facts.edges import left_edge
from banmian.lexicon import any_of, first_of, table
from banmian.records import Span

_LONGEST = 9
"""Characters before the end in which the name begins."""
_SHORE = 3
"""Characters of a water before its 湖."""


def spots(key: str) -> Iterator[Span]:
    """Every spot that stands right behind a word of being or going somewhere."""
    at = tuple(table("organisations")["spot_at"])
    for found in _end().finditer(key):
        if not any(word[-1] in key[max(0, found.start() - _LONGEST) : found.start()] for word in at):
            continue  # spares us the search for an edge
        start = left_edge(key, found.start(), longest=_LONGEST)
        length = found.start() - start
        fits = 1 <= length <= _SHORE if found["shore"] else 2 <= length < _LONGEST
        if fits and key.endswith(at, 0, start) and not _no_spot().search(key, max(0, start - 2), found.end()):
            yield start, found.end()


@cache
def _end() -> re.Pattern[str]:
    words = table("organisations")
    ahead = any_of(words["no_spot_ahead"])
    shore = rf"(?P<shore>{any_of(words['shores'])})(?={any_of(words['by_shores'])})"
    first = first_of((*words["spots"], *words["shores"]))
    return re.compile(
        rf"(?=[{first}])(?:{any_of(words['spots'])}|{shore})(?!{ahead}|[\u4e00-\u9fff]{{2,4}}段)"
    )


@cache
def _no_spot() -> re.Pattern[str]:
    """在各大公园, 还存在龙头景区."""
    words = table("organisations")
    none = any_of((*words["no_spots"], *words["generic"]))
    return re.compile(rf"(?:[存正现实潜]在|[在到赴进]{none})")
