"""How fast pages are parsed, beside bare `jieba.lcut` of the same text: `python -m benchmarks.parse [ROUNDS]`.

Ratios to `jieba.lcut`, medians over rounds in which all ways are measured in turns, in seconds of the
processor: words cut by rjieba, by jieba where rjieba is not installed, and by rjieba with the second voter.
Pages: those of `tests/quality` and the seeds. *Longer pages* are one seed printed 1, 10 and 100 times. Start
and memory are those of a process that parses one seed. Aims: without the voter .30 with rjieba and 1.25
without it, 1.2 s, 300 MB. Last, the net of the second voter alone: aim 25,000 characters a second.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from unittest.mock import patch

import jieba
import numpy as np
from threadpoolctl import threadpool_limits

from banmian import words
from banmian.identity import reconcile
from banmian.parsing import understand
from banmian.reading import decode, page_files, read
from banmian.record import to_record
from banmian.records import Source
from banmian.tagger import model, tag
from benchmarks.peers import SENTENCE

ROOT = Path(__file__).resolve().parent.parent
SEED = page_files(ROOT / "seeds")[0]
# VmHWM: what `resource` has as the peak of a child begins with that of its parent
ALONE = """
import re, sys
from banmian import parse
parse(sys.argv[1], voter=sys.argv[2] == "voter")
print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""
Way = Callable[[list[Source]], None]


def parsed(sources: list[Source], *, voter: bool = False) -> None:
    for source in sources:
        to_record(reconcile([understand(source, voter=voter)])[0])


jieba_alone = cache(words.by_jieba)


def parsed_by_jieba(sources: list[Source]) -> None:
    with patch.object(words, "cutter", jieba_alone):
        parsed(sources)


def parsed_with_voter(sources: list[Source]) -> None:
    parsed(sources, voter=True)


def cut(sources: list[Source]) -> None:
    for source in sources:
        jieba.lcut(source.text)


WAYS: dict[str, Way] = {
    "rjieba": parsed,
    "jieba": parsed_by_jieba,
    "with voter": parsed_with_voter,
}


def taken(work: Callable[..., object], *given: object) -> float:
    start = process_time()
    work(*given)
    return process_time() - start


def show(name: str, sources: list[Source], rounds: int) -> None:
    times = [[taken(way, sources) for way in (cut, *WAYS.values())] for _ in range(rounds)]
    length = sum(len(source.text) for source in sources)
    theirs, ours, *_ = map(median, zip(*times, strict=True))
    ratios = [median(ways[place] / ways[0] for ways in times) for place in range(1, len(WAYS) + 1)]
    columns = "".join(f"{ratio:>12.2f}" for ratio in ratios)
    print(f"{name:20}{length:>9}{theirs:>10.3f}{ours:>10.3f}{length / ours:>10.0f}{columns}", flush=True)


def show_tagger(sources: list[Source], rounds: int) -> None:
    """Characters a second of the second voter's net, and how much more BLAS would let it reach."""
    texts = [text for source in sources for text in SENTENCE.findall(source.text)]
    batched, single = (median(speed(way, texts) for _ in range(rounds)) for way in (tag, one_by_one))
    net = model()
    weights = [part for layer in net.layers for part in (layer.input_weight, layer.gates, layer.candidate)]
    each = 2 * (net.output.size + sum(part.size for part in weights))
    square = np.ones((1024, 1024), dtype=np.float32)
    with threadpool_limits(1):
        most = 2 * 1024**3 / median(taken(np.matmul, square, square) for _ in range(rounds))
    print(
        f"\nthe tagger alone: {batched:.0f} characters a second in batches, {single:.0f} sentence by sentence;"
    )
    print(
        f"of {each / 1e6:.2f} MFLOP each: {each * batched / 1e9:.0f} GFLOP/s; one large product: {most / 1e9:.0f}"
    )


def speed(way: Callable[[list[str]], object], texts: list[str]) -> float:
    return sum(map(len, texts)) / taken(way, texts)


def one_by_one(texts: list[str]) -> None:
    for text in texts:
        tag([text])


def start(voter: str) -> tuple[float, float, float]:
    """Seconds of a process that parses a page, those of the processor, and its peak in MB."""
    began, spent = perf_counter(), of_children()
    command = [sys.executable, "-c", ALONE, str(SEED), voter]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return perf_counter() - began, of_children() - spent, int(said) / 1024


def of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show_start(rounds: int) -> None:
    for voter in ("grammar", "voter"):
        seconds, spent, peak = map(median, zip(*(start(voter) for _ in range(rounds)), strict=True))
        shown = f"{seconds:.2f} s, of the processor {spent:.2f} s, peak {peak:.0f} MB"
        print(f"a process that parses a page, {voter:8} {shown}")


def main(rounds: str = "9") -> None:
    show_start(int(rounds))
    jieba.setLogLevel(60)
    pages = [read(path) for folder in ("seeds", "tests/quality/pages") for path in page_files(ROOT / folder)]
    for way in (cut, *WAYS.values()):
        way(pages)
    names = "".join(f"{name:>12}" for name in WAYS)
    print(f"\n{'':20}{'chars':>9}{'jieba s':>10}{'parse s':>10}{'chars / s':>10}{names}")
    show("pages", pages, int(rounds))
    for times in (1, 10, 100):
        long = decode((read(SEED).text + "\n").encode() * times, SEED.name)
        show(f"a page {times} times", [long], max(1, int(rounds) // times))
    show_tagger(pages, int(rounds))


if __name__ == "__main__":
    main(*sys.argv[1:])
