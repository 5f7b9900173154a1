"""How much a quoted span looks like a phrase of policy: signs for and against, each a small function."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from banmian.facts.quoted import Quoted
from banmian.lexicon import any_of, table

ENOUGH = 2
_NUMERAL = "一二三四五六七八九十百千万两双零"
_VAGUE = "一百千万零"
"""Also parts of ordinary words: 一池春水, 百花园, 零距离."""
_FORMULA = re.compile(r"[\w·]{1,8}(?:[+＋][\w·]{0,8}){1,6}")
_FIGURES = re.compile(r"\d{3,5}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。！？…：；]")
_DENIED = re.compile(r"(.)[\u4e00-\u9fff]{1,2}不\1[\u4e00-\u9fff]{1,2}")
_WHOEVER = re.compile(r"谁[^谁，、]{1,6}[，、]?谁[^谁，、]{1,6}")
# “5·12”防灾减灾日: a day that is remembered, nothing that is done.
_DAY = re.compile(r"\d{1,2}[·.]\d{1,2}")
_SUBJECT = 8
"""Characters of a longer quotation, which a verb of speech introduces whatever stands behind it."""
_PAIRS = re.compile(rf"([{_NUMERAL}])[\u4e00-\u9fff]{{1,3}}([{_NUMERAL}])[\u4e00-\u9fff]{{1,4}}")


def weigh(quoted: Quoted) -> tuple[float, str]:
    """The sum of all signs, and the name of the strongest one for it; what too little speaks for is not looked at further.

    Single characters (要“实”) and whatever has the marks of a sentence are out of the question.
    """
    if len(quoted.inner) == 1 or _SENTENCE.search(quoted.inner):
        return -20.0, ""
    found = [(points, sign.__name__.strip("_")) for sign in FOR if (points := sign(quoted))]
    total = sum(points for points, _ in found)
    if total < ENOUGH:
        return total, ""
    return total + sum(sign(quoted) for sign in AGAINST), max(found)[1]


@cache
def _entries(name: str) -> tuple[str, ...]:
    return tuple(table("slogans")[name])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_entries(name))


def _known(quoted: Quoted) -> float:
    return 8.0 if quoted.inner in _set("known") else 0.0


def _formula(quoted: Quoted) -> float:
    """党建+网格+大数据, 20+8, 互联网+; figures alone only where they name a programme."""
    if _FORMULA.fullmatch(quoted.inner):
        return 6.0
    figures = _FIGURES.fullmatch(quoted.inner) and quoted.inner not in _set("figures")
    return 3.0 if figures else 0.0


def _numbered(quoted: Quoted) -> float:
    """三个责任人, 四乱, 九小场所, 三管三必须, 12项重大举措; not 双喜临门, not 一个 as a mere article."""
    inner = quoted.inner
    # 一点一策, though 一点 by itself is an ordinary word
    if len(inner) == 4 and inner[0] == inner[2] and inner[0] in _NUMERAL and inner not in _set("idioms"):
        return 5.0
    if inner.startswith(_entries("idioms")) or _amount().match(inner) or not 2 <= len(inner) <= 14:
        return 0.0
    if _measured().fullmatch(inner):
        return 5.0
    if _PAIRS.fullmatch(inner):
        return 5.0
    if inner[0] in _VAGUE:
        return 1.0 if len(inner) > 2 else 0.0
    return 5.0 if inner[0] in _NUMERAL and len(inner) <= 8 else 0.0


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"[{_NUMERAL}]+{any_of(_entries('amounts'))}")


@cache
def _measured() -> re.Pattern[str]:
    measures = any_of(_entries("measures"))
    return re.compile(rf"(?:\d{{1,3}}|[{_NUMERAL}]{{1,3}})(?:{measures}[\u4e00-\u9fff]{{2,8}}|条)")


def _twofold(quoted: Quoted) -> float:
    """强工兴市: two aims of two characters; 停课不停学: one word kept and denied."""
    aims = table("slogans")["aims"]
    paired = len(quoted.inner) == 4 and quoted.inner[0] in aims and quoted.inner[2] in aims
    return 3.0 if paired or _DENIED.fullmatch(quoted.inner) else 0.0


def _parallel(quoted: Quoted) -> float:
    """企业吹哨、部门报到: parts of like length; of single letters (述、评、考、用) it is a weaker sign.

    Halves with a comma between are as long as each other, and held to: 坚持“宁可十防九空，不可失防万一”.
    """
    halves = quoted.inner.split("，")
    even = len(halves) == 2 and len(halves[0]) == len(halves[1]) and _handled(quoted)
    parts = halves if even else quoted.inner.split("、")
    lengths = [len(part) for part in parts]
    if len(parts) > 2 and set(lengths) == {1}:
        return 1.0
    alike = len(parts) > 1 and min(lengths) >= 2 and max(lengths) - min(lengths) <= 2
    return 2.0 if alike and max(lengths) <= 14 else 0.0


def _echo(quoted: Quoted) -> float:
    """水退到哪里，种子就播到哪里: halves that end alike."""
    halves = re.split("[，、]", quoted.inner)
    return 3.0 if len(halves) == 2 and halves[0][-2:] == halves[1][-2:] else 0.0


def _whoever(quoted: Quoted) -> float:
    """谁主管谁负责; 谁受益、谁管护"""
    return 4.0 if _WHOEVER.fullmatch(quoted.inner) else 0.0


def _bearer(quoted: Quoted) -> float:
    """“党建联建”机制, “起跑就是冲刺”的状态, “先用后付”等改革举措; “马路晾晒”问题."""
    evil = quoted.behind.startswith(_entries("evils"))
    return 2.0 if evil or _behind("nouns").match(quoted.behind) else 0.0


def _handled(quoted: Quoted) -> float:
    """落实“…”, 坚持“…”: what is done to policy, right before it."""
    return 2.0 if len(quoted.inner) > 2 and quoted.before.endswith(_entries("verbs")) else 0.0


def _campaign(quoted: Quoted) -> float:
    return 2.0 if quoted.inner.endswith(_entries("campaigns")) else 0.0


def _spoken(quoted: Quoted) -> float:
    """“…”某某说, 某某说：“…”."""
    said = quoted.before.rstrip("，：\n")
    verbs = _entries("speech")
    # 河道“四乱” ends in no verb: one of a single letter speaks only before a comma or colon
    clear = verbs if said != quoted.before else tuple(verb for verb in verbs if len(verb) > 1)
    # 她说，“三个规定”填报不能…: the quoted thing is what the sentence is about
    about = said != quoted.before and len(quoted.inner) <= _SUBJECT and _HAN.match(quoted.behind)
    if quoted.before.endswith(("：", "：\n")) or (said.endswith(clear) and not about):
        return -6.0
    return -6.0 if _speaker().match(quoted.behind) else 0.0


def _personal(quoted: Quoted) -> float:
    inner = quoted.inner
    # 谁破坏、谁修复 is a rule; “振兴新突破、我要当先锋”专项行动 names an undertaking
    named = quoted.behind.startswith(_entries("undertakings")) or _handled(quoted)
    motto = _parallel(quoted) and named
    if not (motto or _whoever(quoted)) and any(word in inner for word in _entries("persons")):
        return -5.0
    # “今天再晚也是早、明天再早也是晚” is a rule, though it begins like speech
    return -5.0 if inner.startswith(_entries("forbids")) and not _parallel(quoted) else 0.0


def _clause(quoted: Quoted) -> float:
    """A long quotation that is a clause by itself is somebody's words."""
    free = quoted.before[-1:] in {"，", "。", ""} and quoted.behind[:1] in {"，", "。", "；", ""}
    return -3.0 if free and len(quoted.inner) > 6 else 0.0


