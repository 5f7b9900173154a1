"""What each person did: the role verbs of the clause that the name, or its list, is the subject of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.facts.persons.mentions import Mention
from banmian.facts.persons.verbs import RoleVerb, role_verbs

REACH = 160
"""Characters behind a list of names in which its predicate is looked for."""
QUOTED = re.compile(r"“[^“”\n]*+”")
JOINT = re.compile(
    r"(?:等[^、，。；\n]{0,8})?(?:[、，；和与同及]|以及|并|(?:与|同|和)(?:来访|到访|前来[^，。；、]{1,8})的)?"
)
PLACED = re.compile(r"(?:在|向|到|赴|就|对)[^，。；]{1,12}[、，]")
LINKED = re.compile(r"(?:并|并且|且|和|、|，)[^，。；、]{0,8}$")
AGAIN = re.compile(
    r"[，；](?:并|还|随后|现场|当场|同时|一边|他|她|会上|期间|当即|随即|详细|认真|仔细|实地|代表[^，。]{1,12}|反复|先后)*+"
)
RECEIVED = re.compile(r"(?:会见|接见|接待|欢迎|迎来|邀请|特邀)了?$")
SAID = re.compile(r"[^，。；：“\n]{0,14}：“")
SENTENCE = re.compile(r"[。！？\n]")


def roles(key: str, mentions: Sequence[Mention]) -> list[list[RoleVerb]]:
    """For each mention the role verbs of which it is a subject, the first one leading."""
    quiet = QUOTED.sub(lambda found: "“" + "　" * (len(found[0]) - 2) + "”", key)
    units = [mention.unit for mention in mentions]
    return [_predicate(quiet, mentions, number, units) for number in range(len(mentions))]


def _predicate(key: str, mentions: Sequence[Mention], number: int, units: list[int]) -> list[RoleVerb]:
    mention = mentions[number]
    if RECEIVED.search(key, max(0, mention.unit - 6), mention.unit):
        return [RoleVerb(mention.unit, mention.unit, "guest")]
    if key.startswith("的", mention.after):
        return []
    last = _end_of_list(key, mentions, number)
    start = mentions[last].after
    stop = SENTENCE.search(key, start, start + REACH)
    end = stop.start() if stop else min(start + REACH, len(key))
    rival = next((unit for unit in units[last + 1 :] if unit < end), end)
    if PLACED.fullmatch(key, start, rival):
        rival = end
    found = role_verbs(key[start:rival], start)
    said = SAID.match(key, start)
    if said and (not found or found[0].start >= said.end()):
        found = [RoleVerb(start, said.end() - 2, "speak"), *found]
    if not found:
        return []
    return [found[0], *_further(key, found, mentions[last].after)]


def _end_of_list(key: str, mentions: Sequence[Mention], number: int) -> int:
    """The last name of the list that mention ``number`` stands in."""
    while number + 1 < len(mentions):
        gap = key[mentions[number].after : mentions[number + 1].unit]
        if not JOINT.fullmatch(gap) or "。" in gap:
            break
        number += 1
    return number


def _further(key: str, found: list[RoleVerb], start: int) -> list[RoleVerb]:
    """Verbs joined by 并 in the clause, and those that open a later clause without a new subject."""
    kept = [found[0]]
    for verb in found[1:]:
        between = key[kept[-1].end : verb.start]
        linked = LINKED.search(between) and ("，" not in between or AGAIN.search(between))
        opens = any(again.end() == len(between) for again in AGAIN.finditer(between))
        invited = kept[-1].role == "guest" and len(between) <= 2
        if linked or opens or invited:
            kept.append(verb)
    return kept[1:]
