"""Signs that a person is only talked about: 学习X讲话精神, 受X委托, X作出批示, 任命X."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.facts.persons.mention import Mention
from banmian.facts.persons.verbs import Verbs

BEFORE, BEHIND = 80, 60
"""Characters around a name, or the list it is in, that are read."""
NEAR = 8
"""Characters before it in which a word stands that is right in front: 英勇献身的|."""
DISTANT = ("from_afar", "entrusting", "awarded", "behind", "punished", "died", "honours")
"""Kinds of words that may stand at some distance from the name."""
FRAMES = frozenset({"appointed", "removed", "contact", "notice"})
CLAUSE = re.compile(r"[^，。；\n]{0,20}")
RECEIVED = re.compile(r"受[^，。；\n]*$")
SENTENCE = re.compile(r"[^。；\n]*")
MODIFIES = re.compile(r"[^\W\d了于在归时]")
"""What stands behind a verb that only tells of somebody else: 牺牲|民警."""


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.table("presence")[kind].split(), key=len, reverse=True))


@cache
def _automaton(kind: str) -> AhoCorasick:
    return AhoCorasick(_words(kind), matchkind=MatchKind.LeftmostLongest)


@cache
def _signs() -> AhoCorasick:
    """The words that are looked for at some distance from the name."""
    words = {word for kind in DISTANT for word in _words(kind)}
    return AhoCorasick(sorted(words), matchkind=MatchKind.Standard)


@cache
def _fate(kind: str) -> re.Pattern[str]:
    return re.compile(lexicon.any_of(_words(kind)))


def _first(kind: str, stretch: re.Pattern[str], text: str) -> int | None:
    """Where the first word of a kind begins in the ``stretch`` that ``text`` begins with."""
    within = stretch.match(text)
    found = _automaton(kind).find_matches_as_indexes(within[0]) if within else []
    return found[0][1] if found else None


class Absence:
    """Who of a body is only talked about. Where no sign of it stands around a name, little is asked."""

    def __init__(self, key: str) -> None:
        self._key = key
        signs = _signs().find_matches_as_indexes(key, overlapping=True)
        self._signs = sorted(start for _, start, _ in signs)
        self._rows = [at for found in _listed().finditer(key) for at in found.span(1)]

    def _signed(self, start: int, end: int) -> bool:
        found = bisect_left(self._signs, start)
        return found < len(self._signs) and self._signs[found] < end

    def only_mentioned(self, mention: Mention, head: int) -> bool:
        """Whether this mention places its person away from the event; ``head`` is where its list begins."""
        before = self._key[max(0, head - BEFORE) : head]
        behind = self._key[mention.after : mention.after + BEHIND]
        return (
            mention.rule in FRAMES
            or bisect_right(self._rows, mention.start) % 2 == 1
            or before.removesuffix("了").endswith(_words("before"))
            or _exemplary(before, behind)
            or _on_phone(before, behind)
            or _sent(before, behind)
            or (self._signed(mention.after, mention.after + BEHIND) and _far(before, behind))
        )

    def gone(self, mention: Mention) -> bool:
        """Whether it is said here that the person was punished or died, and so is nowhere there."""
        if not self._signed(mention.unit - NEAR, mention.after + BEHIND):
            return False
        behind = self._key[mention.after : mention.after + BEHIND]
        return (
            self._key.startswith(_words("honours"), mention.end)
            or _fallen().search(self._key, max(0, mention.unit - NEAR), mention.unit) is not None
            or _befell("punished", behind)
            or _befell("died", behind)
        )


def _far(before: str, behind: str) -> bool:
    """Whether what is said behind the name places its person away."""
    return (
        _entrusting(before, behind)
        or _honoured(behind)
        or _first("from_afar", CLAUSE, behind) is not None
        or _own_words().match(behind) is not None
    )


@cache
def _listed() -> re.Pattern[str]:
    """The rows behind a line that announces them: 共10人当选，名单如下（以姓氏笔画为序）：."""
    row = r"[^，。；：！？\n]{2,60}(?:\n|\Z)"
    return re.compile(rf"{lexicon.any_of(_words('listed'))}(?:（[^（）\n]{{1,20}}）)?：\n((?:{row})++)")


@cache
def _fallen() -> re.Pattern[str]:
    """以身殉职的|护士长X."""
    return re.compile(f"{lexicon.any_of(_words('died'))}的$")


def _befell(kind: str, behind: str) -> bool:
    """X在转移群众时牺牲, not 看望牺牲民警的家属."""
    within = SENTENCE.match(behind)
    if within is None or _first(kind, SENTENCE, behind) is None:
        return False
    found = _fate(kind).finditer(within[0])
    fate = next((word for word in found if not MODIFIES.match(behind, word.end())), None)
    return fate is not None and not Verbs(behind[: fate.start()]).all


def _honoured(behind: str) -> bool:
    """A、B等10名职工入选: named in a list of honours, with nothing done before it."""
    found = _first("awarded", SENTENCE, behind)
    return found is not None and not Verbs(behind[:found]).all


def _on_phone(before: str, behind: str) -> bool:
    """与局长X通了电话: the one called, not the caller."""
    return before.endswith(("与", "同", "和", "跟")) and behind.startswith(_words("by_phone"))


def _sent(before: str, behind: str) -> bool:
    """代表X书记向大家致以问候."""
    if not before.endswith(_words("behalf")):
        return False
    styled = behind.startswith(lexicon.words("styles")) and not behind.startswith(_words("behalf"))
    return behind[:1] in "，向对" or styled


def _entrusting(before: str, behind: str) -> bool:
    """受X、Y委托 and X委托副主席Y."""
    asked = "受" in before and _entrusted().match(behind) and RECEIVED.search(before)
    return bool(asked) or behind.startswith(_words("entrusting"))


@cache
def _entrusted() -> re.Pattern[str]:
    return re.compile(rf"[^，。；\n]{{0,40}}?{lexicon.any_of(_words('entrusting'))}")


def _exemplary(before: str, behind: str) -> bool:
    """向X同志学习, 以X为榜样."""
    done = behind.removeprefix("同志")
    like = before.endswith("向") and done.startswith(_words("example"))
    return like or (before.endswith("以") and done.startswith(_words("model")))


@cache
def _own_words() -> re.Pattern[str]:
    """X讲话精神, X在…上的讲话, X关于…的批示."""
    told = lexicon.any_of(_words("behind"))
    return re.compile(rf"(?:同志)?(?:在[^，。；]{{1,30}}?)?(?:关于[^，。；]{{1,30}}?)?的?{told}")
