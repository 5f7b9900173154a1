"""Who wrote and who photographed: datelines, bylines on a line of their own, photographers' credits."""

from __future__ import annotations

import re
from functools import cache

from banmian.layout.vocabulary import DAY, affixes, pattern, terms
from banmian.lexicon import any_of

_LONGEST_BYLINE = 60
_LONGEST_NAME = 4
_MARKS = "■□●○◆◇▲△★☆◎※"
_FRAME = _MARKS + "（）【】 "
_PARTS = re.compile(r"[\s、，：/|]+")
_NAME = re.compile(r"[\u3400-\u9fff]{1,4}$|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}$")
# 本报记者 哈斯其其格: as long as names of other nations are, where nothing else stands on the line.
_LONG_NAME = re.compile(r"[\u3400-\u9fff]{5,7}$")

# （党政办 石磊） on a line of its own.
_CONTRIBUTOR = re.compile(r"（[\u3400-\u9fff]{2,16}\s+[\u3400-\u9fff]{2,4}(?:\s+[\u3400-\u9fff]{2,4})?）$")


@cache
def dateline() -> re.Pattern[str]:
    """The start of a report: 本报讯（记者…, 河湾讯 （记者…, 新华社北京4月7日电, （记者 张三）,
    本报记者 张三 文/图 3月13日.
    """
    role = pattern("reporters")
    house = r"本[报刊网台社站]"
    return re.compile(
        rf"[【（]?{house}[^\s，。（）]{{0,6}}讯[】）]?"
        rf"|{house}[^\s，。（）]{{0,8}}{DAY}(?:\s?[电讯])"
        rf"|(?:(?!{house}讯)[^\s，。、：；（）“”《》]){{1,10}}[讯电]\s?[（【][^（）]{{0,10}}{role}"
        rf"|{pattern('agencies')}[^\s，。（）]{{0,8}}?(?:{DAY})?[电讯]"
        rf"|（{pattern('houses')}?{role}\s?[^（）。，]{{2,40}}）"
        rf"|{house}{role}\s[^，。（）：]{{2,30}}?\s{DAY}"
    )


@cache
def _writer() -> re.Pattern[str]:
    return re.compile(any_of(terms("reporters") | terms("byline_ends") | terms("house_writers")))


@cache
def _role() -> re.Pattern[str]:
    """本报首席记者, 湾区日报通讯员: who it is that a name follows."""
    return re.compile(rf"(?:{pattern('houses')}|[\u3400-\u9fff]{{2,8}}?)??{_writer().pattern}")


def contributed(words: str) -> bool:
    """Who sent a report in, in brackets below it: （党政办 石磊）."""
    return bool(_CONTRIBUTOR.match(words)) and not _role().match(words[1:])


@cache
def _of_house() -> re.Pattern[str]:
    """本报评论员, 新华社评论员: nobody is named."""
    house = any_of(terms("houses") | terms("agencies"))
    return re.compile(rf"(?:{house}|[\u3400-\u9fff]{{1,6}}[报网台]){pattern('house_writers')}")


def byline(words: str) -> bool:
    """A line that is all byline: 本报记者 蓝天 通讯员 邱实, □ 本报首席记者 祝融 文/图, 文/图 甘草.

    记者走基层 and 图片故事 are headlines: a name is set apart from its role, or the house stands before.
    """
    if len(words) > _LONGEST_BYLINE or not (words[:1] in f"（{_MARKS}" or _writer().search(words)):
        return False
    inner = words.strip(_FRAME)
    parts = [part for part in _PARTS.split(inner) if part]
    if not parts or _of_house().fullmatch(inner):
        return bool(parts)
    named = roles = 0
    for part in parts:
        role = _role().match(part)
        name = part[role.end() :] if role else part
        roles += bool(role)
        named += bool(name)
        if name and not _NAME.match(name):
            return contributed(words) or _is_long(words, parts)
    if contributed(words):
        return True
    framed = words[:1] in _FRAME or words.startswith(affixes("houses"))
    if roles == 0:
        return words[:1] in _MARKS and len(parts) <= 2 and all(len(part) < _LONGEST_NAME for part in parts)
    return named > 0 and (len(parts) > 1 or framed)


def _is_long(words: str, parts: list[str]) -> bool:
    """Of the house, who it is, and one long name."""
    of_house = len(parts) == 2 and words.startswith(affixes("houses"))
    return of_house and bool(_role().fullmatch(parts[0]) and _LONG_NAME.match(parts[1]))


@cache
def picture() -> re.Pattern[str]:
    """What every credit has a word of; quicker to look for than a credit."""
    return re.compile(any_of(terms("photographers") | terms("picture_signs")))


@cache
def credit() -> re.Pattern[str]:
    """A photographer's credit at the end of a line: 本报记者 贺 铭 摄, （图片由…提供）, 通讯员 陈小岛/摄."""
    role = any_of(terms("reporters") - terms("works"))
    who = rf"(?:{pattern('houses')}?\s?{role}\s?)"
    name = r"[\u4e00-\u9fff·]{1,8}(?:(?:\s{1,3}|[、，/])[\u4e00-\u9fff·]{1,6}){0,3}"
    what = pattern("photographers")
    return re.compile(
        rf"(?:^|[\s。！？”）（])(?:{who}{name}\s?){{1,3}}[/／]?\s?(?:{what}|图)[）)]?$"
        rf"|(?:^|[\s。！？”])[（]?{name}\s?[/／]?\s?{what}[）]?$"
        rf"|[（]?{pattern('pictured')}\s?[：/／]\s?{who}?{name}[）]?$"
        rf"|（?{pattern('given_pictures')}[均皆]?由[^（）。]{{2,30}}{pattern('giving')}）?$"
    )
