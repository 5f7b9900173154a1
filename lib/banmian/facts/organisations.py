"""Organisations: companies by their ending, departments by level and field, streets and their offices.

Precision comes first: a body that is only part of a person's title is that person's, not counted here,
unless it is a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from banmian.facts.edges import ending_in, left_edge
from banmian.lexicon import any_of, table
from banmian.records import Article, Entity, Facts, Page, Span

_LONGEST = 22
_PLACE = 4
"""Characters of the longest name of a place before its level (呼伦贝尔市)."""
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
        *_named(key, facts),
        *((span, "body") for span in _bodies(key) if not _in_title(key, span, facts)),
    ]
    end = 0
    full: list[str] = []
    for (start, stop), rule in sorted(held, key=lambda pair: (pair[0][0], -pair[0][1])):
        if start >= end:
            printed = key[start:stop].replace("\n", "")
            canonical = next((name for name in full if rule != "body" and _short_for(printed, name)), printed)
            full += [canonical] if rule != "body" else []
            yield Entity(canonical, printed, body.span(start, stop), rule)
            end = stop


def _short_for(name: str, full: str) -> bool:
    """旗人民医院 of 塔林旗人民医院; 云达公司 of 云达生物科技有限公司."""
    return full.endswith(name) or (
        name.endswith("公司") and full.endswith("公司") and full.startswith(name[:-2])
    )


def _named(key: str, facts: Facts) -> Iterator[tuple[Span, str]]:
    """Companies, and the organs of a place; a school in a title is its person's, a company is told."""
    words = table("organisations")
    organs, seats, beside, heads = (tuple(words[name]) for name in ("organs", "seats", "beside", "heads"))
    for start, end in ending_in(key, _endings(), _neighbours()):
        name = key[start:end]
        if name.endswith(organs):
            named = len(name) <= _ORGAN and "和" not in name and not _placeless().match(name)
            if named and not key.startswith(heads, end) and not _in_title(key, (start, end), facts):
                yield (start, end), "organ"
        elif len(name) <= _LONGEST and not _bare().fullmatch(name) and name.count("（") == name.count("）"):
            seat = name.endswith(seats) and (_sort().match(name) or _in_title(key, (start, end), facts))
            if not seat and not key.startswith(beside, end):
                yield (start, end), "company"


@cache
def _endings() -> tuple[str, ...]:
    words = table("organisations")
    return (*words["companies"], *words["organs"])


@cache
def _neighbours() -> tuple[str, ...]:
    """What a place ends in that may stand before 和: 扶贫车间和石桥中学."""
    return tuple(word for word in table("organisations")["places"] if len(word) > 1)


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
    return re.compile(
        rf"{no_names}{any_of(limited)}"
        rf"|.{{0,4}}{no_names}{any_of(end for end in words['companies'] if end not in limited)}"
    )


def _bodies(key: str) -> Iterator[Span]:
    members = tuple(table("organisations")["members"])
    for found in _body().finditer(key):
        start, end = found.span()
        edge = left_edge(key, start, longest=_PLACE + 1)
        leveled = found["level"] is not None or found["zone"] is not None
        placed = leveled and 2 <= start - edge <= _PLACE and not _placeless().match(key, edge)
        if not key.startswith(members, end):
            yield (edge if placed else start), end


@cache
def _body() -> re.Pattern[str]:
    words = table("organisations")
    fields = any_of(words["departments"])
    zones, levels = any_of(words["zones"]), any_of(words["levels"])
    place = rf"(?P<level>{levels}?{zones}|{levels})"
    first = "".join({word[0] for name in ("zones", "levels", "departments") for word in words[name]})
    return re.compile(
        rf"(?=[{first}])(?:{place}(?:{_department()}|{any_of(words['bodies'])}|委学习贯彻\w{{2,20}}?精神宣讲团)"
        rf"|(?P<zone>{levels}?{zones})"
        rf"(?:[\u4e00-\u9fff]{{2,6}}?{any_of(words['zone_offices'])}|{any_of(words['zone_bodies'])})"
        rf"|{fields}工委)"
        rf"|(?<=[、，。和在到])[\u4e00-\u9fff]{{2,3}}{any_of(words['streets'])}(?=[、，。；和及等])"
        rf"|(?<=[、，。；和及向])[\u4e00-\u9fff]{{2,4}}?{any_of(words['towns'])}{_acts()}"
    )


@cache
def _department() -> str:
    """科技局; 海洋渔业局 of two fields; no 教育部 of 教育部门."""
    words = table("organisations")
    every = any_of((*words["departments"], *words["bureaus"]))
    no_end = f"(?!{any_of(words['no_ends'])})"
    ends, bureau_ends = any_of(words["department_ends"]), any_of(words["bureau_ends"])
    return rf"(?:{any_of(words['departments'])}{no_end}{ends}|{every}{{1,3}}{no_end}{bureau_ends})"


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
