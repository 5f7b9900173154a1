"""A line that several parts of a page were run together in, and where each of them begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from banmian.layout.bylines import dateline
from banmian.layout.furniture import ISSUE, WEEKDAY, section_of
from banmian.layout.looks import tells
from banmian.layout.vocabulary import DAY, FULL_DATE, pattern, terms
from banmian.lexicon import any_of

_WINDOW = 160
"""A headline stack and what else stands between two reports is no longer."""
_LONGEST_CAPTION = 260
_LONGEST_BRACKET = 60
_LONGEST_DATELINE = 40
_SHORTEST_LINE, _LONGEST_LINE = 4, 80
_SENTENCES = 12
"""Where fewer than one in so many sentences is followed by space, none stands for a line break."""
_SPACE = re.compile(r"\s+")
_HEADING = re.compile(r"(?<=[^\s#])\s*(?=#{1,6}\s)")
_MARKED = re.compile(r"[，。：；！？…、]")
# … 管得好。（党政办 韩笑） ends a report too.
_SENTENCE = re.compile(r"[。！？][”’）]*(?:（[^（）。]{2,30}）)?")
_SENTENCE_END = re.compile(r"[。！？][”’）]*$|。（[^（）。]{2,30}）$")
_SHORTEST_SENTENCE = 8
_LABEL = re.compile(r"\s*(\S{1,4}版\s\S{2,6}|\S{2,6})\s")
_JUMP_END = re.compile(r"下转[^（）]{1,8}[）】]|下转\S{1,5}\s")
_DASH = re.compile(r"——(?=[\u3400-\u9fff])")
_PAGE_SIGN = re.compile(
    rf"{FULL_DATE}|{WEEKDAY}|{ISSUE.pattern}|农历\S{{2,4}}年\S{{2,5}}[初十廿卅一二三四五六七八九]"
)
_CAPTION_START = re.compile(rf"(?<=[。！？”）\s]){DAY}[^，。]{{0,6}}，")


_DATELINE_SIGN = re.compile(r"[讯电](?:(?<=本[报刊网台社站]讯)|(?<=[日曰].)|(?=\s?（))")
"""What each of the datelines below has, and few other lines."""


@cache
def _inner_dateline() -> re.Pattern[str]:
    """A dateline in the middle of a line: 本报讯（, 本报临湖4月8日电, 新华社北京4月7日电, 湾区讯（记者."""
    role = pattern("reporters")
    place = r"[^\s，。、：；（）“”《》]"
    return re.compile(
        rf"(?<![“《‘据])本[报刊网台社站]讯(?=\s?[（【：]|\s?{role}|\s[0-9])"
        rf"|(?<![“《‘据])(?:本报|{pattern('agencies')}){place}{{0,8}}?{DAY}[电讯]"
        rf"|(?=[^\s，。、：；（）“”《》讯电]{{0,10}}+[讯电])"
        rf"(?:(?!本[报刊网台社站]讯){place}){{1,10}}[讯电]\s?（[^（）]{{0,10}}{role}"
    )


def _house(datelines: Sequence[str]) -> str:
    """湾区讯: what all the datelines of a page begin with, where nothing parts them from the words before."""
    names = [words.partition("（")[0].rstrip() for words in datelines]
    shared = [
        letters[0]
        for letters in takewhile(lambda found: len(set(found)) == 1, zip(*map(reversed, names), strict=False))
    ]
    return "".join(reversed(shared)) if len(names) > 1 and len(shared) > 1 else ""


def _dateline_starts(text: str, start: int, end: int) -> list[int]:
    signs = [sign.start() for sign in _DATELINE_SIGN.finditer(text, start, end)]
    if not signs:
        return []
    near = max(start, signs[0] - _LONGEST_DATELINE), min(end, signs[-1] + _LONGEST_DATELINE)
    found = list(_inner_dateline().finditer(text, *near))
    house = _house([match[0] for match in found])
    starts = []
    for match in found:
        clear = match.start() == start or text[match.start() - 1] in " \u3000\t。！？”"
        known = match[0].find(house) if house else 0
        if clear or match[0].startswith(("本", *terms("agencies"))) or known > 0:
            starts.append(match.start() + max(0, known))
    return starts


@cache
def _credit() -> re.Pattern[str]:
    """本报记者 马雅宁 摄, 蓝天 摄: a photographer's credit, whatever follows."""
    role = any_of(terms("reporters") - terms("works"))
    who = rf"{pattern('houses')}?\s?{role}\s?[\u4e00-\u9fff·]{{1,4}}(?:\s{{1,3}}[\u4e00-\u9fff·]{{1,3}})?\s?"
    end = rf"[/／]?\s?{pattern('photographers')}(?![^\s，。]{{0,3}}[，。])"
    return re.compile(rf"(?:{who}){{1,3}}{end}|[\u4e00-\u9fff·]{{2,8}}\s摄(?=\s|$)")


