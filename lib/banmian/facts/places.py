"""Places: where an inspection went (先后来到A、B和C等处), where something was held, what stands behind 在 at the head
of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from banmian.facts.edges import left_edge
from banmian.facts.settlements import settlements
from banmian.facts.spots import spots
from banmian.lexicon import any_of, first_of, table
from banmian.records import Article, Entity, Facts, Page, Span

_ITEM = "[\u4e00-\u9fffA-Za-z0-9·]"
_HEAD = 4
"""Characters by which a place is known again."""
_RIVER = 5
"""More characters before the 河 are a clause, not its name."""
_VILLAGE = 9
"""The same of a village with its township (石桥镇柳树沟村)."""
_COUNTIES = "市县旗区"
"""The unit behind which the name of a township or village begins (青山旗柳湾苏木)."""
_SENTENCE = 120
"""Characters of a sentence before a verb in which we look for its opening."""
_LEADS = "在到赴了是将把被由从向以"
"""What leads to another place or a deed: no character of a place behind a preposition."""
_PARTS = re.compile("、|(?<=[^、]{2})[和及]")
"""和 behind a single character is of a name (民和路)."""
_STRETCH = re.compile("自.{2,12}?至")
_COUNT = r"[两三四五六七八九十\d]{1,3}[个处家所座条]"


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article the places that its body tells of."""
    return tuple(
        facts if (found := tuple(places(article))) == facts.places else replace(facts, places=found)
        for article, facts in zip(page.articles, known, strict=True)
    )


def places(article: Article) -> Iterator[Entity]:
    """Every place, each once where it is first told."""
    key = article.body.key
    seen: set[str] = set()
    found = list(_found(key))
    names = {key[start:end] for (start, end), _ in found}
    for (start, end), rule in found:
        name = key[start:end]
        if (
            not _told(name, rule, seen, names)
            and not _is_company(name, rule)
            and not _generic().match(name)
            and not (rule == "round" and name in _ends())
            and not _closer(name, rule, names)
        ):
            seen.add(name)
            yield Entity(name, name, article.body.span(start, end), rule)


def _found(key: str) -> list[tuple[Span, str]]:
    """Every place in order; names and spots only where no other rule has read one."""
    found = [*_visited(key), *_towards(key), *_headed(key), *_along(key)]
    for others in (settlements(key), spots(key)):
        taken = [span for span, _ in found]
        free = (span for span in others if not any(a < span[1] and span[0] < b for a, b in taken))
        found += [(span, "named") for span in free]
    return sorted(found)


def _told(name: str, rule: str, seen: set[str], names: set[str]) -> bool:
    """A list has told of 南里社区分类驿站; 在南里社区， is there. So is 柳湾村 where 柳湾村扶贫车间 is told."""
    if rule in ("headed", "held"):
        return any(other.startswith(name[:_HEAD]) or other.endswith(name) for other in seen)
    return name in seen or (rule == "named" and any(other != name and name in other for other in names))


def _closer(name: str, rule: str, names: set[str]) -> bool:
    """True of 青山苏木 where 青山苏木柳湾嘎查 is told, of 到青山镇调研 where the villages are: the same visit, told closer."""
    if not name.endswith(_units()):
        return False
    others = [other for other in names if not other.endswith(_units())]
    return any(rule == "went" or other.startswith(name) for other in others)


@cache
def _units() -> tuple[str, ...]:
    words = table("organisations")
    return (*words["towns"], "街道")


def _is_company(name: str, rule: str) -> bool:
    """A company is an organisation, unless it is of a list that was gone round; a school or a hospital is a place."""
    words = table("organisations")
    ends = tuple(words["companies"])
    return rule != "round" and name.endswith(ends) and not name.endswith(tuple(words["seats"]))


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
        if found["list"].endswith(tuple(table("organisations")["matters"])):
            # 实地察看柳湾污水处理厂、货车冲洗和湿地补水情况: matters, among them places
            spans = [span for span in spans if _named(key[slice(*span)])]
        seen = found[0].startswith(tuple(table("organisations")["seen"]))
        counted = re.compile(_COUNT).match(key, found.end())  # 参观了八里铺、红土坪两个示范点
        if seen and not counted and not any(key.endswith(_ends(), *span) for span in spans):
            continue  # 查看了消防栓、灭火器和通道: things
        gone_round = listed and (found[0].startswith("先后") or key[found.end()] not in "，。；")
        for span in spans:
            if listed or key.endswith(_ends(), *span):
                yield span, "round" if gone_round else "visited"


