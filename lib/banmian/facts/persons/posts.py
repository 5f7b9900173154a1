"""Posts, ranks, professions and group labels in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.facts.persons.scores import PROPER, characters
from banmian.vocabulary import vocabulary
from banmian.words import Words

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


def find_posts(text: str, cut: Words | None = None) -> list[Post]:
    """Every post from left to right. With the words of the text, those that end inside one are marked,
    and callings that the list lacks are found (播音员, 制茶师, 骑手).
    """
    automaton, kinds = _automaton()
    found = automaton.find_matches_as_indexes(text)
    posts = [Post(start, end, kinds[which]) for which, start, end in found if kinds[which]]
    if cut is None:
        return posts
    taken = {post.end for post in posts}
    callings = (post for post in _callings(cut) if post.end not in taken)
    return sorted([*_standing(posts, cut), *callings])


def _standing(posts: Sequence[Post], cut: Words) -> Iterator[Post]:
    """Those that are not inside a word, with what crosses their end."""
    for post in posts:
        around, behind = _word_at(cut, post.start)
        if behind <= post.end or not _is_word(around):
            across, behind = _word_at(cut, post.end - 1)
            crossed = behind > post.end and _is_common(across)
            yield post._replace(crossed=True) if crossed else post


def _word_at(cut: Words, at: int) -> tuple[str, int]:
    """The word that ``at`` lies in, if in any, and where the last word that begins there or before ends."""
    number = bisect_right(cut.starts, at) - 1
    return (word := cut.words[number], cut.starts[number] + len(word)) if number >= 0 else ("", 0)


def _is_word(word: str) -> bool:
    """Of the dictionary and no name, so that a post inside it is none: 木工 in 土木工程."""
    entry = vocabulary().get(word)
    return entry is not None and not entry.tag.startswith(PROPER)


def _is_common(word: str) -> bool:
    return _is_word(word) and vocabulary()[word].frequency > COMMON


def _callings(cut: Words) -> list[Post]:
    last = characters("callings")
    return [
        Post(start, start + len(word), "shared")
        for word, start in zip(*cut, strict=True)
        if len(word) > 2 and word[-1] in last and not word.endswith("人员")
    ]


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
