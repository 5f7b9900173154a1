"""Organisations: companies by their ending, departments by level and field, streets and their offices.

Precision comes first: a body that is only part of a person's title is that person's, not counted here,
unless it is a company.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from banmian.facts.acting import acting, part
from banmian.facts.edges import ending_in, left_edge
from banmian.lexicon import any_of, first_of, table
from banmian.records import Article, Body, Entity, Facts, Page, Span

_LONGEST = 22
_PLACE = 4
"""Characters of the longest name of a place before its level (呼伦贝尔市)."""
_BRIEF = 12
"""Characters of the longest company named without its ending (柳河食品)."""
_SIGNED = re.compile(r"\n(?P<who>[〇\u4e00-\u9fff（）]{3,24})\n\d{4}年\d{1,2}月\d{1,2}日\s*\Z")
"""Who signs a notice: the line above its date."""
_ORGAN = 12
"""Characters of the longest organ with the name of its place (石桥镇柳树沟村党支部)."""


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article the organisations that its body names."""
    return tuple(
        replace(facts, organisations=tuple(organisations(article, facts)))
        for article, facts in zip(page.articles, known, strict=True)
    )


def organisations(article: Article, facts: Facts) -> Iterator[Entity]:
    """Every occurrence, in order; the longest of those that overlap."""
    key, body = article.body.key, article.body
    held = [
        *_named(body, facts),
        *((span, "listed") for span in _briefly(key)),
        *((span, "signed") for span in _signed(key)),
        *((span, "acting") for span in acting(key) if not _in_title(key, span, facts)),
        *((span, "body") for span in _bodies(key) if not _in_title(key, span, facts)),
    ]
    end = 0
    full = [key[slice(*span)] for span, rule in held if rule == "signed"]
    for (start, stop), rule in sorted(held, key=lambda pair: (pair[0][0], -pair[0][1])):
        if start >= end:
            printed = key[start:stop].replace("\n", "")
            canonical = next((name for name in full if rule != "body" and _short_for(printed, name)), printed)
            full += [canonical] if rule != "body" else []
            yield Entity(canonical, printed, body.span(start, stop), rule)
            end = stop


def _rows(body: Body, facts: Facts) -> set[int]:
    """Where white space stands behind a name: of the row 王建平　华远公司掘进队队长 the company begins there."""
    ends = {bisect_left(body.places, end) for person in facts.people for _, end in person.mentions}
    return ends & body.breaks


def _short_for(name: str, full: str) -> bool:
    """旗人民医院 of 塔林旗人民医院; 云达公司 of 省云达生物科技有限公司; 柳河食品公司 of 柳河食品, told before.

    Who signs below is known from above: 县供热公司 of 青山县供热公司.
    """
    if not name.endswith("公司"):
        return full.endswith(name)
    return full == name[:-2] or (full.endswith("公司") and name[:-2] in full)


def _briefly(key: str) -> Iterator[Span]:
    """The companies of a list that have no ending there (走访青山轴承、柳河食品等企业), if one has it elsewhere."""
    for found in _such().finditer(key):
        spans = list(_listed(key, found.start()))
        if len(spans) > 1 and any(f"{key[start:end]}公司" in key for start, end in spans):
            yield from (span for span in spans if not key[slice(*span)].endswith(_endings()))


def _listed(key: str, end: int) -> Iterator[Span]:
    """The members of the list that goes on to ``end``, the last one first; the first begins at an edge."""
    while True:
        opening = max(key.rfind("、", 0, end) + 1, end - _BRIEF)
        start = max(opening, left_edge(key, end, longest=_BRIEF))
        if end - start < 3:
            return
        yield start, end
        if start > opening or key[start - 1 : start] != "、":
            return
        end = start - 1


@cache
def _such() -> re.Pattern[str]:
    return re.compile(
        rf"等(?:\d{{1,3}}|[两三四五六七八九十]{{1,2}})?{any_of(table('organisations')['such'])}"
    )


def _signed(key: str) -> Iterator[Span]:
    found = _SIGNED.search(key)
    if found:
        yield found.span("who")


def _scene(key: str, start: int, end: int) -> bool:
    """True of 县实验中学 in 在县实验中学举行: where something was held, nobody who did it."""
    return key[start - 1 : start] == "在" and key.startswith(tuple(table("organisations")["held"]), end)


