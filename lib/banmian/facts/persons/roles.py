"""What each person did: the role verbs of the clause that the name, or its list, is the subject of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from banmian import lexicon
from banmian.facts.persons.mention import Mention
from banmian.facts.persons.reading import Reading
from banmian.facts.persons.speakers import BLANK, Speakers, quiet, quoted
from banmian.facts.persons.verbs import RoleVerb, one_of

REACH = 160
"""Characters behind a list of names in which its predicate is looked for."""
LONGEST_GAP = 24
"""Characters that may stand between the end of one member of a list and the titles of the next."""
ABOUT = re.compile(r"关于[^，。；\n]{1,60}的")
"""听取X关于代表建议交办情况的|汇报: what is spoken of is no verb of his."""
WITH = re.compile(r"(?:在[^，。；、\n]{1,14})?[与同和](?:前?来[^，。；、\n]{1,14}的)?")
"""X在会议室与|Y一行座谈, X与来我区考察的|Y."""
TOWARD = re.compile(r"(?:代表[^，。；\n]{1,12})?[对向]|代表(?:[^，。；\n]{1,12}[、，])?")
"""X代表县委对|Y一行的到来表示欢迎, X向|院长Y询问, X代表甲、|Y代表乙发言."""
ADDS = frozenset({"、", "和", "与", "及", "以及"})
WITHAL = re.compile("[与同和及]")
CAME = re.compile(r"一行(?:\d+人)?(?:前?来|到)")
LED = re.compile(
    r"率(?:领|队|团)?[^，。；\n]{0,12}?(?:考察|代表|访问|参访)[组团队]?[^，。；\n]{0,6}?[到赴来]我"
)
"""率考察组到我市: no superior, who would look into something with a 调研组."""
HEARD = re.compile(r"(?:、[^，。；：“”\n]{2,40}?)?的[^，。；：“”\n]{0,8}?(?:汇报|介绍|说明|报告)")
"""听取了|总裁詹世豪|的汇报, 的工作汇报, of the last of a list too."""
WHILE = frozenset({"时", "中"})
"""Between what somebody does and what he says there: 到会|讲话, 座谈|时|表示."""
LEADS = re.compile("的(?:带领|率领|陪同)下")
"""在副市长X|的带领下，深入燃气站点."""
ESCORTED = re.compile("(?:等人?)?的?陪同下")
AMONG = re.compile(r"(?:一行)?在[^，。；\n]{1,40}?(?:陪同|带领|率领)下，?")
"""X|在总经理Y的陪同下，走进车间."""
WHOM = re.compile(r"[对向给](?:[^，。；：、\n]{1,10}的)?$")
"""向值守的|民兵连长X了解, 向|Y询问."""
OWN = ("的", "家中", "家里")
"""Behind somebody who is not himself told of: 走进村民罗兴国|家中，掀锅盖."""
WHOSE = re.compile(r"[^，。；：\n]{1,4}的")
VISITED = re.compile(r"了[^，。；：“”\n]{1,20}的$")
CLAUSE = re.compile(r"[，；]")
SENTENCE = re.compile(r"[。！？\n]")


@cache
def _party() -> re.Pattern[str]:
    return re.compile(rf"一行(?:\d+人)?(?:{one_of('joins')}?{one_of('talks')}|参加(?=[，。；]))")


@cache
def _joint() -> re.Pattern[str]:
    """What may stand between two members of a list of subjects: ，师德标兵代表、|教师X."""
    visitors = rf"(?:与|同|和){one_of('visitors')}的"
    return re.compile(
        rf"(?:等[^、，。；\n]{{0,8}})?(?:[、，；和与同及]|以及|并|{visitors})?(?:[^，。；、\n]{{2,8}}代表、)?"
    )


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"[^，。；：“\n]{{0,14}}?(?:{one_of('told')}：|：“)")


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"{one_of('led')}[^，。；]{{1,12}}[、，]")


@cache
def _received() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{one_of('received')}(?:了?由?|了[前从来][^，。；、\n]{{1,16}}的)|{one_of('visitors')}的)$"
    )


@cache
def _followed() -> tuple[str, ...]:
    """请随行的|市人社局副局长X对接."""
    return tuple(f"{word}的" for word in lexicon.table("role_verbs")["accompany"].split())


@cache
def _pivots() -> tuple[str, ...]:
    """叫来|镇党委书记X，要求: who sent for him, not he, does what the next clause says."""
    return tuple(lexicon.table("predicates")["pivots"].split())


@cache
def _linked() -> re.Pattern[str]:
    return re.compile(rf"{one_of('linking')}[^，。；、]{{0,8}}$")


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"[，；](?:{one_of('again')}|代表[^，。]{{1,12}}+)*+")


def roles(reading: Reading, mentions: Sequence[Mention], joined: Sequence[bool]) -> list[list[RoleVerb]]:
    """For each mention the role verbs of which it is a subject, the first one leading; ``joined`` as of ``joints``."""
    key = quiet(reading.key)
    last = list(range(len(mentions)))
    for number in range(len(mentions) - 2, -1, -1):
        if joined[number + 1]:
            last[number] = last[number + 1]
    predicates = {number: _predicate(reading, key, mentions, number) for number in set(last)}
    verbs = _heard(reading.verbs.all, key)
    addressed = {verb.end for verb in verbs if verb.role in {"speak", "inspect"}}
    taken_up = Speakers(reading, key, mentions).found(verbs)
    guests = _objects(key, mentions) | _guests(key, mentions, joined)
    return [
        (guests.get(number) or (predicates[last[number]] if _acts(key, mention, addressed) else []))
        + taken_up.get(number, [])
        for number, mention in enumerate(mentions)
    ]


def _heard(verbs: Sequence[RoleVerb], key: str) -> list[RoleVerb]:
    """Those outside of quotations."""
    return [verb for verb in verbs if key[verb.start] != BLANK]


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
    asked = WHOM.search(key, max(0, mention.unit - 14), mention.unit)
    if asked and not WHOSE.match(key, mention.after):
        return False  # 大家向|医师X道谢, but 对|书记X提出的问题
    own = key.startswith(OWN, mention.after) and not LEADS.match(key, mention.after)
    return before not in addressed and not own


def _as_object(key: str, mention: Mention) -> list[RoleVerb]:
    """会见了X一行, 与X一行座谈: the object of the verb is the guest."""
    if key.endswith(_followed(), 0, mention.unit):
        return [RoleVerb(mention.unit, mention.unit, "accompany")]
    if key.endswith(("听取", "听取了"), 0, mention.unit) and (heard := HEARD.match(key, mention.after)):
        return [RoleVerb(heard.end() - 2, heard.end(), "report")]
    received = _received().search(key, max(0, mention.unit - 24), mention.unit)
    led = key.startswith("一行", mention.after)
    joined = key[mention.unit - 1 : mention.unit] in {"与", "同", "和"}
    if led and (joined or _party().match(key, mention.after)):
        return [RoleVerb(mention.unit, mention.unit, "guest")]
    return [RoleVerb(received.start(), mention.unit, "guest")] if received else []


def _objects(key: str, mentions: Sequence[Mention]) -> dict[int, list[RoleVerb]]:
    """Who is an object, and whom 、 or 和 adds: 接待了从广州回来的韩大勇、|廖家富."""
    found: dict[int, list[RoleVerb]] = {}
    for number, mention in enumerate(mentions):
        told = _as_object(key, mention)
        if not told and number - 1 in found and key[mentions[number - 1].after : mention.unit] in ADDS:
            told = found[number - 1]
        if told:
            found[number] = told
    return found


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
    if escorted := ESCORTED.match(key, start):
        return [RoleVerb(start, escorted.end() - 1, "accompany")]
    stop = SENTENCE.search(key, start, start + REACH)
    end = stop.start() if stop else min(start + REACH, len(key))
    if key.endswith(_pivots(), 0, mentions[number].unit):
        end = next((found.start() for found in CLAUSE.finditer(key, start, end)), end)
    later = number + 1
    if among := AMONG.match(key, start, end):
        start = among.end()
        later = next((n for n in range(later, len(mentions)) if mentions[n].unit >= start), len(mentions))
    rival = min(mentions[later].unit, end) if later < len(mentions) else end
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
    elif key.startswith("：", start) and key[mentions[number].unit - 1 : mentions[number].unit] in {"", "\n"}:
        found = [RoleVerb(start, start + 1, "speak"), *found]  # 护林员关东升：我在山上走了二十六年
    if not found and quoted(reading.key, mentions[number].unit):
        found = [RoleVerb(start, start, "speak")]
    return [*_visiting(key[:end], start, found), found[0], *_further(key, found)] if found else []


def _visiting(key: str, start: int, found: Sequence[RoleVerb]) -> list[RoleVerb]:
    """率调研组来我县，就…调研: who comes to look into something is no guest, who comes to talk (一行来高新区考察，并举行座谈会) is one."""
    came = next(
        (verb for verb in found[:2] if verb.role == "guest" and key.startswith("来我", verb.start)), None
    )
    if LED.match(key, start) or _learning().match(key, start):
        return [RoleVerb(start, start, "guest")]
    if came is None and CAME.match(key, start):
        came = RoleVerb(start, start, "guest")
    later = [verb for verb in found if came and verb.start >= came.end]
    looks = [verb for verb in later if key.startswith(_supervising(), verb.start)]
    talks = came and (
        any(key.startswith(_talking(), verb.start) for verb in later) or _talks().search(key, start)
    )
    return looks[:1] or ([came] if came and talks else [])


@cache
def _learning() -> re.Pattern[str]:
    """一行到我区|考察学习: no superior does."""
    return re.compile(rf"一行(?:\d+人)?[到赴来]我[^，。；]{{0,10}}?{one_of('learning')}")


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
        there = between in WHILE or (not between and kept[-1].role == "attend")
        invited = kept[-1].role == "guest" and len(between) <= 2
        if linked or opens or invited or (there and verb.role == "speak"):
            kept.append(verb)
    return kept[1:]
