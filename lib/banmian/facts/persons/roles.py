"""What each person did: the role verbs of the clause that the name, or its list, is the subject of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from banmian import lexicon
from banmian.facts.persons.mention import Mention
from banmian.facts.persons.reading import Reading
from banmian.facts.persons.verbs import RoleVerb, one_of

REACH = 160
"""Characters behind a list of names in which its predicate is looked for."""
LONGEST_GAP = 24
"""Characters that may stand between the end of one member of a list and the titles of the next."""
BLANK = "　"
"""Stands for what is quoted, which is nothing that the report tells itself."""
QUOTED = re.compile(r"“[^“”\n]*+”")
PRONOUN = re.compile(r"(?:[。！？\n])(?:“　*+”)?[他她](?!们)")
ABOUT = re.compile(r"关于[^，。；\n]{1,60}的")
"""听取X关于代表建议交办情况的|汇报: what is spoken of is no verb of his."""
WITH = re.compile(r"(?:在[^，。；、\n]{1,14})?[与同和](?:前?来[^，。；、\n]{1,14}的)?")
"""X在会议室与|Y一行座谈, X与来我区考察的|Y."""
TOWARD = re.compile(r"(?:代表[^，。；\n]{1,12})?[对向]|代表(?:[^，。；\n]{1,12}[、，])?")
"""X代表县委对|Y一行的到来表示欢迎, X向|院长Y询问, X代表甲、|Y代表乙发言."""
WITHAL = re.compile("[与同和及]")
CAME = re.compile(r"一行(?:\d+人)?前?来")
WHOSE = re.compile(r"[^，。；：\n]{1,4}的")
VISITED = re.compile(r"了[^，。；：“”\n]{1,20}的$")
QUOTE = re.compile(r"[。！？…]”(?:[^，。；：！？“”\n]{1,14}的|\d++年，)?$")
"""Behind what somebody said stands who said it: ”87岁的|王殿臣, ”1994年，|赵春妹."""
ADVERBS = 6
"""Characters between a pronoun and its verb at most."""
SENTENCE = re.compile(r"[。！？\n]")


@cache
def _party() -> re.Pattern[str]:
    return re.compile(rf"一行(?:\d+人)?{one_of('joins')}?{one_of('talks')}")


@cache
def _joint() -> re.Pattern[str]:
    """What may stand between two members of a list of subjects."""
    visitors = rf"(?:与|同|和){one_of('visitors')}的"
    return re.compile(rf"(?:等[^、，。；\n]{{0,8}})?(?:[、，；和与同及]|以及|并|{visitors})?")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"[^，。；：“\n]{{0,14}}?(?:{one_of('told')}：|：“)")


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"{one_of('led')}[^，。；]{{1,12}}[、，]")


@cache
def _received() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('received')}了?由?|{one_of('visitors')}的)$")


@cache
def _followed() -> tuple[str, ...]:
    """请随行的|市人社局副局长X对接."""
    return tuple(f"{word}的" for word in lexicon.table("role_verbs")["accompany"].split())


@cache
def _linked() -> re.Pattern[str]:
    return re.compile(rf"{one_of('linking')}[^，。；、]{{0,8}}$")


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"[，；](?:{one_of('again')}|代表[^，。]{{1,12}}+)*+")


def roles(reading: Reading, mentions: Sequence[Mention], joined: Sequence[bool]) -> list[list[RoleVerb]]:
    """For each mention the role verbs of which it is a subject, the first one leading; ``joined`` as of ``joints``."""
    quiet = QUOTED.sub(lambda found: "“" + BLANK * (len(found[0]) - 2) + "”", reading.key)
    last = list(range(len(mentions)))
    for number in range(len(mentions) - 2, -1, -1):
        if joined[number + 1]:
            last[number] = last[number + 1]
    predicates = {number: _predicate(reading, quiet, mentions, number) for number in set(last)}
    verbs = _heard(reading.verbs.all, quiet)
    addressed = {verb.end for verb in verbs if verb.role in {"speak", "inspect"}}
    taken_up = _taken_up(quiet, mentions, verbs)
    guests = _guests(quiet, mentions, joined)
    return [
        (
            _as_object(quiet, mention)
            or guests.get(number)
            or (predicates[last[number]] if _acts(quiet, mention, addressed) else [])
        )
        + taken_up.get(number, [])
        for number, mention in enumerate(mentions)
    ]


def _heard(verbs: Sequence[RoleVerb], quiet: str) -> list[RoleVerb]:
    """Those outside of quotations."""
    return [verb for verb in verbs if quiet[verb.start] != BLANK]


def _taken_up(key: str, mentions: Sequence[Mention], verbs: Sequence[RoleVerb]) -> dict[int, list[RoleVerb]]:
    """。她说: what the one person of the sentence before goes on to do, by the number of the mention."""
    pronouns = list(PRONOUN.finditer(key))
    if not pronouns:
        return {}
    units, starts = [mention.unit for mention in mentions], [verb.start for verb in verbs]
    ends = [0, *(found.end() for found in SENTENCE.finditer(key))]
    found = {}
    for pronoun in pronouns:
        begins = ends[bisect_right(ends, pronoun.start()) - 1]
        before = range(bisect_left(units, begins), bisect_left(units, pronoun.start()))
        which = bisect_left(starts, pronoun.end())
        verb = next(iter(verbs[which : which + 1]), None)
        if len(before) == 1 and verb and _is_near(key[pronoun.end() : verb.start]):
            found[before[0]] = [verb]
    return found


def _is_near(between: str) -> bool:
    return len(between) <= ADVERBS and not re.search(r"[，。；：！？\n]", between)


def joints(reading: Reading, mentions: Sequence[Mention]) -> list[bool]:
    """Whether each mention goes on with the list of the one before."""
    return [False, *(_in_one_list(reading, one, other) for one, other in pairwise(mentions))]


def _in_one_list(reading: Reading, one: Mention, other: Mention) -> bool:
    near = 0 <= other.unit - one.after <= LONGEST_GAP
    joint = near and _joint().fullmatch(reading.key, one.after, other.unit) is not None
    return joint and all(verb.role == "guest" for verb in reading.verbs.between(one.after, other.unit))


def _acts(key: str, mention: Mention, addressed: set[int]) -> bool:
    """Not so where only something of somebody is named (次旺老人的手), or who is visited or asked (看望了X)."""
    before = mention.unit - key.startswith("了", max(0, mention.unit - 1))
    visited = VISITED.search(key, max(0, mention.unit - 22), mention.unit)
    if visited and visited.start() in addressed:  # 看望了因病致贫的|居民X，叮嘱
        return False
    if key[mention.unit - 1 : mention.unit] in {"对", "向", "给"} and not WHOSE.match(key, mention.after):
        return False  # 大家向|医师X道谢, but 对|书记X提出的问题
    return before not in addressed and not key.startswith("的", mention.after)


def _as_object(key: str, mention: Mention) -> list[RoleVerb]:
    """会见了X一行, 与X一行座谈: the object of the verb is the guest."""
    if key.endswith(_followed(), 0, mention.unit):
        return [RoleVerb(mention.unit, mention.unit, "accompany")]
    received = _received().search(key, max(0, mention.unit - 6), mention.unit)
    led = key.startswith("一行", mention.after)
    joined = key[mention.unit - 1 : mention.unit] in {"与", "同", "和"}
    if led and (joined or _party().match(key, mention.after)):
        return [RoleVerb(mention.unit, mention.unit, "guest")]
    return [RoleVerb(received.start(), mention.unit, "guest")] if received else []


def _guests(key: str, mentions: Sequence[Mention], joined: Sequence[bool]) -> dict[int, list[RoleVerb]]:
    """临岙市市长X，副市长|Y一行参加座谈: whoever stands in the list before Y, up to 与, came too."""
    found = {}
    for number, mention in enumerate(mentions):
        if not _party().match(key, mention.after):
            continue
        first = number
        while joined[first] and not WITHAL.search(key, mentions[first - 1].after, mentions[first].unit):
            first -= 1
            found[first] = [RoleVerb(mention.unit, mention.unit, "guest")]
    return found


def _predicate(reading: Reading, key: str, mentions: Sequence[Mention], number: int) -> list[RoleVerb]:
    """The verbs behind the list that ends with mention ``number``; ``key`` has its quotations blanked."""
    start = mentions[number].after
    start -= 2 * key.endswith(
        "代表", 0, start
    )  # 沈俊豪|代表新兵、楼建军|代表家长发言, no rank behind the name
    stop = SENTENCE.search(key, start, start + REACH)
    end = stop.start() if stop else min(start + REACH, len(key))
    rival = min(mentions[number + 1].unit, end) if number + 1 < len(mentions) else end
    if about := ABOUT.match(key, start, rival):
        start = about.end()
    if WITH.fullmatch(key, start, rival):
        start, rival = rival, end
    if rival < end and (_placed().fullmatch(key, start, rival) or TOWARD.fullmatch(key, start, rival)):
        rival = end
    verbs = _heard(reading.verbs.between(start, rival), key)
    found = [verb for verb in verbs if not _attributive(key, verb)]
    said = _said().match(key, start, found[0].start if found else len(key))
    if said:
        found = [RoleVerb(start, said.end() - 1, "speak"), *found]
    if not found and _quoted(reading, mentions[number].unit):
        found = [RoleVerb(start, start, "speak")]
    return [*_visiting(key[:end], start, found), found[0], *_further(key, found)] if found else []


def _quoted(reading: Reading, at: int) -> bool:
    """Whether somebody's words end before ``at``, and nobody is named as their speaker before them: 说：“."""
    key = reading.key
    if key.endswith("”", 0, at):
        return True
    told = key.endswith("：", 0, max(0, key.rfind("“", 0, at)))
    return not told and QUOTE.search(key, max(0, at - 18), at) is not None


