"""The grammar of bylines and picture credits: 记者张三 通讯员李四 王五, 文/张三 图/李四, 本报记者 张三 摄."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from banmian.lexicon import any_of, table
from banmian.records import Byline

_REPORTED = "报道"
LONGEST = 160
"""Characters of the longest credit that we read; a window, so that every match is linear."""


@cache
def role_pattern() -> str:
    """A person's role with its qualifiers: 本报全媒体记者, 特约通讯员, 实习生."""
    credits = table("credits")
    roles = any_of(credits["reporters"] + credits["correspondents"] + credits["photographers"])
    return rf"(?:{any_of(credits['qualifiers'])}[ ]?){{0,4}}{roles}"


@cache
def work_pattern() -> str:
    """What somebody did, printed before the names: 文/, 图：."""
    credits = table("credits")
    return rf"{any_of(credits['writing'] + credits['picturing'] + credits['both'])}[/|:：]"


@cache
def _tokens() -> re.Pattern[str]:
    credits = table("credits")
    works = credits["writing"] + credits["picturing"] + credits["both"]
    # 文 and 图 are also syllables of names (李文): alone they count only where something sets them off.
    alone = any_of([word for word in works if len(word) == 1 and word != "摄"])
    clear = any_of([word for word in works if len(word) > 1 or word == "摄"])
    return re.compile(
        rf"(?P<person>{role_pattern()})"
        rf"|(?P<work>{clear}(?=[/|:：\s、，；]|$)|(?<![^\s/|:：、，；]){alone}(?=[/|:：\s、，；]|$))"
        r"|(?P<stroke>[/|:：])|(?P<gap>[\s、，,；;]+)|(?P<letter>.)"
    )


@dataclass(slots=True)
class Group:
    """Names that share a role."""

    role: str
    works: tuple[str, ...] = ()
    text: str = ""
    closed: bool = False
    """A work behind the names (张三 摄) ends their group."""


@dataclass(frozen=True, slots=True)
class Spaced:
    """A key with a blank put back wherever the print has white space inside a line."""

    text: str
    keys: Sequence[int]
    """The index in the key of each character; of a blank, that of the next character."""


def spaced(key: str, breaks: Iterable[int]) -> Spaced:
    """Bylines are the one place where white space says something: 顾念 许之涵, 贺 铭."""
    cuts = sorted(at for at in breaks if 0 < at < len(key))
    if not cuts:
        return Spaced(key, range(len(key) + 1))
    text: list[str] = []
    keys: list[int] = []
    for start, end in pairwise([0, *cuts, len(key)]):
        text.append(key[start:end])
        keys += range(start, end)
        if end < len(key) and not (key[end - 1 : end].isspace() or key[end].isspace()):
            text.append(" ")
            keys.append(end)
    return Spaced("".join(text), (*keys, len(key)))


def parse(credit: str, default: str) -> Byline:
    """Who a printed credit names; ``default`` is the role of names that stand without one.

    Names before the first role of a credit that has roles are a paper or an office (长河日报记者张三).
    """
    groups = _groups(credit)
    if any(group.role for group in groups):
        while groups and not groups[0].role:
            groups.pop(0)

    def called(role: str) -> tuple[str, ...]:
        found = [group.text for group in groups if role in (group.works or (group.role or default,))]
        return tuple(dict.fromkeys(name for text in found for name in names(text)))

    return Byline(called("reporters"), called("correspondents"), called("photographers"))


