"""A store made again from a server: the same frames, and errors that arrive."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from banmian.errors import BanmianError
from banmian.library import files, jobs, receiving, store, worker
from tests.county import here

PAGES = store.BATCH + 4


@pytest.fixture
def library(tmp_path: Path) -> Path:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for day in range(PAGES):
        text = f"全县第{day}次会议召开\n\n本报讯（记者 王明）2024年{day % 12 + 1}月{day % 28 + 1}日，县长李国强主持召开第{day}次会议。"
        (inbox / f"{day:02}.txt").write_text(text, "utf-8")
    folder = tmp_path / "库"
    worker.work(folder, jobs.submit(folder, receiving.from_paths(folder, [inbox]), "test"), here)
    return folder


def test_a_store_made_again_apart_is_the_same(library: Path) -> None:
    before = store.open_library(library).tables()
    shutil.rmtree(library / files.DERIVED)
    heard: list[tuple[int, int]] = []
    after = store.open_library(library, lambda done, of: heard.append((done, of)))
    assert heard[-1] == (PAGES, PAGES)
    for name, table in before.items():
        pd.testing.assert_frame_equal(table, after.tables()[name], check_categorical=False)


def test_a_script_without_a_guard_opens_a_library(library: Path, tmp_path: Path) -> None:
    """A pool spawned there would run the script again in each of its processes."""
    shutil.rmtree(library / files.DERIVED)
    script = tmp_path / "script.py"
    script.write_text("import sys\nimport banmian\nprint(len(banmian.open(sys.argv[1]).articles))\n")
    command = [sys.executable, str(script), str(library)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (result.stdout, result.stderr) == (f"{PAGES}\n", "")


SLOW = """
import sys, time
from multiprocessing import active_children
from pathlib import Path
from banmian.library import engine
from banmian.library.decisions import Decisions
from banmian.library.jobs import Entry

def batches():
    for number in range(1_000):
        yield [Entry(Path("none"), "none")]

if __name__ == "__main__":
    for number, results in enumerate(engine.local(Path(sys.argv[1]), batches(), Decisions(), workers=2)):
        if number == 3:
            print(*(child.pid for child in active_children()), flush=True)
            time.sleep(600)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_the_processes_of_a_pool_end_with_who_made_it(tmp_path: Path) -> None:
    """However it ends: the server kills who reads a store again for a page that was closed."""
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    with subprocess.Popen([sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        pool = [int(pid) for pid in owner.stdout.readline().split()]
        assert len(pool) == 2
        owner.kill()
    deadline = time.monotonic() + 60
    while any(alive(pid) for pid in pool):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether it runs: who adopts it may leave it as a zombie."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self/stat").exists()


PRINTING = """
import sys
if "--multiprocessing-fork" in sys.orig_argv:
    print("loading models")
"""


def test_what_a_library_prints_does_not_stand_between_the_answers(library: Path, tmp_path: Path) -> None:
    """As some of those that read scans do."""
    shutil.rmtree(library / files.DERIVED)
    (tmp_path / "sitecustomize.py").write_text(PRINTING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
        assert len(store.open_library(library).articles) == PAGES


def test_what_is_wrong_with_the_library_is_told(library: Path) -> None:
    shutil.rmtree(library / files.DERIVED)
    (library / files.DERIVED).write_text("a file")
    with pytest.raises(BanmianError, match="写不进去"):
        store.open_library(library)
