"""Is there a name here, and how long is it? Candidates at a place, each with a score.

A name is judged by its family name, by how likely its other characters are inside a given name,
by what follows it, and by whether it is an ordinary word (高峰, 安全) or cuts one in two (王成举|行).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.records import Body
from banmian.vocabulary import longest_at, vocabulary

HAN = "㐀-䶿一-鿿\U00020000-\U000323af"
DOTTED = re.compile(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,3}}")
LONGEST_GIVEN = 2
ASPECT = frozenset("了着过")
SUFFIX_PARTS = frozenset("江罕汗拜木")
UNKNOWN_PART = 1.5
"""Lost by a row of parts that holds one of two characters that we do not know: 洛绒|扎西."""
LONGEST_ROW = 6
"""Characters of the longest name made of nationality parts: 阿不都热西提 has six."""

PROPER_TAGS = frozenset(["nr", "ns", "nz"])
FUNCTION_TAGS = frozenset(
    ["d", "p", "c", "r", "u", "uj", "ul", "uz", "m", "q", "y", "f", "ad", "b", "o", "e"]
)
VERB_TAGS = frozenset(["v", "vn", "vd", "vg", "a", "an", "z", "i", "l"])
OPEN_AFTER = frozenset(["d", "p", "c", "v", "vn", "vd", "ad", "u", "uj", "ul", "m", "f", "r", "t", "s"])
"""Tags of words that may follow a name: 王成|举行, 王成|分别, 王成|在."""
WEAK_AFTER = frozenset(
    "边一获在到向就对为与和同从以由说问作任的了及率赴是将受把被还也又先已正则并带给让请等拿坐站看听走做当来去都不使"
)


NEVER_LAST = frozenset("说问在到是有与和为对向将被就也都作请从由给让又还已的了着过以用于会能要率带")


class Candidate(NamedTuple):
    """A reading of the key as a name: half-open span into the key, and how good it is."""

    start: int
    end: int
    score: float


@cache
def _given_scores() -> dict[str, float]:
    table = lexicon.table("given_characters")
    return {char: float(score) for score, chars in table.items() for char in chars}


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    table = lexicon.table("surnames")
    common, rare, ordinary = (frozenset(table[k]) - {"\n"} for k in ("common", "rare", "words"))
    return common, rare, ordinary, frozenset((table["compound"] + table["japanese"]).split())


@cache
def _nationality_parts() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon.table("minority_names")
    parts = {p for k in ("tibetan", "mongol", "yi", "turkic") for p in table[k].split()}
    return frozenset(parts), frozenset(table["foreign"]) - {"\n"}


def surname_weight(text: str) -> float:
    """How much a name gains by beginning with this family name; below zero where it is none."""
    common, rare, ordinary, compound = _surnames()
    if text in compound:
        return 4.0
    if text in ordinary:
        return 2.0 if text in common else 1.5
    return 3.0 if text in common else 2.0 if text in rare else -1.5


def given_likelihood(given: str) -> float:
    """Mean log odds of the characters inside a given name, between −3 and 2."""
    scores = _given_scores()
    mean = sum(scores.get(char, 0.5) for char in given) / len(given)
    return max(-3.0, min(2.0, mean))


def _given(family: str, given: str) -> float:
    """Of 时间 or 简单 the characters say nothing more than that it is a word, which counts already."""
    entry = vocabulary().get(family + given)
    if entry and not entry.tag.startswith("nr"):
        return max(-0.5, given_likelihood(given))
    return given_likelihood(given) - (3.0 if given[-1] in NEVER_LAST else 0.0)


@cache
def _followers() -> AhoCorasick:
    """Words that close a name: 等, 一行, 同志, a role verb, a post."""
    roles = lexicon.table("role_verbs")
    verbs = [verb for row in roles.values() for verb in row.split()]
    closers = lexicon.words("name_closers")
    return AhoCorasick(sorted({*verbs, *closers}), matchkind=MatchKind.LeftmostLongest)


def _closed(key: str, at: int) -> bool:
    closers = _followers().find_matches_as_indexes(key[at : at + 6])
    return bool(closers) and closers[0][1] == 0


def boundary(body: Body, at: int) -> float:
    """How well a name may end before ``key[at]``: 3 certainly, below zero hardly."""
    key = body.key
    if at >= len(key) or not re.match(rf"[{HAN}\w]", key[at]):
        return 3.0
    if at in body.breaks:
        return 2.5
    if key[at + 1 : at + 2] in ASPECT and key[at] not in ASPECT:
        return 1.5
    if _closed(key, at):
        return 3.0
    return _open(key, at)


def _open(key: str, at: int) -> float:
    """How well what begins here, a word or a character, may follow a name."""
    word = longest_at(key, at)
    adverb = key[at + len(word) : at + len(word) + 1] == "地"
    if key[at] in WEAK_AFTER or key[at].isascii() or adverb:
        return 1.5
    if word and vocabulary()[word].tag in OPEN_AFTER:
        return 1.5
    return 0.3 if word or _is_verb(key[at]) else -1.0


def _is_verb(char: str) -> bool:
    """Whether a single character is a frequent verb or the like: 高建国|算工期账."""
    entry = vocabulary().get(char)
    return entry is not None and entry.frequency > 2000 and entry.tag in OPEN_AFTER - {"m", "t"}


def _word_penalty(name: str) -> float:
    """An ordinary word needs more proof to be a name; a name of the dictionary less."""
    if name[:2] in _not_names():
        return 8.0
    entry = vocabulary().get(name)
    if entry is None:
        return _given_word_penalty(name)
    if entry.tag.startswith("nr"):
        return -1.0
    base = 3.0 if entry.tag in FUNCTION_TAGS else 2.0 if entry.tag in VERB_TAGS else 1.5
    return base if entry.frequency > 20 else base / 2


def _given_word_penalty(name: str) -> float:
    """和群众, 区政协: a rare family name before a common word is chance more often than a name."""
    entry = vocabulary().get(name[1:]) if len(name) == 3 else None
    if entry is None or entry.frequency < 300 or entry.tag[:2] in PROPER_TAGS:
        return 0.0
    return 1.0 if name[0] in _surnames()[0] and entry.tag not in FUNCTION_TAGS - {"m", "q"} else 4.0


@cache
def _not_names() -> frozenset[str]:
    return frozenset(lexicon.words("not_names"))


def _cut_penalty(key: str, start: int, end: int) -> float:
    """A name may not end inside a word, 王成举|行 or 安全|生产, unless its verb stands there: 汪明远|走进."""
    across = longest_at(key, end - 1)
    inside = across != "" and vocabulary()[across].frequency > 50 and not _closed(key, end)
    whole = longest_at(key, start)
    swallowed = len(whole) > end - start and not vocabulary()[whole].tag.startswith("nr")
    swallowed = swallowed or key[end : end + 2] in _nationality_parts()[0]
    return (2.0 if inside else 0.0) + (2.5 if swallowed else 0.0)


def _broken(body: Body, start: int, end: int, surname: int) -> bool:
    """White space inside a name stands behind the family name (王 伟) or nowhere."""
    inside = [at for at in range(start + 1, end) if at in body.breaks]
    return any(at not in (start + 1, start + surname) for at in inside) or len(inside) > 1


def _chinese(body: Body, at: int) -> Iterator[Candidate]:
    """Family name of one or two characters and a given name of one or two."""
    key = body.key
    for surname in (2, 1):
        family = key[at : at + surname]
        weight = surname_weight(family)
        if surname == 2 and weight < 0:
            continue
        for end in range(at + surname + 1, min(at + surname + LONGEST_GIVEN, len(key)) + 1):
            given = key[at + surname : end]
            if not re.fullmatch(f"[{HAN}]+", family + given) or _broken(body, at, end, surname):
                continue
            name, ending = key[at:end], boundary(body, end)
            if weight < 0 and (
                key[at] in WEAK_AFTER or _holds_word(name) or (len(name) == 2 and _is_verb(key[at]))
            ):
                continue
            place = 3.0 if ending < 2.5 and len(name) == 2 and _is_place(name) else 0.0
            listed = body.key[end : end + 1] == "、" and len(name) == 2
            word = min(_word_penalty(name), 3.0) if listed else _word_penalty(name)
            score = weight + _given(family, given) - word - place
            yield Candidate(at, end, score + ending - _cut_penalty(key, at, end))


def _is_place(name: str) -> bool:
    """与安徽|奇瑞: a place before a noun is the beginning of a body's name."""
    entry = vocabulary().get(name)
    return entry is not None and entry.tag.startswith("ns")


