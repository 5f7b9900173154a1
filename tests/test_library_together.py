"""Several at one library: importers in processes of their own, the command, readers, and a user who asks twice."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from banmian.library import corrections, engine, jobs, receiving, store, worker
from banmian.library.corrections import Correction
from banmian.library.sources import listed
from banmian.library.store import open_library
from tests.county import one_by_one
from tests.test_library_crash import assert_whole

FORK = multiprocessing.get_context("fork")
PAGES = 50


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(PAGES):
        text = f"全市第{number}次会议召开\n\n本报讯（记者 王明）3月{number % 27 + 1}日，全市召开会议。市长李国强主持会议。"
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small batches, and parts put together all the time, so that all of it happens at once."""
    monkeypatch.setattr(worker, "BATCH", 4)
    monkeypatch.setattr(worker, "MERGE_EVERY", 4)
    monkeypatch.setattr(engine, "local", one_by_one)


def submitted(library: Path, inbox: Path, origin: str = "test") -> str:
    return jobs.submit(library, receiving.from_paths(library, [inbox]), origin)


def test_three_import_the_same_pages_while_one_reads(inbox: Path, tmp_path: Path):
    library = tmp_path / "library"
    job_ids = [submitted(library, inbox, "one"), submitted(library, inbox, "two")]
    importers = [FORK.Process(target=worker.work, args=(library, job_id, one_by_one)) for job_id in job_ids]
    command = [sys.executable, "-m", "banmian.cli", "import", str(inbox), "--library", str(library)]
    for importer in importers:
        importer.start()
    terminal = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    seen = 0
    while terminal.poll() is None or any(importer.is_alive() for importer in importers):
        time.sleep(0.1)
        frames = open_library(library)
        assert seen <= len(frames.issues) <= PAGES
        seen = len(frames.issues)
        assert len(frames.articles) == len(frames.appearances) == len(frames.pages) == seen
        assert set(frames.articles["issue_id"]) == set(frames.issues["issue_id"]) == set(frames.pages)
    assert [importer.exitcode for importer in importers] == [0, 0]
    assert terminal.returncode == 0, terminal.communicate()
    assert len(listed(library)) == assert_whole(library) == PAGES
    every = jobs.every(library)
    assert sum(job.added for job in every) == PAGES
    assert [(job.state, job.total, job.added + job.known) for job in every] == [(jobs.DONE, PAGES, PAGES)] * 3


def test_an_import_that_is_interrupted_ten_times_counts_right(inbox: Path, tmp_path: Path):
    library = tmp_path / "library"
    job_id = submitted(library, inbox)
    done = 0
    for _ in range(10):
        importer = FORK.Process(target=worker.work, args=(library, job_id, one_by_one))
        importer.start()
        while importer.is_alive() and jobs.one(library, job_id).done < min(done + 4, PAGES):
            time.sleep(0.005)
        importer.kill()
        importer.join()
        assert importer.exitcode in (0, -signal.SIGKILL)
        assert jobs.one(library, job_id).done >= min(done + 4, PAGES)
        done = jobs.one(library, job_id).done
        assert len(listed(library)) == done
    worker.work(library, submitted(library, inbox), one_by_one)
    job = jobs.one(library, job_id)
    assert (job.state, job.total, job.added) == (jobs.DONE, PAGES, PAGES)
    assert len(open_library(library).issues) == PAGES


def test_a_job_asked_for_twice_is_one(inbox: Path, tmp_path: Path):
    library = tmp_path / "library"
    asked = [FORK.Process(target=submitted, args=(library, inbox)) for _ in range(4)]
    for process in asked:
        process.start()
    for process in asked:
        process.join()
    job_id = submitted(library, inbox)
    assert [job.job_id for job in jobs.every(library)] == [job_id]
    workers = [FORK.Process(target=worker.work, args=(library, job_id, one_by_one)) for _ in range(3)]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
    assert [process.exitcode for process in workers] == [0, 0, 0]
    assert jobs.one(library, job_id).added == len(listed(library)) == PAGES


def test_users_who_correct_at_once_are_all_heard(tmp_path: Path):
    library = tmp_path / "library"

    def decide(number: int) -> None:
        for turn in range(10):
            corrections.decide(library, Correction("stop_word", {"word": f"{number}-{turn}"}))

    users = [FORK.Process(target=decide, args=(number,)) for number in range(4)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    words = [line.target["word"] for line in corrections.log(library)]
    assert sorted(words) == sorted(f"{number}-{turn}" for number in range(4) for turn in range(10))


def test_what_comes_of_it_is_what_one_importer_makes(inbox: Path, tmp_path: Path):
    some = sorted(inbox.iterdir())[:12]
    for name, parts in (("whole", [some]), ("bit by bit", [[page] for page in some])):
        library = tmp_path / name
        for part in parts[::-1]:
            job_id = jobs.submit(library, receiving.from_paths(library, part), name)
            worker.work(library, job_id, one_by_one)
        store.compact(library)
    one, other = (open_library(tmp_path / name).tables() for name in ("whole", "bit by bit"))
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name], check_categorical=False, obj=name)
