"""Names that a frame holds: 任命X为, 免去X的, 由X、Y组成, X，男，汉族, X遗失身份证, 联系人：X."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian import lexicon
from banmian.facts.persons.candidates import HAN, best, candidates
from banmian.facts.persons.lists import ENOUGH, alone, following
from banmian.facts.persons.mention import ASIDE, Mention, asides, plain
from banmian.facts.persons.posts import ends_in_post, find_posts
from banmian.facts.persons.reading import Candidate, Reading
from banmian.facts.persons.scores import characters

SURE_MEMBER = 4.5
"""Score of a name that only a body in brackets stands behind."""
LONGEST_LIST = 60
"""Characters of a list that a count closes."""
LONGEST_ROW = 50
"""Characters of a line that gives a name and a title."""
FRAMED = 4.0
"""Gained by a name that stands where a frame wants one."""
_FIGURE = "一二三四五六七八九十"
_AGE = rf"(?:今年|现年)?(?:\d{{2,3}}|[{_FIGURE}]{{2,4}})岁"
ALONE = {"aged", "aged_behind", "told"}
"""Frames that hold other words more often than a name: it must be sure by itself."""
SEX = re.compile(r"[，,]?(?:男|女)(?:[，,]|[^，。\n]{0,3}族)")
CELL = re.compile(r"[，；。\s]|\d++(?:\.\d++)?")


@cache
def _one_of(*kinds: str) -> str:
    words = {word for kind in kinds for word in lexicon.table("person_frames")[kind].split()}
    return lexicon.any_of(words)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Each frame up to where its name begins; what follows the name is looked at, not taken."""
    soon = r"(?=[^，。\n]{2,8}?"
    return {
        "appointed": re.compile(f"{_one_of('appoint')}{soon}{_one_of('as')})"),
        "removed": re.compile(f"{_one_of('remove')}{soon}的)"),
        "member_of": re.compile(rf"{_one_of('lead')}(?=[^，。\n]{{2,40}}?{_one_of('leading')})"),
        "contact": re.compile(f"{_one_of('contact')}："),
        "aged": re.compile(rf"[\d{_FIGURE}]岁的"),
        "aged_behind": re.compile(rf"(?<=[。\n，的是])(?=[^，。\n]{{2,4}}，?{_AGE}(?!的))"),
        "told": re.compile(
            rf"(?:{_one_of('lives')}[^，。；\n]{{2,20}}|{_one_of('busy')}[^，。；\n]{{1,12}})的"
        ),
    }


@cache
def _counted() -> re.Pattern[str]:
    """等10名, 等三位: closes a list of names."""
    return re.compile(r"等(?:\d++|[一二两三四五六七八九十百]{1,4})余?多?[名位人]")


@cache
def _belonging() -> re.Pattern[str]:
    """（市实验中学）: the body that somebody belongs to."""
    ends = lexicon.any_of(lexicon.table("person_frames")["bodies"].split())
    return re.compile(rf"（[^（）\n、，。]{{2,16}}?{ends}）")


@cache
def _behind_name() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """为TITLE, 的TITLE职务 and 遗失, or ：本院受理, each right behind a name."""
    return (
        re.compile(rf"(?:同志)?{_one_of('as')}([^，。；\n（]{{2,40}}+)"),
        re.compile(r"(?:同志)?的[^，。；\n]{2,40}?职务"),
        re.compile(rf"{_one_of('lost')}|：{_one_of('served')}"),
    )


@cache
def _row() -> re.Pattern[str]:
    """Names with their asides up to what a frame wants behind them: all there is to ask at most heads."""
    appointed, removed, lost = (pattern.pattern for pattern in _behind_name())
    return re.compile(rf"(?:[{HAN}·、]|{ASIDE.pattern})+?(?:{appointed}|{removed}|{SEX.pattern}|{lost})")


def framed(reading: Reading) -> Iterator[Mention]:
    """The names of every frame in the key."""
    for rule, pattern in _patterns().items():
        for found in pattern.finditer(reading.key):
            yield from _held(reading, found.end(), rule)
    for found in _counted().finditer(reading.key):
        yield from _list_before(reading, found.start())
    for found in _belonging().finditer(reading.key):
        yield from _member(reading, found.start())
    for at in reading.openings:
        if _row().match(reading.key, at):
            yield from _at_head(reading, at)
        elif reading.key[at - 1 : at] in {"", "\n"} and reading.breaks:
            yield from _tabled(reading, at)