def _holds_word(text: str) -> bool:
    """Whether an ordinary word stands inside: a name without a known family name holds none."""
    known = vocabulary()
    return any(
        (entry := known.get(text[i : i + n])) and entry.tag[:2] not in PROPER_TAGS and entry.frequency > 20
        for n in (2, 3)
        for i in range(len(text) - n + 1)
        if n < len(text) or len(text) == 2
    )


def _nationality(body: Body, at: int) -> Iterator[Candidate]:
    """Rows of parts: 次仁卓玛, 阿不都热西提, 白音孟和."""
    key, (parts, _) = body.key, _nationality_parts()
    ends = {at: 3.5}
    for end in range(at + 2, min(at + LONGEST_ROW, len(key)) + 1):
        reached = [score for start, score in ends.items() if key[start:end] in parts]
        if key[end - 2 : end] not in vocabulary() and (end - 2 in ends) and end - 2 > at:
            reached.append(ends[end - 2] - UNKNOWN_PART)
        if key[at + 2 : end] in parts and _may_be_part(key, at):
            reached.append(3.5 - UNKNOWN_PART)
        if key[end - 1] in SUFFIX_PARTS and end - 1 in ends and end - 1 > at:
            reached.append(ends[end - 1])
        if reached:
            ends[end] = max(reached)
            score = ends[end] - _cut_penalty(key, at, end) - _word_penalty(key[at:end])
            yield Candidate(at, end, score + boundary(body, end) + 0.2 * (end - at))
    yield from _transliterated(body, at)


