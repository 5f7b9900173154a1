"""Every figure of the library, drawn from a small one made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from banmian.charts import bars, calendar, network, officials, series, timeline, together, topics
from banmian.charts.colours import Mode
from banmian.frames import Frames
from banmian.measures import coappearance, coverage, issues, keyness, ledger
from banmian.measures import timeline as times
from banmian.measures import topics as talk
from tests.library import issue, library, person, report, topic

HOSTILE = "<a href=javascript:alert(1)>$x$ & 很长很长很长很长很长很长很长很长很长很长的名字</a>"
MODES: tuple[Mode, ...] = ("light", "dark")
TOPICS = ["党的建设", "经济运行", "生态环保"]


def meeting(day: str, ordinal: int | None, *people, headline: str = "例会", series: str = "例会", **facts):
    number = (int(day[:4]), ordinal) if ordinal else None
    return report("工业很好。", headline, day, *people, series=series, ordinal=number, **facts)


def about(*names: str) -> tuple:
    return tuple(topic(name, 1 / len(names), ("工业", "body", (0, 2))) for name in names)


OLD = issue(
    "old",
    meeting("2025-11-03", 38, person("甲", "chair"), person("乙"), topics=about("经济运行")),
    meeting("2025-11-05", 39, person("甲", "chair"), person("乙"), topics=about("经济运行", "生态环保")),
)
NEW = issue(
    "new",
    meeting("2025-12-10", 42, person("乙", "chair"), person("丙"), topics=about("生态环保")),
    report("调研。", "调研", "2025-12-11", person("乙", "inspect"), person("丁", "mention", present=False), kind="inspection"),
    report("无日期。", "座谈", None, person("甲", "chair"), kind="talks"),
)  # fmt: skip
FRAMES, EMPTY = library(OLD, NEW), library()


def hostile_library() -> Frames:
    people = person(HOSTILE, "chair", titles=[HOSTILE]), person(HOSTILE + "二"), person("甲")
    reports = [
        meeting(day, 3, *people, headline=HOSTILE, series=HOSTILE, topics=about(HOSTILE), name=HOSTILE)
        for day in ("2025-11-03", "2025-11-12")
    ]
    return library(issue("hostile", *reports))


def pairs(frames: Frames) -> pd.DataFrame:
    return coappearance.pairs(frames)


def first_person(frames: Frames) -> str:
    attendance = ledger.attendance(frames)
    return attendance["person_id"].iloc[0] if len(attendance) else "nobody"


def first_topic(frames: Frames) -> str:
    ranked = talk.ranked(frames)
    return ranked["topic"].iloc[0] if len(ranked) else TOPICS[0]


Drawing = Callable[[Frames, Mode], go.Figure]
DRAWINGS: dict[str, Drawing] = {
    "lanes by kind": lambda f, mode: timeline.lanes(times.events(f), times.series(f), coverage.weeks(f), mode=mode),
    "lanes by leader": lambda f, mode: timeline.lanes(
        times.events(f), times.series(f), coverage.weeks(f), by="leader", mode=mode
    ),
    "rates": lambda f, mode: timeline.rates(times.rates(f), mode=mode),
    "ordinals": lambda f, mode: series.ordinals(times.series(f), mode=mode),
    "calendar": lambda f, mode: calendar.strip(coverage.days(f), mode=mode),
    "heat": lambda f, mode: topics.heat(talk.shares(f), talk.ranked(f), issues.issues(f), mode=mode),
    "heat of months": lambda f, mode: topics.heat(talk.shares(f, by="month"), talk.ranked(f), mode=mode),
    "ranked topics": lambda f, mode: topics.ranked(talk.ranked(f), mode=mode),
    "over time": lambda f, mode: topics.over_time(
        talk.shares(f), [first_topic(f)], [first_topic(f), *TOPICS], issues.issues(f), mode=mode
    ),
    "evidence": lambda f, mode: topics.words(talk.words(f, first_topic(f)), mode=mode),
    "roles": lambda f, mode: officials.roles(ledger.roles(f), ledger.attendance(f), mode=mode),
    "own": lambda f, mode: officials.own(ledger.ledger(f, first_person(f)), mode=mode),
    "companions": lambda f, mode: officials.companions(coappearance.companions(f, first_person(f)), mode=mode),
    "matrix": lambda f, mode: together.matrix(coappearance.matrix(pairs(f)), mode=mode),
    "network": lambda f, mode: network.network(pairs(f), mode=mode),
    "words": lambda f, mode: bars.words(keyness.frequency(f), by="n", mode=mode),
}  # fmt: skip
drawings = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())


def points(figure: go.Figure) -> list[object]:
    """What choosing can give, over all traces."""
    return [
        chosen
        for trace in figure.data
        for chosen in (trace.customdata if trace.customdata is not None else ())
    ]
