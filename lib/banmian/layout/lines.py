"""What a line says about itself, its neighbours unheard."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from banmian.layout.bylines import byline, credit, dateline, picture
from banmian.layout.furniture import PAGE, WEEKDAY, is_furniture, is_guide, is_masthead, section_of
from banmian.layout.key import tight
from banmian.layout.vocabulary import DAY, FULL_DATE, affixes, pattern, terms

LONGEST_HEADLINE = 46
_LONGEST_KICKER = 70
_LONGEST_OF_PAGE = 160
_LONGEST_CAPTION = 300


class LineKind(StrEnum):
    """The kinds of lines; those from ADVERT on belong to no article."""

    HEADLINE = "headline"
    NOTICE = "notice"
    BYLINE = "byline"
    LEAD = "lead"
    TEXT = "text"
    CROSSHEAD = "crosshead"
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"
    SIGNATURE = "signature"
    DATE = "date"
    JUMP_FROM = "jump_from"
    JUMP_TO = "jump_to"
    ADVERT = "advert"
    IMAGE = "image"
    SECTION = "section"
    BRIEFS = "briefs"
    GUIDE = "guide"
    MASTHEAD = "masthead"
    FURNITURE = "furniture"


# （下转第二版《全县经济工作会议召开》）
_JUMP_TITLE = r"(?:\s?[·：]?\s?[《“][^《》“”（）。\n]{4,40}[》”](?:一文)?)"
JUMP_FROM = re.compile(
    rf"[（【《]?\s?(?:[↑▲◀←]\s?)?[上紧]接\s?{PAGE}(?:{_JUMP_TITLE}|[^\s（）【】。，]{{0,8}}?)(?:[）】》]|$)|^[上紧]接{PAGE}"
)
JUMP_TO = re.compile(
    rf"[（【《]\s?(?:[↓▼▶→►]\s?)?(?:下|转)[转至]?\s?{PAGE}(?:{_JUMP_TITLE}|[^）】》\n]{{0,8}})[）】》]"
    rf"|(?:[↓▼▶→►]\s?)?下转\s?{PAGE}$"
)


# ■长堤社区…, not ■ 图片新闻 ■.
_MARKS_BEFORE = re.compile(r"(?:>\s*)*(?:#{1,6}\s*)?(?:\*{1,3}|_{2,3}|[■★☆◎▌▍](?!.*[■★☆◎▌▍]$))?\s*")
_MARKS_AFTER = re.compile(r"\s*(?:\*{1,3}|_{2,3})?\s*#*$")
_MARKED = re.compile(r"[\s>#*_■★☆◎▌▍]")
_LEVEL = re.compile(r"(?:>\s*)*(#{1,6})")


def level(text: str) -> int:
    """The number of # before a heading; 0 for none."""
    found = _LEVEL.match(text) if text[:1] in {"#", ">"} else None
    return len(found[1]) if found else 0


def is_bold(text: str) -> bool:
    return text.startswith(("**", "__")) and text.endswith(("**", "__")) and len(text) > 4


def marks(text: str) -> tuple[int, int]:
    """How many characters of Markdown stand before and behind the words of a line."""
    if text[:1].isalnum() or not _MARKED.match(text):
        return 0, 0
    before = _MARKS_BEFORE.match(text)
    start = before.end() if before else 0
    behind = _MARKS_AFTER.search(text, max(start, len(text) - 12))
    end = behind.start() if behind and (start or text.startswith("*")) else len(text)
    return (start, len(text) - end) if start < end else (0, 0)


def words_of(text: str) -> str:
    """A line without its Markdown."""
    start, behind = marks(text)
    return text[start : len(text) - behind] if start or behind else text


_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"。|[！？][”’]?[^\s”’]|；")
_NUMBERED = re.compile(
    r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}(?:[、）)]|[.．](?![0-9]))|第[一二三四五六七八九十]{1,3}[，、条章]|[①-⑳●•▪◇◆-]\s?)"
)
_DATE_LINE = re.compile(rf"[（]?{FULL_DATE}\s?(?:{WEEKDAY})?[）]?$")
# （2021年3月26日县第十七届人大常委会第三十六次会议通过）
_ADOPTED = re.compile(rf"（{FULL_DATE}[^（）]{{4,60}}）")
# （文/卫健宣 图/甘草） credits a report, not a picture.
_WRITTEN = re.compile(r"文\s?[/：]|[/、]\s?文")


def _is_notice(words: str) -> bool:
    if words.endswith("。"):
        return False
    title = re.sub(r"（[^（）]*）$", "", tight(words))
    if title in terms("notice_titles"):
        return True
    issued = title.startswith("关于") and _document().search(title)
    if not (issued or title.endswith(affixes("notices"))) or len(title) > LONGEST_HEADLINE:
        return False
    return not any(verb in title for verb in terms("notice_reports"))


@cache
def _document() -> re.Pattern[str]:
    return re.compile(rf"的{pattern('documents')}$")


