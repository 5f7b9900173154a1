"""What is too much for the frames of a large library: the printed texts and the counts of their words.

Asked through one protocol, whether they lie in the memory (here) or in the parts of a library.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from banmian import schema
from banmian.counts import Counts, Piece
from banmian.plain import plain
from banmian.records import Article, Issue

Place = tuple[str, str]
"""Of a text: article_id and ``where`` (a code of ``schema.WHERE``)."""


class Bodies(Protocol):
    """Texts and counts of words of a library, whatever a selection leaves of its frames."""

    def texts(self, places: Collection[Place]) -> dict[Place, str]:
        """The texts that spans point into; what is not there is left out."""

    def holding(self, words: Sequence[str]) -> NDArray[np.intp]:
        """The places of the articles whose printed texts hold all of these words (of ``plain.asked``), at least one."""

    def counts(self) -> Counts:
        """How often each word stands in each article."""


class InMemory:
    """Texts out of pages, counts out of a frame."""

    def __init__(self, pages: Mapping[str, Issue], terms: pd.DataFrame) -> None:
        self._pages, self._counts = pages, _counted(pages, terms)

    def texts(self, places: Collection[Place]) -> dict[Place, str]:
        """As in ``Bodies``."""
        wanted = set(places)
        return {
            (article_id, where): text
            for article_id in {article_id for article_id, _ in wanted}
            for where, text in self._printed(article_id)
            if (article_id, where) in wanted
        }

    def holding(self, words: Sequence[str]) -> NDArray[np.intp]:
        """As in ``Bodies``."""
        found = []
        for place, article in enumerate(_articles(self._pages)):
            texts = [plain(text) for _, text in printed(article)]
            if all(any(word in text for text in texts) for word in words):
                found.append(place)
        return np.array(found, np.intp)

    def counts(self) -> Counts:
        """As in ``Bodies``."""
        return self._counts

    def _printed(self, article_id: str) -> Iterable[tuple[str, str]]:
        issue = self._pages.get(article_id.rpartition("-")[0])
        articles = issue.page.articles if issue else ()
        return (pair for article in articles if article.article_id == article_id for pair in printed(article))


def printed(article: Article) -> Iterator[tuple[str, str]]:
    """(where, text) of everything that spans point into."""
    lines = {"headline": article.headline, "kicker": article.kicker, "subhead": article.subhead}
    texts = {where: line.text for where, line in lines.items() if line} | {"body": article.body.text}
    for where, text in texts.items():
        # not ``writable``, which takes characters out: spans point into this text
        yield where, text.encode("utf-8", "replace").decode()


def _articles(pages: Mapping[str, Issue]) -> Iterator[Article]:
    return (article for issue in pages.values() for article in issue.page.articles)


def nothing() -> Bodies:
    """Of no page."""
    return InMemory({}, schema.TERMS.empty())


def _counted(pages: Mapping[str, Issue], terms: pd.DataFrame) -> Counts:
    """The rows of the frame ``terms`` as numbers."""
    articles = [article.article_id for article in _articles(pages)]
    article, word = (terms[name].astype("category").array for name in ("article_id", "word"))
    place = np.append(pd.Index(articles, dtype="str").get_indexer(article.categories), -1)[article.codes]
    order = np.argsort(place, kind="stable")
    begins = np.flatnonzero(np.diff(place[order], prepend=-2))
    numbers = (word.codes[order], terms["count"].to_numpy("int64")[order])
    words, counts = (each.astype("int32") for each in numbers)
    piece = Piece(place[order][begins].astype("int32"), np.append(begins, len(order)), words, counts)
    return Counts(pd.Index(word.categories, dtype="str"), [piece])
