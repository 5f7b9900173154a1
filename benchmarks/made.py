"""Pages made of templates, of which all that they say is known: the libraries of `benchmarks.scale`.

Each county has a paper, a page a day and officials with one post each, half of whom hand it on half-way. One page of
eight has no masthead, one name of a hundred a look-alike character, one paragraph of fifty is broken, one headline of
fifty is lost. Page n is the same whenever it is made.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from banmian import lexicon
from banmian.glyphs import look_alikes
from benchmarks.identity import BUREAUS, misread, named

A_PAGE = 8
"""Reports on a page."""
A_PAPER, LEAST = 625, 3
"""Pages of a paper, and how many papers there are at least."""
FIRST = dt.date(2019, 1, 2)
POSTS = ["县委书记", "县委副书记、县长", "县委副书记", "县委常委、常务副县长", "县委常委、组织部部长", "县委常委、宣传部部长",
         "县委常委、政法委书记", "县委常委、统战部部长", "副县长", "县人大常委会主任", "县政协主席",
         *(f"县{bureau}局长" for bureau in BUREAUS.split())]  # fmt: skip
PLACES = "清平安靖宁永昌乐丰和临武东西南北广长石金白龙云青"
TOWNS = ["河湾", "柳林", "石桥", "新店", "大营", "马家沟", "杨树", "红旗", "双塔", "白水"]
MATTERS = [
    "乡村振兴", "生态环境保护", "招商引资", "安全生产", "信访稳定", "项目建设", "粮食安全", "防汛抗旱", "教育教学", "医疗卫生",
    "养老服务", "营商环境", "城市更新", "党风廉政建设", "基层党建", "文化旅游", "科技创新", "森林防火", "食品安全", "交通运输",
]  # fmt: skip
SAYINGS = [
    "要提高政治站位，深刻认识做好{}工作的重大意义，切实增强责任感和紧迫感。",
    "要坚持问题导向，聚焦{}中的短板弱项，逐项制定措施，限时整改到位。",
    "要压实责任，推动{}工作走深走实，确保完成全年目标任务。",
    "要以“三个一批”活动为抓手，统筹推进{}和各项重点工作。",
    "今年以来，全县{}投入资金{}万元，惠及群众{}户，成效明显。",
    "要落实“四个最严”要求，把{}各项部署落到实处，以实干实绩推动全县高质量发展。",
    "要加强宣传引导，营造全社会关心支持{}的浓厚氛围。",
    "要健全工作机制，细化任务分工，扎实做好{}各项准备。",
]
MEETING, INSPECTION, STUDY, DISPATCH = "meeting", "inspection", "study", "dispatch"
OPENINGS = {
    MEETING: (
        "县委常委会召开会议研究{matter}工作",
        "{when}上午，{leader}主持召开县委常委会第{number}次会议，研究{matter}等工作。{others}参加。",
    ),
    INSPECTION: (
        "{short}到{town}镇调研{matter}工作",
        "{when}，{leader}到{town}镇调研{matter}工作。{others}参加。",
    ),
    STUDY: (
        "县委理论学习中心组举行{matter}专题学习",
        "{when}，县委理论学习中心组举行专题学习会，学习{matter}有关文件。{leader}主持学习并讲话。{others}参加。",
    ),
    DISPATCH: ("{town}镇扎实推进{matter}", "{when}，记者在{here}{town}镇看到，{count}名干部群众正在忙碌。"),
}
"""Headline and first sentences."""
KINDS = (MEETING, MEETING, INSPECTION, INSPECTION, STUDY, DISPATCH, DISPATCH, DISPATCH)


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: who led it comes first among its people, each (county, post, first or second holder)."""

    kind: str
    day: dt.date
    people: tuple[tuple[int, int, int], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """A page."""

    name: str
    paper: str
    reports: tuple[Report, ...]
    text: str


def made(pages: int) -> Iterator[Made]:
    """So many pages, of all papers in turns."""
    papers = max(LEAST, pages // A_PAPER)
    return (page(number % papers, number // papers) for number in range(pages))


def page(county: int, issue: int) -> Made:
    """The ``issue``-th page of the paper of a county."""
    chance = Random(f"{county} {issue}")
    day = FIRST + dt.timedelta(days=issue)
    reports = tuple(_report(county, issue, number, day, chance) for number in range(A_PAGE))
    paper = f"{place(county)}日报"
    week = "一二三四五六日"[day.weekday()]
    head = f"{paper}\n{day.year}年{day.month}月{day.day}日　星期{week}　第{issue + 1}期\n\n"
    text = ("" if issue % 8 == 7 else head) + "\n\n".join(report.text for report in reports) + "\n"
    return Made(f"{county:04}-{issue:05}.txt", paper, reports, text)


@cache
def place(county: int) -> str:
    first, second = divmod(county, len(PLACES))
    return PLACES[first % len(PLACES)] + PLACES[second] + ("河" if first >= len(PLACES) else "") + "县"


@cache
def holder(county: int, post: int, which: int) -> str:
    """The true name of the first or the second holder of a post."""
    family, given, _ = _names()
    return named(Random(f"{county} {post} {which}"), family, given)


@cache
def _names() -> tuple[list[str], list[str], dict[str, list[str]]]:
    table = lexicon.table("given_characters")
    score = {char: float(value) for value, chars in table.items() for char in chars if char.strip()}
    given = [char for char in sorted(score, key=lambda char: (-score[char], char)) if _is_plain(char)]
    family = [char for char in lexicon.table("surnames")["common"] if char.strip()]
    twins: dict[str, list[str]] = defaultdict(list)
    for one, other, _ in look_alikes({*given, *family}):
        twins[one].append(other)
        twins[other].append(one)
    return family, given, twins


def _is_plain(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _report(county: int, issue: int, number: int, printed_on: dt.date, chance: Random) -> Report:
    kind, day = KINDS[number], printed_on - dt.timedelta(days=chance.randint(1, 3))
    second = issue >= A_PAPER // 2
    first = chance.randrange(len(POSTS)) if kind == INSPECTION else 0
    posts = list(dict.fromkeys([first, *chance.sample(range(1, len(POSTS)), 3)])) if kind != DISPATCH else []
    people = tuple((county, post, int(second and post % 2 == 0)) for post in posts)
    printed = [f"{POSTS[post]}{_printed(person, chance)}" for post, person in zip(posts, people, strict=True)]
    matter, leader = chance.choice(MATTERS), printed[0] if printed else ""
    words = {
        "here": place(county), "town": chance.choice(TOWNS), "when": f"{day.month}月{day.day}日", "matter": matter,
        "count": chance.randint(20, 400), "number": A_PAGE * issue + number + 1, "leader": leader,
        "short": leader.rpartition("、")[2], "others": "、".join(printed[1:]),
    }  # fmt: skip
    headline, lead = (opening.format(**words) for opening in OPENINGS[kind])
    body = "".join(
        f"　　{saying.format(matter, chance.randint(10, 900), chance.randint(100, 9000))}\n"
        for saying in chance.sample(SAYINGS, chance.randint(3, 6))
    )
    text = f"　　本报讯（记者 {holder(county, 99, issue % 5)}）{lead}\n{body}"
    if chance.random() < 0.02:
        cut = len(text) - 30
        text = f"{text[:cut]}\n\n{text[cut:]}"
    return Report(kind, day, people, text if chance.random() < 0.02 else f"{headline}\n\n{text}")


def _printed(person: tuple[int, int, int], chance: Random) -> str:
    _, given, twins = _names()
    return misread(holder(*person), chance, twins, given)
