"""The printed sentences behind a number."""

from __future__ import annotations

import pandas as pd

from banmian import words
from banmian.counts import Block
from banmian.frames import Frames, article, facts, find

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
    spans = list(zip(rows["article_id"], where, rows["start"], rows["end"], strict=True))
    texts = frames.bodies.texts({(article_id, where) for article_id, where, _, _ in spans})
    table = pd.DataFrame(
        [(*span, *_sentence(texts[span[:2]], int(span[2]), int(span[3]))) for span in spans],
        columns=["article_id", "where", "start", "end", "before", "hit", "after"],
    ).astype({"article_id": "str"})
    article = find(frames.whole.events["article_id"], table["article_id"])
    told = frames.whole.articles[["issue_id", "date", "headline"]].take(article)
    return table.assign(**{str(name): told[name].array for name in told})[COLUMNS]


def having(frames: Frames, word: str) -> pd.DataFrame:
    """A row an article with the word: article_id, ``count`` of the word."""
    counts = frames.bodies.counts()
    every = [pd.DataFrame(block._asdict()) for block in counts.of(counts.code(word), frames.kept)]
    rows = pd.concat(every or [pd.DataFrame(columns=list(Block._fields), dtype="int32")])
    rows = rows.sort_values("articles", ignore_index=True)
    articles = frames.whole.articles["article_id"].array.take(rows["articles"])
    return pd.DataFrame({"article_id": articles, "count": rows["counts"]})


def of_word(frames: Frames, word: str, most: int | None = None) -> pd.DataFrame:
    """The passages of a word, as many as ``having`` counts, by article; of ``most`` the first so many."""
    counts = having(frames, word)
    if most is not None:
        counts = counts[counts["count"].cumsum() - counts["count"] < most]
    spans = [
        (article_id, token.start, token.end)
        for article_id in counts["article_id"]
        for token in words.content(article(frames, article_id), facts(frames, article_id), frames.own)
        if frames.called.get(token.word, token.word) == word
    ]
    return passages(frames, pd.DataFrame(spans[:most], columns=["article_id", "start", "end"]))


def _sentence(whole: str, start: int, end: int) -> tuple[str, str, str]:
    before, after = whole[max(0, start - WINDOW) : start], whole[end : end + WINDOW]
    begin = max(before.rfind(stop) for stop in STOPS) + 1
    ends = [place for stop in STOPS if (place := after.find(stop)) >= 0]
    close = min(ends) + 1 if ends else len(after)
    return before[begin:], whole[start:end], after[:close].rstrip("\n")
