"""How long a word cloud takes in a fresh process: `python -m benchmarks.cloud [ROUNDS]`.

*Cold* is everything from the first import of `banmian.charts.clouds` to the SVG of 80 words of the
seeds; *warm* the same again in the process; the picture is drawn when it is asked for. Medians, beside the
processor's time, which other work on the machine disturbs less; the line to pass is 0.5 s cold.
"""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

from dev import ROOT

WORDS = 80
ONCE = f"""
import json, sys, time
from banmian import load
from banmian.measures.keyness import frequency
words = frequency(load("seeds")).head({WORDS})
weights = dict(zip(words["word"], words["n"].astype(float)))
def timed(work):
    began, spent = time.perf_counter(), time.process_time()
    made = work()
    return made, (time.perf_counter() - began, time.process_time() - spent)
def drawn():
    from banmian.charts import clouds
    cloud = clouds.cloud(weights)
    return cloud, clouds.svg(cloud, "词云")
(cloud, svg), cold = timed(drawn)
_, warm = timed(drawn)
from banmian.charts import clouds
_, picture = timed(lambda: clouds.png(cloud))
print(json.dumps({{"cold": cold, "warm": warm, "png": picture, "placed": [len(cloud.words)]}}))
"""


def once() -> dict[str, list[float]]:
    output = subprocess.run(
        [sys.executable, "-c", ONCE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    figures: dict[str, list[float]] = json.loads(output.stdout)
    return figures


def main(rounds: int) -> None:
    runs = [once() for _ in range(rounds)]
    for name in ("cold", "warm", "png"):
        wall, processor = (median(run[name][place] for run in runs) for place in (0, 1))
        print(f"{name:5} {wall:.3f} s, of the processor {processor:.3f} s")
    print(f"{runs[0]['placed'][0]} of {WORDS} words placed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