def _may_be_part(key: str, at: int) -> bool:
    """Whether two characters that we do not know may begin a row: no word in or across them (在中|央金)."""
    across = longest_at(key, at + 1)
    return (
        key[at : at + 2] not in vocabulary()
        and key[at] not in WEAK_AFTER
        and (not across or vocabulary()[across].tag.startswith("nr"))
    )


def is_row(name: str) -> bool:
    """Whether a name begins with a part of a nationality's names."""
    return any(name.startswith(part) for part in _nationality_parts()[0])


def _transliterated(body: Body, at: int) -> Iterator[Candidate]:
    """伊利亚尔（右）: no known part, but only characters that write sounds, and a mark behind."""
    _, foreign = _nationality_parts()
    for end in range(at + 3, min(at + 5, len(body.key)) + 1):
        name = body.key[at:end]
        if all(char in foreign for char in name) and not _holds_word(name) and boundary(body, end) >= 3.0:
            yield Candidate(at, end, 3.5)


def _dotted(body: Body, at: int) -> Iterator[Candidate]:
    """马丁·施密特: all of it up to the last part, whose end the neighbours decide."""
    key = body.key
    found = DOTTED.match(key, at)
    if not found:
        return
    parts, foreign = _nationality_parts()
    last = key.rindex("·", at, found.end()) + 1
    for end in range(last + 1, found.end() + 1):
        fit = sum(0.2 if char in foreign else -1.2 for char in key[at:end] if char != "·")
        whole = 1.5 if key[last:end] in parts else 0.0
        yield Candidate(at, end, 4.0 + fit + whole + boundary(body, end) - _cut_penalty(key, last, end))


def candidates(body: Body, at: int) -> list[Candidate]:
    """Every reading of the key at ``at`` as a name, the best first; empty where there is none."""
    if at >= len(body.key):
        return []
    dotted = list(_dotted(body, at))
    found = dotted or [*_nationality(body, at), *_chinese(body, at)]
    return sorted(found, key=lambda found: (-found.score, -found.end))


def looks_foreign(name: str) -> bool:
    """Whether a name is a foreigner's by its form: dotted without parts of our nationalities, or Japanese."""
    parts = name.split("·")
    if len(parts) == 1:
        return len(name) >= 3 and name[:2] in lexicon.table("surnames")["japanese"].split()
    known, _ = _nationality_parts()
    return not any(part.startswith(tuple(known)) for part in parts)
