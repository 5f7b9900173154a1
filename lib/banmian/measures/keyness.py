"""Which words mark an issue or a month: counts of articles, so that no report counts twice.

Body words are counted without names, their titles and bylines (``Frames.terms``); ``stop`` leaves out more.
A million articles have a hundred million counts, so DuckDB adds them up, whatever they lie in (``bodies``).
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

FREQUENCY = """
WITH here AS (SELECT article_id, word, count FROM terms JOIN chosen USING (article_id)),
sizes AS (SELECT article_id, sum(count)::BIGINT AS size FROM here GROUP BY article_id),
whole AS (SELECT sum(size)::BIGINT AS all_words, min(size) AS least, count(*) AS of FROM sizes),
words AS (
    SELECT word, sum(count)::BIGINT AS total, count(*) AS n
    FROM here ANTI JOIN stop USING (word) GROUP BY word
)
-- what an article with the word adds to 2·DP − 1: |v − s| − s, v its share of the word, s of all words
SELECT word, total AS count, n, of, least / all_words AS smallest,
       fsum(abs(count / total - size / all_words) - size / all_words) AS excess
FROM here JOIN words USING (word) JOIN sizes USING (article_id) CROSS JOIN whole
GROUP BY word, total, n, of, least, all_words
"""
KEYNESS = """
-- the counts are read anew for each part of the answer: kept, a hundred million rows would fill the memory
WITH worded AS (SELECT DISTINCT article_id FROM terms),
sizes AS (SELECT place, count(*) AS of FROM worded JOIN chosen USING (article_id) GROUP BY place),
totals AS (
    SELECT word, count(*) AS total
    FROM terms SEMI JOIN chosen USING (article_id) ANTI JOIN stop USING (word) GROUP BY word
),
here AS (SELECT article_id, place FROM chosen SEMI JOIN asked USING (place)),
counts AS (
    SELECT place, word, sum(count)::BIGINT AS count, count(*) AS n
    FROM terms JOIN here USING (article_id) ANTI JOIN stop USING (word) GROUP BY place, word
)
SELECT place, word, count, n, of, total - n AS rest_n,
       (SELECT sum(of)::BIGINT FROM sizes) - of AS rest_of,
       (SELECT sum(total)::BIGINT FROM totals) AS library
FROM counts JOIN sizes USING (place) JOIN totals USING (word)
"""


def frequency(
    frames: Frames, group: object | None = None, by: str = "issue_id", stop: Collection[str] = NOTHING
) -> pd.DataFrame:
    """A row a word (of one group, or of all): ``count`` times in ``n`` of ``of`` articles, most articles first.

    ``dispersion`` is DPnorm (Gries 2008, 10.1075/ijcl.13.4.02gri; normalised as in Lijffijt and Gries
    2012, 10.1075/ijcl.17.1.08lij) over the articles: 0 spread evenly, 1 in one place; NaN of one article.
    """
    chosen = groups(frames, by)
    if group is not None:
        chosen = chosen[chosen == group]
    table = _counted(frames, FREQUENCY, stop, chosen=chosen.index.to_frame(name="article_id"))
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
    group = groups(frames, by)
    places, names = pd.factorize(group)
    asked = [place for place, name in enumerate(names) if not only or name in only]
    chosen = pd.DataFrame({"article_id": group.index, "place": places})
    table = _counted(
        frames, KEYNESS, stop, chosen=chosen, asked=pd.DataFrame({"place": asked}, dtype="int64")
    )
    table = table[table["rest_of"] > 0]
    table.insert(0, "group", names.take(table["place"].to_numpy()))
    table["share"] = table["n"] / table["of"]
    table["rest_share"] = table["rest_n"] / table["rest_of"]
    return table


def _counted(frames: Frames, query: str, stop: Collection[str], **tables: pd.DataFrame) -> pd.DataFrame:
    """The answer of DuckDB, which sees ``terms`` as far as needed, the words of ``stop``, and these tables."""
    stopped = pd.DataFrame({"word": pd.Series(sorted(stop), dtype="str")})
    issues = tables["chosen"]["article_id"].str.rsplit("-", n=1).str[0].unique()
    with frames.bodies.counts(issues) as cursor:
        for name, table in (tables | {"stop": stopped}).items():
            cursor.register(name, table)
        return cursor.execute(query).df()


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