def _inside(key: str, at: int) -> bool:
    """True in a sentence that has told where (在X，…察看了; 来到X，查看了)."""
    sentence = re.split("[。；\n]", key[max(0, at - _SENTENCE) : at])[-1]
    arrived = "来到" in sentence and key.startswith(("查看", "察看"), at)
    return (sentence.startswith("在") or arrived) and "，" in sentence


def _towards(key: str) -> Iterator[tuple[Span, str]]:
    """到A、B和C，督导…; 到A检查; 在A举行: all of them must look like a place."""
    for found in _list().finditer(key):
        group = found.lastgroup or ""
        if not key.endswith(_ends(), *found.span(group)):
            continue  # spares us the members of most lists
        spans = list(_members(key, *found.span(group)))
        alone, stopped = len(spans) == 1, key[found.end() : found.end() + 1] in "，。；"
        if (not alone or not stopped or group in ("brought", "patrolled")) and all(
            _named(key[slice(*span)]) for span in spans
        ):
            rule = "went" if alone and group == "to" else "held" if group == "at" else "visited"
            yield from ((span, rule) for span in spans)


def _named(name: str) -> bool:
    """柳湾村, not 码头, 4所学校, 偏远乡镇 or 左堤自柳湾泵站至青山闸段."""
    if len(name) <= 2 or not name.endswith(_ends()):
        return False
    sorts = tuple(table("organisations")["sorts"])
    sort = name.endswith(sorts) or _kind_of_place().fullmatch(name) or re.search(_COUNT, name)
    return not sort and not _STRETCH.search(name)


def _members(key: str, start: int, end: int) -> Iterator[Span]:
    """The members of a list; 险情集中的桃花垸 is told as 桃花垸."""
    for part in _PARTS.split(key[start:end]):
        stop = start + len(part)
        first = start + part.rfind("的") + 1
        if 2 <= stop - first <= 16 and part[0] != "了":
            site = key.endswith("工地", first, stop) and key.endswith(_ends(), first, stop - 2)
            yield _inner(key, first, stop), stop - 2 * site  # 引水干渠 of 引水干渠工地
        start = stop + 1


@cache
def _around() -> re.Pattern[str]:
    return re.compile(rf"{any_of(table('organisations')['around'])}(?=[\u4e00-\u9fff]{{2}})")


def _inner(key: str, start: int, end: int) -> int:
    """文昌街道朱庄村 is told as 朱庄村: the unit before a place is where it lies, not in 岗市乡大堤, 岗市乡万亩茶园."""
    found = list(_around().finditer(key[start:end]))
    inner = start + found[-1].end() if found and not key.endswith("街道", start, end) else start
    if key.endswith(tuple(table("organisations")["settlements"]), inner, end):  # 青松县茶坪村
        inner = max(inner, *(key.rfind(level, inner + 2, end - 3) + 1 for level in _COUNTIES))
    nameless = _kind_of_place().fullmatch(key, inner, end) or _generic().match(key, inner, end)
    return start if nameless else inner


def _headed(key: str) -> Iterator[tuple[Span, str]]:
    for found in _head().finditer(key):
        for start, end in _members(key, *found.span("list" if found["list"] else "works")):
            name = key[start:end]
            if name.endswith((*_ends(), *table("organisations")["built"])):
                yield (start, end), "headed"


def _along(key: str) -> Iterator[tuple[Span, str]]:
    """The river of 调研蒋沟河沿线环境治理, the village of 柳湾嘎查的牧民."""
    for found in _banks().finditer(key):
        line = found["water"] or found["road"]
        longest = _RIVER if line else _VILLAGE
        start = left_edge(key, found.start(), longest=longest)
        if line and 1 <= found.start() - start < longest:
            yield (start, found.end()), "along"
        elif not line and 2 <= found.start() - start < longest:
            start = max(start, *(key.rfind(level, start, found.start() - 1) + 1 for level in _COUNTIES))
            start = _inner(key, start, found.end())
            if key[start : found.end()] not in table("organisations")["sorts"]:
                yield (start, found.end()), "home"


