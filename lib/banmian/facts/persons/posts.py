"""Posts, ranks, professions and group labels in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from banmian import lexicon
from banmian.facts.persons.edges import edge_words
from banmian.facts.persons.scores import PROPER, characters, opens_name
from banmian.vocabulary import vocabulary
from banmian.words import Words

COMMON = 1000
"""Frequency from which a word of the dictionary outweighs the post that ends inside it: 同|学习."""

TRADES = frozenset({"n", "v", "vn", "nz", "l", "nl", "j"})
"""Tags of words that make a calling with 工, 师, 员 or 匠 behind them."""

RARE = 250
"""Frequency up to which a word may be a calling cut to the name behind it: 工党, not 工程."""

NO_WORD = ("", 0, 0)


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
    finder = AhoCorasick(list(kinds), MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return finder, tuple(kinds.values())


def find_posts(text: str, words: Words | None = None) -> list[Post]:
    """Every post from left to right. With the ``words`` of the text, those that end inside one are marked,
    and callings that the list lacks are found (播音员, 制茶师, 骑手).
    """
    automaton, kinds = _automaton()
    found = automaton.find_matches_as_indexes(text)
    posts = [
        Post(start, end + _aside(text, end), kinds[which]) for which, start, end in found if kinds[which]
    ]
    if words is None:
        return posts
    return sorted([*_standing(text, posts, words), *_callings(text, words, {post.end for post in posts})])


def _aside(text: str, end: int) -> int:
    """How many characters of an aside to a post stand behind it: 副县长（挂职）."""
    if text[end : end + 1] != "（":
        return 0
    found = _asides().match(text, end)
    return len(found[0]) if found else 0


@cache
def _asides() -> re.Pattern[str]:
    return re.compile(f"（{lexicon.any_of(lexicon.table('posts')['asides'].split())}）")


def _standing(text: str, posts: Sequence[Post], words: Words) -> Iterator[Post]:
    """Those that are neither inside a word nor across two (移|民工|程), with what crosses their end. A body
    and its head (处|处长) are cut like any doubled character (处处|长方) and say nothing.
    """
    for post in posts:
        if post.start and text[post.start - 1] == text[post.start]:
            yield post
            continue
        word, start, end = words.at(post.start) or NO_WORD
        if end > post.end and _is_word(word):
            continue
        cut = start < post.start and end < post.end and _is_word(word)
        word, _, end = words.at(post.end - 1) or NO_WORD
        if cut and end > post.end and _is_word(word):
            continue
        yield post._replace(crossed=True) if end > post.end and _is_common(word) else post


def _is_word(word: str) -> bool:
    """Of the dictionary and no name, so that a post inside it is none: 木工 in 土木工程."""
    entry = vocabulary().get(word)
    return entry is not None and not entry.tag.startswith(PROPER)


def _is_common(word: str) -> bool:
    return _is_word(word) and vocabulary()[word].frequency > COMMON


def _callings(text: str, words: Words, taken: set[int]) -> Iterator[Post]:
    for last in _calling().finditer(text):
        if last.end() not in taken:
            word, start, end = words.at(last.start()) or NO_WORD
            if end == last.end() and len(word) > 2:
                if word[-1] != "工" or word[-2:] not in vocabulary():  # 新开工
                    yield Post(start, end, "shared")
            elif start == last.start() and opens_name(text, last.end()):
                trade, first, until = words.at(start - 1) or NO_WORD
                if until == start and _is_trade(trade) and not _goes_on(text, start):
                    yield Post(first, last.end(), "shared")


def _is_trade(word: str) -> bool:
    """烘焙|师, 信号|工党, 防火|员: a word for work or a thing, no calling itself nor before one (免去|师文斌)."""
    entry = vocabulary().get(word)
    calling = word[-1:] in characters("callings")
    return (
        2 <= len(word) <= 3
        and not calling
        and word not in edge_words()
        and entry is not None
        and entry.tag in TRADES
    )


def _goes_on(text: str, at: int) -> bool:
    """Whether the character there belongs to another word, 培养|工程 or 新开工, though it may be cut to a name: 工党."""
    known = vocabulary()
    behind = (known.get(text[at : at + n]) for n in (2, 3))
    return text[at - 1 : at + 1] in known or any(word and word.frequency > RARE for word in behind)


@cache
def _calling() -> re.Pattern[str]:
    """The last character of a calling, but not of 人员."""
    return re.compile(f"[{''.join(characters('callings'))}](?<!人员)")


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
