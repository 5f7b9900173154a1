"""An import over a real scheduler with worker processes: as the local engine does it, whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dask
import pandas as pd
import pytest
from distributed import Client, LocalCluster

from banmian.cli import main
from banmian.errors import BrokenCluster
from banmian.frames import Frames
from banmian.library import cluster, engine, jobs, parts, receiving, worker
from banmian.library.decisions import decided
from banmian.library.jobs import Job
from banmian.library.sources import listed
from banmian.library.store import open_library

PAGES = 320
SPOILT = ("empty.txt", "binary.txt")


@pytest.fixture
def running() -> Iterator[LocalCluster]:
    """A scheduler and two worker processes; one that dies is replaced after a second or two."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as running,
    ):
        yield running


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages that differ, and two files that are no pages."""
    folder = tmp_path_factory.mktemp("inbox")
    for number in range(PAGES):
        day, name = f"{number % 12 + 1}月{number % 27 + 1}日", "王李张刘陈"[number % 5] + "国强"
        text = (
            f"全市第{number}次会议召开\n\n本报讯（记者 王明）{day}，全市召开会议。市长{name}主持会议并讲话。\n\n"
            f"市领导调研第{number}号项目\n\n本报讯（记者 赵亮）{day}，市委书记周海到项目现场调研，副市长{name}陪同。\n"
        )
        (folder / f"2026-{number % 12 + 1:02}-{number % 27 + 1:02}-{number:03}.txt").write_text(text, "utf-8")
    (folder / SPOILT[0]).write_bytes(b"")
    (folder / SPOILT[1]).write_bytes(bytes(range(256)) * 8)
    return folder


@pytest.fixture(scope="module")
def alone(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that the local engine makes of them."""
    library = tmp_path_factory.mktemp("alone")
    imported(library, inbox, engine.local)
    return library


def imported(library: Path, inbox: Path, by: worker.Engine, told: worker.Told = lambda job: None) -> Job:
    job_id = jobs.submit(library, receiving.from_paths(library, [inbox]), "test")
    worker.work(library, job_id, by, told)
    return jobs.one(library, job_id)


def assert_same(one: Frames, other: Frames) -> None:
    for name, table in one.tables().items():
        pd.testing.assert_frame_equal(table, other.tables()[name], check_categorical=False, obj=name)


def assert_nothing_waits(library: Path) -> None:
    """The parts hold every page: opening reads none again."""
    chosen = parts.serving(parts.found(library), decided(library).keys(listed(library)))
    assert set(chosen) == set(listed(library))


def kill_one(running: LocalCluster) -> None:
    with Client(running, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    os.kill(pids[0], signal.SIGKILL)


def killing(running: LocalCluster, killed: list[int]) -> worker.Told:
    """Hears how far the job is, and kills a worker with half of the files done."""

    def told(job: Job) -> None:
        if job.done >= PAGES / 2 and not killed:
            killed.append(job.done)
            kill_one(running)

    return told


@pytest.mark.parametrize("place", ["", "shared", "file://shared"])
def test_a_worker_that_dies_loses_nothing_and_repeats_nothing(place, running, inbox, alone, tmp_path):
    place = place and place.replace("shared", str(tmp_path / "shared"))
    library, killed = tmp_path / "library", []
    by = partial(cluster.across, running.scheduler_address, place)
    job = imported(library, inbox, by, killing(running, killed))
    assert PAGES / 2 <= killed[0] < PAGES
    assert (job.state, job.added, job.refused, job.waiting) == (jobs.DONE, PAGES, len(SPOILT), 0)
    assert_nothing_waits(library)
    assert set(listed(library)) == set(listed(alone))
    assert_same(open_library(alone), open_library(library))


READ_THERE = cluster._read_there
FATAL = "2026-01-01-000.txt"


def fatal(place, folder, decisions, version, parcel):
    """A task that takes its process down where a certain file is among those of its parcel."""
    if any(entry.name == FATAL for entry in parcel):
        os._exit(1)
    return READ_THERE(place, folder, decisions, version, parcel)


def elsewhere(place, folder, decisions, version, parcel):
    """What a worker does that sees another disk under the same path."""
    return READ_THERE(place, folder.with_name("elsewhere"), decisions, version, parcel)


def test_a_file_that_takes_workers_down_is_refused_alone(running, inbox, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_read_there", fatal)
    some = [Path(inbox, name) for name in sorted(os.listdir(inbox))[:64]]
    library = tmp_path / "library"
    job_id = jobs.submit(library, receiving.from_paths(library, some), "test")
    worker.work(library, job_id, partial(cluster.across, running.scheduler_address, ""))
    assert [name for name, _, _ in jobs.sentences(library, job_id)] == [FATAL]
    assert jobs.one(library, job_id).added == 63


def refusal(library: Path, inbox: Path, scheduler: str, place: str = "") -> str:
    with pytest.raises(BrokenCluster) as refused:
        imported(library, inbox, partial(cluster.across, scheduler, place))
    assert not listed(library)
    assert jobs.every(library)[0].waiting == PAGES + len(SPOILT)
    return str(refused.value)


def test_another_version_on_the_workers(running, inbox, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "reader", lambda: "another")
    assert "同一版本" in refusal(tmp_path / "library", inbox, running.scheduler_address)


def test_workers_that_write_to_a_disk_of_their_own(running, inbox, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_read_there", elsewhere)
    assert "--shared" in refusal(tmp_path / "library", inbox, running.scheduler_address)


def test_a_place_that_nobody_can_write_to(running, inbox, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "RETRIES", 0)
    (tmp_path / "file").write_text("")
    for place in (str(tmp_path / "file" / "shared"), "nosuch://shared"):
        assert place in refusal(tmp_path / "library", inbox, running.scheduler_address, place)


def test_a_scheduler_that_does_not_answer(inbox, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "no address"):
        assert "没有回应" in refusal(tmp_path / "library", inbox, address)


def test_the_command(running, inbox, alone, tmp_path, capsys):
    library, place = tmp_path / "library", tmp_path / "shared"
    wanted = ["import", str(inbox), "--library", str(library), "--engine", "dask"]
    assert main(wanted) == 2
    assert "--scheduler" in capsys.readouterr().err
    assert main([*wanted, "--scheduler", running.scheduler_address, "--shared", str(place)]) == 1
    assert f"收进 {PAGES} 个，没有读成 {len(SPOILT)} 个" in capsys.readouterr().err
    assert {path.name for path in place.rglob("sources/*/*")} == {
        path.name for path in library.rglob("sources/*/*")
    }
    assert_same(open_library(alone), open_library(library))
