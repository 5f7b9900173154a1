"""Who goes on as 他 or 她, and who says what is quoted: the person told of right before it, or right behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from banmian.facts.persons.mention import Mention
from banmian.facts.persons.reading import Reading
from banmian.facts.persons.verbs import RoleVerb

BLANK = "　"
"""Stands for what is quoted, which is nothing that the report tells itself."""
QUOTED = re.compile(r"“[^“”\n]*+”")
SPEECH = re.compile(r"[。！？…]”")
"""How a quotation ends that is more than a word."""
PRONOUN = re.compile(r"[。！？\n](?:“　*+”)?[他她](?!们)")
ADVERBS = 6
"""Characters between a pronoun and its verb at most."""
ENDS = "。！？\n”）"
"""Behind what a sentence begins."""
SENTENCE = re.compile(r"[。！？\n]")
MARK = re.compile(r"[，。；：！？\n]")
QUOTE = re.compile(r"[。！？…]”(?:[^。；：！？“”\n]{1,30}，)?(?:[^，。；：！？“”\n]{1,14}的)?$")
"""Behind what somebody said stands who said it: ”87岁的|王殿臣, ”1994年，|赵春妹, ”8月16日上午，在侨乡文化馆二楼，|讲解员."""
HE = re.compile(r"[，。；！？\n][他她](?!们)[^。；：“”\n]{0,32}：$")
"""他不肯：|“, 她一边换药，一边安慰病人：|“."""
CLAUSE = "，；、和与：。\n"
FARTHEST = 48
SOON = 8
"""Characters behind a quotation within which its verb stands."""
MOST = 8
"""Persons of a sentence looked at to find the one that it tells of."""


def quiet(key: str) -> str:
    """The key with its quotations blanked."""
    return QUOTED.sub(lambda found: "“" + BLANK * (len(found[0]) - 2) + "”", key)


def quoted(key: str, at: int) -> bool:
    """Whether somebody's words end before ``at``, and nobody is named as their speaker before them: 说：“."""
    if key.endswith("”", 0, at):
        return True
    told = key.endswith("：", 0, max(0, key.rfind("“", 0, at)))
    return not told and QUOTE.search(key, max(0, at - FARTHEST), at) is not None


class Speakers:
    """The persons of a body by where they are told of; ``key`` has its quotations blanked."""

    def __init__(self, reading: Reading, key: str, mentions: Sequence[Mention]) -> None:
        said = QUOTED.finditer(reading.key)
        self._reading, self._key, self._mentions = reading, key, mentions
        self._said = [found for found in said if SPEECH.match(found[0], len(found[0]) - 2)]
        self._told = [n for n, mention in enumerate(mentions) if key[mention.start] != BLANK]
        self._units = [mentions[n].unit for n in self._told]
        self._ends = [0, *(found.end() for found in SENTENCE.finditer(key))]
        self._paragraphs = [end for end in self._ends if key[max(0, end - 1)] == "\n" or not end]

    def found(self, verbs: Sequence[RoleVerb]) -> dict[int, list[RoleVerb]]:
        """What each goes on to do or says, by the number of the mention."""
        pronouns = list(PRONOUN.finditer(self._key))
        starts = [verb.start for verb in verbs] if pronouns else []
        told: dict[int, list[RoleVerb]] = {}
        for pronoun in pronouns:
            which = bisect_left(starts, pronoun.end())
            verb = next(iter(verbs[which : which + 1]), None)
            who = self._before(pronoun.start() + 1)
            if who is not None and verb and _is_near(self._key[pronoun.end() : verb.start]):
                told[who] = [verb]
        for speech in self._said:
            who = self._by_itself(speech.start(), speech.end())
            if who is not None:
                told.setdefault(who, [RoleVerb(speech.start(), speech.start(), "speak")])
        return told

    def _by_itself(self, at: int, end: int) -> int | None:
        """Whose words stand as a sentence, with nobody named behind them: 马秀花最喜欢的是那台热水器。|“往年…”."""
        if self._key[at - 1 : at] == "：" and HE.search(self._key, max(0, at - FARTHEST), at):
            return self._before(at)
        if at and self._key[at - 1] not in ENDS:
            return None
        stop = bisect_left(self._ends, end + 1)
        after = self._ends[stop] if stop < len(self._ends) else len(self._key)
        who = bisect_left(self._units, end)
        if who < len(self._units) and self._units[who] == end:
            return self._told[who]  # ”|庹贵福的话
        if self._key[end : end + 1] in {"他", "她"}:
            return self._before(at)
        verb = self._reading.first_role(end, SOON)
        told = verb is not None and verb.role == "speak"  # ”战士们喊着
        return None if told or who < bisect_left(self._units, after) else self._before(at)

    def _before(self, at: int) -> int | None:
        """The one person whom the last sentence before ``at``, of the same paragraph, that names somebody tells of."""
        last = bisect_left(self._units, at) - 1
        begins = self._paragraphs[bisect_right(self._paragraphs, max(0, at - 1)) - 1]
        if last < 0 or self._units[last] < begins:
            return None
        first = bisect_left(self._units, self._ends[bisect_right(self._ends, self._units[last]) - 1])
        told = self._told[max(first, last - MOST) : last + 1]
        acting = [n for n in told if not self._key.startswith("的", self._mentions[n].after)] or told
        alone = not any(self._key[self._mentions[n].unit - 1] in CLAUSE for n in acting[1:])
        return acting[0] if alone else None


def _is_near(between: str) -> bool:
    return len(between) <= ADVERBS and not MARK.search(between)