def _groups(credit: str) -> list[Group]:
    groups: list[Group] = []
    tokens = [(match.lastgroup or "", match[0]) for match in _tokens().finditer(credit[:LONGEST])]
    for number, (token, text) in enumerate(tokens):
        ahead = [kind for kind, _ in tokens[number + 1 : number + 3]]
        kind = "letter" if token == "work" and _ends_name(text, groups) else token
        if kind == "person":
            waits = bool(groups) and bool(groups[-1].works) and not groups[-1].text.strip("、 ")
            groups.append(Group(_role(text), groups[-1].works if waits else ()))
        elif kind == "work" and (_before_names(ahead, groups) or all(group.works for group in groups)):
            groups.append(Group("", _works(text, "reporters")))
        elif kind == "work":
            _close(groups, text)
        elif kind != "stroke" or (groups and not groups[-1].closed):
            if not groups or groups[-1].closed:
                groups.append(Group(""))
            groups[-1].text += text if kind == "letter" else " " if text.isspace() else "、"
    return groups


def _ends_name(text: str, groups: list[Group]) -> bool:
    """记者邹 文: behind a single letter 文 is the rest of a name, not what somebody did."""
    runs = re.split("[、 ]", groups[-1].text.rstrip()) if groups and not groups[-1].closed else [""]
    return len(text) == 1 and text != "摄" and len(runs[-1]) == 1


def _before_names(ahead: list[str], groups: list[Group]) -> bool:
    """图/张三, 图/记者 张三 against 张三 文/李四 图: there the names before the stroke still wait for their work."""
    waiting = bool(groups) and not groups[-1].works and not groups[-1].role
    return ahead in (["stroke", "letter"], ["stroke", "person"]) and not waiting


def _close(groups: list[Group], work: str) -> None:
    """文, 摄 or 文/图 printed behind names say what the groups since the last such word did."""
    for group in groups:
        if not group.works:
            group.works, group.closed = _works(work, group.role or "reporters"), True


def _role(text: str) -> str:
    credits = table("credits")
    for role in ("photographers", "correspondents"):
        if text.endswith(tuple(credits[role])):
            return role
    return "reporters"


def _works(work: str, role: str) -> tuple[str, ...]:
    credits = table("credits")
    if work in credits["both"]:
        return tuple(dict.fromkeys((role, "photographers")))
    return ("photographers",) if work in credits["picturing"] else (role,)


def names(text: str) -> list[str]:
    """The names of a run of names: 、 separates them, and so do blanks, except inside 贺 铭 and 欧 阳光."""
    pieces = [piece for run in text.split("、") for piece in _pieces(run)]
    # 北京报道, 综合报道 stand behind the names
    pieces = [piece for piece in pieces if not piece.endswith(_REPORTED)] or pieces
    return [name for piece in pieces for name in _apart(piece.removesuffix(_REPORTED)) if _is_name(name)]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in text.split():
        if pieces and len(pieces[-1]) == 1:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    if len(pieces) > 1 and len(pieces[-1]) == 1:
        last = pieces.pop()
        pieces[-1] += last
    return pieces


def _is_name(name: str) -> bool:
    letters = all("\u3400" <= letter <= "\u9fff" or letter == "·" for letter in name)
    return letters and 2 <= len(name) <= 24 and name not in table("credits")["offices"]


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Common family names, the hundred commonest of them, and those of two letters."""
    lists = table("surnames")
    common = "".join(lists["common"].split())
    return frozenset(common), frozenset(common[:100]), frozenset(lists["compound"].split())


def has_surname(name: str) -> bool:
    """True where the name begins with a family name: common, compound or rare."""
    common, _, compound = _surnames()
    return name[0] in common or name[:2] in compound or name[0] in table("surnames")["rare"]


def _apart(piece: str) -> Iterator[str]:
    """付凯明郭皓月 → 付凯明, 郭皓月: where every part begins with a common family name."""
    common, commonest, compound = _surnames()
    # four letters are oftener one name than two (马海古丽)
    begins = commonest if len(piece) == 4 else common
    sizes = (4, 3) if piece[:2] in compound else (3, 2)
    named = "·" not in piece and (piece[:1] in common or piece[:2] in compound)
    for size in sizes if named else ():
        rest = piece[size:]
        if len(rest) >= 2 and (rest[0] in begins or rest[:2] in compound):
            yield piece[:size]
            yield from _apart(rest)
            return
    yield piece
