"""Villages and communities by their name, wherever one is told of (柳湾村, 石桥社区邻里中心); not where it is of a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian.facts.edges import left_edge
from banmian.lexicon import any_of, first_of, table
from banmian.records import Span

_WINDOW = 10
"""Characters before the 村 in which its name and that of its township begin."""
_LEVELS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:街道|苏木|[镇乡县市旗州]|(?<!社)区)(?=[\u4e00-\u9fff]{2})")


def settlements(key: str) -> Iterator[Span]:
    """Every village and community that is named, with what stands in it if that is told as one place."""
    words = table("organisations")
    for found in _settlement().finditer(key):
        edge = left_edge(key, found.start(), longest=_WINDOW)
        if edge == found.start() - _WINDOW:
            continue  # no edge: a clause, no name
        levels = list(_LEVELS.finditer(key, edge, found.start()))
        edge = levels[-1].end() if levels else edge
        name = key[edge : found.end()]
        # 前进村 of 永安镇前进村 is one, 干部进村 none
        sort = name.endswith(tuple(words["sorts"])) or _no_name().match(name) is not None
        sort = sort or (not levels and _sort().search(name) is not None)
        if 2 <= found.start() - edge <= _longest(found[0]) and not sort:
            inside = _inside().match(key, found.end())
            yield edge, inside.end() if inside else found.end()


def _longest(end: str) -> int:
    """Characters of the name before 村; those of other languages are longer (沙日塔拉嘎查)."""
    return 6 if end == "嘎查" else 3


@cache
def _settlement() -> re.Pattern[str]:
    words = table("organisations")
    ends = words["settlements"]
    return re.compile(
        rf"(?=[{first_of(ends)}])(?<=[\u4e00-\u9fff])(?<![{''.join(words['no_last'])}])"
        rf"{any_of(ends)}(?!{any_of(words['no_settlement'])})"
        rf"(?![\u4e00-\u9fff]{{0,8}}?{any_of(words['bodies_of_villages'])})"
    )


@cache
def _inside() -> re.Pattern[str]:
    words = table("organisations")
    return re.compile(rf"(?:(?!的)[\u4e00-\u9fff]){{0,4}}?{any_of(words['facilities'])}")


@cache
def _no_name() -> re.Pattern[str]:
    """各社区, 每个村."""
    words = table("organisations")
    none = any_of((*words["generic"], *words["no_settlement_names"]))
    return re.compile(rf"{none}|[一二两三四五六七八九十几多每数]+个?|（")


@cache
def _sort() -> re.Pattern[str]:
    """行政村, 城市社区."""
    words = table("organisations")
    return re.compile(rf"(?:村|社区).+(?:村|社区)$|{any_of(words['sorts_of_communities'])}$")
