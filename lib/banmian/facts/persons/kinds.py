"""What a person is: official, company, expert, foreign, national leader or other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.facts.persons.leaders import is_national
from banmian.facts.persons.scores import looks_foreign

KINDS = ("company", "official", "expert")
"""In this order: the 党委书记 of a 公司 is of the company."""


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    rows = [(part, kind) for kind in KINDS for part in lexicon.table("person_kinds")[kind].split()]
    parts, kinds = zip(*rows, strict=True)
    return AhoCorasick(parts, matchkind=MatchKind.Standard), kinds


def person_kind(name: str, titles: Sequence[str], *, leader: bool, led: bool) -> str:
    """A code of ``schema.PERSON_KINDS``; ``led``: stands among the officials (县领导A、B)."""
    if leader or any(is_national(title) for title in titles):
        return "national_leader"
    if looks_foreign(name):
        return "foreign"
    found = {kind for title in titles for kind in _kinds(title)}
    return next((kind for kind in KINDS if kind in found), "official" if led else "other")


@lru_cache(maxsize=1 << 14)  # the titles of a paper come again and again
def _kinds(title: str) -> frozenset[str]:
    automaton, kinds = _automaton()
    return frozenset(
        kinds[which] for which, _, _ in automaton.find_matches_as_indexes(title, overlapping=True)
    )
