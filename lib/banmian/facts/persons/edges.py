"""Where a title may begin: behind a mark, a count, or a word that cannot be part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from banmian import lexicon
from banmian.facts.persons.scores import characters
from banmian.vocabulary import vocabulary
from banmian.words import Words

MARKS = "，。；：！？…—《》\n“‘”’）（"
LEVEL = "[省市州盟县旗区镇乡村]"
BODY = LEVEL.replace("]", "院校局处司所厂矿公集街工总]")
LEADER = f"(?={LEVEL}(?:委|长|政|人|党|直|级)|[镇乡村]党)"
"""Begins the title of a place's own leader: 对|乡党委书记."""
OPENS, TOWARDS, CLAUSE = "受由经据", "对向与同给为", r"(?<![^，。；\n].)"
"""Words that begin a clause, and that the last character did."""
EDGE = re.compile(  # what it may begin with comes first, and is looked for a few times as fast as the rest
    rf"[{MARKS}{OPENS}{TOWARDS}问\d](?:(?<=[{MARKS}])|(?<=\d)(?P<count>\d*+(?:\.\d++)?[^\W\d]?)"
    rf"|(?<=[{OPENS}]){CLAUSE}|(?<=[{TOWARDS}]){LEADER}{CLAUSE}|(?<=由)(?<![自缘理事来]由)(?={BODY})|(?<=问)(?={LEVEL}))"
)
ORDER = "[一二三四五六七八九十]?"
UNIT_NUMBER = re.compile(r"[一二三四五六七八九十\d]")
"""Before the 连 of a company of soldiers: 十连党支部书记."""
COUNTED = frozenset("名位个日月年时点分岁余多")
OPAQUE = (re.compile(r"[“‘][^“”‘’，。；！？\n]{1,10}+[”’]"), re.compile(r"（[^（）\n。]{1,12}+）"))


@cache
def edge_words() -> frozenset[str]:
    return frozenset(lexicon.table("title_edges")["edges"].split())


@cache
def _bodies() -> AhoCorasick:
    names = lexicon.table("title_edges")["opaque"].split()
    return AhoCorasick(names, MatchKind.LeftmostLongest, implementation=Implementation.DFA)


@cache
def _fields() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The work of a bureau right before and behind 与: 海洋|与|渔业."""
    fields = lexicon.any_of(lexicon.table("title_edges")["fields"].split())
    return re.compile(f"{fields}$"), re.compile(fields)


@cache
def _unit() -> re.Pattern[str]:
    """组织|一科, 接待|办主任, but not 看望|站长."""
    return re.compile(ORDER + lexicon.any_of(lexicon.table("title_edges")["units"].split()) + "(?!长)")


def edge_marks(key: str, words: Words, ends: frozenset[int]) -> list[int]:
    """Every place of ``key`` behind which a title may begin, sorted, the first of all included. Inside （示范区）,
    a short quotation or the name of a body (发展和改革) there is none. ``ends``: those of the posts.
    """
    marks = {found.end() for found in EDGE.finditer(key) if _is_edge(found, words)}
    marks.update(
        end for word, end in _edge_words(key, words) if not _inside_name(key, word, end - len(word), ends)
    )
    marks.difference_update(at for first, last in _opaque(key) for at in range(first + 1, last + 1))
    return sorted(marks | {0})


def _is_edge(found: re.Match[str], words: Words) -> bool:
    """经|县委批准, but not 经费审查委员会; of counts see below."""
    if found.lastgroup:
        return _counts(found[0])
    if found[0] not in OPENS:
        return True
    word, start, _ = words.at(found.start()) or ("", 0, 0)
    return len(word) < 2 or start < found.start() or word not in vocabulary()


def _opaque(key: str) -> Iterator[tuple[int, int]]:
    for pattern in OPAQUE:
        yield from (found.span() for found in pattern.finditer(key))
    yield from ((first, last) for _, first, last in _bodies().find_matches_as_indexes(key))


def _counts(count: str) -> bool:
    return count[-1] in COUNTED or count.isdigit()


def _edge_words(key: str, words: Words) -> Iterator[tuple[str, int]]:
    """Words of the list, and verbs with their particles: 递到, 送给, 看望了."""
    yield from words.among(edge_words())
    for particle in _particles().finditer(key):
        word, _, end = words.at(particle.start()) or ("", 0, 0)
        if end == particle.end() and 1 < len(word) <= 3:
            yield word, end


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(f"[{''.join(characters('aspect'))}到给]")


def _inside_name(key: str, word: str, at: int, ends: frozenset[int]) -> bool:
    """A word may be the end of a label (企业代表) or a verb behind the 、 of a chain (党工委委员、组织人社局局长);
    和 belongs to a body's name (经济劳工和交通部, 三和食品) unless somebody stands before it.
    """
    if at + len(word) in ends or _unit().match(key, at + len(word)):
        return True
    if (
        word in {"与", "和", "及"}
        and _fields()[0].search(key, max(0, at - 4), at)
        and _fields()[1].match(key, at + 1)
    ):
        return True
    if word == "兼" and at in ends:  # 党支部书记|兼村委会主任 is one title
        return True
    if word == "连" and UNIT_NUMBER.match(key, at - 1):
        return True
    if word == "和":
        return at > 0 and key[at - 1] not in MARKS and at not in ends
    return at > 1 and key[at - 1] == "、" and at - 1 in ends
