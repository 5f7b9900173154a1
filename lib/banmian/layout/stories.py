"""The page as a sequence of headline stacks and of stories: runs of blocks that hold one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from banmian.layout.blocks import unfinished
from banmian.layout.key import tight
from banmian.layout.likeness import cohesion, same_print
from banmian.layout.lines import LineKind
from banmian.layout.vocabulary import DAY, FULL_DATE, numeral, pattern
from banmian.records import Block, Jump

K = LineKind

_RECALLED = 12
_LONGEST_STACK = 12
_FIRST_WORDS = 80
_MOST_CREDITS = 3
_BULLETS = frozenset("●■◆▲★○□◇")
"""Before each of the short reports under 简讯."""
# Bigrams that a paragraph shares with the report before it. Of the development pages: 近日，… begins
# another report at .04 and .14; with a date it goes on at .11 and .19, begins another at .04 and .09.
_NEWS_OF_LATE, _NEWS_OF_A_DAY = 0.2, 0.1
_PAGE = re.compile(r"(?<![今本日期共])\s*[A-Z]?([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?版")
_TITLE = re.compile(r"[《“]([^《》“”]{4,40})[》”]")
_CREDITED = re.compile(r"（[^（）。，]{2,30}）$")
_DATED = re.compile(FULL_DATE)


@dataclass(frozen=True, slots=True)
class Stack:
    """Headline lines that stand together."""

    lines: tuple[Block, ...]
    onward: bool = False
    """下转 stands right below: all of its report is on another page."""

    @property
    def start(self) -> int:
        return self.lines[0].span[0]


@dataclass(frozen=True, slots=True)
class Story:
    """Blocks that hold one text, in the order of reading."""

    blocks: tuple[Block, ...]
    photo: bool = False
    brief: bool = False
    since: Jump | None = None
    """It stands behind 上接: its beginning is on another page."""
    onward: Jump | None = None
    """It ends in 下转."""

    @property
    def start(self) -> int:
        return self.blocks[0].span[0]

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


@cache
def _of_late() -> re.Pattern[str]:
    return re.compile(pattern("report_openers"))


@cache
def _several() -> re.Pattern[str]:
    """连日来，区领导走访慰问… | 2月11日，区委书记来到…"""
    return re.compile(pattern("several_days"))


# 4月3日至4日，书记深入矿区调研…
_FROM_DAY = re.compile(rf"(?P<day>{DAY})[至到]")


def _of_days(opening: str, text: str) -> bool:
    """Of a report of several days, what was done on one: 4月3日至4日，书记深入矿区… | 4月3日下午，书记同矿工…"""
    since = _FROM_DAY.search(opening)
    return bool(_several().search(opening)) or (since is not None and text.startswith(since["day"]))


# 2月28日是藏历新年初一 only mentions a day, 10月28日试运行那天，… looks back at one, 7月2日以来，… tells of many; 9月24日，… and 3月6日至8日上午，… tell of it.
# 在5月11日闭幕的省赛中，… too.
_OF_A_DAY = re.compile(
    rf"{DAY}(?!{pattern('since')}|是|[^，。]{{0,12}}{pattern('recalled')}，)[^，。]{{0,12}}，(?![^，。]{{0,12}}[还又再])|[在于]{DAY}{pattern('closing_verbs')}的[^，。]{{2,30}}[中上]，"
)


def dated(text: str) -> bool:
    """Opens as a report does: 3月6日下午，…, 近日…"""
    return bool(_OF_A_DAY.match(text) or _of_late().match(text))


def credited(text: str) -> bool:
    """Ends in the contributor's name: （通讯员 秦岚）, not in the day on which a list was adopted."""
    found = _CREDITED.search(text[-40:])
    return found is not None and not _DATED.search(found[0])


def recalled(blocks: Sequence[Block]) -> str:
    """What a reader has in mind of a story: how it began and its last paragraphs."""
    return "\n".join(block.text for block in (*blocks[:1], *blocks[-_RECALLED:]))


def page_number(text: str) -> int | None:
    """第3版, 二版, A2版 → 3, 2, 2; None where no page is named, and for 今日8版."""
    found = _PAGE.search(text)
    return numeral(found[1]) if found else None


def _title(mark: str) -> str | None:
    """下转第二版《全县经济工作会议召开》"""
    found = _TITLE.search(mark)
    return found[1] if found else None


