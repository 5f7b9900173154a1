"""What is kept of all pages is made at the end of the import that outgrows it; what killed writers left is swept."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from banmian.library import counting, files, jobs, parts, receiving, store, whole, worker
from banmian.library.drafts import ABANDONED, draft, sweep
from banmian.library.kept import NOTE
from tests.county import here
from tests.test_library_store import add, assert_same, keep_few, pages


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    keep_few(monkeypatch)
    return pages(tmp_path / "inbox")[::-1]


def notes(library: Path) -> dict[str, int]:
    """When each was kept."""
    names = (whole.FOLDER, counting.FOLDER)
    found = {name: library / files.DERIVED / name / NOTE for name in names}
    return {name: note.stat().st_mtime_ns for name, note in found.items() if note.is_file()}


def test_an_import_keeps_what_it_outgrows_and_a_page_more_does_not(
    tmp_path: Path, inbox: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    worker.work(library, jobs.submit(library, receiving.from_paths(library, inbox[:7]), "test"), here)
    first = notes(library)
    assert len(first) == 2
    with monkeypatch.context() as patch:
        patch.setattr(whole, "keep", None)
        patch.setattr(counting, "keep", None)
        opened = store.open_library(library)
        opened.bodies.counts()
    assert_same(opened, inbox[:7])
    assert_same(add(library, inbox[7:8]), inbox[:8])
    assert notes(library) == first
    assert_same(add(library, inbox[8:]), inbox)
    assert all(notes(library)[name] > then for name, then in first.items())


def test_a_worker_that_is_killed_while_it_keeps_leaves_a_job_that_can_be_finished(
    tmp_path: Path, inbox: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    job_id = jobs.submit(library, receiving.from_paths(library, inbox), "test")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(counting, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            worker.work(library, job_id, here)
    job = jobs.one(library, job_id)
    assert (job.state, job.waiting, job.added) == (jobs.RUNNING, 0, len(inbox))
    assert worker.left_behind(library) == [job_id]
    worker.work(library, job_id, here)
    assert jobs.one(library, job_id).state == jobs.DONE
    assert len(notes(library)) == 2


def test_who_stops_an_import_does_not_wait_for_what_is_kept(tmp_path: Path, inbox: list[Path]) -> None:
    library = tmp_path / "library"
    job_id = jobs.submit(library, receiving.from_paths(library, inbox), "test")
    worker.stop(library, job_id)
    worker.work(library, job_id, here)
    assert notes(library) == {}


def test_drafts_are_swept_a_day_after_the_last_word(tmp_path: Path) -> None:
    old, slow, fresh = (draft(tmp_path / files.DERIVED / name) for name in ("old", "slow", "fresh"))
    then = time.time() - ABANDONED - 60
    for folder in (old, slow, fresh):
        (folder / "table").mkdir(parents=True)
        (folder / "table" / "day.npy").touch()
    for folder in (old, slow):
        for file in (folder / "table" / "day.npy", folder / "table", folder):
            os.utime(file, (then, then))
    (slow / "table" / "day.npy").touch()
    sweep(tmp_path)
    assert (old.exists(), slow.exists(), fresh.exists()) == (False, True, True)


def test_drafts_are_no_parts_that_could_be_put_together(tmp_path: Path) -> None:
    for number in range(2 * parts.MANY):
        draft(tmp_path / files.DERIVED / str(number)).mkdir(parents=True)
    assert not parts.are_many(tmp_path)
    sweep(tmp_path / "nothing yet")
