"""Offices and units of no named place, told by what they do: 水利局 of 水利局负责人, 机动大队 of 机动大队夺魁."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian.facts.edges import left_edge
from banmian.lexicon import any_of, first_of, table
from banmian.records import Span

_OWNER = "[〇\u4e00-\u9fff]"
_FIELDS = ("departments", "bureaus", "offices")
_LONGEST = 18
"""Characters of the longest office with whose it is (三〇八团劳动人事科)."""


def acting(key: str) -> Iterator[Span]:
    """Every office that leads, tells, is asked or does something here."""
    yield from _led(key)
    for found in (*_told().finditer(key), *_asked().finditer(key)):
        if _office().fullmatch(found["who"]):
            yield found.span("who")
    yield from (found.span("who") for found in _doing().finditer(key))


def part(key: str, end: int) -> int:
    """Where the office inside of a body that ends at ``end`` ends: 管理局第二泵站, 法院石桥巡回法庭; its head's is none."""
    found = _part().match(key, end)
    headed = found and key.startswith(tuple(table("organisations")["heads"]), found.end())
    return found.end() if found and not headed else end


def _led(key: str) -> Iterator[Span]:
    """The members of the list before 负责人, the last one first (师农业局、水利局负责人)."""
    for found in _leader().finditer(key):
        end = found.start()
        while True:
            start = left_edge(key, end, _ends(), _LONGEST)
            start = left_edge(key, end - 1, _ends(), _LONGEST) if start == end else start  # 所 of 派出所
            start = max(start, key.rfind("和", start + 1, end) + 1)  # 李明和市水利局, not 和平区财政局
            if not _office().fullmatch(key, start, end):
                break
            yield start, end
            if key[start - 1 : start] not in ("、", "和"):
                break
            end = start - 1


@cache
def _ends() -> tuple[str, ...]:
    words = table("organisations")
    return (*words["office_ends"], *words["unions"], *words["companies"], *words["towns"], "街道")


@cache
def _leader() -> re.Pattern[str]:
    words = table("organisations")
    first = first_of((*words["chief"], *words["leaders"]))
    last = "".join(sorted({end[-1] for end in (*words["office_ends"], *words["unions"])}))
    return re.compile(rf"(?=[{first}])(?<=[{last}])(?:{any_of(words['chief'])})?{any_of(words['leaders'])}")


@cache
def _told() -> re.Pattern[str]:
    told = any_of(table("organisations")["told"])
    return re.compile(rf"从(?P<who>{_OWNER}{{2,18}}?){told}")


@cache
def _asked() -> re.Pattern[str]:
    words = table("organisations")
    return re.compile(
        rf"{any_of(words['asks'])}(?P<who>{_name()})(?=[，。、；\n\d]|{any_of(words['asked'])})"
    )


@cache
def _doing() -> re.Pattern[str]:
    """An office at the head of a clause and what it does."""
    words = table("organisations")
    return re.compile(rf"[。，；\n日](?P<who>{_name()})(?={any_of(words['doing'])})")


@cache
def _name() -> str:
    """An office with whose it is, if it is told: 支队后勤处, 规划建设局."""
    words = table("organisations")
    owner = f"(?:{any_of(words['owners'])})?"
    office = rf"{owner}{_fields()}{{1,3}}{any_of(words['office_ends'])}"
    first = first_of(word for name in ("owners", *_FIELDS) for word in words[name])
    return rf"(?=[{first}])(?!{any_of(words['no_offices'])})(?:{office}|{any_of(words['owners'])}{any_of(words['organs_of_owners'])})"


@cache
def _fields() -> str:
    words = table("organisations")
    return any_of(word for name in _FIELDS for word in words[name])


@cache
def _office() -> re.Pattern[str]:
    """A name that ends as an office does."""
    words = table("organisations")
    first = rf"(?!{any_of((*words['generic'], *words['no_offices']))})"
    union = any_of(words["unions"])
    return re.compile(rf"{first}{_OWNER}{{0,8}}?(?:{_fields()}{{1,3}}{any_of(words['office_ends'])}|{union})")


@cache
def _part() -> re.Pattern[str]:
    words = table("organisations")
    numbered = r"第[一二三四五六七八九十\d]{1,2}"
    inner = any_of(words["inner_ends"])
    return re.compile(
        rf"(?:{_fields()}{{1,2}}{inner}|{numbered}{any_of(words['numbered'])}"
        rf"|{_OWNER}{{2,6}}?{any_of(words['courts'])})(?![长级])"
    )
