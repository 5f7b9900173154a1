"""How a library grows: `python -m benchmarks.scale [ARTICLES… | LIBRARY…]`, by default 100 and 10,000.

Libraries of made pages (`benchmarks.made`) are imported with one core and with all, opened the first time (persons
told over all pages) and again, a page is added to each and it is opened once more; what was made is told beside what was
found. Last, each page of the dashboard is run by Streamlit's own test runner, without a browser (`reruns`): of a library
that is there already nothing else is done. Seconds; memory is the peak of a process that opens the library.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from banmian.frames import Frames
from banmian.library import engine, jobs, receiving, store, worker
from benchmarks import made, reruns

SIZES = (100, 10_000)
# VmHWM: what `resource` has as the peak of a child begins with that of its parent
PEAK = """
import re, sys
from banmian.library.store import open_library
if __name__ == "__main__":
    frames = open_library(sys.argv[1])
    print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


def seconds(work: partial[object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def imported(library: Path, paths: list[Path], cores: int) -> float:
    job = jobs.submit(library, receiving.from_paths(library, paths), "benchmark")
    return seconds(partial(worker.work, library, job, partial(engine.local, workers=cores)))


def show(name: str, *values: float) -> None:
    print(f"  {name:34}" + "".join(f"{value:10.3f}" for value in values), flush=True)


def truth(frames: Frames, pages: list[made.Made]) -> None:
    reports = [report for page in pages for report in page.reports]
    kinds = {kind: sum(report.kind == kind for report in reports) for kind in dict.fromkeys(made.KINDS)}
    people = [person for report in reports for person in report.people]
    found = frames.articles["kind"].astype("str").value_counts()
    for kind, count in kinds.items():
        show(f"{kind}: found, made", int(found.get(kind, 0)), count)
    show("appearances: found, made", len(frames.appearances), len(people))
    show("persons: found, made", len(frames.people), len(set(people)))


def peak(library: Path) -> float:
    said = subprocess.run(
        [sys.executable, "-c", PEAK, str(library)], check=True, capture_output=True, text=True
    ).stdout
    return int(re.findall(r"\d+", said)[-1]) / 1024


def measure(articles: int, folder: Path) -> None:
    pages = list(made.made(-(-articles // made.A_PAGE) + 1))
    for page in pages:
        (folder / page.name).write_text(page.text, "utf-8")
    paths = [folder / page.name for page in pages]
    library, cores = folder / "library", os.cpu_count() or 1
    print(f"{articles} articles, {len(pages) - 1} pages, {cores} cores")
    alone = imported(folder / "alone", paths[:-1], 1)
    together = imported(library, paths[:-1], cores)
    show("import: one core, all, ratio", alone, together, alone / together)
    first, again = (seconds(partial(store.open_library, library)) for _ in range(2))
    show("open: first, again", first, again)
    show(
        "add a page: import, open",
        imported(library, paths[-1:], 1),
        seconds(partial(store.open_library, library)),
    )
    truth(store.open_library(library), pages)
    show("peak of a process that opens, MB", peak(library))
    reruns.measure(library)


def main(*sizes: str) -> None:
    for size in sizes or SIZES:
        if Path(str(size)).is_dir():
            reruns.measure(Path(str(size)))
            continue
        with tempfile.TemporaryDirectory() as folder:
            measure(int(size), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