def _long(quoted: Quoted) -> float:
    return -2.0 if len(quoted.inner) > 12 and "、" not in quoted.inner else 0.0


def _image(quoted: Quoted) -> float:
    return -6.0 if quoted.inner in _set("images") or quoted.inner in _set("idioms") else 0.0


def _honour(quoted: Quoted) -> float:
    """“全国文明城市”, “保姆式”: a title to be won, a manner."""
    if quoted.inner.startswith(_entries("honours")) or _DAY.fullmatch(quoted.inner):
        return -4.0
    return -4.0 if quoted.inner.endswith("式") else 0.0


def _discussed(quoted: Quoted) -> float:
    """围绕“推进老旧小区加装电梯”协商建言: what they talked about."""
    doing = quoted.inner.startswith(_entries("doings")) and len(quoted.inner) > 6
    return -3.0 * (doing + quoted.behind.startswith(_entries("discussed")))


def _against(quoted: Quoted) -> float:
    return -4.0 if quoted.before.endswith(_entries("against")) else 0.0


def _called(quoted: Quoted) -> float:
    """外号“土博士”, 被誉为“…之乡”, 以“…”为主题."""
    themed = quoted.behind.startswith(_entries("themed"))
    return -6.0 if themed or quoted.before.endswith(_entries("called")) else 0.0


def _titled(quoted: Quoted) -> float:
    """《消防通道“划线上锁”整治方案》: part of a document's title."""
    return -4.0 if quoted.before.rfind("《") > quoted.before.rfind("》") else 0.0


def _named(quoted: Quoted) -> float:
    name, noun = (_behind(words).match(quoted.behind) for words in ("names", "nouns"))
    # “格桑花”第二课堂活动: 活动 alone would make it policy
    return -5.0 if name and not (noun and noun.end() != name.end()) else 0.0


Signs = tuple[Callable[[Quoted], float], ...]
FOR: Signs = (
    _known, _formula, _numbered, _twofold, _parallel, _echo, _whoever, _bearer, _handled, _campaign,
)  # fmt: skip
AGAINST: Signs = (
    _spoken, _personal, _clause, _long, _image, _honour, _discussed, _against, _called, _titled, _named,
)  # fmt: skip


@cache
def _behind(name: str) -> re.Pattern[str]:
    """The nouns behind a quotation, with at most a modifier between: 等便利措施, 的劲头; not 在行动."""
    words = any_of(_entries(name))
    loose = r"(?:的|等|等的|式)?[\u4e00-\u9fff]{0,4}?" if name == "nouns" else r"[\u4e00-\u9fff]{0,2}?"
    return re.compile(rf"(?!{any_of(_entries('not_names'))}){loose}{words}")


@cache
def _speaker() -> re.Pattern[str]:
    """A short subject that speaks: 丁大海说, 居民李某笑着说."""
    return re.compile(rf"[\u4e00-\u9fff·]{{1,8}}?{any_of(_entries('speech'))}[。，：]")
