"""A name where it stands, with what is printed around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from banmian import lexicon
from banmian.facts.persons.chains import NO_CHAIN, Chain
from banmian.facts.persons.posts import ends_in_post
from banmian.facts.persons.reading import Candidate

AGED = re.compile(r"，(?:现年|今年)?\d{2,3}岁，(?:系|是|现任)?([^，。；：“”\n]{2,30}+)(?=[，。；])")
"""父亲贺新民，52岁，新河口村党总支书记，"""
ASIDE = re.compile(r"（([^（）\n]{1,20}+)）")


class Mention(NamedTuple):
    """A name in the key. ``unit`` is where its titles begin; ``after`` where its asides end."""

    start: int
    end: int
    unit: int
    after: int
    titles: tuple[str, ...]
    rule: str
    group: bool = False
    list_number: int | None = None
    position: int | None = None

    def name(self, key: str) -> str:
        return key[self.start : self.end]


def plain(start: int, end: int, rule: str, titles: tuple[str, ...] = ()) -> Mention:
    """A mention with nothing printed around the name."""
    return Mention(start, end, start, end, titles, rule)


def mention(
    key: str, found: Candidate, chain: Chain, rule: str, place: tuple[int, int] | None = None
) -> Mention:
    """A mention behind its chain of titles, with the asides behind the name; ``place`` in a list: its number, position."""
    after, titles = asides(key, found.end)
    unit = found.start if chain.start < 0 else chain.start
    titles = (*chain.pieces, *titles)
    return Mention(found.start, found.end, unit, after, titles, rule, chain.group, *(place or (None, None)))


def bare(key: str, found: Candidate, rule: str) -> Mention:
    """A mention without titles in front."""
    return mention(key, found, NO_CHAIN, rule)


def asides(key: str, at: int) -> tuple[int, tuple[str, ...]]:
    """Skips （女，藏族）（回族）; a post in brackets, behind an age or a rank is a title: 曾宪章（中国工程院院士）, 邵敏教授."""
    titles: tuple[str, ...] = ()
    while key.startswith("（", at) and (found := ASIDE.match(key, at)):
        if ends_in_post(found[1]):
            titles += tuple(found[1].split("、"))
        at = found.end()
    if (told := AGED.match(key, at)) and ends_in_post(told[1]):
        titles += tuple(told[1].split("、"))
        at = told.end()
    ranks = lexicon.words("ranks")
    if key.startswith(ranks, at):
        rank = next(rank for rank in ranks if key.startswith(rank, at))
        return at + len(rank), (*titles, rank)
    return at, titles
