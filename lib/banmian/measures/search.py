"""Search over the printed texts: any substring, whatever its white space and width; all words in one article.

Headlines are texts too. What is counted is articles: those whose texts hold every word, of those chosen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from banmian.frames import Frames, Places, places
from banmian.once import once
from banmian.plain import Hit, asked, hits

READ = 2_000
"""Articles, the newest, in which places are looked for; of words in more articles only the articles are counted."""
PRINTED = ("kicker", "headline", "subhead", "body")
"""The texts of an article in the order in which they are read."""
COLUMNS = ["article_id", "issue_id", "date", "headline"]


class Found(NamedTuple):
    """What a search finds, the newest article first; one without a date is as old as the last day of its page."""

    articles: pd.DataFrame
    """A row an article that holds every word."""
    places: pd.DataFrame
    """A row a place of any of the words in the first ``READ`` of these: article_id, where, start, end (as
    ``measures.passages`` takes them) and the word as it is searched."""
    of: int
    """The articles that were looked through."""

    def told(self) -> str:
        """The numbers, in a sentence."""
        read = f"最近 {READ} 篇里" if len(self.articles) > READ else ""
        return f"共 {len(self.articles)} 篇（所选 {self.of} 篇中），{read}{len(self.places)} 处"


def search(frames: Frames, query: str) -> Found:
    """The articles of the frames that hold every word of ``query``, and where; none of an empty query."""
    words = asked(query)
    held = np.zeros(len(frames.kept), bool)
    if words:
        held[frames.bodies.holding(words)] = True
    newest = newest_first(frames.whole)
    articles = (
        frames.whole.articles[COLUMNS].iloc[newest[(held & frames.kept)[newest]]].reset_index(drop=True)
    )
    return Found(articles, _places(frames, articles["article_id"].head(READ), words), int(frames.kept.sum()))


@once
def newest_first(whole: Frames) -> Places:
    """The places of all articles, the newest first; those without any day last, those of one day as they come."""
    page = whole.issues["last_date"].fillna(whole.issues["publication_date"]).to_numpy()
    days = whole.articles["date"].to_numpy()
    days = np.where(np.isnat(days), page[places(whole.articles["issue_id"])], days).astype("int64")
    days[days == np.iinfo("int64").min] += 1  # a missing day is the smallest, which has no opposite
    return np.argsort(-days, kind="stable")


def _places(frames: Frames, article_ids: pd.Series, words: tuple[str, ...]) -> pd.DataFrame:
    wanted = [(article_id, where) for article_id in article_ids for where in PRINTED]
    texts = frames.bodies.texts(wanted)
    rows = [(*place, *hit) for place in wanted if place in texts for hit in hits(texts[place], words)]
    return pd.DataFrame(rows, columns=["article_id", "where", *Hit._fields]).astype({"article_id": "str"})
