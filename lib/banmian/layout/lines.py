"""What a line says about itself, its neighbours unheard."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from banmian.layout.bylines import byline, credit, dateline
from banmian.layout.key import tight
from banmian.layout.vocabulary import DAY, FULL_DATE, pattern, terms

LONGEST_HEADLINE = 46
_LONGEST_KICKER = 70
LONGEST_FURNITURE = 110
_LONGEST_OF_PAGE = 160


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


PAGE = r"(?:第?\s?[A-Z]?[0-9一二三四五六七八九十]{1,3}\s?版|[A-Z][0-9]{1,2}|[0-9]{1,2}[A-Z])"

JUMP_FROM = re.compile(
    rf"[（【《]?\s?(?:[↑▲◀←]\s?)?[上紧]接\s?{PAGE}[^\s（）【】。，]{{0,8}}?(?:[）】》]|$)|^[上紧]接{PAGE}"
)
JUMP_TO = re.compile(
    rf"[（【《]\s?(?:[↓▼▶→►]\s?)?(?:下|转)[转至]?\s?{PAGE}[^）】》\n]{{0,8}}[）】》]|(?:[↓▼▶→►]\s?)?下转\s?{PAGE}$"
)
IMAGE = re.compile(r"！\[[^\[\]]{0,200}\]（[^（）\s]{0,400}）|<img\b[^<>]{0,400}>")


_MARKS_BEFORE = re.compile(r"(?:>\s*)*(?:#{1,6}\s*)?(?:\*{1,3}|_{2,3})?\s*")
_MARKS_AFTER = re.compile(r"\s*(?:\*{1,3}|_{2,3})?\s*#*$")
_LEVEL = re.compile(r"(?:>\s*)*(#{1,6})")


def level(text: str) -> int:
    """The number of # before a heading; 0 for none."""
    found = _LEVEL.match(text)
    return len(found[1]) if found else 0


def is_bold(text: str) -> bool:
    return text.startswith(("**", "__")) and text.endswith(("**", "__")) and len(text) > 4


def marks(text: str) -> tuple[int, int]:
    """How many characters of Markdown stand before and behind the words of a line."""
    before = _MARKS_BEFORE.match(text)
    start = before.end() if before else 0
    behind = _MARKS_AFTER.search(text, max(start, len(text) - 12))
    end = behind.start() if behind and (start or text.startswith("*")) else len(text)
    return (start, len(text) - end) if start < end else (0, 0)


def words_of(text: str) -> str:
    """A line without its Markdown."""
    start, behind = marks(text)
    return text[start : len(text) - behind]


_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE_END = re.compile(r"[。！？；：，、…][”’）】]*$|[。！？][”’）】]+$")
_SENTENCE = re.compile(r"。|[！？][”’]?[^\s”’]|；")
_GUIDE_ITEM = re.compile(
    rf"(?:[.…·⋯]{{2,}}\s?|[（【\[〔]|详见|[>》›→]{{1,3}}\s?|\s)\s?(?:详见|见)?{PAGE}\s?[）】\]〕]?$"
)
_NUMBERED = re.compile(
    r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}[、）).．]|第[一二三四五六七八九十]{1,3}[，、条章]|[①-⑳●•▪◇◆-]\s?)"
)
WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
_DATE_LINE = re.compile(rf"[（]?{FULL_DATE}\s?(?:{WEEKDAY})?[）]?$")
CALENDAR = re.compile(
    rf"{WEEKDAY}$|农历[^，。]{{2,14}}$|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[^，。]{{2,6}}$"
)
ISSUE = re.compile(
    r"第\s?[0-9〇零一二三四五六七八九十百千]{1,6}\s?[期号]|总第?\s?[0-9]{1,6}\s?期|[今本][日期]\s?[0-9一二三四五六七八九十]{1,2}\s?版"
)
_PAGE_LABEL = re.compile(rf"{PAGE}[\s·|｜/:：—-]*")
# 【青春风采】; 简讯两则.
_FRAMED = re.compile(r"【(?!本[报刊网]|广告)[^【】，。]{2,8}】$")
_COUNT = re.compile(r"[一二两三四五六七八九十]则$")
_LABEL_FRAME = re.compile(r"^[\s\[【〔《<■□◆◇●○▲△★☆◎※|｜·•—-]+|[\s\]】〕》>■□◆◇●○▲△★☆◎※|｜·•—-]+$")


# （文/卫健宣 图/甘草） credits a report, not a picture.
_WRITTEN = re.compile(r"文\s?[/：]|[/、]\s?文")


def _is_guide(words: str) -> bool:
    """导读, 今日看点 …, or an item with its page: ● 我区“夜校”课堂开进楼宇 …… 2版."""
    labelled = tight(words).strip("【】[]·：:") in terms("guides")
    if labelled or re.match(rf"[【]?{pattern('guides')}[】]?[\s：]", words):
        return True
    return len(words) <= 60 and bool(_GUIDE_ITEM.search(words[-24:])) and not ISSUE.search(words)


@cache
def _furniture() -> re.Pattern[str]:
    label = pattern("furniture")
    return re.compile(rf"{label}(?:（[^（）]{{1,8}}）)?\s?[：:/／]")


