"""What a process takes that opens a library, searches it and counts its words: `python -m benchmarks.served LIBRARY`.

A process of its own, so that nothing is known yet; what it prints is one line of JSON.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import Literal

from banmian.library.store import open_library
from banmian.measures.keyness import keyness
from banmian.measures.search import search
from benchmarks import made

QUERIES = (
    *made.MATTERS, *made.TOWNS, "会议", "的", "一", "全县", "本报讯", "没有印着的话", "四个最严 粮食安全", "主持召开县委常委会",
    "柳林 养老服务 记者", "县委书记",
)  # fmt: skip
"""Frequent and rare, one character and several words."""


def memory(what: str, process: int | Literal["self"] = "self") -> float:
    """Of a process in MB: VmRSS now, VmHWM at most."""
    return int(re.findall(rf"{what}:\s*(\d+)", Path(f"/proc/{process}/status").read_text())[0]) / 1024


def main(library: str) -> None:
    start, used = perf_counter(), process_time()
    frames = open_library(library)
    told = {"open": perf_counter() - start, "open_cpu": process_time() - used, "opened_mb": memory("VmRSS")}
    times = []
    for query in QUERIES:
        start = perf_counter()
        search(frames, query)
        times.append(perf_counter() - start)
    told |= dict(zip(("search_p50", "search_p95"), (quantiles(times, n=20)[n] for n in (9, 18)), strict=True))
    for name in ("words", "words_again"):
        start = perf_counter()
        keyness(frames, *frames.issues["issue_id"].tail(6), stop=frozenset([name]))
        told[name] = perf_counter() - start
    print(json.dumps(told | {"mb": memory("VmRSS"), "most_mb": memory("VmHWM")}))


if __name__ == "__main__":
    main(sys.argv[1])
