"""Parts of a library: put together, counted, of use again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from banmian.library import jobs, parts, receiving, store, worker
from benchmarks import made
from tests.county import one_by_one


def test_categories_beyond_a_byte_survive_being_put_together(tmp_path: Path):
    library, inbox = tmp_path / "library", tmp_path / "inbox"
    inbox.mkdir()
    for page in (made.page(0, number) for number in range(24)):
        (inbox / page.name).write_text(page.text, "utf-8")
    worker.work(library, jobs.submit(library, receiving.from_paths(library, [inbox]), "test"), one_by_one)
    before = store.open_library(library).tables()
    store.compact(library)
    assert [len(part.pages) for part in parts.found(library)] == [24]
    after = store.open_library(library).tables()
    assert len(before["articles"]) > 128
    for name, table in after.items():
        pd.testing.assert_frame_equal(before[name], table, check_categorical=False)
