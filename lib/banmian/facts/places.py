"""Places: where an inspection went (先后来到A、B和C等处) and what stands behind 在 at the head of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from banmian.facts.edges import left_edge
from banmian.lexicon import any_of, table
from banmian.records import Article, Entity, Facts, Page, Span

_ITEM = "[\u4e00-\u9fffA-Za-z0-9·]"
_HEAD = 4
"""Characters by which a place is known again."""
_RIVER = 5
"""More characters before the 河 are a clause, not its name."""
_SENTENCE = 120
"""Characters of a sentence before a verb in which we look for its opening."""
_PARTS = re.compile("、|(?<=[^、]{2})[和及]")
"""和 behind a single character is of a name (民和路)."""
_COUNT = r"[两三四五六七八九十\d]{1,3}[个处家所座条]"


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article the places that its body tells of."""
    return tuple(
        replace(facts, places=tuple(places(article)))
        for article, facts in zip(page.articles, known, strict=True)
    )


def places(article: Article) -> Iterator[Entity]:
    """Every place, each once where it is first told."""
    key, seen = article.body.key, set()
    heads: set[str] = set()
    for (start, end), rule in sorted([*_visited(key), *_towards(key), *_headed(key), *_along(key)]):
        name = key[start:end]
        # a list has told of 南里社区分类驿站; 在南里社区， is there
        told = name in seen or (rule == "headed" and name[:_HEAD] in heads)
        if not told and not _is_company(name) and not _generic().match(name):
            seen.add(name)
            heads.add(name[:_HEAD])
            yield Entity(name, name, article.body.span(start, end), rule)


def _is_company(name: str) -> bool:
    """A company that was visited is an organisation; a school or a hospital is a place."""
    words = table("organisations")
    return name.endswith(tuple(words["companies"])) and not name.endswith(tuple(words["seats"]))


def _visited(key: str) -> Iterator[tuple[Span, str]]:
    """The members of a list behind a verb of going; a single one must look like a place."""
    for found in _visit().finditer(key):
        if found["list"].endswith(tuple(table("organisations")["homes"])) and not found["list"].endswith(
            "之家"
        ):
            continue  # 来到老党员张秀英、李得胜家中: people
        if found[0].startswith(tuple(table("organisations")["looks"])) and _inside(key, found.start()):
            continue  # 在光明中学，他察看了食堂和操场
        spans = list(_members(key, *found.span("list")))
        listed = len(spans) > 1
        for span in spans:
            if listed or _place().search(key[slice(*span)]):
                yield span, "visited"


def _inside(key: str, at: int) -> bool:
    """True in a sentence that opens with where it is told (在X，…)."""
    sentence = re.split("[。；\n]", key[max(0, at - _SENTENCE) : at])[-1]
    return sentence.startswith("在") and "，" in sentence


def _towards(key: str) -> Iterator[tuple[Span, str]]:
    """到A、B和C，督导…: a list of which every member looks like a place."""
    for found in _list().finditer(key):
        spans = list(_members(key, *found.span("list")))
        if len(spans) > 1 and all(_place().search(key[slice(*span)]) for span in spans):
            yield from ((span, "visited") for span in spans)


def _members(key: str, start: int, end: int) -> Iterator[Span]:
    """The members of a list; 险情集中的桃花垸 is told as 桃花垸."""
    for part in _PARTS.split(key[start:end]):
        stop = start + len(part)
        first = start + part.rfind("的") + 1
        if 2 <= stop - first <= 16 and part[0] != "了":
            yield _inner(key, first, stop), stop
        start = stop + 1


@cache
def _around() -> re.Pattern[str]:
    return re.compile(rf"{any_of(table('organisations')['around'])}(?=[\u4e00-\u9fff]{{2}})")


def _inner(key: str, start: int, end: int) -> int:
    """文昌街道朱庄村 is told as 朱庄村: the unit before a place is where it lies, not in 岗市乡大堤."""
    found = list(_around().finditer(key[start:end]))
    inner = start + found[-1].end() if found and not key.endswith("街道", start, end) else start
    return start if _kind_of_place().fullmatch(key, inner, end) else inner


def _headed(key: str) -> Iterator[tuple[Span, str]]:
    for found in _head().finditer(key):
        for start, end in _members(key, *found.span("list" if found["list"] else "works")):
            name = key[start:end]
            if _place().search(name) or name.endswith(tuple(table("organisations")["built"])):
                yield (start, end), "headed"


def _along(key: str) -> Iterator[tuple[Span, str]]:
    """The river of 调研蒋沟河沿线环境治理."""
    for found in _banks().finditer(key):
        start = left_edge(key, found.start(), longest=_RIVER)
        if 1 <= found.start() - start < _RIVER:
            yield (start, found.end()), "along"


@cache
def _banks() -> re.Pattern[str]:
    words = table("organisations")
    return re.compile(rf"{any_of(words['waters'])}(?={any_of(words['along'])})")


@cache
def _visit() -> re.Pattern[str]:
    words = table("organisations")
    return re.compile(
        rf"{any_of(words['visits'])}(?<!深入(?={any_of(words['thorough'])}))(?P<list>(?:{_ITEM}|、){{2,80}}?)"
        rf"(?={any_of(words['visited'])}|[，。；]|{any_of(words['sites'])}(?!指挥部)|{_COUNT})"
    )


@cache
def _list() -> re.Pattern[str]:
    words = table("organisations")
    member = f"{_ITEM}{{2,16}}?"
    return re.compile(
        rf"{any_of(words['towards'])}(?P<list>{member}(?:、{member}){{1,8}}?)"
        rf"(?={any_of(words['visited'])}|[，。；])"
    )


@cache
def _head() -> re.Pattern[str]:
    """在X，… at the head of a sentence; X正加快施工."""
    words = table("organisations")
    ends, working = any_of(words["places"]), any_of(words["working"])
    built, sites = any_of(words["built"]), any_of(words["sites"])
    return re.compile(
        rf"(?<=[。\n；])在(?P<list>(?:{_ITEM}|、){{2,40}}?(?:{ends}(?:{built}(?={sites}))?|{built}(?={sites})))(?=，|等|项目|{sites})"
        rf"|(?<=[。\n；，])(?={_ITEM}{{2,40}}?正)(?P<works>{_ITEM}{{2,16}}?{ends})(?:{_ITEM}{{0,3}}工程)?(?=正{working})"
    )


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"{any_of(table('organisations')['places'])}$")


@cache
def _kind_of_place() -> re.Pattern[str]:
    """大堤, 中心小学: which one, only the unit before it says."""
    return re.compile(rf"{any_of(table('organisations')['places'])}{{1,2}}")


@cache
def _generic() -> re.Pattern[str]:
    """辖区, 各校; 9个乡镇."""
    return re.compile(rf"{any_of(table('organisations')['generic'])}|{_COUNT}")
