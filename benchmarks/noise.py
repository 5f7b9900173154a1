"""Names on labelled pages that were spoilt as scanning spoils them, read with the second voter and without.

Faults: family names misread everywhere on a page (and in its labels), other characters misread, posts
before names lost, 、 and ， lost, lines and words broken. All but the first leave names alone, so that
the labels stay right. The same faults each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from random import Random

from banmian import lexicon, to_record
from banmian.identity import reconcile
from banmian.parsing import understand
from banmian.reading import decode, read
from banmian.records import Source
from benchmarks.peers import ROW, of_articles
from tests.quality.labels import SETS, labels, plain
from tests.quality.scorer import Tally

ROUNDS = 3
"""How often each page is spoilt, in other places each time."""
FAMILY, CHARACTER, POST, MARK, BREAK = 0.3, 0.03, 0.3, 0.15, 0.01
"""Chances: that a name is misread, a character, that a post before a name or a mark is lost, of a break."""
FAMILIES = (
    "庞薛傅官余沈钱王马张李赵陈刘吴徐孙郭林罗梁郑谢唐许冯董程蔡彭袁于杜叶苏魏吕丁任卢姚汪田范方石廖贾韦白邹"
    "孟秦邱尹闫段侯龙史陶贺毛郝顾龚邵武戴莫孔向汤曹朱胡高何周黄宋杨韩曾洪温康施柳祝倪章鲁蒋潘常金夏钟江牛"
)
MISREAD = (
    "宠薜傳宫佘沉线玉乌弦季赶阵刈昊涂孔鄂杯岁粱邓榭庸讦玛薰桯祭鼓表干社吐办巍昌了仕户桃江由笵万右寥贡书自邻"
    "盂泰丘伊闰叚候尤吏陷货手赫颐袭郡斌载草扎问场曾未故髙伺用贡未扬朝會供湿庚旋抑视促竟鱼将播裳全复钾汇午"
)
"""The family names that are misread, and what each is taken for: often what is none."""
COMMON = (
    "的一是了在不有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料"
)
HAN = re.compile("[一-鿿]")


def spoil(text: str, names: Iterable[str], chance: Random) -> tuple[str, dict[str, str]]:
    """The text spoilt, and how the names are printed now that are misread."""
    known = sorted({re.sub(r"\s", "", name) for name in names}, key=lambda name: (-len(name), name))
    alike = dict(zip(FAMILIES, MISREAD, strict=True))
    misread = {name: alike[name[0]] + name[1:] for name in known if name[0] in alike}
    misread = {name: new for name, new in misread.items() if chance.random() < FAMILY and new not in known}
    pieces = _pieces(text, known)
    spoilt = [
        _printed(piece, misread) if number % 2 else _around(piece, chance, number + 1 < len(pieces))
        for number, piece in enumerate(pieces)
    ]
    return "".join(spoilt), misread


def _pieces(text: str, names: Iterable[str]) -> list[str]:
    """What stands between the names, and the names, in turns; a name may hold white space."""
    spaced = "|".join(r"\s*".join(map(re.escape, name)) for name in names)
    return re.split(f"({spaced})", text) if spaced else [text]


def _printed(name: str, misread: Mapping[str, str]) -> str:
    return misread.get(re.sub(r"\s", "", name), name)[0] + name[1:]


def _around(text: str, chance: Random, before_name: bool) -> str:
    post = _post().search(text[-8:]) if before_name else None
    if post and chance.random() < POST:
        text = text[: -len(post[0])]
    return "".join(_letter(letter, chance) for letter in text)


@cache
def _post() -> re.Pattern[str]:
    posts = lexicon.table("posts")
    return re.compile(lexicon.any_of(f"{posts['single']} {posts['shared']}".split()) + "$")


def _letter(letter: str, chance: Random) -> str:
    roll = chance.random()
    if not HAN.match(letter):
        return "" if letter in "、，," and roll < MARK else letter
    if roll < CHARACTER:
        return chance.choice(COMMON)
    return letter + ("\n" if roll > 1 - BREAK / 2 else " " if roll > 1 - BREAK else "")


def printings(name: str, rounds: int) -> Iterator[tuple[Source, set[str]]]:
    """Each page of a set with its names, spoilt ``rounds`` times or, for 0, as it is."""
    for page in labels(name):
        text = read(SETS[name][0] / page["source"]).text
        names = {plain(person) for person in of_articles(page["articles"])} - {""}
        if not rounds:
            yield decode(text.encode(), page["source"]), names
        for number in range(rounds):
            spoilt, misread = spoil(text, names, Random(f"{number} {page['source']}"))
            yield decode(spoilt.encode(), page["source"]), {misread.get(person, person) for person in names}


def table(name: str) -> Iterator[str]:
    """A line for whole and for spoilt pages each, read without the voter and with it."""
    for state, rounds in (("whole", 0), ("spoilt", ROUNDS)):
        pages = list(printings(name, rounds))
        for voter in (False, True):
            tally = Tally()
            for source, names in pages:
                record = to_record(reconcile([understand(source, voter=voter)])[0])
                tally.facts(source.name, names, map(plain, of_articles(record["articles"])))
            yield ROW.format(f"{state} pages, {'both voters' if voter else 'the grammar alone'}", tally)