def _named(body: Body, facts: Facts) -> Iterator[tuple[Span, str]]:
    """Companies, and the organs of a place; a school in a title is its person's, a company is told."""
    words = table("organisations")
    organs, seats, heads = (tuple(words[name]) for name in ("organs", "seats", "heads"))
    organs, beside = (*organs, *words["parties"]), tuple(words["beside"])
    key, rows = body.key, _rows(body, facts)
    people = tuple(person.name for person in facts.people)
    for edge, end in _ending(key, heads):
        start = max((at for at in rows if edge < at < end), default=edge)
        name = key[start:end]
        if name.endswith(organs):
            named = len(name) <= _ORGAN and "和" not in name and not _bare_organ().match(name)
            headed = key.startswith(heads, end) or _in_title(key, (start, end), facts)
            if named and not headed and not name.startswith(people) and not _scene(key, start, end):
                yield (start, part(key, end)), "organ"
        elif _is_company(name):
            seat = name.endswith(seats) and (_sort().match(name) or _in_title(key, (start, end), facts))
            scene = name.endswith(seats) and _scene(key, start, end)
            if not seat and not scene and not key.startswith(beside, end):
                yield (start, end), "company"


def _is_company(name: str) -> bool:
    ends = tuple(table("organisations")["companies"])
    whole = len(name) <= _LONGEST and name.count("（") == name.count("）")
    return whole and name.endswith(ends) and not _bare().fullmatch(name)


@cache
def _endings() -> tuple[str, ...]:
    words = table("organisations")
    party = (unit + organ for unit in words["units"] for organ in words["parties"])
    return (*words["companies"], *words["organs"], *party)


@cache
def _neighbours() -> tuple[str, ...]:
    """What a place or a unit ends in that may stand before 和: 扶贫车间和石桥中学."""
    words = table("organisations")
    return tuple(word for word in (*words["places"], *words["office_ends"]) if len(word) > 1)


def _ending(key: str, heads: tuple[str, ...]) -> Iterator[Span]:
    """Of 青山公司党支部书记 the company is told, of 青山公司党支部组织 the branch of the party."""
    for start, end in ending_in(key, _endings(), _neighbours()):
        party = _party().search(key, start, end) if key.startswith(heads, end) else None
        yield start, party.start() if party else end


@cache
def _party() -> re.Pattern[str]:
    return re.compile(rf"{any_of(table('organisations')['parties'])}$")


@cache
def _bare_organ() -> re.Pattern[str]:
    """各派出所, 应急管理局: of no place."""
    return re.compile(rf"{_placeless().pattern}|{_department()}$")


@cache
def _placeless() -> re.Pattern[str]:
    """当地海关, 各派出所: of no place."""
    words = table("organisations")
    return re.compile(rf"{any_of((*words['no_places'], *words['generic']))}")


@cache
def _sort() -> re.Pattern[str]:
    """各医院, 全县中小学: sorts."""
    words = table("organisations")
    return re.compile(rf"{any_of(words['generic'])}|.*{any_of(words['sorts'])}$")


@cache
def _bare() -> re.Pattern[str]:
    """该公司, 两家公司, 科技集团: no name of anything; 电子有限公司 is no 子公司."""
    words = table("organisations")
    no_names, limited = any_of(words["no_names"]), [end for end in words["companies"] if "有限" in end]
    trades, small = any_of(words["trades"]), any_of(end for end in words["companies"] if "合作社" in end)
    return re.compile(
        rf"{no_names}{any_of(limited)}"
        rf"|.{{0,4}}{no_names}{any_of(end for end in words['companies'] if end not in limited)}"
        rf"|{trades}公司|{trades}{{1,3}}{small}"
    )


def _bodies(key: str) -> Iterator[Span]:
    members, governments = (tuple(table("organisations")[name]) for name in ("members", "governments"))
    for found in _body().finditer(key):
        start, end = found.span()
        leveled = found["level"] is not None or found["zone"] is not None
        edge = left_edge(key, start, longest=_PLACE + 1) if leveled else start
        edge = max(edge, key.rfind("和", edge + 1, start) + 1)  # 李明和市水利局, not 和平区财政局
        placed = 2 <= start - edge <= _PLACE and not _placeless().match(key, edge)
        start, end = edge if placed else start, _with_party(key, part(key, end))
        joint = key[start - 1 : start] == "、" and key.endswith(governments, start, end)  # 县委、县政府
        if not joint and not key.startswith(members, end) and not _scene(key, start, end):
            yield start, end