@cache
def _byline() -> re.Pattern[str]:
    """本报首席记者 祝融 见习记者 池鱼: a byline between spaces."""
    role = any_of(terms("reporters") - terms("works") - {"作者"})
    writer = rf"{role}\s[\u4e00-\u9fff·]{{2,4}}(?:\s[\u4e00-\u9fff·]{{2,3}}(?=\s))?"
    return re.compile(rf"{pattern('houses')}{writer}(?:\s{writer}){{0,3}}(?:\s文/图|\s报道)?(?=\s)")


@cache
def _notice() -> re.Pattern[str]:
    """关于2024年度计划的公告: the title of a notice between two sentences."""
    return re.compile(rf"(?<=[。！？”）\s])关于[^。，；：]{{4,40}}?的{pattern('titles_of_notices')}")


@cache
def _furniture() -> re.Pattern[str]:
    """责编 丁一  美编 何苗 电话：0000-8765432: labels and their values to the end of the line."""
    label = pattern("furniture")
    return re.compile(
        rf"(?:(?<=[\s。！？”）])|^)(?:本版)?{label}(?:（[^（）]{{1,8}}）)?[：/]\s?\S{{1,30}}"
        rf"|(?<=\s){label}\s\S{{1,6}}(?:\s+{label}[\s：:/]\S{{1,6}}){{1,6}}"
    )


def _heads(text: str, floor: int, dateline_at: int) -> Iterator[int]:
    """Where the headlines before a dateline begin, behind the last sentence, and where one ends."""
    far = dateline_at - _WINDOW
    jumps = list(_JUMP_END.finditer(text, max(floor, far), dateline_at))
    at = jumps[-1].end() if jumps else text.rfind("。", max(floor, far), dateline_at) + 1
    if not at:
        at = dateline_at if floor < far else floor
    while at < dateline_at and text[at] in "”’）":
        at += 1
    yield at
    yield from (found.end() for found in _stress().finditer(text, at, dateline_at))
    yield from (found.start() for found in _DASH.finditer(text, at, dateline_at))


def _sentences(text: str, start: int, end: int) -> Iterator[int]:
    """A cut between two headlines of which each is whole: …开展公祭筹备工作 全区防汛视频调度会召开."""
    for gap in _SPACE.finditer(text, start, end):
        before, behind = text[start : gap.start()], text[gap.end() : end]
        if min(len(before), len(behind)) >= _SHORTEST_SENTENCE and tells(before) and tells(behind):
            yield gap.end()


@cache
def _stress() -> re.Pattern[str]:
    return re.compile(rf"时{pattern('stress_verbs')}[：，]?(?=\S)")


