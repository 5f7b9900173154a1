"""Lines of the page itself: its head and foot, what guides to other pages, the labels of its sections."""

from __future__ import annotations

import re
from functools import cache

from banmian.layout.key import tight
from banmian.layout.vocabulary import FULL_DATE, affixes, pattern, terms

_LONGEST_FURNITURE, _LONGEST_HEAD = 110, 60
_SIGNS = 3
"""北垦总局某农场党委主办 内部资料 免费交流: so many words of a page's head need no date beside them."""

PAGE = r"(?:第?\s?[A-Z]?[0-9一二三四五六七八九十]{1,3}\s?版|[A-Z][0-9]{1,2}|[0-9]{1,2}[A-Z])"

WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
_SENTENCE_END = re.compile(r"[。！？；：，、…][”’）】]*$|[。！？][”’）】]+$")
_GUIDE_ITEM = re.compile(
    rf"(?:[.…·⋯]{{2,}}\s?|[（【\[〔]|详见|[>》›→]{{1,3}}\s?|\s)\s?(?:详见|见)?{PAGE}\s?[）】\]〕]?$"
)
_PAGE_LAST = re.compile(r"[版0-9A-Z]\s?[）】\]〕]?$")
# 辛丑年十一月廿八, 农历二〇二一年闰四月初八, whatever stands beside it.
_LUNAR_DAY = r"闰?[正一二三四五六七八九十冬腊]{1,2}月[初十廿二三卅][一二三四五六七八九十]?"
CALENDAR = re.compile(
    rf"{WEEKDAY}$|农历[^，。]{{2,14}}$|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[^，。]{{2,6}}$"
    rf"|(?:农历)?[^\s，。]{{2,5}}年{_LUNAR_DAY}(?=\s|$)"
)
_FULL_DATE = re.compile(FULL_DATE)
ISSUE = re.compile(
    r"第\s?[0-9〇零一二三四五六七八九十百千]{1,6}\s?[期号]|总第?\s?[0-9]{1,6}\s?期"
    r"|今[日期]\s?[0-9一二三四五六七八九十]{1,2}\s?版|本[日期]\s?[0-9一二三四五六七八九十]{1,2}\s?版"
)
_PAGE_LABEL = re.compile(rf"{PAGE}[\s·|｜/:：—-]*")
_DEGREES = re.compile(r"[0-9]\s?(?:℃|°C?|度)")
# 2023年4月第2期: the whole of a line.
_ISSUE_ALONE = re.compile(rf"(?:[0-9]{{4}}年)?(?:[0-9]{{1,2}}月)?\s?(?:{ISSUE.pattern})$")
# 【青春风采】, = 通知 =; 简讯两则.
_FRAMED = re.compile(
    r"【(?!本[报刊网]|广告)[^【】，。]{2,18}】$|([=~*|◆■●★☆※—-]{1,4})\s?[\u3400-\u9fff\s]{2,8}\1$"
)
# Before a label: 本期责任编辑, 本版编辑.
_WHOSE = r"(?:[本今当][版期报刊日])?"
_SET_OFF = re.compile(r"[\s：:/／]|[0-9]-[0-9]")
"""What stands behind every label."""
_COUNT = re.compile(r"[一二两三四五六七八九十]则$")
_LABEL_FRAME = re.compile(
    r"^[\s\[【〔〖《<■□◆◇●○▲△★☆◎※▌▍▎┃│|｜=~·•—-]+|[\s\]】〕〗》>■□◆◇●○▲△★☆◎※▌▍▎┃│|｜=~·•—-]+$"
)


@cache
def _press() -> re.Pattern[str]:
    """中共某县委机关报　国内统一刊号CN00-0021, without a date beside it."""
    return re.compile(rf"机关报(?=\s|$)|{pattern('press_numbers')}|准印证号?[：:\s]")


@cache
def _guide() -> re.Pattern[str]:
    return re.compile(rf"[【]?{pattern('guides')}[】]?[\s：]")


def is_guide(words: str) -> bool:
    """导读, 今日看点 …, or an item with its page: ● 我区“夜校”课堂开进楼宇 …… 2版."""
    if words.endswith("。"):
        return bool(_guide().match(words))
    if _guide().match(words) or tight(words).strip("【】[]·：:") in terms("guides"):
        return True
    ends = len(words) <= 60 and _PAGE_LAST.search(words) and _GUIDE_ITEM.search(words[-24:])
    return bool(ends) and not ISSUE.search(words)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(pattern("furniture"))


@cache
def _furniture() -> re.Pattern[str]:
    label = pattern("furniture")
    return re.compile(rf"{_WHOSE}{label}(?:（[^（）]{{1,8}}）)?(?:\s?[：:/／]|[0-9]{{3,4}}-[0-9]{{7,8}})")


