"""Posts in the text, and the chain of titles that a post in front of a name closes.

Title = [place][body][prefix]post; a chain is posts joined by 、, read right to left until a piece
that ends in no post. Bracketed bodies （示范区） and quoted names are opaque.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.facts.persons.names import HAN
from banmian.vocabulary import Entry, vocabulary
from banmian.words import Token, tokens

SHORT = 30
"""Below this a text is a title or a cell, not running text."""
CALLING = frozenset("员师手匠")
REACH = 60
"""Characters that a chain of titles may reach back from the post that closes it."""
STOP = "，。；：！？…—《》\n“‘"
OPAQUE_QUOTE = re.compile(r"[“‘][^“”‘’，。；！？\n]{1,10}[”’]$")
OPAQUE_BRACKET = re.compile(r"（[^（）\n。]{1,12}）$")
COUNTED = re.compile(r"\d+(?:\.\d+)?(?:名|位|个|日|月|年|时|点|分|岁|余名|多名|多位)?")
UNFIT_START = re.compile(rf"^[^{HAN}\w（“]+")


class Post(NamedTuple):
    """A post as found: half-open span into the key; ``kind`` is single, shared or groups."""

    start: int
    end: int
    kind: str


class Chain(NamedTuple):
    """The titles before a name: from ``start`` to the name; empty pieces for a group label."""

    start: int
    pieces: tuple[str, ...]
    carried: tuple[str, ...]
    """Those that also hold for the next bare name of a list (副县长A、B)."""
    group: bool


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    table = lexicon.table("posts")
    kinds = {word: kind for kind in ("groups", "shared", "single") for word in table[kind].split()}
    kinds |= dict.fromkeys(table["not_posts"].split(), "")
    return AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest), tuple(kinds.values())


def find_posts(key: str) -> list[Post]:
    """Every post of the key from left to right; one that ends inside a longer word is none."""
    automaton, kinds = _automaton()
    found = automaton.find_matches_as_indexes(key)
    posts = [Post(start, end, kinds[which]) for which, start, end in found if kinds[which]]
    return posts if len(key) < SHORT else _checked(key, posts)


def _checked(key: str, posts: list[Post]) -> list[Post]:
    """Without those that end inside a word, 同|学习 or 居民|区, and with what the list of posts lacks:
    words on 员, 师 or 手 that may be a calling (播音员, 制茶师, 骑手).
    """
    known, words = vocabulary(), list(tokens(key))
    inside = {at for t in words if _is_common(known.get(t.word)) for at in range(t.start + 1, t.end)}
    kept = [post for post in posts if post.end not in inside]
    taken = {post.end for post in posts}
    callings = (Post(t.start, t.end, "shared") for t in words if _is_calling(t) and t.end not in taken)
    return sorted([*kept, *callings])


def _is_common(entry: Entry | None) -> bool:
    return entry is not None and entry.frequency > 1000 and entry.tag[:2] not in {"nr", "ns", "nz"}


def _is_calling(token: Token) -> bool:
    return len(token.word) > 2 and token.word[-1] in CALLING and not token.word.endswith("人员")


@cache
def _edges() -> tuple[frozenset[str], tuple[str, ...]]:
    table = lexicon.table("title_edges")
    return frozenset(table["edges"].split()), tuple(table["opaque"].split())


def _opaque_spans(text: str) -> list[tuple[int, int]]:
    """Names of bodies and bracketed or quoted parts, inside which nothing is an edge."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[“‘][^“”‘’，。；！？\n]{1,10}[”’]", text)]
    spans += [(m.start(), m.end()) for m in re.finditer(r"（[^（）\n。]{1,12}）", text)]
    for name in _edges()[1]:
        spans += [(m.start(), m.end()) for m in re.finditer(re.escape(name), text)]
    return spans


def _is_edge(token: Token, edges: frozenset[str]) -> bool:
    """A word of the list, or a verb with its particle: 递到, 送给, 看望了."""
    return (
        token.word in edges
        or token.word[-2:] in edges
        or (1 < len(token.word) <= 3 and token.word[-1] in "到给了着过")
    )


def _inside_name(text: str, token: Token) -> bool:
    """和 belongs to a body's name (经济劳工和交通部, 三和食品) unless somebody stands before it; so does a
    verb right behind the 、 of a chain (党工委委员、组织人社局局长).
    """
    at = token.start
    if token.word == "和":
        return at > 0 and not _post_ends(text, at)
    return at > 1 and text[at - 1] == "、" and _post_ends(text, at - 1)


def _post_ends(text: str, at: int) -> bool:
    before = text[max(0, at - 12) : at]
    return any(post.end == len(before) for post in find_posts(before))


def _left_edge(text: str) -> int:
    """Where the last title of ``text`` begins: behind the last word that cannot be in a title."""
    edges, _ = _edges()
    opaque = _opaque_spans(text)
    marks = [m.end() for m in COUNTED.finditer(text) if m.end() - m.start() > 1]
    marks += [t.end for t in tokens(text) if _is_edge(t, edges) and not _inside_name(text, t)]
    marks += [i + 1 for i, char in enumerate(text) if char in STOP or char in "”’）（"]
    clear = (m for m in marks if not any(start < m <= end for start, end in opaque))
    return max(clear, default=0)


def read_chain(key: str, post: Post, floor: int, ends: frozenset[int]) -> Chain:
    """The titles that ``post`` closes. ``floor``: nothing before it belongs to them (the end of
    the name before); ``ends``: where posts end, to know a piece of a chain.
    """
    start = max(floor, post.end - REACH)
    text = key[start : post.end]
    edge = _left_edge(text[: post.start - start])
    pieces = _pieces(text, edge)
    kept = len(pieces) - 1
    while kept > 0 and start + pieces[kept - 1][1] in ends:
        kept -= 1
    chosen = pieces[kept:]
    group = post.kind == "groups"
    titles = tuple(t for a, b in chosen if (t := UNFIT_START.sub("", text[a:b])))
    return Chain(
        start + chosen[0][0], () if group else titles, () if group else _carried(titles, post), group
    )


def _pieces(text: str, edge: int) -> list[tuple[int, int]]:
    """Spans between the 、 that stand outside brackets and quotes, behind the edge."""
    cuts, depth = [edge], 0
    for at in range(edge, len(text)):
        depth += (text[at] in "（“‘") - (text[at] in "）”’")
        if text[at] == "、" and depth <= 0:
            cuts.append(at + 1)
    return [(a, b) for a, b in zip(cuts, [*(c - 1 for c in cuts[1:]), len(text)], strict=True)]


def _carried(titles: tuple[str, ...], post: Post) -> tuple[str, ...]:
    """What a bare name further on in the list also holds; nothing where the last post has one holder."""
    if not titles or not (post.kind == "shared" or holds_for_many(titles[-1])):
        return ()
    return tuple(title for title in titles if holds_for_many(title))


def holds_for_many(title: str) -> bool:
    """副职, 常委, 委员 and professions are held by several at once; 书记 and 主任 are not."""
    found = find_posts(title)
    return bool(found) and (found[-1].kind == "shared" or title[: found[-1].start].endswith("副"))
