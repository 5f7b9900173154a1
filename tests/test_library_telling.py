"""Persons told page by page are those that are told all at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.identity.homes import homes as by_records
from banmian.library import telling as module
from banmian.library.homes import homes
from banmian.library.remembered import remember, remembered
from banmian.library.sightings import Kept, recalled
from banmian.library.tables import SEEN
from banmian.library.telling import Telling, telling

NAMES = [
    "官卫红",
    "宫卫红",
    "宫卫江",
    "沈青禾",
    "沉青禾",
    "王伟",
    "王炜",
    "吐尔逊",
    "吐尔逊·托合提",
    "买买提·吐尔逊",
    "玉山",
]
TITLES = [
    "县长", "县委书记", "靖澜县委书记", "靖澜县县长", "县教育局局长", "护林员", "县委常委", "副县长", "原县教育局局长", "",
]  # fmt: skip
PAPERS = [None, None, "靖澜报", "清河报"]
DAYS = [None, dt.date(2024, 1, 3), dt.date(2024, 5, 6), dt.date(2025, 2, 1)]
people = st.tuples(
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(TITLES), min_size=1, max_size=2, unique=True),
    st.sampled_from(["official", "official", "national_leader"]),
    st.sampled_from([None, *NAMES]),
)
pages = st.lists(
    st.tuples(
        st.sampled_from(PAPERS), st.sampled_from(DAYS), st.integers(0, 3),
        st.lists(st.lists(people, max_size=3, unique_by=lambda one: one[0]), min_size=1, max_size=2),
    ),
    min_size=1, max_size=7,
)  # fmt: skip


def rows(number: int, page: tuple) -> Iterable[Kept]:
    paper, day, damage, reports = page
    for place, report in enumerate(reports, 1):
        for count, (name, titles, kind, spelling) in enumerate(report):
            spellings = {name: 2} | ({spelling: 1} if spelling and len(spelling) == len(name) else {})
            yield Kept(
                f"p{number}-{place:02}", f"p{number}", count, name, paper, day, day, kind, "\n".join(titles),
                json.dumps(spellings, ensure_ascii=False), damage, f"p{number}", 9 * count, 9 * count + len(name),
            )  # fmt: skip


def frame(found: Iterable[Kept]) -> pd.DataFrame:
    table = pd.DataFrame(list(found), columns=list(Kept._fields), dtype="object")
    return table.astype(SEEN)


def plain(seen: pd.DataFrame, told: Telling) -> list[list[object]]:
    """Every table as sorted rows, whose each sighting is, and the homes."""
    tables = (table.astype("object").itertuples(index=False, name=None) for table in told_tables(told))
    whose = zip(seen["article_id"], seen["number"], told.owner, strict=True)
    return [*(sorted(map(str, table)) for table in tables), list(whose), sorted(told.homes.items())]


def told_tables(told: Telling) -> tuple[pd.DataFrame, ...]:
    return told.people, told.merges, told.variants


Versions = dict[int, int]
"""Page → which of the pages stands there at the time."""


def all_of(here: Versions, library: list[tuple]) -> pd.DataFrame:
    return frame(row for number, version in sorted(here.items()) for row in rows(number, library[version]))


def since(
    here: Versions, seen: pd.DataFrame, before: Versions, known: pd.DataFrame, told: Telling
) -> Telling:
    """What was told, its owners in the order of what is seen now, none of pages that came or were read again."""
    same = [f"p{number}" for number, version in here.items() if before.get(number) == version]
    owners = iter(told.owner[known["issue_id"].isin(same)])
    codes = [next(owners) if page in same else None for page in seen["issue_id"]]
    return replace(told, owner=pd.Categorical(codes, told.owner.categories))


@settings(max_examples=30)
@given(pages, st.data())
def test_pages_that_come_and_go_and_change_are_told_as_if_all_at_once(
    library: list[tuple], data: st.DataObject
):
    numbers = st.sampled_from(range(len(library)))
    before: Versions = {}
    known, told = frame([]), None
    for _ in range(3):
        here = data.draw(st.dictionaries(numbers, numbers, min_size=1))
        seen = all_of(here, library)
        gone = [f"p{number}" for number, version in before.items() if here.get(number) != version]
        so_far = since(here, seen, before, known, told) if told else None
        told, _ = telling(seen, so_far, known[known["issue_id"].isin(gone)])
        assert plain(seen, told) == plain(seen, telling(seen)[0])
        before, known = here, seen


@settings(max_examples=12)
@given(pages)
def test_in_small_batches_the_same_is_told(library: list[tuple]):
    seen = all_of(dict(enumerate(range(len(library)))), library)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", 1)
        told, _ = telling(seen)
    assert plain(seen, told) == plain(seen, telling(seen)[0])


@settings(max_examples=12)
@given(pages)
def test_homes_by_codes_are_those_by_records(library: list[tuple]):
    found = [row for number, page in enumerate(library) for row in rows(number, page)]
    assert homes(frame(found)) == by_records(recalled(found))


def test_what_was_told_is_remembered_until_it_is_damaged_or_the_tables_are_others(tmp_path: Path):
    page = (
        "靖澜报",
        DAYS[1],
        0,
        [[("官卫红", ["县长"], "official", None), ("王伟", ["护林员"], "official", None)]],
    )
    seen = frame(rows(0, page))
    told, _ = telling(seen)
    remember(tmp_path, told, "these")
    again = remembered(tmp_path, "these")
    assert again is not None
    assert plain(seen, again) == plain(seen, told)
    assert remembered(tmp_path, "others") is None
    file = tmp_path / "derived" / "persons" / "people.parquet"
    file.write_bytes(file.read_bytes()[:-9] + b"123456789")
    assert remembered(tmp_path, "these") is None
