"""What kind of event a report is about: the verb of its headline, then the main predicate of its lead.

Words are not counted: 调研 and 会议 stand in nearly every report; what counts is which of them is said
of the event itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian.facts.days import expressions
from banmian.facts.leads import lead
from banmian.layout.key import flat
from banmian.lexicon import any_of, table
from banmian.records import Article, Facts, Line, Page

_NUMBER = re.compile(r"（[^（）]{1,12}）$")
_SIGNED = re.compile(r"月\d{1,2}日[。）]?\s*$")
_FOOT = 80
"""Characters in which a notice closes and is signed."""
_TALKED_OF = re.compile(r"“[^“”]{0,40}”|《[^《》]{0,80}》")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of the lexicon in a line: its kind, whether it names an event, and where it stands."""

    word: str
    kind: str
    names: bool
    start: int
    end: int


def extract(page: Page, known: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Give each article its kind and the rule that told it."""
    told = (kind(article) for article in page.articles)
    return tuple(
        replace(facts, kind=name, kind_rule=rule) for facts, (name, rule) in zip(known, told, strict=True)
    )


def kind(article: Article) -> tuple[str, str]:
    """The kind of an article and how it was found, from the surest sign to the weakest."""
    if article.role != "news":
        return article.role, "layout"
    if _is_notice(article):
        return "notice", "form"
    for line in (article.kicker, article.subhead, article.headline):
        said = _said().search(_text(line))
        found = _of_line(said[1]) if said else None
        if found:
            return found, "said"
    for name, line in (
        ("headline", article.headline),
        ("subhead", article.subhead),
        ("kicker", article.kicker),
    ):
        found = _of_headline(_text(line))
        if found:
            return ("dispatch", "learnt") if _only_learnt(found, line, article) else (found, name)
    return _of_body(article)


def _only_learnt(found: str, line: Line | None, article: Article) -> bool:
    """True where something was begun (启动专项检查), nothing held, and a reporter learnt of it."""
    begun = found == "ceremony" and not any(cue.names for cue in _cues(_text(line)))
    return begun and _learnt().search(article.body.key, *lead(article)) is not None


def _is_notice(article: Article) -> bool:
    """By the end of its headline, else by how it closes: 特此公告, or signer and day under a 提醒."""
    headline, foot = _NUMBER.sub("", _text(article.headline)), article.body.key[-_FOOT:]
    if headline.endswith(_words("notice")):
        return True
    if headline.endswith(_words("letter")):
        return headline.startswith("致") or headline in _words("letter")
    if headline.endswith(_words("reminder")):
        return _SIGNED.search(foot) is not None
    return any(word in foot for word in _words("closing"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(table("kinds")[name]["words"])


def _of_headline(line: str) -> str | None:
    """As any line; figures that grow or fall are data, a 验收 that was passed a result."""
    if _won().search(line):
        return "dispatch"
    cues = list(_cues(line))
    if not any(cue.names for cue in cues):
        if _figures().search(line) or _passed().search(line):
            return "dispatch"
        if _festivity().search(line):
            return "ceremony"
    return _of_cues(cues, line)


def _any_of(name: str) -> str:
    return any_of(table("kinds")[name]["words"])


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(rf"{_any_of('figures')}[^，。\s]{{0,12}}\d")


@cache
def _passed() -> re.Pattern[str]:
    return re.compile(rf"通过[^，。\s]{{0,14}}{_any_of('passed')}")


@cache
def _won() -> re.Pattern[str]:
    """The prize stands last, or only a number behind it."""
    prizes = any_of(table("kinds")["won"]["prizes"])
    return re.compile(rf"{_any_of('won')}[^，。\s]{{0,20}}?{prizes}(?:\d{{0,3}}[个枚项])?$")


@cache
def _festivity() -> re.Pattern[str]:
    """举办板鞋节, and an exhibition that opens: 楹联展在军营开展."""
    held = any_of(table("kinds")["festivities"]["held"])
    return re.compile(
        rf"{held}[^，。\s]{{1,20}}{_any_of('festivities')}$|展[^，。\s]{{0,12}}{any_of(table('kinds')['festivities']['shown'])}$"
    )


@cache
def _peers() -> re.Pattern[str]:
    """南浦县人大考察团: of a place with a name of its own, not 市人大, 我县人大."""
    lists = {name: any_of(words) for name, words in table("kinds")["peers"].items()}
    name = rf"(?:(?!{lists['ours']})\S){{2,4}}"
    return re.compile(rf"(?:^|{lists['from']}){name}{lists['levels']}{_any_of('inspectors')}")


def _received(before: str) -> bool:
    return any(word in before for word in _words("guests")) or _hither().search(before) is not None


@cache
def _hither() -> re.Pattern[str]:
    """谭卓明率队到我市考察: whoever comes to our place, and not from the one above it."""
    lists = table("kinds")["hither"]
    return re.compile(rf"^(?!{any_of(lists['above'])}).*{any_of(lists['coming'])}我{any_of(lists['ours'])}$")


@cache
def _background() -> re.Pattern[str]:
    return re.compile(rf"(?<=。){_any_of('background')}")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(.{{2,40}}?)时{_any_of('said')}")


@cache
def _by_meeting() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[。\n])会议{_any_of('deliberated')}")


@cache
def _attended() -> re.Pattern[str]:
    """柳青、高原参加检查。: what closes a report says what it was."""
    return re.compile(rf"{_any_of('attended')}([^，。；：]{{2,8}})。\s*$")


@cache
def _both_sides() -> re.Pattern[str]:
    met = _any_of("both_sides")
    return re.compile(rf"与[^。]{{2,60}}{met}[^。]{{0,40}}双方|双方[^。]{{0,40}}{met}")


@cache
def _activity() -> re.Pattern[str]:
    return re.compile(rf"{_any_of('organised')}[^，。；]{{0,30}}活动")


@cache
def _learnt() -> re.Pattern[str]:
    words = table("kinds")["learnt"]
    return re.compile(rf"记者[^，。]{{0,30}}{any_of(words['reporter'])}|据{any_of(words['by'])}")


def _text(line: Line | None) -> str:
    return flat(line.text) if line else ""


def _of_line(line: str) -> str | None:
    """The kind that a headline shows: an event that it names, else its first verb."""
    return _of_cues(list(_cues(line)), line)


def _of_cues(cues: list[Cue], line: str) -> str | None:
    first = line.split("并", maxsplit=1)[0]
    # 调研…并主持召开座谈会 is an inspection
    cues = [cue for cue in cues if cue.end <= len(first)] or cues
    named = [cue for cue in cues if cue.names]
    if named:
        return named[-1].kind
    return _acted(cues, line) if cues else None


def _acted(cues: list[Cue], line: str) -> str:
    """The kind of the first verb; guests who look around are talked with, 到城区调度 is no meeting."""
    first = cues[0]
    before = line[: first.start]
    if first.word.endswith(_words("visits")) and _received(before):
        above = any(word in before for word in _words("inspectors")) and not _peers().search(before)
        return "inspection" if above else "talks"
    if first.word.endswith("调度") and any(word in before for word in _words("gone")):
        return "inspection"
    return first.kind


def _of_body(article: Article) -> tuple[str, str]:
    key = article.body.key
    start, end = lead(article)
    opening_ = _background().split(key[start:end], maxsplit=1)[0]
    if _learnt().search(opening_):
        return "dispatch", "learnt"
    if _both_sides().search(opening_):
        return "talks", "both sides"
    told = _is_told(key, start, end)
    for clause in re.split("[，。；：！？\n]", opening_):
        found = _of_clause(clause, told)
        if found:
            return found, "lead"
    if _by_meeting().search(key):
        return "meeting", "body"
    attended = _attended().search(key)
    cues = list(_cues(attended[1])) if attended else []
    if cues:
        return cues[-1].kind, "attended"
    return ("ceremony", "activity") if told and _activity().search(opening_) else ("dispatch", "nothing else")


def _is_told(key: str, start: int, end: int) -> bool:
    """True where the lead dates what it tells, were it by 近日; a feature (每到周末, 眼下) does not."""
    vague = any(word in key[start:end] for word in table("days")["vague"])
    return vague or any(True for _ in expressions(key, start, end))


def _of_clause(clause: str, told: bool) -> str | None:
    """The kind that a clause of the lead shows: an event at its end or held, else its first verb."""
    cues = list(_cues(clause))
    held = (*table("meetings")["held"], *table("kinds")["placed"]["words"])
    for cue in cues:
        behind = clause[cue.end :]
        if cue.names and (not behind or behind.startswith(held)):
            return cue.kind
    # 在5月11日闭幕的竞赛中: what ended is not told
    said = [cue for cue in cues if told and not clause.startswith("的", cue.end)]
    verbs = [cue for cue in said if not cue.names or cue.kind in {"talks", "study"}]
    return _acted(verbs, clause) if verbs else None


def _cues(line: str) -> Iterator[Cue]:
    """The words of the lexicon in a line, outside quotation marks and titles."""
    line = _TALKED_OF.sub(lambda found: "□" * len(found[0]), line)
    finder, entries = _finder()
    talked = tuple(table("kinds")["talked"]["words"])
    for number, start, end in finder.find_matches_as_indexes(line):
        word, name, names = entries[number]
        phase = line.startswith(_words("phases"), end)
        if name != "none" and not (phase or (names and line.startswith(talked, end))):
            yield Cue(word, name, names, start, end)


@cache
def _finder() -> tuple[AhoCorasick, tuple[tuple[str, str, bool], ...]]:
    lists = table("kinds")
    entries: dict[str, tuple[str, str, bool]] = {}
    for name, words in lists["verbs"].items():
        entries |= {word: (word, name, False) for word in words}
    for name, words in lists["nouns"].items():
        entries |= {word: (word, name, True) for word in words}
    entries |= {word: (word, "none", False) for word in lists["none"]["words"]}
    return AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest), tuple(entries.values())
