"""Which words mark an issue or a month: counts of articles, so that no report counts twice.

``frames.terms`` counts body words without names, their titles and bylines; ``stop`` leaves out more.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from banmian.frames import Frames
from banmian.measures.groups import groups
from banmian.measures.intervals import LEVEL, clopper_pearson

PRIOR = 500
"""Weight of the library in the log-odds, in words: that of a handful of reports."""
NOTHING: frozenset[str] = frozenset()


def frequency(
    frames: Frames, group: object | None = None, by: str = "issue_id", stop: Collection[str] = NOTHING
) -> pd.DataFrame:
    """A row a word (of one group, or of all): ``count`` times in ``n`` of ``of`` articles, most articles first.

    ``dispersion`` is DPnorm (Gries 2008, 10.1075/ijcl.13.4.02gri; normalised as in Lijffijt and Gries
    2012, 10.1075/ijcl.17.1.08lij) over the articles: 0 spread evenly, 1 in one place; NaN of one article.
    """
    terms = _terms(frames, by)
    if group is not None:
        terms = terms[terms["group"] == group]
    terms = terms.assign(excess=_excess(terms))
    parts = terms.groupby("article_id")["count"].sum()
    smallest = parts.min() / parts.sum() if len(parts) > 1 else np.nan
    table = (
        terms[~terms["word"].isin(stop)]
        .groupby("word")
        .agg(count=("count", "sum"), n=("article_id", "nunique"), excess=("excess", "sum"))
    )
    table = table.reset_index().assign(of=len(parts))
    table["share"] = table["n"] / table["of"]
    table["dispersion"] = (1 + table["excess"]) / 2 / (1 - smallest)
    table = table.sort_values(["n", "count", "word"], ascending=[False, False, True], ignore_index=True)
    return table[["word", "count", "n", "of", "share", "dispersion"]]


def keyness(
    frames: Frames, group: object | None = None, by: str = "issue_id", stop: Collection[str] = NOTHING
) -> pd.DataFrame:
    """A row a word of a group (of every group, if None) against all other groups, the most typical first.

    In ``n`` of ``of`` articles here, in ``rest_n`` of ``rest_of`` elsewhere; ``log_ratio`` of the two
    shares (+½ each, Walter 1975); ``lrc`` its conservative bound, two-sided 95 %, Bonferroni over the
    words of the group (Evert 2022, “Measuring keyness”), 0 where the interval holds no difference: not
    ``enough``. ``z`` is the log-odds ratio with the library as informative Dirichlet prior (Monroe,
    Colaresi and Quinn 2008, 10.1093/pan/mpn018). Nothing of a single group.
    """
    table = _contrasted(_terms(frames, by), stop)
    table = table[table["rest_of"] > 0]
    table["log_ratio"] = np.log2((table["n"] + 0.5) / (table["of"] + 0.5)) - np.log2(
        (table["rest_n"] + 0.5) / (table["rest_of"] + 0.5)
    )
    table["lrc"] = _lrc(table)
    table["z"] = _z(table)
    table["enough"] = table["lrc"] != 0
    if group is not None:
        table = table[table["group"] == group]
    columns = ["group", "word", "count", "n", "of", "share", "rest_n", "rest_of", "rest_share"]
    table = table.sort_values(
        ["group", "lrc", "z", "count", "word"], ascending=[True, False, False, False, True], ignore_index=True
    )
    return table[[*columns, "log_ratio", "lrc", "z", "enough"]]


def _terms(frames: Frames, by: str) -> pd.DataFrame:
    """article_id, group, word, count of the articles that belong to a group."""
    group = groups(frames, by).rename("group").rename_axis("article_id").reset_index()
    terms = frames.terms[["article_id", "word", "count"]].astype({"article_id": "str", "word": "str"})
    return terms.astype({"count": "int64"}).merge(group, on="article_id")


def _excess(terms: pd.DataFrame) -> pd.Series:
    """What an article with the word adds to 2·DP − 1: |v − s| − s, v its share of the word, s of all words."""
    size = terms.groupby("article_id")["count"].transform("sum") / terms["count"].sum()
    part = terms["count"] / terms.groupby("word")["count"].transform("sum")
    return (part - size).abs() - size


def _contrasted(terms: pd.DataFrame, stop: Collection[str]) -> pd.DataFrame:
    """A row a group and word with the articles that have it, here and elsewhere."""
    of = terms.groupby("group")["article_id"].nunique()
    kept = terms[~terms["word"].isin(stop)]
    table = (
        kept.groupby(["group", "word"]).agg(count=("count", "sum"), n=("article_id", "nunique")).reset_index()
    )
    table["of"] = table["group"].map(of).astype("int64")
    table["rest_n"] = table.groupby("word")["n"].transform("sum") - table["n"]
    table["rest_of"] = int(of.sum()) - table["of"]
    table["share"] = table["n"] / table["of"]
    table["rest_share"] = table["rest_n"] / table["rest_of"].clip(lower=1)
    return table


def _lrc(table: pd.DataFrame) -> NDArray[np.float64]:
    """The bound of the log ratio next to 0: n of n + rest_n is binomial when both are held together."""
    words = table.groupby("group")["word"].transform("size")
    low, high = clopper_pearson(table["n"], table["n"] + table["rest_n"], 1 - (1 - LEVEL) / words)
    exposure = np.log2(table["rest_of"] / table["of"])
    with np.errstate(divide="ignore"):
        low, high = (np.log2(share / (1 - share)) + exposure for share in (low, high))
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))


def _z(table: pd.DataFrame) -> NDArray[np.float64]:
    """Log-odds ratio over its standard deviation, words counted by articles, the rest as second text."""
    both = table["n"] + table["rest_n"]
    library = both[~table["word"].duplicated()].sum()
    prior = PRIOR * both / library
    size = table.groupby("group")["n"].transform("sum")
    here, there = table["n"] + prior, table["rest_n"] + prior
    odds = np.log(here / (size + PRIOR - here)) - np.log(there / (library - size + PRIOR - there))
    return np.asarray(odds / (1 / here + 1 / there) ** 0.5)
