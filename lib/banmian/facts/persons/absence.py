"""Signs that a person is only talked about: 学习X讲话精神, 受X委托, X作出批示, 任命X."""

from __future__ import annotations

import re
from functools import cache

from banmian import lexicon
from banmian.facts.persons.mentions import Mention

FRAMES = frozenset({"appointed", "removed", "contact", "notice"})
OWN_WORDS = re.compile(r"(?:同志)?(?:在[^，。；]{1,30}?(?:上|时|中)?)?(?:关于[^，。；]{1,30}?)?的?")
ON_BEHALF = re.compile(r"(?:受|代表|受到)$")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.table("presence")[kind].split(), key=len, reverse=True))


def only_mentioned(key: str, mention: Mention) -> bool:
    """Whether this mention places its person away from the event."""
    if mention.rule in FRAMES:
        return True
    before, behind = key[max(0, mention.unit - 12) : mention.unit], key[mention.after : mention.after + 60]
    if ON_BEHALF.search(before) and re.match(r"(?:的)?委托|书记|同志|向|，向|对", behind):
        return True
    if any(before.endswith(word) for word in _words("before")):
        return True
    if behind.startswith((*_words("from_afar"), *_words("awarded"))):
        return True
    spoken = OWN_WORDS.match(behind)
    return bool(spoken) and behind.startswith(_words("behind"), spoken.end() if spoken else 0)
