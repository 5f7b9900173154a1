"""The printed sentences behind a number."""

from __future__ import annotations

import pandas as pd

from banmian import words
from banmian.frames import Frames, article, facts, text

WINDOW = 200
"""A side of a sentence that does not end is cut here."""
STOPS = "。！？!?\n"
COLUMNS = ["article_id", "issue_id", "date", "headline", "where", "start", "end", "before", "hit", "after"]


def passages(frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    """A row a span of ``rows`` (article_id, start, end, and ``where`` if not all in the body), in their order.

    ``before`` + ``hit`` + ``after`` is the sentence around it as printed; rows without a span are left out.
    """
    rows = rows.dropna(subset=["start", "end"])
    where = rows["where"] if "where" in rows else ["body"] * len(rows)
    spans = zip(rows["article_id"], where, rows["start"], rows["end"], strict=True)
    table = pd.DataFrame(
        [(*span, *_sentence(text(frames, span[0], span[1]), int(span[2]), int(span[3]))) for span in spans],
        columns=["article_id", "where", "start", "end", "before", "hit", "after"],
    ).astype({"article_id": "str"})
    told = frames.articles[["article_id", "issue_id", "date", "headline"]]
    return table.merge(told, on="article_id", how="left")[COLUMNS]


def of_word(frames: Frames, word: str) -> pd.DataFrame:
    """The passages of a word, as many as ``frames.terms`` counts, by article."""
    having = frames.terms.loc[frames.terms["word"] == word, "article_id"].astype("str")
    spans = [
        (article_id, token.start, token.end)
        for article_id in having
        for token in words.content(article(frames, article_id), facts(frames, article_id), frames.own)
        if token.word == word
    ]
    return passages(frames, pd.DataFrame(spans, columns=["article_id", "start", "end"]))


def _sentence(whole: str, start: int, end: int) -> tuple[str, str, str]:
    before, after = whole[max(0, start - WINDOW) : start], whole[end : end + WINDOW]
    begin = max(before.rfind(stop) for stop in STOPS) + 1
    ends = [place for stop in STOPS if (place := after.find(stop)) >= 0]
    close = min(ends) + 1 if ends else len(after)
    return before[begin:], whole[start:end], after[:close].rstrip("\n")