def _visiting(key: str, start: int, found: Sequence[RoleVerb]) -> list[RoleVerb]:
    """率调研组来我县，就…调研: who comes to look into something is no guest, who comes to talk (一行来高新区考察，并举行座谈会) is one."""
    came = next(
        (verb for verb in found[:2] if verb.role == "guest" and key.startswith("来我", verb.start)), None
    )
    if came is None and CAME.match(key, start):
        came = RoleVerb(start, start, "guest")
    later = [verb for verb in found if came and verb.start >= came.end]
    looks = [verb for verb in later if key.startswith(_supervising(), verb.start)]
    talks = came and (
        any(key.startswith(_talking(), verb.start) for verb in later) or _talks().search(key, start)
    )
    return looks[:1] or ([came] if came and talks else [])


@cache
def _supervising() -> tuple[str, ...]:
    return tuple(lexicon.table("predicates")["supervising"].split())


@cache
def _talks() -> re.Pattern[str]:
    """并举行校地合作座谈会."""
    return re.compile(rf"{one_of('joins')}[^，。；]{{0,14}}?{one_of('talks')}")


@cache
def _talking() -> tuple[str, ...]:
    return tuple(lexicon.table("predicates")["talking"].split())


def _attributive(key: str, verb: RoleVerb) -> bool:
    """请随行的局长, 巡查的党员."""
    return verb.role in {"accompany", "inspect"} and key.startswith("的", verb.end)


def _further(key: str, found: Sequence[RoleVerb]) -> list[RoleVerb]:
    """Verbs joined by 并 in the clause, and those that open a later clause without a new subject."""
    kept = [found[0]]
    for verb in found[1:]:
        between = key[kept[-1].end : verb.start]
        opens = any(again.end() == len(between) for again in _again().finditer(between))
        linked = _linked().search(between) and ("，" not in between or _again().search(between))
        invited = kept[-1].role == "guest" and len(between) <= 2
        if linked or opens or invited:
            kept.append(verb)
    return kept[1:]