@cache
def _one_name() -> re.Pattern[str]:
    """本版责任编辑 田甜: a label and a name, and nothing else."""
    name = r"(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]\s{1,4}[\u3400-\u9fff])"
    return re.compile(rf"{_WHOSE}{pattern('furniture')}\s+{name}$")


@cache
def _one_number() -> re.Pattern[str]:
    """本期印数 2200份, 零售价 1.5元: a label and how many, and nothing else."""
    return re.compile(rf"{_WHOSE}{pattern('furniture')}\s*[0-9.]{{1,8}}\s?[千万]?[份册元]$")


@cache
def _furniture_loose() -> re.Pattern[str]:
    """责编 丁一  美编 何苗: labels with a space alone, so two are asked for."""
    whose = rf"(?:{_WHOSE}|{pattern('editions')})"
    return re.compile(rf"(?:^|[\s|/／■□●◆◇▲★]){whose}{pattern('furniture')}[\s：:/／]")


@cache
def _made_by() -> re.Pattern[str]:
    """中共云岭县委主管主办, 紫荆街道党政办公室编: a publisher's line."""
    return re.compile(rf"[^，。！？]{{2,30}}{pattern('publishers')}(?=$|[\s、])")


@cache
def _organised() -> re.Pattern[str]:
    """县人大常委会办公室 本报编辑部 合办: bodies, and set off behind them that they make the page."""
    return re.compile(
        rf"(?:[^\s，。！？：“”]{{4,30}}\s+){{1,4}}(?:联合)?{pattern('organisers')}(?:\s*{pattern('organisers')})?"
    )


def is_furniture(words: str) -> bool:
    if len(words) > _LONGEST_FURNITURE or "。" in words[:-1]:
        return False
    if not (_SET_OFF.search(words) and _label().search(tight(words))):
        return False
    words = words[1:-1] if words.startswith("（") and words.endswith("）") else words
    start = _LABEL_FRAME.sub("", words[:20])
    bare = _LABEL_FRAME.sub("", words)
    if _furniture().match(tight(start)) or _one_name().match(bare) or _one_number().match(bare):
        return True
    if len(_furniture().findall(words)) >= 2:
        return True
    labels = len(_furniture_loose().findall(" " + words)) + len(_furniture().findall(words))
    return labels >= 2 and not _SENTENCE_END.search(words)


def _is_weather(words: str) -> bool:
    """多云转阵雨 26℃～33℃: the weather of the day, with a temperature and no sentence."""
    warm = _DEGREES.search(words)
    return bool(warm) and "，" not in words and any(sky in words for sky in terms("weather"))


def _is_imprint(words: str) -> bool:
    return "，" not in words and sum(word in words for word in terms("masthead")) >= _SIGNS


def is_masthead(words: str) -> bool:
    """A line of the page's head: a printed date beside what stands there, an issue number, a publisher."""
    if len(words) > _LONGEST_FURNITURE or "。" in words or words.count("，") > 1:
        return False
    dated, numbered = _FULL_DATE.search(words), ISSUE.search(words)
    signs = sum(word in words for word in terms("masthead")) + bool(numbered) if dated or numbered else 0
    if dated:
        rest = words[: dated.start()] + words[dated.end() :]
        return signs > 0 or bool(_PAGE_LABEL.search(rest)) or tight(rest).endswith(affixes("papers"))
    if (
        CALENDAR.match(words)
        or _ISSUE_ALONE.match(words)
        or _press().search(words)
        or _is_weather(words)
        or _is_imprint(words)
    ):
        return True
    if numbered and len(tight(words)) <= (_LONGEST_HEAD if signs > 1 else 30):
        return signs > 1 or words.startswith("农历") or bool(_made_by().match(words))
    if not words.endswith(affixes("organisers")):
        return False
    return bool(_organised().fullmatch(words) or (_made_by().match(words) and len(tight(words)) <= 24))


def section_of(words: str) -> str | None:
    """The section label that a line is: 要 闻, 【简讯】, 二版　乡村, 海棠岛 · 要闻; None for other lines."""
    if len(words) > 30:
        return None
    label = _LABEL_FRAME.sub("", _PAGE_LABEL.sub("", words, count=1) if _PAGE_LABEL.match(words) else words)
    label = _COUNT.sub("", label)
    if _FRAMED.match(words):
        return tight(label)
    for part in (tight(label), tight(re.split(r"[·|｜]", label)[-1])):
        if part in terms("sections") or part in terms("brief_sections"):
            return part
    return tight(words) if not tight(label) and _PAGE_LABEL.match(words) else None
