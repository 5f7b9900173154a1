"""Which words mark an issue or a month: counts of articles, so that no report counts twice.

Body words are counted without names, their titles and bylines (``Frames.terms``); ``stop`` leaves out more.
A million articles have a hundred million counts: they are added up as numbers (``counts``), and what does not hang
on the words looked at is added up once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from banmian.counts import Block
from banmian.frames import Frames, Places
from banmian.measures.groups import grouped
from banmian.measures.intervals import LEVEL, clopper_pearson
from banmian.once import once

PRIOR = 500
"""Weight of the library in the log-odds, in words: that of a handful of reports."""
Totals = NDArray[np.int64]
NOTHING: frozenset[str] = frozenset()


class Sums(NamedTuple):
    """What is counted over all groups, whatever words are looked at."""

    group: Places
    """Of each article of the whole library, -1 of those that are in none."""
    names: pd.Index
    of: Totals
    """Articles with words, by group."""
    totals: Totals
    """Articles of all groups, by word."""


def frequency(
    frames: Frames, group: object | None = None, by: str = "issue_id", stop: Collection[str] = NOTHING
) -> pd.DataFrame:
    """A row a word (of one group, or of all): ``count`` times in ``n`` of ``of`` articles, most articles first.

    ``dispersion`` is DPnorm (Gries 2008, 10.1075/ijcl.13.4.02gri; normalised as in Lijffijt and Gries
    2012, 10.1075/ijcl.17.1.08lij) over the articles: 0 spread evenly, 1 in one place; NaN of one article.
    """
    sums, counts = _sums(frames, by), frames.bodies.counts()
    chosen = sums.group >= 0 if group is None else sums.group == sums.names.get_indexer(pd.Index([group]))[0]
    size, shape = np.zeros(len(chosen)), len(counts.vocabulary)
    total, n, excess = np.zeros((3, shape))
    for block in counts.blocks(chosen):
        size += np.bincount(block.articles, block.counts, len(size))
        total += np.bincount(block.words, block.counts, shape)
        n += np.bincount(block.words, minlength=shape)
    for block in counts.blocks(chosen):
        # what an article with the word adds to 2·DP − 1: |v − s| − s, v its share of the word, s of all words
        of_all = size[block.articles] / size.sum()
        added = np.abs(block.counts / total[block.words] - of_all) - of_all
        excess += np.bincount(block.words, added, shape)
    words = np.flatnonzero(n)
    numbers = {"count": total[words].astype("int64"), "n": n[words].astype("int64"), "excess": excess[words]}
    table = pd.DataFrame({"word": counts.vocabulary.take(words).array, **numbers})
    table = table[~table["word"].isin(stop)].assign(
        of=(size > 0).sum(), smallest=(size[size > 0] / size.sum()).min(initial=1)
    )
    table["share"] = table["n"] / table["of"]
    smallest = table["smallest"].where(table["of"] > 1)
    table["dispersion"] = (1 + table["excess"]) / 2 / (1 - smallest)
    table = table.sort_values(["n", "count", "word"], ascending=[False, False, True], ignore_index=True)
    return table[["word", "count", "n", "of", "share", "dispersion"]]


def keyness(
    frames: Frames, *only: object, by: str = "issue_id", stop: Collection[str] = NOTHING
) -> pd.DataFrame:
    """A row a word of a group (of every group, or ``only`` of these) against all other groups, the most typical first.

    In ``n`` of ``of`` articles here, in ``rest_n`` of ``rest_of`` elsewhere; ``log_ratio`` of the two
    shares (+½ each, Walter 1975); ``lrc`` its conservative bound, two-sided 95 %, Bonferroni over the
    words of the group (Evert 2022, “Measuring keyness”), 0 where the interval holds no difference: not
    ``enough``. ``z`` is the log-odds ratio with the library as informative Dirichlet prior (Monroe,
    Colaresi and Quinn 2008, 10.1093/pan/mpn018). Nothing of a single group.
    """
    table = _contrasted(frames, only, by, stop)
    table["log_ratio"] = np.log2((table["n"] + 0.5) / (table["of"] + 0.5)) - np.log2(
        (table["rest_n"] + 0.5) / (table["rest_of"] + 0.5)
    )
    table["lrc"] = _lrc(table)
    table["z"] = _z(table)
    table["enough"] = table["lrc"] != 0
    columns = ["group", "word", "count", "n", "of", "share", "rest_n", "rest_of", "rest_share"]
    table = table.sort_values(
        ["group", "lrc", "z", "count", "word"], ascending=[True, False, False, False, True], ignore_index=True
    )
    return table[[*columns, "log_ratio", "lrc", "z", "enough"]]


def _contrasted(frames: Frames, only: Collection[object], by: str, stop: Collection[str]) -> pd.DataFrame:
    """A row a group and word with the articles that have it, here and elsewhere."""
    sums, counts = _sums(frames, by), frames.bodies.counts()
    asked = sums.names.isin(list(only)) if only else np.ones(len(sums.names), bool)
    rows = [_of_groups(block, sums.group) for block in counts.blocks(np.append(asked, False)[sums.group])]
    table = pd.concat(rows or [pd.DataFrame({"place": [], "code": [], "count": [], "n": []}, dtype="int64")])
    table = table.groupby(["place", "code"], as_index=False).sum()
    looked_at = ~counts.vocabulary.isin(list(stop))
    table = table[looked_at[table["code"]]]
    place, code = (table[name].to_numpy() for name in ("place", "code"))
    table = table.assign(
        word=counts.vocabulary.take(code).array, of=sums.of[place], rest_of=sums.of.sum() - sums.of[place]
    )
    table = table.assign(rest_n=sums.totals[code] - table["n"], library=sums.totals[looked_at].sum())
    table = table[table["rest_of"] > 0]
    table.insert(0, "group", sums.names.take(table["place"].to_numpy()).array)
    table["share"] = table["n"] / table["of"]
    table["rest_share"] = table["rest_n"] / table["rest_of"]
    return table


def _of_groups(block: Block, group: Places) -> pd.DataFrame:
    rows = pd.DataFrame(
        {"place": group[block.articles], "code": block.words, "count": block.counts, "n": 1}, dtype="int64"
    )
    return rows.groupby(["place", "code"], as_index=False).sum()


@once
def _sums(frames: Frames, by: str) -> Sums:
    counts = frames.bodies.counts()
    group = np.full(len(frames.whole.articles), -1)
    group[frames.articles.index], names = grouped(frames, by)
    worded = counts.worded(len(group))
    of = np.bincount(group[worded & (group >= 0)], minlength=len(names))
    totals = np.zeros(len(counts.vocabulary), "int64")
    for block in counts.blocks(group >= 0):
        totals += np.bincount(block.words, minlength=len(totals))
    return Sums(group, names, of, totals)


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
    both, library = table["n"] + table["rest_n"], table["library"]
    prior = PRIOR * both / library
    size = table.groupby("group")["n"].transform("sum")
    here, there = table["n"] + prior, table["rest_n"] + prior
    odds = np.log(here / (size + PRIOR - here)) - np.log(there / (library - size + PRIOR - there))
    return np.asarray(odds / (1 / here + 1 / there) ** 0.5)
