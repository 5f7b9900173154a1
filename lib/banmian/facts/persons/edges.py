"""Where a title may begin: behind a mark, a count, or a word that cannot be part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.facts.persons.posts import Post
from banmian.facts.persons.scores import characters
from banmian.words import Words

MARK = re.compile(r"[，。；：！？…—《》\n“‘”’）（]")
OPENER = re.compile(r"[受由经据](?<![^，。；\n].)")
COUNT = re.compile(r"\d++(?:\.\d++)?[^\W\d]?")
COUNTED = frozenset("名位个日月年时点分岁余多")
OPAQUE = (re.compile(r"[“‘][^“”‘’，。；！？\n]{1,10}+[”’]"), re.compile(r"（[^（）\n。]{1,12}+）"))


@cache
def _edges() -> frozenset[str]:
    return frozenset(lexicon.table("title_edges")["edges"].split())


@cache
def _bodies() -> AhoCorasick:
    names = lexicon.table("title_edges")["opaque"].split()
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


def edge_marks(key: str, cut: Words, posts: Sequence[Post]) -> list[int]:
    """Every place of the key behind which a title may begin, sorted. Inside （示范区）, a short quotation
    or the name of a body (发展和改革) there is none.
    """
    ends = {post.end for post in posts}
    marks = {found.end() for found in MARK.finditer(key)}
    marks.update(found.end() for found in OPENER.finditer(key))
    marks.update(c.end() for c in COUNT.finditer(key) if c[0][-1] in COUNTED or c[0].isdigit())
    marks.update(at + len(word) for word, at in _edge_words(cut) if not _inside_name(key, word, at, ends))
    marks.difference_update(at for start, end in _opaque(key) for at in range(start + 1, end + 1))
    return sorted(marks)


def _opaque(key: str) -> Iterator[tuple[int, int]]:
    for pattern in OPAQUE:
        yield from (found.span() for found in pattern.finditer(key))
    yield from ((start, end) for _, start, end in _bodies().find_matches_as_indexes(key))


def _edge_words(cut: Words) -> list[tuple[str, int]]:
    """Words of the list, and verbs with their particles: 递到, 送给, 看望了. Each with its place."""
    edges, particles = _edges(), characters("aspect") | {"到", "给"}
    return [
        (word, at)
        for word, at in zip(*cut, strict=True)
        if word in edges or (1 < len(word) <= 3 and word[-1] in particles)
    ]


def _inside_name(key: str, word: str, at: int, ends: set[int]) -> bool:
    """A word may be the end of a label (企业代表) or a verb behind the 、 of a chain (党工委委员、组织人社局局长);
    和 belongs to a body's name (经济劳工和交通部, 三和食品) unless somebody stands before it.
    """
    if at + len(word) in ends:
        return True
    if word == "和":
        before = key[at - 1 : at]
        return bool(before) and not MARK.match(before) and at not in ends
    return at > 1 and key[at - 1] == "、" and at - 1 in ends