def _with_party(key: str, end: int) -> int:
    """Where 县卫健局党组 ends; of 县卫健局党组书记 the bureau is its person's."""
    words = table("organisations")
    party = next((word for word in words["groups"] if key.startswith(word, end)), "")
    behind = end + len(party)
    return end if key.startswith(tuple(words["heads"]), behind) else behind


@cache
def _body() -> re.Pattern[str]:
    words = table("organisations")
    fields = any_of(words["departments"])
    zones, levels = any_of(words["zones"]), any_of(words["levels"])
    place = rf"(?P<level>{levels}?{zones}|{levels})"
    governs = f"{any_of(words['governments'])}(?={any_of(words['governing'])})"
    first = first_of(
        word for name in ("zones", "levels", "departments", "ministries") for word in words[name]
    )
    placed = first_of((*words["zones"], *words["levels"]))
    return re.compile(
        rf"(?=[{first}])(?:(?=[{placed}])(?:"
        rf"{place}(?:{_department()}|{any_of(words['bodies'])}|{governs}|委(?={any_of(words['convening'])})|{_command()}|委学习贯彻\w{{2,20}}?精神宣讲团)"
        rf"|(?P<zone>{levels}?{zones})"
        rf"(?:[\u4e00-\u9fff]{{2,6}}?{any_of(words['zone_offices'])}|{any_of(words['zone_bodies'])}))"
        rf"|(?=\w{{2,{max(map(len, words['departments']))}}}工委){fields}工委"
        rf"|{any_of(words['ministries'])}(?={any_of(words['ministerial'])}))"
        rf"|(?<=[、，。；和及在到向与由日])(?=[\u4e00-\u9fff]{{2,4}}[{first_of((*words['towns'], '街道'))}])(?:"
        rf"(?<=[、，。和在到])[\u4e00-\u9fff]{{2,3}}{any_of(words['streets'])}(?=[、，。；和及等])"
        rf"|(?<=[、，。；和及向])[\u4e00-\u9fff]{{2,4}}?{any_of((*words['towns'], '街道'))}{_acts()}"
        rf"|(?<=[、，。；和及与由日])[\u4e00-\u9fff]{{2,3}}(?:街道|{any_of(words['towns'])}){any_of(words['committees'])}"
        rf"(?={any_of(words['of_committees'])}))"
    )


@cache
def _command() -> str:
    """防汛防旱防风指挥部 of a level, 委第三巡察组 of its party."""
    dangers = any_of(table("organisations")["dangers"])
    return rf"(?:{dangers}{{1,4}}(?:工作)?指挥部|委第[一二三四五六七八九十\d]{{1,2}}巡察组)"


@cache
def _department() -> str:
    """科技局; 海洋渔业局 of two fields; no 教育部 of 教育部门."""
    words = table("organisations")
    every = any_of((*words["departments"], *words["bureaus"]))
    no_end = f"(?!{any_of(words['no_ends'])})"
    ends, bureau_ends = any_of(words["department_ends"]), any_of(words["bureau_ends"])
    return rf"(?:{any_of(words['departments'])}{no_end}{ends}|{every}{{1,3}}{no_end}{bureau_ends}(?!员))"


@cache
def _acts() -> str:
    """A list of towns that act, up to the verb: 石桥镇、柳河乡和县供销社作了发言."""
    words = table("organisations")
    others = r"(?:[、和及](?:(?![和及])[\u4e00-\u9fff]){1,12}?){0,8}?"
    said = f"{any_of(words['speakers'])}?{any_of(words['in_turn'])}?{any_of(words['acting'])}"
    return f"(?={others}{said})"


def _in_title(key: str, span: Span, facts: Facts) -> bool:
    """True where the body is part of a title printed here with a person of the article."""
    start, end = span
    printed, headed = key[start:end], key.startswith(tuple(table("organisations")["heads"]), end)
    return any(
        headed or key.startswith(title[at:], start)
        for person in facts.people
        for title in (*person.titles, *person.full_titles)
        if (at := title.find(printed)) >= 0
    )
