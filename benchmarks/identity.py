"""Persons over pages: seconds by the number of people, and how often a decision is right.

`python -m benchmarks.identity [PEOPLE…]` makes libraries of known truth: people with names drawn as often as
family and given names are, posts of many counties handed on half-way, one sighting of a hundred with a
look-alike character, one of five hundred with any other one. For each reason it prints how many of its pairs
are one person, beside the confidence that `identity.pairs` gives it. Sightings are made directly: no page is
parsed. Names are independent here, and all look-alikes equally often mistaken; in life neither is so.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter, defaultdict
from random import Random
from time import process_time

from banmian import lexicon
from banmian.facts.persons.offices import office
from banmian.glyphs import look_alikes
from banmian.identity.homes import homes
from banmian.identity.pairs import CONFIDENCE, Pair
from banmian.identity.persons import persons
from banmian.identity.sightings import Sighting

SIZES = (1_000, 10_000, 100_000)
COUNTY = 400
"""People in the papers of one county."""
SEEN = 3
"""Sightings a person, on average."""
SCANNED, MISTYPED = 0.01, 0.002
"""Of the sightings have a character that looks like the right one, or any other one."""
BUREAUS = "教育局 水利局 财政局 公安局 司法局 民政局 农业农村局 审计局 统计局 住房和城乡建设局 自然资源局 交通运输局"
SINGLE = [
    *(f"县{bureau}局长" for bureau in BUREAUS.split()),
    "县委书记",
    "县长",
    "县政协主席",
    "县人大常委会主任",
]
SHARED = ["县委常委", "副县长", "县政协副主席", "县委委员"]
PRIVATE = ["护林员", "教师", "工程师", "医生", "", "", "", ""]
FIRST, DAYS = dt.date(2020, 1, 1), 2000
Given = tuple[str, int]
"""A title, and in which half of the days it is held: 0, 1, or 2 for both."""


def posts(number: int, chance: Random) -> list[Given]:
    """Each single post of a county has two holders one after the other; half of those who leave get another one."""
    place = number % COUNTY
    if place < len(SINGLE):
        later = [(chance.choice(SHARED), 1)] if chance.random() < 0.5 else []
        return [(SINGLE[place], 0), *later]
    if place < 2 * len(SINGLE):
        return [(SINGLE[place - len(SINGLE)], 1)]
    return [(chance.choice(SHARED if place < 80 else PRIVATE), 2)]


def named(chance: Random, family: list[str], given: list[str]) -> str:
    """Half of the family names are of the first twenty, half of the given characters of the first hundred of
    their lists; one person in six has a name of two characters.
    """

    def one(of: list[str], first: int) -> str:
        return chance.choice(of[:first] if chance.random() < 0.5 else of)

    return one(family, 20) + "".join(one(given, 100) for _ in range(1 if chance.random() < 0.17 else 2))


def misread(name: str, chance: Random, twins: dict[str, list[str]], given: list[str]) -> str:
    at, luck = chance.randrange(len(name)), chance.random()
    if luck < SCANNED and twins.get(name[at]):
        return name[:at] + chance.choice(twins[name[at]]) + name[at + 1 :]
    return name[:-1] + chance.choice(given) if luck > 1 - MISTYPED else name


def library(people: int, chance: Random) -> tuple[list[Sighting], list[int]]:
    """Sightings, and whose each of them is."""
    table = lexicon.table("given_characters")
    score = {char: float(value) for value, chars in table.items() for char in chars if char.strip()}
    given = sorted(score, key=lambda char: -score[char])
    family = [char for char in lexicon.table("surnames")["common"] if char.strip()]
    twins: dict[str, list[str]] = defaultdict(list)
    for one, other, _ in look_alikes({*given, *family}):
        twins[one].append(other)
        twins[other].append(one)
    seen, truth = [], []
    for number in range(people):
        name, held = named(chance, family, given), posts(number, chance)
        for _ in range(chance.randint(1, 2 * SEEN - 1)):
            title, half = chance.choice(held)
            days = chance.randrange(DAYS // 2) + (DAYS // 2) * (chance.randrange(2) if half == 2 else half)
            printed = misread(name, chance, twins, given)
            seen.append(sighting(printed, f"第{number // COUNTY}县报", title, days, chance.randrange(20)))
            truth.append(number)
    return seen, truth


def sighting(name: str, paper: str, title: str, days: int, article: int) -> Sighting:
    held = office(title)
    day = FIRST + dt.timedelta(days=days)
    offices = frozenset([held] if held else [])
    page = f"{paper}{day}"
    return Sighting(
        name, page, f"{page}-{article:02}", paper, day, "official", offices, Counter({name: 1}), 0
    )


def judged(pairs: list[Pair], whose: dict[Sighting, int]) -> dict[str, tuple[int, int]]:
    """By reason how many pairs are one person, of how many."""
    right: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        right[pair.reason].append(whose[pair.one.seen[0]] == whose[pair.other.seen[0]])
    return {reason: (sum(hits), len(hits)) for reason, hits in right.items()}


def main(*sizes: str) -> None:
    print(f"{'people':>8}{'sightings':>11}{'seconds':>9}{'persons':>9}")
    for people in [int(size) for size in sizes] or SIZES:
        seen, truth = library(people, Random(people))
        start = process_time()
        found, pairs = persons(seen, homes(seen))
        spent = process_time() - start
        print(f"{people:8}{len(seen):11}{spent:9.2f}{len(found):9}")
    for reason, (one, of) in sorted(judged(pairs, dict(zip(seen, truth, strict=True))).items()):
        print(f"  {reason:24}{one / of:6.2f} of {of:6} are one person; confidence {CONFIDENCE[reason]:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
