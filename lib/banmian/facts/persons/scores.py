"""How much a string looks like a name: its family name, its characters, whether it is a word."""

from __future__ import annotations

from functools import cache, lru_cache

from banmian import lexicon
from banmian.vocabulary import vocabulary

PROPER = ("nr", "ns", "nz")
FUNCTION_TAGS = frozenset(
    ["d", "p", "c", "r", "u", "uj", "ul", "uz", "m", "q", "y", "f", "ad", "b", "o", "e"]
)
VERB_TAGS = frozenset(["v", "vn", "vd", "vg", "a", "an", "z", "i", "l"])
OPEN_AFTER = frozenset(["d", "p", "c", "v", "vn", "vd", "ad", "u", "uj", "ul", "m", "f", "r", "t", "s"])
"""Tags of words that may follow a name: 王成|举行, 王成|分别, 王成|在."""

NATIONALITIES = ("tibetan", "mongol", "yi", "turkic", "southern")
UNKNOWN = -1.5
"""Weight of what is no family name."""
RATHER_COMMON = 1000
"""Frequency from which a word behind a rare family name is just that word: 和|群众, but 和学武."""


@cache
def characters(kind: str) -> frozenset[str]:
    """A set of ``lexicon/name_characters.toml``."""
    return frozenset(lexicon.table("name_characters")[kind])


def surname_weight(text: str) -> float:
    """How much a name gains by beginning with this family name; below zero where it is none."""
    return surnames().get(text, UNKNOWN)


@cache
def surnames() -> dict[str, float]:
    """The weights of all family names, those of two characters among them."""
    table = lexicon.table("surnames")
    weights = dict.fromkeys(table["rare"], 2.0) | dict.fromkeys(table["common"], 3.0)
    weights |= {char: 2.0 if char in table["common"] else 1.5 for char in table["words"]}
    weights |= dict.fromkeys((table["compound"] + table["japanese"]).split(), 4.0)
    return {name: weight for name, weight in weights.items() if name != "\n"}


@cache
def nationality_parts() -> frozenset[str]:
    """Parts of which names of the nationalities are made: 扎西, 孟和, 古丽."""
    table = lexicon.table("minority_names")
    return frozenset(part for kind in NATIONALITIES for part in table[kind].split())


@cache
def _nationality_beginnings() -> tuple[str, ...]:
    return tuple(nationality_parts())


@cache
def names_of_hui() -> frozenset[str]:
    """Given names that stand behind a family name: 舍乙布, 尤素夫."""
    return frozenset(lexicon.table("minority_names")["hui"].split())


@cache
def _part_beginnings() -> frozenset[str]:
    return frozenset(part[:2] for part in nationality_parts())


def opens_row(key: str, at: int) -> bool:
    """Whether a part of a nationality's name begins at ``at``, or behind two characters that may be one."""
    return key[at : at + 2] in _part_beginnings() or key[at + 2 : at + 4] in _part_beginnings()


def opens_name(key: str, at: int) -> bool:
    """Whether a name with a known beginning may stand at ``at``: cheap, to be asked at each clause."""
    families = surnames()
    known = key[at : at + 1] in families or key[at : at + 2] in families
    return known or opens_row(key, at) or "·" in key[at : at + 8]


@cache
def sounds() -> frozenset[str]:
    """Characters that write the sounds of foreign names."""
    return frozenset(lexicon.table("minority_names")["foreign"]) - {"\n"}


@cache
def _given_scores() -> dict[str, float]:
    table = lexicon.table("given_characters")
    return {char: float(score) for score, chars in table.items() for char in chars}


def given_likelihood(given: str) -> float:
    """Mean log odds of the characters inside a given name, between −3 and 2."""
    scores = _given_scores()
    mean = sum(scores.get(char, 0.5) for char in given) / len(given)
    return max(-3.0, min(2.0, mean))


@lru_cache(maxsize=1 << 14)  # a paper names the same people again and again
def name_score(name: str, surname: int, behind: str, closed: bool) -> float:
    """What the characters of a name say for it, wherever it stands, apart from its family name.

    ``behind`` it the sentence goes on (open), or a mark stands (marked, of a list: listed), so that it is no adverb
    and no half of a longer word; ``closed``: its last character is no word of the sentence, for it would want
    an object (张景和、).
    """
    word = word_penalty(name, marked=behind in {"marked", "listed"})
    if len(name) == 2 and behind == "listed" and not is_address(name):
        word = min(word, 3.0)
    if len(name) == 3 and closed:
        word = min(word, 1.0)  # 苗大为|对: no adverb either
    place = 3.0 if behind == "open" and len(name) == 2 and is_place(name) else 0.0
    return given_score(name[:surname], name[surname:], closed) - _half_word(name) - word - place


def _half_word(name: str) -> float:
    """安心工: a family name that is mostly a word, and one that it begins."""
    entry = vocabulary().get(name[:2]) if len(name) == 3 and 0 < surname_weight(name[0]) < 2.5 else None
    return 2.0 if entry and entry.frequency > 200 and not entry.tag.startswith(PROPER) else 0.0


def given_score(family: str, given: str, closed: bool = False) -> float:
    """Of 时间 or 简单 the characters say nothing more than that it is a word, which counts already."""
    if is_ordinary(family + given):
        return max(-0.5, given_likelihood(given))
    return given_likelihood(given) - (0.0 if closed else _unusual_end(given))


