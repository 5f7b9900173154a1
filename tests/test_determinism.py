"""The same library whatever the order of files, the number of processes, the time zone, the language and the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dev import ROOT

PAGES = sorted((ROOT / "tests" / "quality" / "pages").glob("*.*"))[:12]
TAKES_IN = """
import sys
from functools import partial
from pathlib import Path
from random import Random
from banmian.exports.tables import table_files
from banmian.library import engine, jobs, receiving, worker
from banmian.library.store import open_library

if __name__ == "__main__":
    place, workers, seed, *files = sys.argv[1:]
    Random(int(seed)).shuffle(files)
    worker.BATCH = 5
    library = Path(place, "library")
    job = jobs.submit(library, receiving.from_paths(library, [Path(file) for file in files]), "test")
    worker.work(library, job, partial(engine.local, workers=int(workers)))
    for kind, codes in (("csv", False), ("parquet", True)):
        for name, content in table_files(open_library(library).tables(), kind, codes=codes):
            Path(place, name).write_bytes(content)
"""
WAYS = {
    "four processes, ahead of time": (
        "4",
        "1",
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    ),
    "one, behind": ("1", "2", {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"}),
}


def made(place: Path, workers: str, seed: str, surroundings: dict[str, str]) -> dict[str, bytes]:
    """The tables of a library as files."""
    place.mkdir()
    (script := place / "takes_in.py").write_text(TAKES_IN, "utf-8")
    command = [sys.executable, str(script), str(place), workers, seed, *map(str, PAGES)]
    subprocess.run(command, env=os.environ | surroundings, check=True)
    return {file.name: file.read_bytes() for file in place.glob("*.csv")} | {
        file.name: file.read_bytes() for file in place.glob("*.parquet")
    }


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("here") / "0", "1", "0", {"PYTHONHASHSEED": "0", "TZ": "UTC"})


@pytest.mark.parametrize("way", WAYS)
def test_a_library_is_the_same_byte_for_byte(way: str, here: dict[str, bytes], tmp_path: Path) -> None:
    there = made(tmp_path / "there", *WAYS[way])
    assert len(here) > 20
    assert [name for name in here if here[name] != there.get(name)] == []
