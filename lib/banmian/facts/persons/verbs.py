"""Role verbs: where a clause begins, and what its subject did."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from banmian import lexicon
from banmian.vocabulary import longest_at, vocabulary

NO_VERB = ""
"""Instead of a role, of words that close a name and are no verbs: 等, 一行, 同志."""


class RoleVerb(NamedTuple):
    """A verb as found; ``role`` is a code of ``schema.ROLES``."""

    start: int
    end: int
    role: str


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    roles = dict.fromkeys(lexicon.words("name_closers"), NO_VERB)
    roles |= {verb: role for role, row in lexicon.table("role_verbs").items() for verb in row.split()}
    return AhoCorasick(list(roles), implementation=Implementation.DFA), tuple(roles.values())


class Verbs:
    """The role verbs of a text and of each part of it, from one look at the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        automaton, roles = _automaton()
        matches = automaton.find_matches_as_indexes(text, overlapping=True)
        self.closers = frozenset(start for _, start, _ in matches)
        """Where a word begins that closes a name: 等, 一行, 同志, a role verb."""
        self._ends: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for which, start, end in matches:
            if roles[which] != NO_VERB:
                self._ends[start].append((end, roles[which]))
        self._starts = sorted(self._ends)
        self._gifts = [gift for at in _giving().finditer(text) if (gift := _gift().match(text, at.start()))]
        self.all = self.between(0, len(text))
        self.starts = [verb.start for verb in self.all]

    def between(self, start: int, end: int) -> list[RoleVerb]:
        """Those of ``text[start:end]`` from left to right, the longest at each place."""
        found = list(self._found(start, end))
        given = self._given(start, end, {verb.start for verb in found}) if self._gifts else []
        if not given:
            return found
        return sorted([*given, *(v for v in found if not any(g.start < v.start < g.end for g in given))])

    def _found(self, start: int, end: int) -> Iterator[RoleVerb]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        reached = start
        for at in self._starts[first:last]:
            if at >= reached:
                for stop, role in reversed(self._ends[at]):
                    if stop <= end:
                        reached = stop
                        if role != "none" and (stop - at > 1 or self._stands_alone(start, at)):
                            yield RoleVerb(at, stop, role)
                        break

    def _given(self, start: int, end: int, known: set[int]) -> list[RoleVerb]:
        """作开班动员, 作了专题汇报, 作了题为《…》的微党课: a verb that says nothing and the noun that says it."""
        return [
            RoleVerb(*found.span(), found.lastgroup or "")
            for found in self._gifts_between(start, end)
            if found.start() not in known
            and (found[0][1] in "了过" or not self._ends_word(start, found.start()))
        ]

    def _gifts_between(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Those of ``text[start:end]``, of two that overlap the first; one that reaches further may end sooner too."""
        first, last = (bisect_left(self._gifts, at, key=re.Match.start) for at in (start, end))
        for gift in self._gifts[first:last]:
            whole = gift if gift.end() <= end else _gift().match(self._text, gift.start(), end)
            if whole and gift.start() >= start:
                yield whole
                start = whole.end()

    def _stands_alone(self, start: int, at: int) -> bool:
        """问 in 陈立问, not in 问题 or 慰问."""
        return not longest_at(self._text, at) and not self._ends_word(start, at)

    def _ends_word(self, start: int, at: int) -> bool:
        """合|作; of a part nothing before it counts, where a name ends: 王佳|作."""
        return at > start and self._text[at - 1 : at + 1] in vocabulary()


@cache
def _giving() -> re.Pattern[str]:
    """The first character of a gift, which is looked for nowhere else."""
    return re.compile(f"[{lexicon.first_of(lexicon.table('predicates')['gives'].split())}]")


@cache
def _gift() -> re.Pattern[str]:
    spoken, reported = one_of("spoken"), one_of("reported")
    between = r"[^，。；：、“”《》\n]{0,10}?(?:题为[“《][^”》\n]{1,40}[”》]的?[^，。；：、“”《》\n]{0,8}?)?"
    return re.compile(rf"{one_of('gives')}{between}(?:(?P<speak>{spoken})|(?P<report>{reported}))")


def one_of(kind: str) -> str:
    """A group of a pattern that matches any word of a row of ``lexicon/predicates.toml``."""
    return lexicon.any_of(lexicon.table("predicates")[kind].split())


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"[，。；：！？”…\n]{one_of('opens')}?")


def opens_clause(key: str) -> list[int]:
    """Where a clause begins, behind its opening adverb too."""
    return [end for found in _clause().finditer(f"\n{key}") if (end := found.end() - 1) < len(key)]
