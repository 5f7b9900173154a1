"""What is too much for the frames of a large library: the printed texts and the counts of their words.

Asked through one protocol, whether they lie in the memory (here) or in the parts of a library.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import pandas as pd
import pyarrow as pa

from banmian import schema
from banmian.plain import plain
from banmian.records import Article, Issue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Place = tuple[str, str]
"""Of a text: article_id and ``where`` (a code of ``schema.WHERE``)."""
COUNTS = ["article_id", "word", "count"]


class Bodies(Protocol):
    """Texts and counts of words of a library, whatever a selection leaves of its frames."""

    def texts(self, places: Collection[Place]) -> dict[Place, str]:
        """The texts that spans point into; what is not there is left out."""

    def holding(self, words: Sequence[str]) -> Collection[str]:
        """The article_ids whose printed texts hold all of these words (of ``plain.asked``), at least one."""

    def counts(self, issues: Collection[str]) -> DuckDBPyConnection:
        """A cursor of the caller's own with a view ``terms`` (article_id, word, count) of these pages, or of more."""

    def terms(self, articles: pd.Series) -> pd.DataFrame:
        """The frame ``terms`` of these article_ids. Raises TooMuch above a million articles' words."""


class InMemory:
    """Texts out of pages, counts out of a frame."""

    def __init__(self, pages: Mapping[str, Issue], terms: pd.DataFrame) -> None:
        self._pages, self._terms = pages, terms
        self._database: DuckDBPyConnection | None = None
        self._opening = Lock()

    def texts(self, places: Collection[Place]) -> dict[Place, str]:
        """As in ``Bodies``."""
        wanted = set(places)
        return {
            (article_id, where): text
            for article_id in {article_id for article_id, _ in wanted}
            for where, text in self._printed(article_id)
            if (article_id, where) in wanted
        }

    def holding(self, words: Sequence[str]) -> Collection[str]:
        """As in ``Bodies``."""
        found = set()
        for issue in self._pages.values():
            for article in issue.page.articles:
                texts = [plain(text) for _, text in printed(article)]
                if all(any(word in text for text in texts) for word in words):
                    found.add(article.article_id)
        return found

    def counts(self, issues: Collection[str]) -> DuckDBPyConnection:
        """As in ``Bodies``."""
        with self._opening:
            if self._database is None:
                self._database = _database_of(self._terms)
        return self._database.cursor()

    def terms(self, articles: pd.Series) -> pd.DataFrame:
        """As in ``Bodies``."""
        return self._terms[self._terms["article_id"].isin(articles)]

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


def nothing() -> Bodies:
    """Of no page."""
    return InMemory({}, schema.TERMS.empty())


def _database_of(terms: pd.DataFrame) -> DuckDBPyConnection:
    import duckdb  # 0.1 s, and one page counts words

    database = duckdb.connect(":memory:")
    with database.cursor() as cursor:
        cursor.register("given", pa.Table.from_pandas(terms[COUNTS], preserve_index=False))
        cursor.execute("CREATE TABLE terms AS SELECT * FROM given")
    database.execute("SET enable_external_access = false")
    return database
