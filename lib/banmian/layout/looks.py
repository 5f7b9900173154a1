"""What a headline line looks like: the signs by which kicker, headline and subhead are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from banmian.layout.key import tight
from banmian.layout.lines import is_bold, is_notice, level, words_of
from banmian.layout.vocabulary import affixes, pattern
from banmian.records import Block

_PHRASE = re.compile(r"[^\s，、！]+")
_LONGEST_PHRASE = 8
_LONGEST_CHAIR = 30
_SHORTEST_SENTENCE = 12
_TALLY = ("并", "暨", "和", "及", "与", "、", "”", "》", "）")


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    return {
        "stress": re.compile(
            rf"{pattern('stress_verbs')}[：，]?$|在[^，。]{{2,30}}时{pattern('stress_verbs')}[^，。：]{{2,6}}$"
        ),
        "chair": re.compile(rf"{pattern('chair_endings')}$"),
        "bare": re.compile(pattern("bare_verbs")),
        "occasion": re.compile(rf"{pattern('occasions')}(?![馆碑堂塔日册])"),
        "closed": re.compile(
            rf"{pattern('closing_verbs')}(?:[^，。：]{{0,20}}{pattern('closing_events')})?$"
        ),
        "speaker": re.compile(rf"[\u3400-\u9fff·]{{2,4}}?{pattern('speaker_verbs')}"),
        "cheer": re.compile(
            rf"[\u3400-\u9fff·]{{2,4}}(?:{pattern('cheer_verbs')}[^：]{{0,8}}|{pattern('stress_verbs')})："
        ),
        "slogan": re.compile(pattern("slogan_starts")),
        "verb": re.compile(pattern("news_verbs")),
    }


@dataclass(frozen=True, slots=True)
class Look:
    """The signs of one line."""

    words: str
    level: int
    bold: bool
    dash: bool
    """——区领导带队检查国庆中秋假期安全工作."""
    stress: bool
    """陈立到河口镇调研茶产业时强调."""
    chair: bool
    """欧阳明主持并讲话."""
    closed: bool
    """…2022年第3次会议召开: a whole sentence, its verb last."""
    bare: bool
    """传达学习习近平总书记重要讲话精神, 庆祝建党95周年: no one is named who did it."""
    verb: int
    """Where its first verb of news stands; -1 without one."""
    phrases: tuple[int, ...]
    """The lengths of what spaces part: 比项目 看变化 找差距 鼓干劲."""

    slogan: bool
    """坚定不移推动高质量发展: how to act, not what happened."""

    @property
    def tells(self) -> bool:
        """Someone or something, then what happened."""
        return self.verb >= 2 and not (self.bare or self.stress or self.slogan)

    @property
    def notice(self) -> bool:
        """任前公示公告: the title of a notice, whole; 关于…的通知 may go on with who gives it."""
        return self.verb < 0 and not self.words.startswith("关于") and is_notice(self.words)

    @property
    def acting(self) -> bool:
        """我县…, 县领导…: it begins with who acts."""
        return self.words.startswith(affixes("subjects"))

    @property
    def verse(self) -> bool:
        return _is_verse(self.phrases)

    @property
    def cried(self) -> bool:
        return self.words.endswith(("！", "？"))

    @property
    def goes_on(self) -> bool:
        """Begins as no line of its own does: 并随即对全旗防汛工作进行再部署."""
        return self.words.startswith(_TALLY)

    @property
    def open(self) -> bool:
        """A quotation is not closed yet."""
        return self.words.count("“") > self.words.count("”")


def _is_verse(lengths: tuple[int, ...]) -> bool:
    return len(lengths) > 1 and max(lengths) - min(lengths) <= 1 and max(lengths) <= _LONGEST_PHRASE


def names_who(printed: str) -> bool:
    """欧阳明主持并讲话; 丁一主持 白露介绍有关情况; 丁一寄语青年：…; 丁一强调：…"""
    words = tight(printed)
    if len(words) > _LONGEST_CHAIR:
        return False
    signs = _signs()
    phrases = printed.split()
    several = len(phrases) > 1 and all(signs["speaker"].match(phrase) for phrase in phrases)
    return bool(several or signs["chair"].search(words) or signs["cheer"].match(words))


def tells(words: str) -> bool:
    """A run of words that says who did what."""
    return look(Block((0, len(words)), words, "", "", 0)).tells


def look(block: Block) -> Look:
    printed = words_of(block.text)
    words = tight(printed)
    signs = _signs()
    verb = signs["verb"].search(words)
    acts = verb and not words.endswith("周年")
    phrases = tuple(len(phrase) for phrase in _PHRASE.findall(printed))
    return Look(
        words=words,
        level=level(block.text),
        bold=is_bold(block.text),
        dash=words.startswith(("—", "－", "–", "--")),
        # 一垄一行种希望 closes a couplet, and nobody hopes anything
        stress=bool(signs["stress"].search(words)) and not _is_verse(phrases),
        chair=names_who(printed),
        closed=len(words) >= _SHORTEST_SENTENCE and bool(signs["closed"].search(words)),
        bare=bool(signs["bare"].match(words) or (signs["occasion"].match(words) and not acts)),
        verb=verb.start() if verb else -1,
        slogan=bool(signs["slogan"].match(words)),
        phrases=phrases,
    )
