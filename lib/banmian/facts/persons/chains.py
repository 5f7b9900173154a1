"""The chain of titles that a post in front of a name closes.

Title = [place][body][prefix]post; a chain is posts joined by 、, read right to left until a piece
that ends in no post. Bracketed bodies （示范区） and quoted names are opaque.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banmian import lexicon
from banmian.facts.persons.posts import Post, find_posts, holds_for_many
from banmian.facts.persons.reading import Reading

REACH = 60
"""Characters that a chain of titles may reach back from the post that closes it."""
PART = re.compile(r"[、（）“”‘’]")
UNFIT_START = re.compile(r"^[^\w（“]+|^[我该][国省市州县区旗镇乡村校院厂矿]")
"""No title begins with a mark, nor with 我校, which says whose paper this is, nor with 该院."""
JOINT = re.compile(r"以及|[和及与]")


class Chain(NamedTuple):
    """The titles before a name: from ``start`` to the name; empty pieces for a group label."""

    start: int
    pieces: tuple[str, ...]
    carried: tuple[str, ...]
    """Those that also hold for the next bare name of a list (副县长A、B)."""
    group: bool


NO_CHAIN = Chain(-1, (), (), True)


def read_chain(reading: Reading, post: Post, floor: int) -> Chain:
    """The titles that ``post`` closes; nothing before ``floor`` (the end of the name before) belongs to them."""
    lowest = max(floor, post.end - REACH)
    edge = max(lowest, reading.edge(post.start))
    if edge == floor and (joint := JOINT.match(reading.key, edge)):
        edge = joint.end()
    pieces = _pieces(reading.key, edge, post.end)
    kept = len(pieces) - 1
    while kept > 0 and pieces[kept - 1][1] in reading.post_ends:
        kept -= 1
    chosen = pieces[kept:-1] if post.kind == "groups" else pieces[kept:]
    titles = tuple(t for a, b in chosen if (t := _fit(reading.key[a:b])))
    while kept > 0 and pieces[kept - 1][1] in reading.group_ends:
        kept -= 1
    group = post.kind == "groups"
    start = pieces[kept][0] + reading.key.startswith("、", pieces[kept][0])
    return Chain(start, titles, () if group else _carried(titles, post), group)


def _fit(title: str) -> str:
    """A title without what it cannot begin with: 我校, 施工单位 before a company, and 回族 of 回族裁缝, not of
    回族自治县县长.
    """
    title = _part_in_it().sub("", UNFIT_START.sub("", title))
    nationality = _nationality().match(title)
    calling = title[nationality.end() :] if nationality else ""
    posts = find_posts(calling) if calling else []
    return calling if posts and posts[0].start == 0 and posts[0].end == len(calling) else title


@cache
def _part_in_it() -> re.Pattern[str]:
    """爱心企业|溱阳万通机电公司总经理, but not 施工单位负责人."""
    edges = lexicon.table("title_edges")
    parts, bodies = (lexicon.any_of(edges[kind].split()) for kind in ("parts", "firms"))
    return re.compile(rf"^{parts}(?=\w{{2,24}}?{bodies})")


@cache
def _nationality() -> re.Pattern[str]:
    return re.compile(lexicon.any_of(lexicon.table("title_edges")["nationalities"].split()))


def _pieces(key: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between the 、 that stand outside brackets and quotes."""
    cuts, depth = [start], 0
    for mark in PART.finditer(key, start, end):
        depth += (mark[0] in "（“‘") - (mark[0] in "）”’")
        if mark[0] == "、" and depth <= 0:
            cuts.append(mark.end())
    return [(a, b) for a, b in zip(cuts, [*(cut - 1 for cut in cuts[1:]), end], strict=True)]


def _carried(titles: tuple[str, ...], post: Post) -> tuple[str, ...]:
    """What a bare name further on in the list also holds; nothing where the last post has one holder."""
    if not titles or not (post.kind == "shared" or holds_for_many(titles[-1])):
        return ()
    return tuple(title for title in titles if holds_for_many(title))
