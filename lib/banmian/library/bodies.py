"""The texts and the counts of words of a library, out of the parts that serve its pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import TypeVar

import duckdb
import pandas as pd
from duckdb import DuckDBPyConnection

from banmian.bodies import Place
from banmian.counts import Counts
from banmian.errors import DamagedLibrary
from banmian.library import files
from banmian.library.bigrams import holding
from banmian.library.counting import Served, counts
from banmian.library.parts import INDEX, TEXTS, Part, found, serving

A = TypeVar("A")


class InParts:
    """As ``bodies.Bodies``, of the pages as they were when the library was opened.

    ``articles`` are the ids of all their articles in order; ``called`` is what phrases go by, which are counted as
    words: see ``Frames.called``.
    """

    def __init__(
        self,
        folder: Path,
        chosen: Mapping[str, Part],
        articles: pd.Series[str],
        called: Mapping[str, str] | None = None,
    ) -> None:
        self._folder, self._chosen = folder.resolve(), dict(chosen)
        self._articles, self._called = articles, dict(called or {})
        self._served = _by_part(self._chosen)
        self._counts: Counts | None = None
        self._counting = Lock()
        self._database = duckdb.connect(":memory:")
        self._database.execute(f"SET allowed_directories = [{_listed([(folder / files.DERIVED).resolve()])}]")
        self._database.execute("SET enable_external_access = false")

    def texts(self, places: Collection[Place]) -> dict[Place, str]:
        """As in ``Bodies``."""
        pages = {_page(article_id) for article_id, _ in places} & self._chosen.keys()
        if not pages:
            return {}
        wanted = pd.DataFrame(list(places), columns=["article_id", "where"], dtype="str")
        with self._still(lambda: self._view(TEXTS, pages)) as cursor:
            cursor.register("wanted", wanted)
            # the pages once more, as literals: they say which groups of rows need not be read
            query = f"""SELECT article_id, "where", text FROM {TEXTS} SEMI JOIN wanted USING (article_id, "where")
                        WHERE issue_id IN ({_listed(pages)})"""
            return {(article_id, where): text for article_id, where, text in cursor.execute(query).fetchall()}

    def holding(self, words: Collection[str]) -> Collection[str]:
        """As in ``Bodies``."""
        return self._still(lambda: self._holding(tuple(words)))

    def counts(self) -> Counts:
        """As in ``Bodies``."""
        with self._counting:
            if self._counts is None:
                self._counts = self._still(self._counted)
            return self._counts

    def _counted(self) -> Counts:
        return counts(self._folder, self._served, self._articles, self._called)

    def _still(self, work: Callable[[], A]) -> A:
        """What ``work`` gives, although parts may just have been put together into one."""
        try:
            return work()
        except (duckdb.IOException, sqlite3.OperationalError, FileNotFoundError):
            keys = {page: part.pages[page].key for page, part in self._chosen.items()}
            chosen = serving(found(self._folder), keys)
        if len(chosen) < len(keys):
            raise DamagedLibrary(f"{self._folder}：资料库已经变了，请重新打开，或刷新页面。")
        self._chosen, self._served = chosen, _by_part(chosen)
        return work()

    def _view(self, table: str, pages: Collection[str]) -> DuckDBPyConnection:
        """A cursor that sees the rows of a stored table of these pages, and of others beside them."""
        folders = {self._chosen[page].folder for page in pages}
        parts = [(part, served) for part, served in self._served if part.folder in folders]
        cursor = self._database.cursor()
        cursor.execute(f"CREATE TEMP VIEW {table} AS {_rows(table, parts)}")
        return cursor

    def _holding(self, words: tuple[str, ...]) -> list[str]:
        return [
            article_id
            for part, pages in self._served
            for article_id in holding(part.folder / INDEX, words)
            if len(pages) == len(part.pages) or _page(article_id) in pages
        ]


def _by_part(chosen: Mapping[str, Part]) -> Served:
    parts = {part.folder: part for part in chosen.values()}
    pages: dict[Path, set[str]] = {folder: set() for folder in parts}
    for page, part in chosen.items():
        pages[part.folder].add(page)
    return [(parts[folder], served) for folder, served in pages.items()]


def _rows(table: str, parts: Served) -> str:
    whole = [part.file(table) for part, served in parts if len(served) == len(part.pages)]
    queries = [f"FROM read_parquet([{_listed(whole)}])"] if whole else []
    queries += (
        f"FROM read_parquet([{_listed([part.file(table)])}]) WHERE issue_id IN ({_listed(served)})"
        for part, served in parts
        if len(served) < len(part.pages)
    )
    return " UNION ALL BY NAME ".join(queries)


def _page(article_id: str) -> str:
    return article_id.rpartition("-")[0]


def _listed(values: Iterable[object]) -> str:
    """Literals of SQL: a view takes no parameters."""
    return ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)
