"""What a page costs a worker and the importer when a Dask cluster reads: `python -m benchmarks.cluster [PAGES]`.

Processor time, so that other work on the machine counts little. The figures of docs/scale.md.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from distributed import LocalCluster

from banmian.library import cluster, jobs, parts, receiving, store, worker
from banmian.library.decisions import Decisions, decided
from banmian.library.intake import take_in
from banmian.library.jobs import Entry
from banmian.reading import page_files
from dev import ROOT

PAPERS = [file for place in ("seeds", "tests/quality/pages") for file in page_files(ROOT / place)]


def main(count: int) -> None:
    with TemporaryDirectory() as place:
        root = Path(place)
        inbox = papers(root / "inbox", count)
        print(f"source: {size(inbox) / count:.0f} bytes a page")
        alone = root / "alone"
        work(alone, inbox, here)  # once to load what is loaded once
        cost("worker", count, lambda: work(root / "again", inbox, here))
        print(
            f"parts of 32: {size(alone / 'derived') / count:.0f} bytes a page, {len(parts.found(alone))} parts"
        )
        cost("putting together, one size", count, lambda: store.compact(alone, decided(alone)))
        print(f"then: {size(alone / 'derived') / count:.0f} bytes a page, {len(parts.found(alone))} parts")
        for shared in ("", str(root / "shared")):
            with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as running:
                by = partial(cluster.across, running.scheduler_address, shared)
                library = root / f"library{len(shared)}"
                cost(
                    f"importer and scheduler, shared {bool(shared)}", count, partial(work, library, inbox, by)
                )


def papers(folder: Path, count: int) -> Path:
    """So many different pages."""
    folder.mkdir()
    for number in range(count):
        raw = PAPERS[number % len(PAPERS)].read_bytes()
        (folder / f"{number:06}.txt").write_bytes(raw + f"\n第{number}号\n".encode())
    return folder


def here(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> worker.Results:
    return (take_in(folder, batch, decisions) for batch in batches)


def work(library: Path, inbox: Path, by: worker.Engine) -> None:
    worker.work(library, jobs.submit(library, receiving.from_paths(library, [inbox]), "benchmark"), by)


def cost(what: str, count: int, done: Callable[[], None]) -> None:
    start = time.process_time()
    done()
    print(f"{what}: {(time.process_time() - start) / count * 1000:.1f} ms of the processor a page")


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 480)
