"""Signs that a person is only talked about: 学习X讲话精神, 受X委托, X作出批示, 任命X."""

from __future__ import annotations

import re
from functools import cache

from banmian import lexicon
from banmian.facts.persons.mentions import Mention

FRAMES = frozenset({"appointed", "removed", "contact", "notice"})
CLAUSE_START = re.compile(r"[^，。；\n]*$")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.table("presence")[kind].split(), key=len, reverse=True))


def only_mentioned(key: str, mention: Mention) -> bool:
    """Whether this mention places its person away from the event."""
    if mention.rule in FRAMES:
        return True
    before, behind = key[max(0, mention.unit - 12) : mention.unit], key[mention.after : mention.after + 60]
    clause_before = CLAUSE_START.search(key[max(0, mention.unit - 80) : mention.unit])
    if clause_before and "受" in clause_before[0] and re.match(r"[^，。；\n]{0,40}?委托", behind):
        return True
    if before.endswith("代表") and re.match(r"书记|同志|向|，向|对", behind):
        return True
    if before.removesuffix("了").endswith(_words("before")):
        return True
    clause = re.split(r"[，。；\n]", behind)[0][:20]
    if behind.startswith(_words("awarded")) or any(verb in clause for verb in _words("from_afar")):
        return True
    return bool(_own_words().match(behind))


@cache
def _own_words() -> re.Pattern[str]:
    """X讲话精神, X在…上的讲话, X关于…的批示."""
    told = "|".join(map(re.escape, _words("behind")))
    return re.compile(rf"(?:同志)?(?:在[^，。；]{{1,30}}?)?(?:关于[^，。；]{{1,30}}?)?的?(?:{told})")