@cache
def _banks() -> re.Pattern[str]:
    words = table("organisations")
    first = first_of(word for name in ("waters", "roads", "villages", "hamlets") for word in words[name])
    return re.compile(
        rf"(?=[{first}])(?:(?P<water>{any_of(words['waters'])})(?={any_of(words['along'])})"
        rf"|(?P<road>{any_of(words['roads'])})(?={any_of(words['sides'])})"
        rf"|(?<![{''.join(words['no_villages'])}])(?:{any_of(words['villages'])}(?={any_of(words['residents'])})"
        rf"|{any_of(words['hamlets'])}(?={any_of(words['telling'])})))"
    )


@cache
def _visit() -> re.Pattern[str]:
    words = table("organisations")
    return re.compile(
        rf"{any_of(words['visits'])}(?<!深入(?={any_of(words['thorough'])}))(?P<list>(?:{_ITEM}|、){{2,80}}?)"
        rf"(?={_visiting()}|[，。；]|{any_of(words['sites'])}(?!指挥部)|{_COUNT})"
    )


@cache
def _visiting() -> str:
    """调研, 检查, not of 检查站."""
    words = table("organisations")
    ends = [end for end in words["places"] if end.startswith(tuple(words["visited"]))]
    return rf"(?!{any_of(ends)}){any_of(words['visited'])}"


@cache
def _list() -> re.Pattern[str]:
    """The lists behind prepositions, each with the words that may end it."""
    words = table("organisations")
    member = rf"(?:(?![{_LEADS}]){_ITEM}){{2,16}}?"
    items = f"{member}(?:、{member}){{0,8}}?"
    return re.compile(
        rf"(?=[到赴在位对因巡{first_of(words['brought'])}])(?:[到赴](?P<to>{items})(?={_visiting()}|[，。；])"
        rf"|在(?P<at>{items})(?={any_of(words['sites'])}?{any_of(words['held'])}|[，。；])"
        rf"|位于(?P<lying>{items})(?=的)"
        rf"|对(?P<stopped>{items})(?=(?:（[^（）\n]{{1,20}}）)?{any_of(words['extent'])}?{any_of(words['stopped'])})"
        rf"|因(?P<works>{items})(?=(?:K\d[K\d+至—-]{{0,12}}段)?(?:路面)?{any_of(words['works'])})"
        rf"|巡查(?P<patrolled>{items})(?=[，。；])"
        rf"|{any_of(words['brought'])}(?P<brought>{items})(?=[，。；]))"
    )


@cache
def _head() -> re.Pattern[str]:
    """在X，… at the head of a sentence; X正加快施工."""
    words = table("organisations")
    ends, working = any_of(words["places"]), any_of(words["working"])
    built, sites = any_of(words["built"]), any_of(words["sites"])
    return re.compile(
        rf"(?<=[。\n；，])(?:(?:(?<!，)|(?<=日，))在(?P<list>(?:{_ITEM}|、){{2,40}}?(?:{ends}(?:{built}(?={sites}))?|{built}(?={sites})))(?=，|等|项目|{sites})"
        rf"|(?={_ITEM}{{2,40}}?正)(?P<works>{_ITEM}{{2,16}}?{ends})(?:{_ITEM}{{0,3}}工程)?(?=正{working}))"
    )


@cache
def _ends() -> tuple[str, ...]:
    return tuple(table("organisations")["places"])


@cache
def _kind_of_place() -> re.Pattern[str]:
    """大堤, 中心小学: which one, only the unit before it says."""
    return re.compile(rf"(?:[一二三十百千万]+亩.*|{any_of(table('organisations')['places'])}{{1,2}})")


@cache
def _generic() -> re.Pattern[str]:
    """辖区, 各校; 9个乡镇."""
    return re.compile(rf"{any_of(table('organisations')['generic'])}|{_COUNT}")