@lru_cache(maxsize=1 << 14)
def _unusual_end(given: str) -> float:
    """What a given name loses by its end: 说, which is never in one, 乡 or 和, which seldom are, and 阿 alone."""
    last = given[-1]
    if last in characters("particles"):
        return 6.0
    if last in characters("never_last") or last in characters("body_last"):
        return 3.0
    return 2.0 if given in characters("never_alone") else 0.0


def is_ordinary(name: str) -> bool:
    """Whether the name is also a word: 高峰, 安全, 周到."""
    entry = vocabulary().get(name)
    return entry is not None and not entry.tag.startswith("nr")


def acts_or_describes(name: str) -> bool:
    """Whether the name is also a verb or says how something is: 弘扬, 温馨."""
    entry = vocabulary().get(name)
    return entry is not None and entry.tag in VERB_TAGS


def is_place(name: str) -> bool:
    """与安徽|奇瑞: a place before a noun is the beginning of a body's name."""
    entry = vocabulary().get(name)
    return entry is not None and entry.tag.startswith("ns")


@cache
def is_verb(char: str) -> bool:
    """Whether a single character is a frequent verb or the like: 高建国|算工期账."""
    entry = vocabulary().get(char)
    return entry is not None and entry.frequency > 2000 and entry.tag in OPEN_AFTER - {"m", "t"}


def holds_word(text: str) -> bool:
    """Whether an ordinary word stands inside: a name without a known family name holds none."""
    known = vocabulary()
    pieces = (
        text[i : i + n] for n in (2, 3) for i in range(len(text) - n + 1) if n < len(text) or len(text) == 2
    )
    return any(
        (entry := known.get(piece)) and not entry.tag.startswith(PROPER) and entry.frequency > 20
        for piece in pieces
    )


@cache
def not_names() -> frozenset[str]:
    """Words that look like a name behind a post: 应邀, 全程."""
    return frozenset(lexicon.words("not_names"))


def word_penalty(name: str, *, marked: bool = False) -> float:
    """An ordinary word needs more proof to be a name; a name of the dictionary less. ``marked``: a mark
    stands behind it, so that it is no adverb and no half of a longer word.
    """
    if (
        name in not_names()
        or name[:2] in not_names()
        or name in _people()
        or is_address(name)
        or (len(name) == 3 and name[1] in characters("particles"))
    ):
        return 8.0
    entry = vocabulary().get(name)
    if entry is None:
        return _given_word_penalty(name, marked)
    if entry.tag.startswith("nr"):
        return -1.0
    base = 3.0 if entry.tag in FUNCTION_TAGS else 2.0 if entry.tag in VERB_TAGS else 1.5
    return base if entry.frequency > 20 else base / 2


def is_address(name: str) -> bool:
    """Whether a family name with a form of address: 侯经理, 鲍女士, 老陈 and 黄叔 give no name."""
    two = len(name) == 2
    familiar = two and name[0] in characters("familiar") and surname_weight(name[1]) >= 3.0
    return (
        familiar or (two and name[1] in characters("elders")) or name in _address() or name[1:] in _address()
    )


@cache
def _address() -> frozenset[str]:
    return frozenset(lexicon.words("styles"))


def _given_word_penalty(name: str, marked: bool) -> float:
    """和群众, 区政协: a rare family name before a common word is chance more often than a name; so is any before
    a word for people (代|烈士), but 新生 and 嘉宾 are given names.
    """
    if name[1:] in _people() and given_likelihood(name[1:]) < 1.0:
        return 4.0
    entry = vocabulary().get(name[1:]) if len(name) == 3 else None
    family = surname_weight(name[0])
    floor = 300 if family >= 3.0 else 50
    family_only = name[0] in lexicon.table("surnames")["common"] or _is_family(name[0])
    if entry and entry.tag.startswith("ns") and _is_preposition(name[0]):
        return 4.0  # 随丈夫|从甘肃
    if entry is None or entry.frequency < floor or entry.tag.startswith(PROPER):
        return 0.0
    usual = family_only and entry.tag not in FUNCTION_TAGS - {"m", "q"}
    if usual or given_likelihood(name[1:]) >= 1.5:
        return 1.0
    if family < 0 or entry.frequency < RATHER_COMMON:
        return 0.5 if marked else 2.0
    return 4.0


def _is_preposition(char: str) -> bool:
    entry = vocabulary().get(char)
    return entry is not None and entry.tag == "p"


def _is_family(char: str) -> bool:
    """尉建设: a rare family name that is no word."""
    entry = vocabulary().get(char)
    return surname_weight(char) > 0 and (entry is None or entry.tag.startswith("nr"))


@cache
def _people() -> frozenset[str]:
    table = lexicon.table("posts")
    return frozenset(word for kind in ("single", "shared", "groups") for word in table[kind].split())


def has_family(name: str) -> bool:
    """Whether a name begins as names do, or is long enough to be written by sound."""
    known = max(surname_weight(name[:2]), surname_weight(name[0])) > 0
    return known or len(name) >= 4 or any(name[:n] in nationality_parts() for n in (2, 3))


def looks_foreign(name: str) -> bool:
    """Whether a name is a foreigner's by its form: dotted without parts of our nationalities, or Japanese."""
    parts = name.split("·")
    if len(parts) == 1:
        return len(name) >= 3 and name[:2] in _japanese()
    return not any(part.startswith(_nationality_beginnings()) for part in parts)


@cache
def _japanese() -> frozenset[str]:
    return frozenset(lexicon.table("surnames")["japanese"].split())
