"""Role verbs: where a clause begins, and what its subject did."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.vocabulary import longest_at, vocabulary


class RoleVerb(NamedTuple):
    """A verb as found; ``role`` is a code of ``schema.ROLES``."""

    start: int
    end: int
    role: str


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    table = lexicon.table("role_verbs")
    roles = {verb: role for role, row in table.items() for verb in row.split()}
    return AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest), tuple(roles.values())


def role_verbs(text: str, offset: int = 0) -> list[RoleVerb]:
    """Every role verb of a text from left to right, the longest at each place."""
    automaton, roles = _automaton()
    found = [
        RoleVerb(start, end, roles[which])
        for which, start, end in automaton.find_matches_as_indexes(text)
        if roles[which] != "none" and (end - start > 1 or _stands_alone(text, start))
    ]
    if given := _given(text, {verb.start for verb in found}):
        found = sorted([*given, *(v for v in found if not any(g.start < v.start < g.end for g in given))])
    return [verb._replace(start=offset + verb.start, end=offset + verb.end) for verb in found]


def _given(text: str, known: set[int]) -> list[RoleVerb]:
    """作开班动员, 作了专题汇报: a verb that says nothing and the noun that says it."""
    return [
        RoleVerb(*found.span(), found.lastgroup or "")
        for found in _gift().finditer(text)
        if found.start() not in known and not _ends_word(text, found.start())
    ]


def _ends_word(text: str, at: int) -> bool:
    """合|作."""
    return at > 0 and text[at - 1 : at + 1] in vocabulary()


@cache
def _gift() -> re.Pattern[str]:
    spoken, reported = one_of("spoken"), one_of("reported")
    between = r"[^，。；：、“”《》\n]{0,10}?"
    return re.compile(rf"{one_of('gives')}{between}(?:(?P<speak>{spoken})|(?P<report>{reported}))")


def _stands_alone(text: str, at: int) -> bool:
    """问 in 陈立问, not in 问题 or 慰问."""
    return not longest_at(text, at) and not _ends_word(text, at)


def one_of(kind: str) -> str:
    """A group of a pattern that matches any word of a row of ``lexicon/predicates.toml``."""
    return lexicon.any_of(lexicon.table("predicates")[kind].split())


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"[，。；：！？”…\n]{one_of('opens')}?")


def opens_clause(key: str) -> list[int]:
    """Where a clause begins, behind its opening adverb too."""
    return [end for found in _clause().finditer(f"\n{key}") if (end := found.end() - 1) < len(key)]
