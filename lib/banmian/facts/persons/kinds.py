"""What a person is: official, company, expert, foreign, national leader or other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from banmian import lexicon
from banmian.facts.persons.leaders import is_national
from banmian.facts.persons.scores import looks_foreign


@cache
def _parts(kind: str) -> tuple[str, ...]:
    return tuple(lexicon.table("person_kinds")[kind].split())


def person_kind(name: str, titles: Sequence[str], *, leader: bool, led: bool) -> str:
    """A code of ``schema.PERSON_KINDS``; ``led``: stands among the officials (县领导A、B)."""
    if leader or any(is_national(title) for title in titles):
        return "national_leader"
    if looks_foreign(name):
        return "foreign"
    text = "、".join(titles)
    for kind in ("company", "official", "expert"):
        if any(part in text for part in _parts(kind)):
            return kind
    return "official" if led else "other"