def byline_between(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the first byline between spaces begins and ends."""
    found = _byline().search(text, start, end)
    return found.span() if found else None


def _datelines(text: str, start: int, end: int) -> Iterator[int]:
    """Cuts before the datelines inside a line, and before their headlines."""
    floor = start
    for at in _dateline_starts(text, start, end):
        opened = dateline().match(text, floor)
        if at > start and not (opened and opened.end() >= at):
            heads = sorted(_heads(text, floor, at))
            yield from heads
            yield from _sentences(text, heads[-1], at)
            yield at
            floor = at


def _last_headline(text: str, start: int, end: int) -> Iterator[int]:
    """A cut before what stands behind the last sentence, a headline that has lost its body."""
    ends = list(_SENTENCE.finditer(text, max(start, end - _WINDOW), end))
    if ends and end - ends[-1].end() > _SHORTEST_LINE:
        yield ends[-1].end()


def _captions(text: str, start: int, end: int) -> Iterator[int]:
    """Cuts around captions that end in a photographer's credit."""
    for found in _credit().finditer(text, start, end):
        starts = list(
            _CAPTION_START.finditer(text, max(start, found.start() - _LONGEST_CAPTION), found.start())
        )
        yield from (starts[-1].start() if starts else found.start(), found.end())


def _head_of_page(text: str, start: int, end: int) -> Iterator[int]:
    """Cuts behind the last of date, weekday, lunar date and number, and behind a label: 一版 要闻."""
    signs = list(_PAGE_SIGN.finditer(text, start, min(end, start + _WINDOW)))
    at = signs[-1].end() if signs else start
    yield at
    label = _LABEL.match(text, at, end)
    if label and section_of(label[1]) is not None:
        yield label.end()


def _furniture_cut(text: str, start: int, end: int) -> Iterator[int]:
    found = _furniture().search(text, max(start, end - 2 * _WINDOW), end)
    if found:
        yield from (found.start(), found.end())


def _outside_brackets(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """White space that stands in no bracket."""
    opened = -_LONGEST_BRACKET
    at = start
    for gap in _SPACE.finditer(text, start, end):
        opening, closing = text.rfind("（", at, gap.start()), text.rfind("）", at, gap.start())
        at = gap.end()
        if opening > closing:
            opened = opening
        elif closing >= 0:
            opened = -_LONGEST_BRACKET
        if gap.start() - opened > _LONGEST_BRACKET or opened < 0:
            yield gap


def _spaces(text: str, start: int, end: int) -> Iterator[int]:
    """Cuts at the white space that stands for a line break.

    Where such space is wide, all wide space is one. Else it is one behind a sentence, and behind words
    without any mark, which are a headline or stand at the head of the page.
    """
    gaps = list(_outside_brackets(text, start, end))
    ended = [gap for gap in gaps if _SENTENCE_END.search(text, max(start, gap.start() - 40), gap.start())]
    if len(ended) < text.count("。", start, end) / _SENTENCES:
        return
    if sum(len(gap[0]) > 1 for gap in ended) > len(ended) / 2:
        yield from (gap.end() for gap in gaps if len(gap[0]) > 1)
        return
    at, sentences = start, {gap.start() for gap in ended}
    for gap in gaps:
        if gap.start() < at:
            continue
        known = _known(text, at, end)
        if known > gap.start():
            at = known
            yield at
        elif gap.start() in sentences or _is_line(text, at, gap):
            at = gap.end()
            yield at


def _known(text: str, at: int, end: int) -> int:
    """Where a byline, a credit or a label that begins here ends; 0 for none."""
    for known in (_credit(), _byline(), _furniture()):
        found = known.match(text, at, end)
        if found:
            return found.end()
    return 0


def _is_line(text: str, at: int, gap: re.Match[str]) -> bool:
    """The words up to a space are a line: a section label, or long enough and without any mark."""
    words = text[at : min(gap.start(), at + _LONGEST_LINE)]
    if gap.start() - at > _LONGEST_LINE:
        return False
    if len(words) < _SHORTEST_LINE:
        return section_of(words) is not None
    goes_on = text[gap.end() : gap.end() + 1] == "（" or dateline().match(words)
    return not (goes_on or _MARKED.search(words))


def cuts(text: str, start: int, end: int, whole: bool) -> list[int]:
    """Where the parts of a run-on line begin; none for the line of an ordinary page.

    ``whole``: the line is all the page there is, so it is run on even without a dateline inside.
    """
    found = list(_datelines(text, start, end))
    if text.find("#", start, end) >= 0:
        found += (heading.end() for heading in _HEADING.finditer(text, start, end))
    if not found and not whole:
        return []
    found += _last_headline(text, start, end)
    found += _captions(text, start, end)
    found += _spaces(text, start, end)
    found += (cut for notice in _notice().finditer(text, start, end) for cut in notice.span())
    furniture = list(_furniture_cut(text, start, end))
    if furniture:
        found = [cut for cut in found if not furniture[0] < cut < furniture[1]] + furniture
    if whole:
        found += _head_of_page(text, start, end)
    return found
