"""Which reports of a library the corrections quote, out of the texts in its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import pyarrow.parquet as pq

from banmian.library.amend.quotes import place_of
from banmian.library.parts import TEXTS, Part
from banmian.library.references import Quote


def quoted(quotes: Collection[Quote], serving: Mapping[str, Part]) -> dict[Quote, str]:
    """The article_id of each quotation that stands in one report of its page."""
    asked: dict[str, list[str]] = defaultdict(list)
    for page, quote in quotes:
        if page in serving:
            asked[page].append(quote)
    found = {}
    for page, wanted in asked.items():
        texts: dict[str, list[str]] = defaultdict(list)
        rows = pq.read_table(serving[page].file(TEXTS), filters=[("issue_id", "==", page)])
        for article_id, text in zip(rows["article_id"].to_pylist(), rows["text"].to_pylist(), strict=True):
            texts[article_id].append(text)
        for quote in wanted:
            place = place_of(list(texts.values()), quote)
            if place is not None:
                found[page, quote] = list(texts)[place]
    return found
