"""How long a page of the dashboard takes: at first sight, again, with another selection, with another choice.

Each page in Streamlit's test runner, without a browser. A selection is a period, often with a kind or a topic; a
choice a person, an event, a topic or an article. What a user feels is the first sight of either; both are seen a second
time, too. Seconds of the clock, and of the processor in brackets: the first grow with what else the machine does.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import numpy as np

from banmian import schema
from banmian.frames import Frames
from benchmarks.served import memory

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

PAGES = ("overview", "timeline", "topics", "officials", "clouds", "search", "reader")
CHOICES = {
    "timeline": ("event", "events"),
    "officials": ("person", "people"),
    "reader": ("article", "articles"),
}
"""By page what is chosen there, and the table of it."""
AGAIN, SELECTIONS, CHOSEN = 5, 12, 6
LONGEST = 3_600
Time = tuple[float, float]


def measure(library: Path) -> None:
    """Prints a line a page and kind of rerun: how many, and the median and 95th percentile."""
    os.environ["BANMIAN_LIBRARY"] = str(library)
    from pages.common import data
    from tests.apps import opened  # reads the folder of the environment when it runs

    print(f"  the first page, which opens the library: {taken(partial(opened, PAGES[0]))[0]:.1f}")
    frames = data.library(library.absolute()).frames  # those of the pages: others would lie in memory as well
    for page in PAGES:
        show(page, "first sight", [taken(partial(opened, page))])
        app = opened(page)
        show(page, "once more", [taken(partial(app.run, timeout=LONGEST)) for _ in range(AGAIN)])
        picked = [partial(select, app, one) for one in selections(frames)]
        show(page, "another selection", [taken(work) for work in picked])
        show(page, "the same, 2nd sight", [taken(work) for work in picked[-AGAIN:]])
        app = opened(page)
        if wanted := choices(frames, page):
            show(page, "a choice", [taken(partial(choose, app, *one)) for one in wanted])
            show(page, "the same, 2nd sight", [taken(partial(choose, app, *one)) for one in wanted])
    print(f"  MB after all pages, at most: {memory('VmRSS'):.0f}, {memory('VmHWM'):.0f}")


def taken(work: Callable[[], AppTest]) -> Time:
    start, used = perf_counter(), process_time()
    app = work()
    time = perf_counter() - start, process_time() - used
    if app.exception:
        print(f"    {app.exception[0].message}")
    return time


def show(page: str, what: str, times: Sequence[Time]) -> None:
    told = "".join(
        f"  p{share} {np.quantile(clock, share / 100):7.3f} ({np.quantile(used, share / 100):.3f})"
        for clock, used in [tuple(zip(*times, strict=True))]
        for share in (50, 95)
    )
    print(f"  {page:10}{what:22}{len(times):3}{told}", flush=True)


def selections(frames: Frames) -> list[dict[str, object]]:
    """Periods from a week to all there is (but for a few stray days), two of three with a kind or a topic."""
    chance, days = Random(1), frames.articles["date"].dropna()
    first, last = (day.date() for day in days.quantile([0.001, 0.999]))
    length = (last - first).days
    topics = list(frames.topics["topic"].cat.categories)
    picked = []
    for number in range(SELECTIONS):
        start = chance.randrange(length)
        end = min(length, start + 7 + chance.randrange(length))
        one = {"start": first + dt.timedelta(days=start), "end": first + dt.timedelta(days=end)}
        kinds = [chance.choice(schema.EVENT_KINDS[:3])] if number % 3 == 1 else []
        picked.append({**one, "kinds": kinds, "topics": [chance.choice(topics)] if number % 3 == 2 else []})
    return picked


def choices(frames: Frames, page: str) -> list[tuple[str, str]]:
    """Rows at random, of persons those at most events, and the topics."""
    if page == "topics":
        return [("topic", topic) for topic in frames.topics["topic"].cat.categories[:CHOSEN]]
    if page not in CHOICES:
        return []
    key, table = CHOICES[page]
    rows = getattr(frames, table)
    rows = rows.nlargest(CHOSEN, "events") if table == "people" else rows.sample(CHOSEN, random_state=1)
    return [(key, str(one)) for one in rows[f"{key}_id"]]


def select(app: AppTest, picked: dict[str, object]) -> AppTest:
    for field, value in picked.items():
        app.session_state[field] = value
    return app.run(timeout=LONGEST)


def choose(app: AppTest, key: str, value: str) -> AppTest:
    app.query_params[key] = value
    return app.run(timeout=LONGEST)
