"""The name of an event, the series it belongs to, its number within the year, and its agenda."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from banmian.facts.leads import lead, opening, sentences
from banmian.facts.ordinals import ordinals
from banmian.layout.key import flat
from banmian.lexicon import any_of, table
from banmian.records import Article, Span

_COUNTED = re.compile(
    r"\d{4}年度?|第[\d一二三四五六七八九十]{1,4}(?:次|届|轮|期)|[一二三四五六七八九十]{1,3}届|第(?=[一二三四]季度)"
)
_QUARTER = re.compile(r"(?<!前)[一二三四](?=季度)")
_WHOLE = re.compile(r"^全[省市县区旗州盟镇乡国]")
_STUDY = "理论学习中心组"
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the body with its span into the key, or in a line above it with no span."""

    name: str
    span: Span | None


def named(article: Article) -> Named | None:
    """The event's name as the lead has it, else as the headline has it."""
    start, end = lead(article, 1)
    key = article.body.key
    session = _sessions().search(key, start, end)
    if session:
        return Named(session["body"] + session["session"], session.span())
    found = _in(key, start, end)
    if found:
        return Named(key[slice(*found)], found)
    for line in (article.headline, article.kicker):
        text = flat(line.text) if line else ""
        above = _in(text, 0, len(text))
        if above:
            return Named(text[slice(*above)], None)
    return None


def series(name: str, told: str = "") -> str:
    """The name without what counts, dates or places it: 高新区2026年第4次党政联席会议 → 党政联席会议.

    ``told`` is the sentence around it: 中心组开展第二季度集中学习 is the study of the 中心组.
    """
    if _STUDY in name or (_STUDY in told and "学习" in name):
        return _STUDY + "学习"
    return _zone().sub("", _WHOLE.sub("", _QUARTER.sub("", _COUNTED.sub("", name))))


@cache
def _zone() -> re.Pattern[str]:
    """高新区大气污染防治调度会 is a series of its own wherever it is held; 高新区管委会会议 is not."""
    words = table("organisations")
    return re.compile(rf"^[\u4e00-\u9fff]{{0,6}}?{any_of(words['zones'])}(?!{any_of(words['of_zones'])})")


def counted(article: Article) -> tuple[int, int] | None:
    """Year and number of a meeting that counts within a printed year."""
    key = article.body.key
    lines = [flat(line.text) for line in (article.headline, article.kicker, article.subhead) if line]
    opening_ = [key[start:end] for start, end in sentences(key, opening(article.body).start, 1)]
    for text in (*lines, *opening_):
        for found in ordinals(text):
            return found.year, found.count
    return None


def agenda(article: Article) -> Span | None:
    """The span into the key from the first agenda verb of the lead to the end of its sentence."""
    start, end = lead(article)
    found = _agenda().search(article.body.key, start, end)
    if found is None:
        return None
    stop = next(sentences(article.body.key, found.start("what"), 1))[1]
    return found.start("what"), stop - 1


@cache
def _agenda() -> re.Pattern[str]:
    return re.compile(rf"(?:[，；：]|一、)(?P<what>{any_of(table('meetings')['agenda'])}[^。]{{4}})")


@cache
def _sessions() -> re.Pattern[str]:
    """省委常委会召开会议, 市八届人大常委会举行第二十三次会议."""
    words = table("meetings")
    return re.compile(
        rf"(?<=[，。日午晚\n）])(?P<body>[^，。；、：\n\d]{{0,16}}{any_of(words['bodies'])})(?:召开|举行)"
        rf"(?P<session>(?:(?:\d{{4}}年度?)?第[\d一二三四五六七八九十百]{{1,5}}次)?{any_of(words['sessions'])})(?=[，。；])"
    )


@cache
def _names() -> re.Pattern[str]:
    words = table("meetings")
    inner = rf"[^，。；：、！？\n]{{0,{_LONGEST}}}?"
    head = any_of(words["heads"])
    return re.compile(
        rf"{any_of(words['holding'])}(?P<after>{inner}{head})(?=[，。；：、]|$|并|上)"
        rf"|(?<![^，。；：、！？“\n])(?P<before>{inner}{head})(?:在[^，。；]{{1,16}})?{any_of(words['held'])}"
    )


def _in(text: str, start: int, end: int) -> Span | None:
    for found in _names().finditer(text, start, end):
        span = found.span("after") if found["after"] else found.span("before")
        if _is_event(text[slice(*span)]):
            return _own(text, span)
    return None


def _is_event(name: str) -> bool:
    """The longest ending decides: 协商会 is held, 商会 is a body."""
    ends = (name[at:] for at in range(len(name)))
    return next(_held()[end] for end in ends if end in _held())


@cache
def _held() -> dict[str, bool]:
    words = table("meetings")
    return dict.fromkeys(words["not_heads"], False) | dict.fromkeys(words["heads"], True)


def _own(text: str, span: Span) -> Span:
    """高新区2026年第4次党政联席会议 is that from the year on; 县政府2024年第6次常务会议 keeps its body."""
    start, end = span
    counted_ = next(ordinals(text[start:end]), None)
    if counted_ is None:
        return span
    rest = text[start + counted_.span[1] : end]
    return span if rest in table("meetings")["general"] else (start + counted_.span[0], end)
