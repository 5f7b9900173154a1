"""What the articles are about: shares of articles, never of words, with their intervals.

An article counts once for each topic that it is about (``frames.about``), so the shares of a group do
not add up to 1.
"""

from __future__ import annotations

import pandas as pd

from banmian.frames import Frames, about
from banmian.measures.groups import groups, in_order
from banmian.measures.intervals import wilson

LEAST_ARTICLES = 10
"""Of fewer articles the 95 % interval of a share is up to 0.53 wide: not enough to judge."""


def shares(frames: Frames, by: str = "issue_id") -> pd.DataFrame:
    """A row a group and topic, every topic in every group: ``n`` of ``of`` articles, Wilson 95 %.

    ``by`` is ``issue_id`` or ``month`` (see ``groups``). Groups in the order of time, topics from the
    most frequent on.
    """
    group = groups(frames, by)
    totals = group.value_counts().reindex(in_order(frames, group, by))
    about = _about(frames).merge(group.rename("group").reset_index(), on="article_id")
    full = pd.MultiIndex.from_product([totals.index, ranked(frames)["topic"]], names=["group", "topic"])
    counts = about.groupby(["group", "topic"])["article_id"].nunique().reindex(full, fill_value=0)
    table = counts.rename("n").reset_index()
    return _with_interval(table, table["group"].map(totals))


def ranked(frames: Frames) -> pd.DataFrame:
    """A row a topic, from the most frequent on: ``n`` of ``of`` articles, Wilson 95 %."""
    counts = _about(frames).groupby("topic")["article_id"].nunique().rename("n").reset_index()
    counts = counts.sort_values(["n", "topic"], ascending=[False, True], ignore_index=True)
    return _with_interval(counts, len(frames.articles))


def words(frames: Frames, topic: str) -> pd.DataFrame:
    """A row a word that shows ``topic``: ``hits`` occurrences in ``n`` of the ``of`` articles about it."""
    seen = occurrences(frames, topic)
    table = seen.groupby("word", observed=True)["article_id"].agg(hits="size", n="nunique").reset_index()
    table["word"] = table["word"].astype("str")
    table = table.sort_values(["n", "hits", "word"], ascending=[False, False, True], ignore_index=True)
    return table.assign(topic=topic, of=len(articles(frames, topic)))[["topic", "word", "hits", "n", "of"]]


def occurrences(
    frames: Frames, topic: str, group: object | None = None, by: str = "issue_id"
) -> pd.DataFrame:
    """The rows of ``frames.topic_words`` behind a number of ``words``, or of ``shares``."""
    counted = articles(frames, topic, group, by)["article_id"]
    rows = frames.topic_words[frames.topic_words["topic"] == topic]
    return rows[rows["article_id"].isin(counted)]


def articles(frames: Frames, topic: str, group: object | None = None, by: str = "issue_id") -> pd.DataFrame:
    """The articles behind a number of ``shares`` (or, without ``group``, of ``ranked``), by date."""
    table = about(frames.topics).astype({"article_id": "str"})
    table = table[table["topic"] == topic]
    if group is not None:
        table = table[table["article_id"].map(groups(frames, by)) == group]
    told = frames.articles[["article_id", "date", "headline", "kind"]]
    columns = ["article_id", "issue_id", "date", "headline", "kind", "share", "rank", "words", "hits"]
    return table.merge(told, on="article_id").sort_values(["date", "article_id"], ignore_index=True)[columns]


def _about(frames: Frames) -> pd.DataFrame:
    return about(frames.topics)[["article_id", "topic"]].astype("str")


def _with_interval(table: pd.DataFrame, of: pd.Series | int) -> pd.DataFrame:
    table = table.assign(of=of).astype({"n": "int64", "of": "int64"})
    low, high = wilson(table["n"], table["of"])
    return table.assign(
        share=table["n"] / table["of"], low=low, high=high, enough=table["of"] >= LEAST_ARTICLES
    )
