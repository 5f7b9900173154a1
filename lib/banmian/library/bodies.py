"""The texts and the counts of words of a library, out of the parts that serve its pages."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TypeVar

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from banmian.bodies import Place
from banmian.counts import Counts
from banmian.errors import DamagedLibrary
from banmian.library import files
from banmian.library.bigrams import holding
from banmian.library.counting import Served, counts
from banmian.library.parts import INDEX, TEXTS, Part, found, serving
from banmian.library.tables import codes

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
        self._places: dict[Path, NDArray[np.int32]] | None = None
        self._counting, self._placing = Lock(), Lock()
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

    def holding(self, words: Sequence[str]) -> NDArray[np.intp]:
        """As in ``Bodies``."""
        return self._still(lambda: self._holding(words))

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
        self._chosen, self._served, self._places = chosen, _by_part(chosen), None
        return work()

    def _view(self, table: str, pages: Collection[str]) -> DuckDBPyConnection:
        """A cursor that sees the rows of a stored table of these pages, and of others beside them."""
        folders = {self._chosen[page].folder for page in pages}
        parts = [(part, served) for part, served in self._served if part.folder in folders]
        cursor = self._database.cursor()
        cursor.execute(f"CREATE TEMP VIEW {table} AS {_rows(table, parts)}")
        return cursor

    def _holding(self, words: Sequence[str]) -> NDArray[np.intp]:
        with self._placing:
            if self._places is None:
                self._places = _of_texts(self._served, self._articles)
            places = self._places
        held = np.zeros((len(words), len(self._articles) + 1), bool)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda part: holding(part / INDEX, words), places)
            for place, texts in zip(places.values(), found, strict=True):
                for word, numbers in enumerate(texts):
                    held[word, place[numbers]] = True
        return np.flatnonzero(held[:, :-1].all(axis=0))


def _by_part(chosen: Mapping[str, Part]) -> Served:
    parts = {part.folder: part for part in chosen.values()}
    pages: dict[Path, set[str]] = {folder: set() for folder in parts}
    for page, part in chosen.items():
        pages[part.folder].add(page)
    return [(parts[folder], served) for folder, served in pages.items()]


def _of_texts(served: Served, articles: pd.Series[str]) -> dict[Path, NDArray[np.int32]]:
    """By part the places of the articles of its texts, row by row; -1 of those that it does not serve."""
    tables = [_column(part, "article_id") for part, _ in served]
    if not tables:
        return {}
    article, ids = codes(pa.chunked_array([chunk for column in tables for chunk in column.chunks]))
    known = pa.array(articles, pa.large_string())
    place = pc.fill_null(pc.index_in(ids.cast(pa.large_string()), known), -1).to_numpy()[article]
    every = np.split(place, np.cumsum([len(column) for column in tables])[:-1])
    for (part, pages), places in zip(served, every, strict=True):
        if len(pages) < len(part.pages):
            page, names = codes(_column(part, "issue_id"))
            places[~pc.is_in(names, pa.array(pages, names.type)).to_numpy(zero_copy_only=False)[page]] = -1
    return {part.folder: places for (part, _), places in zip(served, every, strict=True)}


def _column(part: Part, name: str) -> pa.ChunkedArray:
    return pq.read_table(part.file(TEXTS), columns=[name], read_dictionary=[name])[name]


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
