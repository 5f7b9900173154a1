"""Is there a name here, and how long is it? The readings of a place, each with a score.

A name is judged by its family name, by how likely its other characters are inside a given name,
by what follows it, and by whether it is an ordinary word (高峰, 安全) or cuts one in two (王成举|行).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from banmian.facts.persons.reading import Candidate, Reading
from banmian.facts.persons.scores import (
    UNKNOWN,
    characters,
    given_likelihood,
    holds_word,
    is_address,
    is_verb,
    name_score,
    names_of_hui,
    nationality_parts,
    opens_row,
    sounds,
    surnames,
    word_penalty,
)
from banmian.vocabulary import longest_at, vocabulary

HAN = "㐀-䶿一-鿿\U00020000-\U000323af"
IS_HAN = re.compile(f"[{HAN}]{{2,}}")
DOTTED = re.compile(rf"[{HAN}]{{1,7}}+(?:·[{HAN}]{{1,7}}+){{1,3}}+")
BY_SCORE = itemgetter(2, 1)
LONGEST_GIVEN = 2
SHORTEST_OF_HUI, LONGEST_OF_HUI = 2, 4
KNOWN_GIVEN = 1.5
LONGEST_ROW = 6
"""Characters of the longest name made of nationality parts: 阿不都热西提 has six."""
USUAL_GIVEN = 0.5
"""Likelihood from which two characters that are also a word (建军 has .75) are still a given name."""
LONG = 4
"""Characters of a word that is one however rare: 区国|有资产."""
UNKNOWN_PART = 1.5
"""Lost by a row of parts that holds one of two characters that we do not know: 洛绒|扎西."""


def candidates(reading: Reading, at: int) -> list[Candidate]:
    """Every reading of the key at ``at`` as a name, the best first; empty where there is none."""
    found = reading.candidates.get(at)
    if found is None:
        found = reading.candidates[at] = _found(reading, at)
        found.sort(key=BY_SCORE, reverse=True)
    return found


def _found(reading: Reading, at: int) -> list[Candidate]:
    """Dotted, or else in rows and with a family name."""
    key = reading.key
    found = list(_dotted(reading, at)) if "·" in key[at : at + 8] else []
    run = IS_HAN.match(key, at, at + 2 + LONGEST_GIVEN)
    if found or run is None:
        return found
    if opens_row(key, at):
        found += _row(reading, at)
    if key[at] in sounds() and sounds().issuperset(key[at + 1 : at + 3]):
        found += _by_sound(reading, at)
    found += _surnamed(reading, at)
    found += _chinese(reading, at, run.end())
    return found


def best(reading: Reading, at: int, bonus: float, enough: float) -> Candidate | None:
    """The best reading if it reaches ``enough`` with what its surroundings add."""
    options = candidates(reading, at)
    return options[0] if options and options[0].score + bonus >= enough else None


def _chinese(reading: Reading, at: int, stop: int) -> Iterator[Candidate]:
    """Family name of one or two characters and a given name of one or two, up to ``stop``."""
    key, families = reading.key, surnames()
    spaced = bool(reading.breaks) and not reading.breaks.isdisjoint(range(at + 1, stop))
    for surname in (2, 1) if key[at : at + 2] in families else (1,):
        weight = families.get(key[at : at + surname], UNKNOWN)
        if is_address(key[at : at + surname + 2]):
            continue
        for end in range(at + surname + 1, min(at + surname + LONGEST_GIVEN, stop) + 1):
            if spaced and _broken(reading, at, end, surname):
                continue
            if weight > 0 or _may_begin(key[at:end]):
                yield Candidate(at, end, weight + _score(reading, at, end, surname))


def _surnamed(reading: Reading, at: int) -> Iterator[Candidate]:
    """韩|舍乙布, 马|尤素夫: a family name and a name of the Hui, the Salar, the Dongxiang."""
    key, weight = reading.key, surnames().get(reading.key[at], UNKNOWN)
    for end in range(at + 1 + SHORTEST_OF_HUI, at + 1 + LONGEST_OF_HUI + 1):
        if weight > 0 and key[at + 1 : end] in names_of_hui():
            yield Candidate(at, end, weight + KNOWN_GIVEN + reading.boundary(min(end, len(key))))


def _may_begin(name: str) -> bool:
    """Whether a name may go without a known family name: no word stands inside it or begins it, unless
    that word is a usual given name (宠|建军, where a scanner took 庞 for 宠).
    """
    if name[0] in characters("after") or (len(name) == 2 and is_verb(name[0])):
        return False
    usual = len(name) == 3 and given_likelihood(name[1:]) >= USUAL_GIVEN and name[:2] not in vocabulary()
    return usual or not holds_word(name)


def _score(reading: Reading, at: int, end: int, surname: int) -> float:
    key = reading.key
    ending = reading.boundary(end)
    if ending < 2.5:
        behind = "open"
    elif key.startswith("、", end):
        behind = "listed"
    else:
        behind = "marked" if ending >= 3.0 and end not in reading.verbs.closers else ""
    looks = name_score(key[at:end], surname, behind, end in reading.stranded)
    return looks + ending - _cut_penalty(reading, at, end)


def _broken(reading: Reading, start: int, end: int, surname: int) -> bool:
    """White space inside a name stands behind the family name (王 伟), everywhere (张 素 梅) or nowhere."""
    inside = [at for at in range(start + 1, end) if at in reading.breaks]
    if len(inside) == end - start - 1:
        return False
    return len(inside) > 1 or any(at not in (start + 1, start + surname) for at in inside)


def _cut_penalty(reading: Reading, start: int, end: int) -> float:
    """A name may not end inside a word, 王成举|行 or 安全|生产, unless its verb stands there: 汪明远|走进."""
    if not reading.key[end : end + 1].isalnum():
        return 0.0  # no word goes on behind a mark
    reach, across = reading.word_at(end - 1)
    closers = reading.verbs.closers
    inside = (across.frequency > 50 or reach >= LONG) and (
        end not in closers or end - 1 in closers
    )  # 铁牛|接受
    length, whole = reading.word_at(start)
    swallowed = length > end - start and not whole.tag.startswith("nr")
    swallowed = swallowed or reading.key[end : end + 2] in nationality_parts()
    return (2.0 if inside else 0.0) + (2.5 if swallowed else 0.0)


def _row(reading: Reading, at: int) -> Iterator[Candidate]:
    """Rows of parts: 次仁卓玛, 阿不都热西提, 白音孟和."""
    key, ends = reading.key, {at: 3.5}
    for end in range(at + 2, min(at + LONGEST_ROW, len(key)) + 1):
        reached = list(_reached(key, at, end, ends))
        if reached:
            ends[end] = max(reached)
            score = ends[end] - _cut_penalty(reading, at, end) - word_penalty(key[at:end])
            yield Candidate(at, end, score + reading.boundary(end) + 0.2 * (end - at))


def _reached(key: str, at: int, end: int, ends: dict[int, float]) -> Iterator[float]:
    """The scores with which a row may reach ``end``, by its last part."""
    parts = nationality_parts()
    yield from (score for start, score in ends.items() if key[start:end] in parts)
    if end - 2 > at and end - 2 in ends and _unknown(key, end - 2):
        yield ends[end - 2] - UNKNOWN_PART
    if key[at + 2 : end] in parts and _may_be_part(key, at):
        yield 3.5 - UNKNOWN_PART
    if end - 1 > at and end - 1 in ends and key[end - 1] in characters("suffixes"):
        yield ends[end - 1]


def _may_be_part(key: str, at: int) -> bool:
    """Whether two characters that we do not know may begin a row: no word in or across them (在中|央金)."""
    across = longest_at(key, at + 1)
    return _unknown(key, at) and (not across or vocabulary()[across].tag.startswith("nr"))


def _unknown(key: str, at: int) -> bool:
    """Two characters that are no word, nor one that may follow a name, nor a mark."""
    han = IS_HAN.fullmatch(key, at, at + 2) is not None
    return han and key[at] not in characters("after") and key[at : at + 2] not in vocabulary()


def _by_sound(reading: Reading, at: int) -> Iterator[Candidate]:
    """伊利亚尔（右）: no known part, but only characters that write sounds, and a mark behind."""
    for end in range(at + 3, min(at + 5, len(reading.key)) + 1):
        name = reading.key[at:end]
        if sounds().issuperset(name) and not holds_word(name) and reading.boundary(end) >= 3.0:
            yield Candidate(at, end, 3.5)


def _dotted(reading: Reading, at: int) -> Iterator[Candidate]:
    """马丁·施密特: all of it up to the last part, whose end the neighbours decide."""
    key = reading.key
    found = DOTTED.match(key, at)
    verb = reading.first_role(at, 0)
    if not found or (verb and verb.end - at > 1):  # 走进|木沙江·托合提
        return
    last = key.rindex("·", at, found.end()) + 1
    for end in range(last + 1, found.end() + 1):
        parts = key[at:end].split("·")
        known = parts[-1] in nationality_parts()
        fit = sum(map(_fit, parts)) + (1.5 if known else -_cut_penalty(reading, last, end))
        if not known and key[end - 1] in characters("particles") | characters("governs"):
            fit -= 3.0  # 马丁·克劳斯|在致辞时
        yield Candidate(at, end, 4.0 + fit + reading.boundary(end))


def _fit(part: str) -> float:
    """How well a part of a dotted name looks: 阿合买提, which we know, needs no characters of foreign names."""
    if part in nationality_parts():
        return 0.2 * len(part)
    return sum(0.2 if char in sounds() else -1.2 for char in part)
