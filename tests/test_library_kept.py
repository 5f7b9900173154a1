"""The tables of a library are kept: pages woven in or taken out give what putting all together gives."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import counts
from banmian.ids import kinds
from banmian.library import columns, counting, whole
from banmian.library.bodies import InParts
from banmian.library.columns import mapped, read, write
from banmian.library.kept import NOTE
from banmian.library.parts import SIGHTINGS, Part
from banmian.library.remembered import remember
from banmian.library.tables import DTYPES, IDS, IN_MEMORY, Tables, assembled
from banmian.library.telling import telling
from banmian.library.weaving import _moved, woven
from banmian.library.whole import stored
from banmian.parsing import parse
from tests.parts import part
from tests.test_library_store import pages


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Part]:
    """Pages with and without masthead, a part each."""
    folder = tmp_path_factory.mktemp("kept")
    issues = [parse(path) for path in pages(folder / "inbox")]
    return {issue.issue_id: part(folder, issue) for issue in issues}


def assert_same(one: Tables, other: Tables) -> None:
    assert set(one) == set(other) == set(IN_MEMORY)
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name], obj=name)


def told(library: Path, chosen: dict[str, Part]) -> Tables:
    """The tables, their persons told as often as ``store`` has them told: what is woven is told as if it were whole."""
    tables, before, gone, digest = stored(library, chosen)
    now, _ = telling(tables[SIGHTINGS], before, gone)
    if digest and before is None:
        remember(library, now, digest)
    whole, _ = telling(tables[SIGHTINGS])
    assert now.owner.tolist() == whole.owner.tolist()
    assert now.homes == whole.homes
    return tables


def test_pages_woven_in_and_out_are_those_put_together(served: dict[str, Part]):
    chance, every = random.Random(7), sorted(served)
    for count in (0, 1, 2, 5, 9, len(every)):
        before, gone = chance.sample(every, len(every) - count), chance.sample(every, count)
        new = [page for page in every if page not in before]
        out = [page for page in gone if page in before]
        tables = assembled({page: served[page] for page in before})
        rest = {page: served[page] for page in every if page not in out}
        found = woven(tables, out, assembled({page: served[page] for page in new}))
        assert_same(found, assembled(rest))
        assert isinstance(pa.array(found["articles"]["article_id"]), pa.Array)


def test_a_page_out_of_a_part_with_others_is_woven_in(served: dict[str, Part], tmp_path: Path):
    page, *others = sorted(served)
    together = part(tmp_path, *(parse(path) for path in pages(tmp_path / "inbox")))
    found = woven(assembled({one: served[one] for one in others}), (), assembled({page: together}))
    assert_same(found, assembled(served))


def test_a_page_that_was_read_again_takes_its_own_place(served: dict[str, Part]):
    page = sorted(served)[3]
    every = assembled(served)
    assert_same(woven(dict(every), {page}, assembled({page: served[page]})), every)


def test_what_is_kept_is_what_was_put_together(
    served: dict[str, Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    every = assembled(served)
    monkeypatch.setattr(whole, "WORTH", 1)
    assert_same(told(tmp_path, served), every)
    monkeypatch.setattr(whole, "assembled", None)
    assert_same(told(tmp_path, served), every)


def test_what_is_kept_of_others_or_damaged_is_put_together_again(
    served: dict[str, Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(whole, "WORTH", 1)
    few = dict(list(served.items())[:-2])
    told(tmp_path, few)
    assert_same(told(tmp_path, served), assembled(served))
    for file in sorted((tmp_path / "derived" / whole.FOLDER).rglob("*.npy"))[::9]:
        raw = file.read_bytes()
        file.unlink()  # not written into: the tables of before lie in it
        file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
        assert_same(told(tmp_path, served), assembled(served))


def test_few_pages_are_woven_in(served: dict[str, Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, value in (("WORTH", 1), ("FEW", 0.5)):
        monkeypatch.setattr(whole, name, value)
    few = dict(list(served.items())[:-2])
    told(tmp_path, few)
    note = (tmp_path / "derived" / whole.FOLDER / NOTE).read_text()
    assert_same(told(tmp_path, served), assembled(served))
    assert (tmp_path / "derived" / whole.FOLDER / NOTE).read_text() == note


def test_rows_are_woven_in_where_they_are_mapped_and_no_file_is_changed(
    served: dict[str, Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(columns, "ROOM", 1)
    every = assembled(served)
    last = every["issues"]["issue_id"].iloc[-1]
    for name, table in assembled({page: served[page] for page in served if page != last}).items():
        write(tmp_path / name, table, IDS)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*.npy"))}
    tables: Tables = {}
    known: dict[str, pd.CategoricalDtype] = {}
    for name in IN_MEMORY:
        tables[name] = read(tmp_path / name, DTYPES[name], known)
        known |= kinds({name: tables[name]})
    shares, starts = tables["topics"]["share"].to_numpy(), tables["posts"]["start"].array
    found = woven(tables, (), assembled({last: served[last]}))
    assert_same(found, every)
    assert np.shares_memory(shares, found["topics"]["share"].to_numpy())
    assert np.shares_memory(starts._data, found["posts"]["start"].array._data)
    assert before == {path: path.read_bytes() for path in sorted(tmp_path.rglob("*.npy"))}


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=8), st.integers(0, 20), st.integers(0, 20)
)
def test_rows_that_move_are_those_that_were_there(runs: list[tuple[bool, int]], gone: int, room: int):
    """Runs of old and new rows in turn; of the old ones some are left out before each."""
    ends, rows = [0, 0], []
    for number, (fresh, many) in enumerate(runs):
        start = ends[fresh] + (0 if fresh else gone * number % 3)
        rows.append((fresh, slice(start, start + many)))
        ends[fresh] = start + many
    old, new = np.arange(ends[0] + 2), -np.arange(ends[1] + 1) - 1
    expected = [*(value for fresh, part in rows for value in (new if fresh else old)[part].tolist())]
    with TemporaryDirectory() as folder:
        np.save(f"{folder}/cells", np.append(old, np.zeros(room, old.dtype)))
        cells = mapped(f"{folder}/cells.npy")[: len(old)]
        assert _moved(cells, new, rows).tolist() == expected
    assert _moved(old, new, rows).tolist() == expected


def test_a_table_of_nothing_can_be_kept(tmp_path: Path):
    for name, table in assembled({}).items():
        write(tmp_path / name, table, {})
        again = read(tmp_path / name, dict(table.dtypes.map(str)), {})
        pd.testing.assert_frame_equal(again, table, check_categorical=False)


def rows(folder: Path, chosen: dict[str, Part], called: dict[str, str]) -> list[tuple[str, str, int]]:
    """Article, word, count: as the library counts them."""
    articles = assembled(chosen)["articles"]["article_id"]
    counts = InParts(folder, chosen, articles, called).counts()
    return sorted(
        (articles[article], counts.vocabulary[word], int(count))
        for block in counts.blocks(np.ones(len(articles), bool))
        for article, word, count in zip(*block, strict=True)
    )


@pytest.mark.parametrize("called", [{}, {"工作": "会议", "全县": "本县"}])
def test_words_that_are_kept_are_those_of_the_parts(
    called: dict[str, str], served: dict[str, Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    few, most = dict(list(served.items())[:-2]), dict(list(served.items())[1:])
    plain = [rows(tmp_path, some, called) for some in (few, served, most)]
    for name, value in (("WORTH", 1), ("FEW", 0.5), ("AT_ONCE", 7)):
        monkeypatch.setattr(counting, name, value)
    monkeypatch.setattr(counts, "BLOCK", 50)
    assert plain == [rows(tmp_path, some, called) for some in (few, served, most)]
    assert (tmp_path / "derived" / counting.FOLDER).is_dir()
    assert all(len({row[:2] for row in found}) == len(found) for found in plain)
