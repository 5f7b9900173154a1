"""Posts, ranks, professions and group labels in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.facts.persons.scores import PROPER, characters
from banmian.vocabulary import Entry, vocabulary
from banmian.words import Token

COMMON = 1000
"""Frequency from which a word of the dictionary outweighs the post that ends inside it: 同|学习."""


class Post(NamedTuple):
    """A post as found: half-open span into the text; ``kind`` is single, shared or groups."""

    start: int
    end: int
    kind: str
    crossed: bool = False
    """Whether a common word begins inside it and ends behind it: 同|学习贯彻, but also 主|任何|晓明."""


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    table = lexicon.table("posts")
    kinds = {word: kind for kind in ("groups", "shared", "single") for word in table[kind].split()}
    kinds |= dict.fromkeys(table["not_posts"].split(), "")
    return AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest), tuple(kinds.values())


def find_posts(text: str, words: Sequence[Token] = ()) -> list[Post]:
    """Every post from left to right. With the text's ``words``, those that end inside one are marked,
    and callings that the list lacks are found (播音员, 制茶师, 骑手).
    """
    automaton, kinds = _automaton()
    found = automaton.find_matches_as_indexes(text)
    posts = [Post(start, end, kinds[which]) for which, start, end in found if kinds[which]]
    known = vocabulary() if words else {}
    inside = {at for t in words if _is_common(known.get(t.word)) for at in range(t.start + 1, t.end)}
    taken = {post.end for post in posts}
    callings = [Post(t.start, t.end, "shared") for t in words if _is_calling(t) and t.end not in taken]
    held = {at: t.end for t in words if _is_word(known.get(t.word)) for at in range(t.start, t.end)}
    posts = [p._replace(crossed=p.end in inside) for p in posts if held.get(p.start, 0) <= p.end]
    return sorted([*posts, *callings])


def _is_word(entry: Entry | None) -> bool:
    """Of the dictionary and no name, so that a post inside it is none: 木工 in 土木工程."""
    return entry is not None and not entry.tag.startswith(PROPER)


def _is_common(entry: Entry | None) -> bool:
    return _is_word(entry) and entry is not None and entry.frequency > COMMON


def _is_calling(token: Token) -> bool:
    word = token.word
    return len(word) > 2 and word[-1] in characters("callings") and not word.endswith("人员")


@cache
def ends_in_post(text: str) -> Post | None:
    """The post that a title ends in; None where it ends in none, or in a group label."""
    found = find_posts(text)
    closes = found and found[-1].end == len(text) and found[-1].kind != "groups"
    return found[-1] if closes else None


def holds_for_many(title: str) -> bool:
    """副职, 常委, 委员 and professions are held by several at once; 书记 and 主任 are not."""
    post = ends_in_post(title)
    return post is not None and (post.kind == "shared" or title[: post.start].endswith("副"))
