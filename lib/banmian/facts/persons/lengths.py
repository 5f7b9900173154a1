"""How long a name is, by all the places of a page where it stands: 卫东来 where 来 always follows, 卫东 never ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from banmian.facts.persons.candidates import candidates
from banmian.facts.persons.mention import Mention
from banmian.facts.persons.reading import Reading
from banmian.facts.persons.scores import characters

OPEN = 1.5
"""Boundary from which a name may end at a place."""
TWICE = 2
"""Places with different text behind them that show a character to belong to the name."""
QUICK = Implementation.ContiguousNFA
"""Soon built, for the names of one page."""
Place = tuple[Reading, int, int]


def settled(readings: Sequence[Reading], found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """The mentions ``found`` with each name as long as its places on the page say."""
    names = {m.name(r.key) for r, mentions in zip(readings, found, strict=True) for m in mentions}
    plain = {name for name in names if "·" not in name}
    places = _places(readings, plain | {name[:-1] for name in plain if len(name) > 2})
    by = {name: _more(name, places, names) for name in plain}
    return [
        [_lengthened(mention, by.get(mention.name(reading.key), 0)) for mention in mentions]
        for reading, mentions in zip(readings, found, strict=True)
    ]


def _lengthened(mention: Mention, by: int) -> Mention:
    after = mention.after if mention.after > mention.end else mention.end + by
    return mention._replace(end=mention.end + by, after=after) if by else mention


def _places(readings: Sequence[Reading], stems: set[str]) -> dict[str, list[Place]]:
    """Where each of the stems stands."""
    order, found = sorted(stems), defaultdict[str, list[Place]](list)
    automaton = AhoCorasick(order, MatchKind.Standard, implementation=QUICK)
    for reading in readings:
        for which, start, end in automaton.find_matches_as_indexes(reading.key, overlapping=True):
            found[order[which]].append((reading, start, end))
    return found


def _more(name: str, places: dict[str, list[Place]], names: set[str]) -> int:
    """By how many characters the name is longer than it was read: 1, 0 or -1."""
    here = places[name]
    last = {reading.key[end : end + 1] for reading, _, end in here}
    behind = {reading.key[end + 1 : end + 2] for reading, _, end in here}
    longer = name + min(last) if len(last) == 1 else name
    if longer != name and (longer in names or (len(behind) >= TWICE and _goes_on(last, here))):
        return 1
    if len(name) > 2:
        shorter = places[name[:-1]]
        without = [place for place in shorter if not place[0].key.startswith(name[-1], place[2])]
        if len(without) >= len(here) and all(_may_end(*place) for place in shorter):
            return -1
    return 0


def _goes_on(last: set[str], here: Sequence[Place]) -> bool:
    """Whether the one character that always follows belongs to the name: 和 in 薛广和, if 薛广和|主持 stands
    somewhere, or many different words stand behind it.
    """
    stranded = any(end + 1 in reading.stranded for reading, _, end in here)
    behind = {reading.key[end + 1 : end + 2] for reading, _, end in here}
    shown = last <= characters("shown_last") and (stranded or len(behind) > TWICE)
    return all(_may_go_on(*place, shown) for place in here)


def _may_go_on(reading: Reading, start: int, end: int, shown: bool) -> bool:
    """Whether the name may be a character longer here, and this one is no word of the sentence."""
    char = reading.key[end : end + 1]
    word = char in characters("after") | characters("never_last") and char not in characters("also_last")
    longer = any(option.end == end + 1 for option in candidates(reading, start))
    return longer and (shown or (not word and end not in reading.verbs.closers))


def _may_end(reading: Reading, start: int, end: int) -> bool:
    return reading.boundary(end) >= OPEN and any(option.end == end for option in candidates(reading, start))
