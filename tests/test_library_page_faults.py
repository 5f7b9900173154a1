"""资料库 where something is in the way: it says so in a sentence, and goes on when it is gone."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.library import files, jobs, receiving, worker
from banmian.library.locks import alone
from pages.common import progress
from tests.apps import opened
from tests.brought import GBK, SEEDS, brought, finished, said
from tests.county import filled


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, work: Callable[..., subprocess.Popen[bytes]]) -> None:
        self.work, self.calls = work, 0

    def __call__(self, *given: object) -> subprocess.Popen[bytes]:
        self.calls += 1
        return self.work(*given)


def settled(library: Path, job: str, seconds: float = 60) -> None:
    """Until the process that was sent to the job has ended it."""
    deadline = time.monotonic() + seconds
    while jobs.one(library, job).state in jobs.OPEN:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_job_left_behind_is_taken_up_and_said(library: Path) -> None:
    job = jobs.submit(library, receiving.from_bytes(library, "国版.txt", GBK), "page")
    app = opened("library")
    assert "有 1 次导入上回没有做完，已接着做。" in said(app)
    finished(app, library)
    assert jobs.one(library, job).added == 1


def test_an_import_can_be_stopped(library: Path) -> None:
    job = jobs.submit(library, receiving.from_bytes(library, "国版.txt", GBK), "page")
    with alone(library, job):  # as somebody who works on it
        app = opened("library")
        assert "正在整理" not in said(app)
        app.button(key=f"cancel-{job}").click().run()
    assert jobs.one(library, job).state == jobs.CANCELLED
    assert "还有 1 个文件没有读" in said(opened("library"))


def test_why_an_import_failed_stands_on_the_page_until_it_is_tried_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.mkdir()
    (library / files.DERIVED).write_text("a file where a folder is wanted")
    monkeypatch.setattr(progress.worker, "start", counted := Counted(worker.start))
    job = jobs.submit(library, receiving.from_bytes(library, "国版.txt", GBK), "page")
    app = opened("library")
    settled(library, job)
    app.run()
    assert (jobs.one(library, job).state, counted.calls) == (jobs.FAILED, 1)
    assert f"写不进去，{files.CAUSES[errno.EEXIST]}" in said(app)
    assert not app.exception
    app.run()
    assert counted.calls == 1
    app.button(key=f"again-{job}").click().run()
    settled(library, job)
    assert (jobs.one(library, job).state, counted.calls) == (jobs.FAILED, 2)
    (library / files.DERIVED).unlink()
    app = opened("library")
    app.button(key=f"again-{job}").click().run()
    finished(app, library)
    assert (jobs.one(library, job).state, jobs.one(library, job).added) == (jobs.DONE, 1)


def test_a_process_that_dies_without_a_word_is_not_sent_again_and_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = Counted(lambda folder, job: subprocess.Popen([sys.executable, "-c", "raise SystemExit(9)"]))
    monkeypatch.setattr(progress.worker, "start", dying)
    job = jobs.submit(library, receiving.from_bytes(library, "国版.txt", GBK), "page")
    opened("library")
    progress._STARTED[job].wait()
    app = opened("library").run()
    assert dying.calls == 1
    assert progress.DIED in said(app)
    app.button(key=f"cancel-{job}").click().run()
    assert jobs.one(library, job).state == jobs.CANCELLED
    assert not list((library / files.INCOMING).glob("*/*"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_is_not_to_be_written_is_a_sentence(library: Path) -> None:
    library.parent.chmod(0o500)
    try:
        app = brought(opened("library"), ("国版.txt", GBK))
        app.button(key="import").click().run()
    finally:
        library.parent.chmod(0o700)
    assert "写不进去" in said(app)
    assert not app.exception


def test_a_place_that_is_no_folder_is_a_sentence(library: Path) -> None:
    library.write_text("一个文件")
    app = brought(opened("library"), ("国版.txt", GBK))
    app.button(key="import").click().run()
    assert "写不进去" in said(app)
    assert not app.exception


def test_a_damaged_record_is_a_sentence(library: Path) -> None:
    filled(library, SEEDS[0])
    for file in library.glob("record.sqlite*"):
        file.write_bytes(b"\x00" * 5000)
    app = opened("library")
    assert "record.sqlite 已损坏" in said(app)
    assert not app.exception