class _Reader:
    """Takes the blocks of a page one by one; its fields are what is open so far."""

    def __init__(self) -> None:
        self.items: list[Stack | Story] = []
        self.stack: list[Block] = []
        self.story: list[Block] = []
        self.briefs = False
        self.since: Jump | None = None
        self.page: int | None = None

    def end_story(self, onward: Jump | None = None) -> None:
        if self.story:
            self.items.append(Story(tuple(self.story), brief=self.briefs, since=self.since, onward=onward))
            self.since = None
        self.story = []

    def end_stack(self, *, onward: bool = False) -> None:
        if self.stack:
            self.items.append(Stack(tuple(self.stack), onward))
        self.stack = []

    def lead(self, block: Block) -> None:
        """A dateline begins a report, unless it is the second print of the one just read."""
        if self.story and not self.stack and same_print(tight(self.story[-1].text), tight(block.text)):
            self.story.append(block)
        else:
            self.begin(block)

    def begin(self, block: Block) -> None:
        self.end_story()
        self.end_stack()
        self.story = [block]

    def go_on(self, block: Block) -> None:
        if not self.story or self.stack or (block.kind == K.TEXT and self._anew(block)):
            self.begin(block)
        else:
            self.story.append(block)

    def _anew(self, block: Block) -> bool:
        """A paragraph without headline or dateline that is a report of its own."""
        last = self.story[-1]
        if last.kind == K.SIGNATURE or (last.kind == K.TEXT and credited(last.text)):
            return True
        if self.briefs and block.text[:1] in _BULLETS:
            return True
        if not dated(block.text) or unfinished(last.text) or last.kind == K.BYLINE:
            return False
        shared = cohesion(block.text, recalled(self.story))
        days = _of_days(self.story[0].text[:_FIRST_WORDS], block.text)
        reported = self.story[0].kind == K.LEAD and shared < _NEWS_OF_A_DAY and not days
        late = bool(_of_late().match(block.text)) and shared < _NEWS_OF_LATE
        return self.briefs or credited(block.text) or late or reported

    def byline(self, block: Block) -> None:
        if self.story and not self.stack and self.story[-1].kind == K.BYLINE:
            self.story.append(block)
        else:
            self.begin(block)

    def headline(self, block: Block) -> None:
        self.end_story()
        if len(self.stack) == _LONGEST_STACK:
            self.end_stack()
        self.stack.append(block)

    def caption(self, block: Block) -> None:
        """A picture may stand between the paragraphs of a report: it ends none."""
        self.end_stack()
        self.items.append(Story((block,), photo=True))

    def credit(self, block: Block) -> None:
        last = self.items[-1] if self.items else None
        if isinstance(last, Story) and last.photo and len(last.blocks) < _MOST_CREDITS:
            self.items[-1] = Story((*last.blocks, block), photo=True)
        else:
            self.go_on(block)

    def aside(self, block: Block) -> None:
        """What belongs to no article."""
        number = page_number(block.text)
        if block.kind == K.JUMP_TO:
            self.end_story(Jump(self.page, number, _title(block.text)))
            self.end_stack(onward=True)
        elif block.kind == K.JUMP_FROM:
            self.end_story()
            self.end_stack()
            self.since = Jump(self.page, number, _title(block.text))
        elif block.kind == K.MASTHEAD and number is not None:
            self.end_story()
            self.page = number
        elif block.kind in {K.SECTION, K.BRIEFS}:
            self.end_story()
            self.end_stack()
            self.briefs = block.kind == K.BRIEFS
            self.page = number if number is not None else self.page


def read_stories(blocks: Sequence[Block]) -> list[Stack | Story]:
    """Stacks and stories in the order in which they end; pictures in between."""
    reader = _Reader()
    takes = {
        K.HEADLINE: reader.headline,
        K.NOTICE: reader.headline,
        K.LEAD: reader.lead,
        K.BYLINE: reader.byline,
        K.CAPTION: reader.caption,
        K.CREDIT: reader.credit,
        K.TEXT: reader.go_on,
        K.TABLE: reader.go_on,
        K.SIGNATURE: reader.go_on,
        K.CROSSHEAD: reader.go_on,
    }
    for block in blocks:
        takes.get(LineKind(block.kind), reader.aside)(block)
    reader.end_story()
    reader.end_stack()
    return reader.items
