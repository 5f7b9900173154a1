"""How fast pages are parsed, beside bare `jieba.lcut` of the same text: `python -m benchmarks.parse [ROUNDS]`.

Medians over rounds in which both are measured in turns, in seconds of the processor. Pages: those of
`tests/quality` and the seeds. *Longer pages* are one seed printed 1, 10 and 100 times. Start and memory
are those of a process that parses one seed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import jieba

from banmian.identity import reconcile
from banmian.parsing import understand
from banmian.reading import decode, page_files, read
from banmian.record import to_record
from banmian.records import Source

ROOT = Path(__file__).resolve().parent.parent
SEED = page_files(ROOT / "seeds")[0]
ALONE = "import sys; from banmian import parse; parse(sys.argv[1])"


def parsed(sources: list[Source]) -> None:
    for source in sources:
        to_record(reconcile([understand(source)])[0])


def cut(sources: list[Source]) -> None:
    for source in sources:
        jieba.lcut(source.text)


def taken(work: Callable[[list[Source]], None], sources: list[Source]) -> float:
    start = process_time()
    work(sources)
    return process_time() - start


def compare(sources: list[Source], rounds: int) -> tuple[float, float, float]:
    """Median seconds of parsing, of jieba, and of their ratio within a round."""
    pairs = [(taken(parsed, sources), taken(cut, sources)) for _ in range(rounds)]
    return (*map(median, zip(*pairs, strict=True)), median(ours / theirs for ours, theirs in pairs))


def show(name: str, sources: list[Source], rounds: int) -> None:
    ours, theirs, ratio = compare(sources, rounds)
    length = sum(len(source.text) for source in sources)
    print(f"{name:24}{length:>10}{ours:>10.3f}{theirs:>10.3f}{ratio:>9.2f}{length / ours:>13.0f}", flush=True)


def start(*command: str) -> float:
    began = perf_counter()
    subprocess.run([sys.executable, *command], check=True)
    return perf_counter() - began


def main(rounds: str = "9") -> None:
    python, alone = (
        median(start(*command) for _ in range(int(rounds)))
        for command in (("-c", "pass"), ("-c", ALONE, str(SEED)))
    )
    # measured first: a child begins with the peak of its parent
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"process that parses a page: {alone:.2f} s (bare Python {python:.2f} s), peak {peak:.0f} MB\n")
    jieba.setLogLevel(60)
    pages = [read(path) for folder in ("seeds", "tests/quality/pages") for path in page_files(ROOT / folder)]
    parsed(pages)
    cut(pages)
    print(f"{'':24}{'chars':>10}{'parse s':>10}{'jieba s':>10}{'ratio':>9}{'chars / s':>13}")
    show("pages", pages, int(rounds))
    for times in (1, 10, 100):
        long = decode((read(SEED).text + "\n").encode() * times, SEED.name)
        show(f"a page {times} times", [long], max(1, int(rounds) // times))


if __name__ == "__main__":
    main(*sys.argv[1:])
