"""What the articles are about: shares of articles, never of words, with their intervals.

An article counts once for each topic that it is about (``frames.about``), so the shares of a group do
not add up to 1.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from banmian.frames import Frames, Kept, about, find, places
from banmian.measures.groups import grouped
from banmian.measures.intervals import wilson
from banmian.once import once

LEAST_ARTICLES = 10
"""Of fewer articles the 95 % interval of a share is up to 0.53 wide: not enough to judge."""


@once
def shares(frames: Frames, by: str = "issue_id", last: int | None = None) -> pd.DataFrame:
    """A row a group and topic, every topic in every group: ``n`` of ``of`` articles, Wilson 95 %.

    ``by`` is as in ``groups``; of ``last`` the latest so many groups. Groups in the order of time, topics
    from the most frequent on.
    """
    group, names = grouped(frames, by)
    order = ranked(frames)["topic"]
    rows, topic = _about(frames)
    counts = np.zeros((len(names), topic.max(initial=-1) + 1), np.intp)
    inside = group[rows] >= 0
    np.add.at(counts, (group[rows][inside], topic[inside]), 1)
    totals = np.bincount(group[group >= 0], minlength=len(names))
    shown = slice(None if last is None else max(len(names) - last, 0), None)
    columns = find(frames.topics["topic"], order)
    full = pd.MultiIndex.from_product([names[shown], order], names=["group", "topic"])
    table = full.to_frame(index=False).assign(n=counts[shown][:, columns].ravel())
    return _with_interval(table, np.repeat(totals[shown], len(order)))


@once
def ranked(frames: Frames) -> pd.DataFrame:
    """A row a topic, from the most frequent on: ``n`` of ``of`` articles, Wilson 95 %."""
    names = frames.topics["topic"].cat.categories
    table = pd.DataFrame({"topic": names, "n": np.bincount(_about(frames)[1], minlength=len(names))})
    table = table[table["n"] > 0].sort_values(["n", "topic"], ascending=[False, True], ignore_index=True)
    return _with_interval(table, int(frames.kept.sum()))


def words(frames: Frames, topic: str) -> pd.DataFrame:
    """A row a word that shows ``topic``: ``hits`` occurrences in ``n`` of the ``of`` articles about it."""
    seen = occurrences(frames, topic)
    word, names = places(seen["word"]), seen["word"].cat.categories
    pairs = pd.Series(places(seen["article_id"]) * len(names) + word)
    table = pd.DataFrame({"topic": topic, "word": names, "hits": np.bincount(word, minlength=len(names))})
    table["n"] = np.bincount(word[~pairs.duplicated().to_numpy()], minlength=len(names))
    table = table[table["hits"] > 0].assign(of=int(_articles_about(frames, topic).sum()))
    table = table.sort_values(["n", "hits", "word"], ascending=[False, False, True], ignore_index=True)
    return table[["topic", "word", "hits", "n", "of"]]


@once
def occurrences(
    frames: Frames, topic: str, group: object | None = None, by: str = "issue_id"
) -> pd.DataFrame:
    """The rows of ``frames.topic_words`` behind a number of ``words``, or of ``shares``."""
    rows = frames.whole.topic_words  # the largest table there is: cut once, for topic and selection together
    own = np.flatnonzero(rows["topic"] == topic)
    counted = _articles_about(frames, topic) & _of_group(frames, group, by)
    return rows.iloc[own[counted[places(rows["article_id"])[own]]]]


@once
def articles(frames: Frames, topic: str, group: object | None = None, by: str = "issue_id") -> pd.DataFrame:
    """The articles behind a number of ``shares`` (or, without ``group``, of ``ranked``), by date."""
    table = about(frames.topics[frames.topics["topic"] == topic])
    article = places(table["article_id"])
    inside = _of_group(frames, group, by)[article]
    table, article = table[inside], article[inside]
    told = frames.whole.articles[["date", "headline", "kind"]].take(article)
    table = table.assign(**{str(name): told[name].array for name in told})
    columns = ["article_id", "issue_id", "date", "headline", "kind", "share", "rank", "words", "hits"]
    order = np.lexsort((article, told["date"].to_numpy()))
    return table[columns].iloc[order].reset_index(drop=True)


@once
def _about(frames: Frames) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each article and topic that it is about the row of ``frames.articles`` and the code of the topic."""
    table = about(frames.topics[["article_id", "topic", "share", "rank"]])
    row = np.cumsum(frames.kept) - 1
    return row[places(table["article_id"])], places(table["topic"])


@once
def _articles_about(frames: Frames, topic: str) -> Kept:
    """By its place whether an article is about ``topic``."""
    rows = about(frames.topics[frames.topics["topic"] == topic])
    chosen = np.zeros(len(frames.kept), bool)
    chosen[places(rows["article_id"])] = True
    return chosen


def _of_group(frames: Frames, group: object | None, by: str) -> Kept:
    """By its place whether an article is of ``group``; all without one."""
    if group is None:
        return frames.kept
    of, names = grouped(frames, by)
    chosen = np.zeros(len(frames.kept), bool)
    chosen[frames.rows("articles")[of == names.get_indexer(pd.Index([group]))[0]]] = True
    return chosen


def _with_interval(table: pd.DataFrame, of: NDArray[np.intp] | int) -> pd.DataFrame:
    table = table.assign(of=of).astype({"n": "int64", "of": "int64"})
    low, high = wilson(table["n"], table["of"])
    return table.assign(
        share=table["n"] / table["of"], low=low, high=high, enough=table["of"] >= LEAST_ARTICLES
    )
