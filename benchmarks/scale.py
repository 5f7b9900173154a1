"""How a library grows: `python -m benchmarks.scale [--keep DIR] [ARTICLES… | LIBRARY…]`, by default 100 and 10,000.

Libraries of made pages (`benchmarks.made`) are imported with one core and with all, opened the first time (persons
told over all pages) and again, a page is added to each and it is opened once more; what was made is told beside what was
found. Last, each page of the dashboard is run by Streamlit's own test runner, without a browser (`reruns`): of a library
that is there already nothing else is done. Seconds. What a process takes that opens the library, searches it and counts
its words is told by `benchmarks.served`. With ``--keep`` the libraries stay in a folder, and one that is there is not
imported again: a million articles take an hour on two cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from banmian.frames import Frames
from banmian.library import engine, jobs, receiving, record, store, worker
from benchmarks import made, reruns

SIZES = (100, 10_000)
ONE_CORE = 10_000
"""Articles up to which it is also told what one core takes."""


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


def served(library: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.served", str(library)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    show("a process: open, CPU of it", told["open"], told["open_cpu"])
    show("search: p50, p95", told["search_p50"], told["search_p95"])
    show("words of six pages: first, again", told["words"], told["words_again"])
    show("MB: opened, after that, at most", told["opened_mb"], told["mb"], told["most_mb"])


def measure(articles: int, folder: Path) -> None:
    pages = list(made.made(-(-articles // made.A_PAGE) + 1))
    paths = [folder / "in" / page.name[:4] / page.name for page in pages]
    library, cores = folder / "library", os.cpu_count() or 1
    print(f"{articles} articles, {len(pages) - 1} pages, {cores} cores")
    if not record.exists(library):
        for path, page in zip(paths, pages, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.text, "utf-8")
        if articles <= ONE_CORE:
            show("import: one core", imported(folder / "alone", paths[:-1], 1))
        show("import: all cores", imported(library, paths[:-1], cores))
    first, again = (seconds(partial(store.open_library, library)) for _ in range(2))
    show("open: first, again", first, again)
    show(
        "add a page: import, open",
        imported(library, paths[-1:], 1),
        seconds(partial(store.open_library, library)),
    )
    truth(store.open_library(library), pages)
    served(library)
    reruns.measure(library)


def main(*asked: str) -> None:
    keep = asked[1] if asked[:1] == ("--keep",) else None
    for size in (asked[2:] if keep else asked) or SIZES:
        if Path(str(size)).is_dir():
            reruns.measure(Path(str(size)))
        elif keep:
            measure(int(size), Path(keep) / str(size))
        else:
            with tempfile.TemporaryDirectory() as folder:
                measure(int(size), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
