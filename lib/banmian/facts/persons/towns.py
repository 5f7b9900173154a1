"""Names that are the places of a page: 文岭表示 is said of 文岭县, where nobody with a post is called so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from banmian import lexicon
from banmian.facts.persons.mention import Mention
from banmian.facts.persons.reading import Reading

HELD = frozenset({"behind_group", "in_list", "before_post"})
"""Rules of who is a person, whatever places are called."""
MOST = 2
"""Characters of such a name: 高山 and 文岭, while 李家庄 hardly looks like one."""


def without_towns(readings: Sequence[Reading], found: Sequence[Sequence[Mention]]) -> list[Sequence[Mention]]:
    """The mentions ``found`` on a page, less those of a name that only stands bare and is a place there."""
    seen = [(m.name(r.key), m) for r, mentions in zip(readings, found, strict=True) for m in mentions]
    held = {name for name, mention in seen if mention.titles or mention.rule in HELD}
    bare = {name for name, _ in seen if len(name) <= MOST} - held
    towns = {name for name in bare if any(_level(name).search(reading.key) for reading in readings)}
    if not towns:
        return list(found)
    return [
        [mention for mention in mentions if mention.name(reading.key) not in towns]
        for reading, mentions in zip(readings, found, strict=True)
    ]


def _level(name: str) -> re.Pattern[str]:
    return re.compile(name + _levels())


@cache
def _levels() -> str:
    return lexicon.any_of(lexicon.table("title_edges")["levels"].split())