@cache
def _furniture_loose() -> re.Pattern[str]:
    """责编 丁一  美编 何苗: labels with a space alone, so two are asked for."""
    return re.compile(rf"(?:^|[\s|/／]){pattern('furniture')}[\s：:/／]")


@cache
def _made_by() -> re.Pattern[str]:
    """中共云岭县委主管主办, 紫荆街道党政办公室编: a publisher's line."""
    return re.compile(r"[^，。！？]{2,30}(?:主管|主办|主编|编印|出版|编)(?=$|[\s、])")


def _is_furniture(words: str) -> bool:
    if len(words) > LONGEST_FURNITURE or "。" in words[:-1]:
        return False
    start = _LABEL_FRAME.sub("", words[:20])
    if _furniture().match(start) or len(_furniture().findall(words)) >= 2:
        return True
    labels = len(_furniture_loose().findall(" " + words)) + len(_furniture().findall(words))
    return labels >= 2 and not _SENTENCE_END.search(words)


def _is_masthead(words: str) -> bool:
    """A line of the page's head: a printed date beside what stands there, an issue number, a publisher."""
    if len(words) > LONGEST_FURNITURE or "。" in words:
        return False
    dated, numbered = re.search(FULL_DATE, words), ISSUE.search(words)
    if words.count("，") > 1:
        return False
    signs = sum(word in words for word in terms("masthead")) + bool(numbered)
    if dated:
        rest = words[: dated.start()] + words[dated.end() :]
        return signs > 0 or bool(_PAGE_LABEL.search(rest)) or tight(rest).endswith(tuple(terms("papers")))
    if CALENDAR.match(words):
        return True
    if numbered and len(tight(words)) <= 30:
        return words == numbered[0] or signs > 1 or words.startswith("农历") or bool(_made_by().match(words))
    return (
        bool(_made_by().match(words)) and len(tight(words)) <= 24 and words.endswith(("主办", "主管", "出版"))
    )


def section_of(words: str) -> str | None:
    """The section label that a line is: 要 闻, 【简讯】, 二版　乡村, 海棠岛 · 要闻; None for other lines."""
    if len(words) > 30:
        return None
    label = _LABEL_FRAME.sub("", _PAGE_LABEL.sub("", words, count=1) if _PAGE_LABEL.match(words) else words)
    label = _COUNT.sub("", label)
    if _FRAMED.match(words):
        return tight(label)
    known = terms("sections") | terms("brief_sections")
    for part in (tight(label), tight(re.split(r"[·|｜]", label)[-1])):
        if part in known:
            return part
    return tight(words) if not tight(label) and _PAGE_LABEL.match(words) else None


def _is_notice(words: str) -> bool:
    title = re.sub(r"（[^（）]*）$", "", tight(words))
    if not title.endswith(tuple(terms("notices"))) or len(title) > LONGEST_HEADLINE:
        return False
    return not any(verb in title for verb in terms("notice_reports"))


def _outside(words: str) -> LineKind | None:
    """Lines that stand on a page without being part of a report."""
    if not _WORD.search(words[:200]):
        return LineKind.FURNITURE
    for pattern_, kind in (
        (IMAGE, LineKind.IMAGE),
        (JUMP_FROM, LineKind.JUMP_FROM),
        (JUMP_TO, LineKind.JUMP_TO),
    ):
        if pattern_.fullmatch(words):
            return kind
    if re.match(rf"[【（\[〔]{pattern('adverts')}[】）\]〕]", words):
        return LineKind.ADVERT
    return _of_page(words) if len(words) <= _LONGEST_OF_PAGE else None


def _of_page(words: str) -> LineKind | None:
    """Head, foot and labels of a page."""
    tests = (
        (_DATE_LINE.match, LineKind.DATE),
        (_is_masthead, LineKind.MASTHEAD),
        (_is_guide, LineKind.GUIDE),
        (_is_furniture, LineKind.FURNITURE),
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
    pictured = credit().search(words[-60:]) and not _WRITTEN.search(words[-60:])
    if len(words) <= 300 and (pictured or words.startswith(("▲", "▼", "图为"))):
        return LineKind.CAPTION
    return None


@cache
def _opener() -> re.Pattern[str]:
    """会议强调, 会上, 3月6日下午，…: the start of a paragraph in a report, never of a headline."""
    return re.compile(rf"{pattern('openers')}|{DAY}[^，。]{{0,12}}，")


def opens_paragraph(words: str) -> bool:
    return bool(_opener().match(words))


def numbered(words: str) -> bool:
    """An item of a list: 一、…, （二）…, 3. …, ● …"""
    return bool(_NUMBERED.match(words))


def could_be_headline(words: str) -> bool:
    """Short, one sentence, no mark at its end that a sentence needs."""
    size = len(tight(words)) if len(words) <= 4 * LONGEST_HEADLINE else len(words)
    longest = _LONGEST_KICKER if words.endswith(tuple(terms("stress_verbs"))) else LONGEST_HEADLINE
    if not 2 <= size <= longest or numbered(words) or opens_paragraph(words):
        return False
    if not _LETTER.search(words) or _SENTENCE.search(words) or words.endswith(("。", "，", "、", "；", "：")):
        return False
    return not (words.endswith(("。”", "？”", "！”", "”。")) and size > 20)


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
