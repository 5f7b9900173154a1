"""Parts → the tables over all pages, in the order of time.

Column by column out of Arrow, codes instead of strings: ten million rows are sorted in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from banmian import schema
from banmian.ids import OWN, coded, kinds
from banmian.library.parts import SIGHTINGS, STORED, Part
from banmian.schema import DAY, FLAG, LABEL, SHARE, TEXT, WHOLE

SEEN = {
    "article_id": LABEL, "issue_id": LABEL, "number": WHOLE, "name": LABEL, "paper": LABEL, "day": DAY,
    "event_day": DAY, "kind": LABEL, "full_titles": LABEL, "spellings": LABEL, "damage": WHOLE, "printed_in": LABEL,
    "start": WHOLE, "end": WHOLE,
}  # fmt: skip
"""The columns of sightings (``sightings.Kept``)."""
DTYPES = {name: {column.name: column.dtype for column in schema.TABLES[name].columns} for name in STORED}
DTYPES[SIGHTINGS] = SEEN
IDS = {column: table for column, table in OWN.items() if table in STORED}
IN_MEMORY = tuple(name for name in dict.fromkeys([*IDS.values(), *STORED, SIGHTINGS]) if name != "terms")
"""The tables of which ids are places come first."""
EARLIEST = pd.Timestamp("0001-01-01").as_unit("ms")
"""Where a page without any day stands: before the others."""
Tables = dict[str, pd.DataFrame]


def assembled(chosen: Mapping[str, Part]) -> Tables:
    """All tables, each page out of the part that serves it, pages in the order of time as ``to_frames`` has them."""
    return dict(each(chosen))


def each(chosen: Mapping[str, Part]) -> Iterator[tuple[str, pd.DataFrame]]:
    """The same one after the other: who drops each needs a fraction of the memory."""
    pages: dict[Path, list[str]] = {}
    every = {part.folder: part for part in chosen.values()}
    for issue_id, part in chosen.items():
        pages.setdefault(part.folder, []).append(issue_id)
    served = [(every[folder], issue_ids) for folder, issue_ids in pages.items()]
    order = _in_time(_frame("issues", _rows("issues", served)), _frame("articles", _rows("articles", served)))
    known: dict[str, pd.CategoricalDtype] = {}
    for name in IN_MEMORY:
        rows = once(name, _frame(name, _ordered(_rows(name, served), order)))
        rows = coded(name, rows, known)
        known |= kinds({name: rows})
        yield name, rows


def once(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Of facts that share a key the first one counts, as in ``to_frames``."""
    if name == SIGHTINGS:
        return rows
    again = rows.duplicated(list(schema.TABLES[name].key)).to_numpy()
    return rows[~again].reset_index(drop=True) if again.any() else rows


def _frame(name: str, rows: pa.Table) -> pd.DataFrame:
    """A table as a frame of the dtypes of the schema; categories are those in use, sorted."""
    if not len(rows):
        return pd.DataFrame(columns=list(DTYPES[name]), dtype="object").astype(DTYPES[name])
    columns = {column: typed(rows[column], dtype) for column, dtype in DTYPES[name].items()}
    return pd.DataFrame(columns, copy=False)


def typed(column: pa.ChunkedArray, dtype: str) -> Any:  # noqa: ANN401
    """An Arrow column as one of pandas; what was written without a value keeps its dtype."""
    if dtype == LABEL:
        return _labels(column)
    if dtype == TEXT:
        return pd.array(pa.chunked_array(column.cast(pa.large_string())), dtype="str")
    if dtype == WHOLE:
        values = pc.fill_null(column.cast(pa.int64()), 0).to_numpy()
        return pd.arrays.IntegerArray(values.copy(), pc.is_null(column).to_numpy().copy())
    if dtype == DAY:
        return column.cast(pa.timestamp("ms")).to_numpy().astype("datetime64[ms]")
    return column.cast({FLAG: pa.bool_(), SHARE: pa.float64()}[dtype]).to_numpy()


def codes(column: pa.ChunkedArray) -> tuple[NDArray[np.int32], pa.Array]:
    """The cells as places in an array of their values; -1 for none."""
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], pa.dictionary(pa.int32(), pa.string()))
    return pc.fill_null(whole.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False), whole.dictionary


def _labels(column: pa.ChunkedArray) -> pd.Categorical:
    places, values = codes(column)
    used = np.bincount(places[places >= 0], minlength=len(values)) > 0
    kept = np.flatnonzero(used)
    order = kept[pc.sort_indices(values.take(pa.array(kept))).to_numpy()]
    rank = np.full(len(values) + 1, -1, dtype="int32")
    rank[order] = np.arange(len(order), dtype="int32")
    words = pd.Index(pd.array(values.take(pa.array(order)).cast(pa.large_string()), dtype="str"))
    return pd.Categorical.from_codes(rank[places], words)


def _rows(name: str, served: Sequence[tuple[Part, Sequence[str]]]) -> pa.Table:
    labels = [column for column, dtype in DTYPES[name].items() if dtype == LABEL]
    empty = pa.table({column: pa.array([], pa.string()) for column in DTYPES[name]})
    tables = [_of_part(part, name, pages, labels) for part, pages in served]
    return pa.concat_tables([table for table in tables if len(table)] or [empty], promote_options="default")


def _of_part(part: Part, name: str, pages: Sequence[str], labels: Sequence[str]) -> pa.Table:
    rows = pq.read_table(part.file(name), columns=list(DTYPES[name]), read_dictionary=labels)
    if len(pages) == len(part.pages):
        return rows
    places, values = codes(rows["issue_id"])
    served = pc.is_in(values, pa.array(pages, values.type)).to_numpy(zero_copy_only=False)
    return rows.filter(pa.array(served[places]))


def moments(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By what pages stand in the order of time: the day of publication, else of the last event; then the number."""
    issues, articles = tables["issues"], tables["articles"]
    last = articles.groupby("issue_id", observed=True)["date"].max()
    ended = pd.Series(last.reindex(issues["issue_id"]).to_numpy(), index=issues.index)
    return pd.DataFrame(
        {"day": issues["publication_date"].fillna(ended).fillna(EARLIEST), "issue_id": issues["issue_id"]}
    )


def _in_time(issues: pd.DataFrame, articles: pd.DataFrame) -> dict[str, int]:
    """The place of each page."""
    ordered = moments({"issues": issues, "articles": articles}).sort_values(["day", "issue_id"])
    return {issue_id: place for place, issue_id in enumerate(ordered["issue_id"])}


def _ordered(rows: pa.Table, order: Mapping[str, int]) -> pa.Table:
    places, values = codes(rows["issue_id"])
    # a part of which some pages are served still lists the others
    rank = np.array([order.get(page, -1) for page in values.to_pylist()], dtype="int32")
    return rows.take(pa.array(np.argsort(rank[places], kind="stable"))) if len(rows) else rows
