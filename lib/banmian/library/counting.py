"""The counts of words of a library: kept for all pages, as their tables are; of the few that are others read from the parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from banmian.counts import Counts, Numbers, Piece
from banmian.library.columns import mapped, read_words, write_words
from banmian.library.kept import FEW, WORTH, keep, kept
from banmian.library.parts import Part
from banmian.library.tables import codes

FOLDER, TERMS = "words", "terms"
AT_ONCE = 1 << 16
"""Articles that are put in order together."""
NONE, NOTHING = pa.array([], pa.large_string()), np.empty(0, "int32")
Served = list[tuple[Part, Collection[str]]]
"""Parts with the pages that they serve; what else they hold is stale."""


class Stored(NamedTuple):
    """Counts of articles, those of each one behind the other, as in ``counts.Piece``; the words are codes of these."""

    articles: pa.Array
    starts: NDArray[np.int64]
    words: Numbers
    counts: Numbers
    vocabulary: pa.Array


def counts(library: Path, served: Served, articles: pd.Series[str], called: Mapping[str, str]) -> Counts:
    """The counts of the pages that are served; ``articles`` are the ids of all, in the order of their places."""
    keys = {page: part.pages[page].key for part, pages in served for page in pages}
    known = pa.array(articles, pa.large_string())
    if len(keys) < WORTH:
        return _joined([(_read(served), ())], known, called)
    before, stored = _kept(library)
    gone = {page for page, key in before.items() if keys.get(page) != key}
    new = [(part, {page for page in pages if before.get(page) != keys[page]}) for part, pages in served]
    if stored is None or len(gone) + sum(len(pages) for _, pages in new) > FEW * len(keys):
        stored, gone, new = _in_order(_read(served), known), set(), []
        keep(library, FOLDER, keys, partial(_write, stored))
        stored = _kept(library)[1] or stored  # which lies in files, not in the memory
    fresh = _read([(part, pages) for part, pages in new if pages])
    return _joined([(stored, gone), (fresh, ())], known, called)


def _read(served: Served) -> Stored:
    """Part by part: the rows of all at once would fill the memory."""
    vocabulary, every = NONE, [Stored(NONE, np.zeros(1, "int64"), NOTHING, NOTHING, NONE)]
    for part, pages in served:
        found = _counted(_of_part(part, pages))
        vocabulary = pc.unique(pa.chunked_array([vocabulary, found.vocabulary]))
        own = pc.index_in(found.vocabulary, vocabulary).to_numpy().astype("int32")
        every.append(found._replace(words=own[found.words]))
    lengths = np.concatenate([np.diff(one.starts) for one in every])
    return Stored(
        pa.chunked_array([one.articles for one in every]).combine_chunks(),
        np.append(0, lengths.cumsum()),
        np.concatenate([one.words for one in every]),
        np.concatenate([one.counts for one in every]),
        vocabulary,
    )


def _counted(table: pa.Table) -> Stored:
    """The counts of a part, as they lie there."""
    article, ids = codes(table["article_id"])
    word, vocabulary = codes(table["word"])
    begins = np.flatnonzero(np.diff(article, prepend=-1))
    return Stored(
        ids.cast(pa.large_string()).take(pa.array(article[begins])),
        np.append(begins, len(article)), word, table["count"].cast(pa.int32()).to_numpy(),
        vocabulary.cast(pa.large_string()),
    )  # fmt: skip


def _of_part(part: Part, pages: Collection[str]) -> pa.Table:
    columns = ["article_id", "word", "count"]
    whole = len(pages) == len(part.pages)
    rows = [] if whole else [("issue_id", "in", sorted(pages))]
    return pq.read_table(part.file(TERMS), columns=columns, read_dictionary=columns[:2], filters=rows or None)


def _in_order(stored: Stored, known: pa.Array) -> Stored:
    """The articles in the order of their places: those of a time lie together."""
    order = np.argsort(_places(stored.articles, known), kind="stable")
    lengths = np.diff(stored.starts)[order]
    starts = np.append(0, lengths.cumsum())
    words, count = np.empty(starts[-1], "int32"), np.empty(starts[-1], "int32")
    for first in range(0, len(order), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        to = slice(starts[first], starts[min(first + AT_ONCE, len(order))])
        at = np.repeat(stored.starts[order[some]] - starts[:-1][some], lengths[some]) + np.arange(
            to.start, to.stop
        )
        words[to], count[to] = stored.words[at], stored.counts[at]
    return Stored(stored.articles.take(pa.array(order)), starts, words, count, stored.vocabulary)


def _joined(
    parts: Sequence[tuple[Stored, Collection[str]]], known: pa.Array, called: Mapping[str, str]
) -> Counts:
    """One vocabulary for all; the pages beside each are there no more."""
    named = pa.array([*called, *called.values()], pa.large_string())
    vocabulary = pc.unique(pa.chunked_array([*(stored.vocabulary for stored, _ in parts), named]))
    pieces: list[Piece] = []
    for stored, gone in parts:
        words = stored.words
        if pieces:  # the words of the first come first: their codes stay
            words = pc.index_in(stored.vocabulary, vocabulary).to_numpy().astype("int32")[words]
        pieces.append(Piece(_places(stored.articles, known, gone), stored.starts, words, stored.counts))
    index = pd.Index(pd.array(vocabulary, dtype="str"))
    old, new = (index.get_indexer(list(names)) for names in (called.keys(), called.values()))
    return Counts(index, pieces, dict(zip(old.tolist(), new.tolist(), strict=True)))


def _places(articles: pa.Array, known: pa.Array, gone: Collection[str] = ()) -> Numbers:
    places: Numbers = pc.fill_null(pc.index_in(articles, known), -1).to_numpy().astype("int32")
    if gone:
        lost = [article.rpartition("-")[0] in gone for article in articles.to_pylist()]
        places[lost] = -1
    return places


def _write(stored: Stored, folder: Path) -> None:
    for name, column in stored._asdict().items():
        if isinstance(column, np.ndarray):
            np.save(folder / name, column)
        else:
            write_words(folder / name, column)


def _kept(library: Path) -> tuple[Mapping[str, str], Stored | None]:
    before = kept(library, FOLDER)
    if before is None:
        return {}, None
    keys, folder, _ = before
    try:
        starts, words, count = (mapped(folder / f"{name}.npy") for name in ("starts", "words", "counts"))
        articles, vocabulary = (
            pa.array(read_words(folder / name), pa.large_string()) for name in ("articles", "vocabulary")
        )
    except (OSError, pa.ArrowException):  # somebody keeps others
        return {}, None
    return keys, Stored(articles, starts, words, count, vocabulary)