_OPENS_IMAGE = "！![【<"


@cache
def image() -> re.Pattern[str]:
    """![](img/p1.jpg), <img …>, [图片：夏粮收购现场]: what a converter leaves of a picture."""
    return re.compile(
        rf"[！!]?[\[【]{pattern('pictures')}[：\s]?[^\[\]【】]{{0,60}}[\]】]"
        r"|！\[[^\[\]]{0,200}\]（[^（）\s]{0,400}）|<img\b[^<>]{0,400}>"
    )


@cache
def _advert() -> re.Pattern[str]:
    """【公益广告】…, 广告：…"""
    return re.compile(rf"[【（\[〔〖]{pattern('adverts')}[】）\]〕〗]|{pattern('adverts')}[：|｜]")


def _outside(words: str) -> LineKind | None:
    """Lines that stand on a page without being part of a report."""
    if not _WORD.search(words[:200]):
        return LineKind.FURNITURE
    if words[0] in _OPENS_IMAGE and image().fullmatch(words):
        return LineKind.IMAGE
    if "接" in words and JUMP_FROM.fullmatch(words):
        return LineKind.JUMP_FROM
    if ("下" in words or "转" in words) and JUMP_TO.fullmatch(words):
        return LineKind.JUMP_TO
    if _advert().match(words) or words.endswith("（广告）"):
        return LineKind.ADVERT
    return _of_page(words) if len(words) <= _LONGEST_OF_PAGE else None


def _of_page(words: str) -> LineKind | None:
    """Head, foot and labels of a page."""
    tests = (
        (_DATE_LINE.match, LineKind.DATE),
        (is_masthead, LineKind.MASTHEAD),
        (is_guide, LineKind.GUIDE),
        (is_furniture, LineKind.FURNITURE),
    )
    for test, kind in tests:
        if test(words):
            return kind
    section = section_of(words)
    if section is None:
        return None
    return LineKind.BRIEFS if section in terms("brief_sections") else LineKind.SECTION


def _by_report(words: str) -> LineKind | None:
    """Lines that tell their part in a report."""
    if len(words) <= 60 and credit().match(words) and not _WRITTEN.search(words):
        return LineKind.CREDIT
    if byline(words):
        return LineKind.BYLINE
    if dateline().match(words):
        return LineKind.LEAD
    if len(words) > _LONGEST_CAPTION:
        return None
    foot = words[-60:]
    pictured = picture().search(foot) and credit().search(foot) and not _WRITTEN.search(foot)
    return LineKind.CAPTION if pictured or words.startswith(("▲", "▼", "图为")) else None


@cache
def _opener() -> re.Pattern[str]:
    """会议强调, 会上, 3月6日下午，…: the start of a paragraph in a report, never of a headline."""
    return re.compile(rf"{pattern('openers')}|{DAY}[^，。]{{0,12}}，")


@cache
def _speech() -> re.Pattern[str]:
    """丁一要求，…: of a headline, what was said stands behind a colon."""
    return re.compile(rf"[\u3400-\u9fff]{{2,4}}{pattern('stress_verbs')}，")


def opens_paragraph(words: str) -> bool:
    return bool(_opener().match(words))


def numbered(words: str) -> bool:
    """An item of a list: 一、…, （二）…, 3. …, ● …"""
    return bool(_NUMBERED.match(words))


def could_be_headline(words: str) -> bool:
    """Short, one sentence, no mark at its end that a sentence needs."""
    if words.endswith(("。", "，", "、", "；", "：")):
        return False
    size = len(tight(words)) if len(words) <= 4 * LONGEST_HEADLINE else len(words)
    longest = _LONGEST_KICKER if words.endswith(affixes("stress_verbs")) else LONGEST_HEADLINE
    if not 2 <= size <= longest or numbered(words) or opens_paragraph(words):
        return False
    if _speech().match(words) or _ADOPTED.fullmatch(words):
        return False
    if not _LETTER.search(words) or _SENTENCE.search(words):
        return False
    return not (words.endswith(("。”", "？”", "！”", "”。")) and size > 20)


def is_notice(text: str) -> bool:
    """The title of a notice, and nothing else that a line can be."""
    return _is_notice(words_of(text)) and classify_alone(text) == LineKind.NOTICE


def classify_alone(text: str) -> LineKind:
    """The kind of a line by itself. ``text`` is normalised, without white space around it."""
    words = words_of(text)
    kind = _outside(words) or _by_report(words)
    if kind and not (level(text) and kind in {LineKind.BYLINE, LineKind.CREDIT}):
        return kind
    if _is_notice(words):
        return LineKind.NOTICE
    marked = level(text) > 0 or is_bold(text)
    if could_be_headline(words) or (marked and len(words) <= 2 * LONGEST_HEADLINE and "。" not in words):
        return LineKind.HEADLINE
    return LineKind.TEXT
