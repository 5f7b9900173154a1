"""Frames → figure: a measure and its chart put together.

Here and not on the pages, which Streamlit runs anew each time: so ``View.of`` knows them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from plotly.graph_objects import Figure

from banmian.charts import calendar, officials, series, tenure, timeline, together, topics
from banmian.charts.colours import Mode
from banmian.frames import Frames
from banmian.measures import coappearance, coverage, keyness, ledger
from banmian.measures import tenure as posts
from banmian.measures import timeline as events
from banmian.measures import topics as shares
from banmian.measures.groups import grouped
from banmian.measures.issues import in_time
from banmian.once import once

if TYPE_CHECKING:
    from banmian.charts.clouds import Cloud

Kinds = tuple[str, ...] | None
Words = tuple[str, ...]
ISSUES, WORDS = 6, 60
"""How many issues have clouds (the latest), and how many words has a cloud."""
COLUMNS = 60
"""Issues, months or years that topics are shown for, the latest."""


def strip(frames: Frames, mode: Mode) -> Figure:
    return calendar.strip(coverage.days(frames), mode=mode)


def lanes(frames: Frames, by: str, mode: Mode) -> Figure:
    weeks = coverage.weeks(frames)
    return timeline.lanes(events.events(frames), events.series(frames), weeks, by=by, mode=mode)


def ordinals(frames: Frames, mode: Mode) -> Figure:
    return series.ordinals(events.series(frames), mode=mode)


def rates(frames: Frames, mode: Mode) -> Figure:
    return timeline.rates(events.rates(frames), mode=mode)


def heat(frames: Frames, by: str, mode: Mode) -> Figure:
    table = shares.shares(frames, by, COLUMNS)
    return topics.heat(table, shares.ranked(frames), **_columns(frames, by), mode=mode)


def course(frames: Frames, name: str, by: str, vocabulary: Words, mode: Mode) -> Figure:
    table = shares.shares(frames, by, COLUMNS)
    return topics.over_time(table, [name], vocabulary, **_columns(frames, by), mode=mode)


def _columns(frames: Frames, by: str) -> dict[str, Any]:
    issues = {"issues": in_time(frames)} if by == "issue_id" else {"by": by}
    return {**issues, "every": len(grouped(frames, by)[1])}


def ranked(frames: Frames, chosen: str | None, mode: Mode) -> Figure:
    return topics.ranked(shares.ranked(frames), mode=mode, chosen=chosen)


def dots(frames: Frames, kinds: Kinds, mode: Mode) -> Figure:
    return officials.roles(ledger.roles(frames, kinds), ledger.attendance(frames, kinds), mode=mode)


def matrix(frames: Frames, kinds: Kinds, mode: Mode) -> Figure:
    return together.matrix(coappearance.matrix(pairs(frames, kinds)), mode=mode)


def network(frames: Frames, kinds: Kinds, mode: Mode) -> Figure:
    from banmian.charts.network import network as drawn  # networkx takes a tenth of a second

    return drawn(pairs(frames, kinds), mode=mode)


def gexf(pairs: pd.DataFrame, said: str) -> bytes:
    from banmian.exports.network import gexf as written

    return written(pairs, said)


def career(frames: Frames, person_id: str, mode: Mode) -> Figure:
    return tenure.career(posts.tenures(frames, person_id), posts.seen(frames, person_id), mode=mode)


def pairs(frames: Frames, kinds: Kinds) -> pd.DataFrame:
    return coappearance.pairs(frames, kinds=kinds)


@once
def weighed(frames: Frames, way: str, more: Words, fewer: Words) -> tuple[str, dict[str, pd.DataFrame]]:
    """The column that weighs the words, and the words of the latest issues, heaviest first.

    ``way`` is n, articles with the word, or lrc; where no lrc is above 0 it is z that weighs. ``more`` are
    left out beside the stop words, ``fewer`` let in again.
    """
    shown = list(in_time(frames)["issue_id"].tail(ISSUES))[::-1]
    stop = (frames.stop | set(more)) - set(fewer)
    if way == "n":
        return way, {issue: keyness.frequency(frames, issue, stop=stop) for issue in shown}
    table = keyness.keyness(frames, *shown, stop=stop)
    weight = "lrc" if table["enough"].any() else "z"
    table = table[table[weight] > 0].sort_values([weight, "word"], ascending=[False, True])
    return weight, {issue: table[table["group"] == issue] for issue in shown}


def clouds(frames: Frames, way: str, more: Words, fewer: Words, mode: Mode) -> dict[str, Cloud]:
    """The clouds on one scale, by issue_id; none where no word has a weight."""
    from banmian.charts.clouds import cloud, common_scale  # wordcloud takes 0.2 s, and one page has clouds

    weight, tables = weighed(frames, way, more, fewer)
    heads = {issue: table.head(WORDS) for issue, table in tables.items() if len(table)}
    weights = {issue: dict(zip(head["word"], head[weight], strict=True)) for issue, head in heads.items()}
    scale = common_scale(list(weights.values()))
    return {issue: cloud(words, mode=mode, scale=scale) for issue, words in weights.items()}
