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
    found = automaton.find_matches_as_indexes(text)
    return [
        RoleVerb(offset + start, offset + end, roles[which])
        for which, start, end in found
        if roles[which] != "none" and (end - start > 1 or _stands_alone(text, start))
    ]


def _stands_alone(text: str, at: int) -> bool:
    """问 in 陈立问, not in 问题 or 慰问."""
    return not longest_at(text, at) and (at == 0 or text[at - 1 : at + 1] not in vocabulary())


def one_of(kind: str) -> str:
    """A group of a pattern that matches any word of a row of ``lexicon/predicates.toml``."""
    return lexicon.any_of(lexicon.table("predicates")[kind].split())


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"[，。；：！？”…\n]{one_of('opens')}?")


def opens_clause(key: str) -> list[int]:
    """Where a clause begins, behind its opening adverb too."""
    return [end for found in _clause().finditer(f"\n{key}") if (end := found.end() - 1) < len(key)]
