"""Role verbs: where a clause begins, and what its subject did."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon

CLAUSE = re.compile(
    r"(?:^|[，。；：！？”…\n])(?:会上|会前|会后|随后|期间|其间|当天|当晚|之后|他说|据悉)?", re.M
)
NEAR = 6
"""Characters of adverbs that may stand between a name and its verb: 先后, 逐一, 在讲话时."""


class RoleVerb(NamedTuple):
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
    return [RoleVerb(offset + a, offset + b, roles[which]) for which, a, b in found if roles[which] != "none"]


def opens_clause(key: str) -> list[int]:
    """Where a clause begins, behind its opening adverb too."""
    return [found.end() for found in CLAUSE.finditer(key) if found.end() < len(key)]


def first_role(key: str, at: int, *, near: bool = False) -> RoleVerb | None:
    """The first role verb of the clause from ``at``; ``near``: only right behind, adverbs apart."""
    stop = re.search(r"[，。；：！？\n]", key[at : at + 80])
    end = at + (stop.start() if stop else 80)
    found = role_verbs(key[at:end], at)
    if not found or (near and found[0].start - at > NEAR):
        return None
    return found[0]