def _tabled(reading: Reading, at: int) -> Iterator[Mention]:
    """葛永亮　综采一队队长: a line of a name, white space and a title, of a list of whom something is said."""
    key = reading.key
    end = key.find("\n", at, at + LONGEST_ROW)
    end = min(len(key), at + LONGEST_ROW) if end < 0 else end
    if end not in reading.post_ends or reading.breaks.isdisjoint(range(at + 2, end)):
        return
    for option in candidates(reading, at):
        after, _ = asides(key, option.end)
        if option.score >= ENOUGH and after in reading.breaks and after < end:
            yield plain(at, option.end, "row", tuple(key[after:end].split("、")))
            return


def _list_before(reading: Reading, end: int) -> Iterator[Mention]:
    """为邢雪梅、闻喜等10名先进个人颁奖: a list that begins behind a word and ends at ``end``."""
    first = max(reading.edge(end - 1), end - LONGEST_LIST)
    for at in range(first, end - 1):
        if reading.is_edge(at) and (found := alone(reading, at, ENOUGH)):
            members = [plain(at, found.end, "counted"), *following(reading, found.end)]
            if len(members) > 1 and members[-1].after == end:
                yield from (member._replace(rule="counted") for member in members)
                return


def _member(reading: Reading, end: int) -> Iterator[Mention]:
    """韩东旭（市实验中学）以39秒82打破纪录: behind an edge and before the body in brackets."""
    for at in range(max(0, end - 4), end - 1):
        edge = reading.is_edge(at) or reading.key[at - 1] in characters("marks_agent")
        found = alone(reading, at, SURE_MEMBER) if edge else None
        if found and found.end == end:
            yield plain(at, end, "member")
            return


def _held(reading: Reading, at: int, rule: str) -> Iterator[Mention]:
    if reading.word_at(at - 1)[0] > 1:  # 任|何管理区
        return
    found = best(reading, at, FRAMED, ENOUGH)
    if found is None or found.score < 0 or (rule in ALONE and not _is_sure(reading, found)):
        return
    titles = _appointed(reading.key, found.end) if rule == "appointed" else ()
    first = plain(found.start, found.end, rule, titles)
    yield first
    for member in following(reading, first.after):
        yield member._replace(rule=rule, titles=titles)


def _is_sure(reading: Reading, found: Candidate) -> bool:
    """22岁的角巴坐在, not 53岁的哈达|图苏木卫生院院长."""
    sure = alone(reading, found.start, ENOUGH)
    return sure is not None and reading.boundary(sure.end) > 0


def _appointed(key: str, at: int) -> tuple[str, ...]:
    found = _behind_name()[0].match(key, at)
    posts = find_posts(found[1]) if found else []
    return tuple(found[1][: posts[-1].end].split("、")) if found and posts else ()


def _at_head(reading: Reading, at: int) -> Iterator[Mention]:
    """The rows of lists and notices, where the name comes first."""
    appointed, removed, lost = _behind_name()
    key = reading.key
    for option in candidates(reading, at):
        members = [plain(at, option.end, "appointed"), *following(reading, asides(key, option.end)[0])]
        post = appointed.match(key, asides(key, members[-1].end)[0])
        if post and ends_in_post(post[1]):
            titles = tuple(post[1].split("、"))
            yield from (member._replace(rule="appointed", titles=titles) for member in members)
        elif removed.match(key, option.end):
            yield plain(at, option.end, "removed")
        elif SEX.match(key, option.end):
            yield plain(at, option.end, "notice", _row_titles(key, option.end))
        elif lost.match(key, asides(key, option.end)[0]):
            yield plain(at, option.end, "notice")
        else:
            continue
        return


def _row_titles(key: str, at: int) -> tuple[str, ...]:
    """The post held now, of a row of a public notice: 现任X局副局长，拟任… or a table's cell."""
    end = key.find("\n", at, at + 200)
    line = key[at : end if end >= 0 else at + 200].partition("拟")[0]
    cells = re.split(f"{CELL.pattern}|{_one_of('schooling')}", line)
    for cell in reversed(cells):
        posts = [post for post in find_posts(cell) if post.kind != "groups"]
        if posts:
            return tuple(cell[: posts[-1].end].split("、"))
    return ()
