"""Pages put into the tables of a library, and others taken out, where they belong in the order of time.

What stands between them is copied as it is; of labels only codes are counted anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from banmian.library.tables import IDS, IN_MEMORY, Tables, moments

Codes = NDArray[np.signedinteger[Any]]
Rows = tuple[bool, slice]
"""Of the fresh tables or the others."""
Known = tuple[pd.CategoricalDtype, Sequence[Codes]]
"""The labels that codes count in, and for both sides the new code of each of theirs; at the end that of none."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that follow each other in one of the two, from the one to before the other."""

    fresh: bool
    start: int
    end: int


def woven(tables: Tables, gone: Collection[str], fresh: Tables) -> Tables:
    """The tables without the pages ``gone``, and with those of ``fresh``, in the order of time.

    Both are emptied, a table after the other: a million articles do not lie in memory twice.
    """
    sides, result = (tables, fresh), Tables()
    runs = _runs(tables, gone, fresh)
    ids: dict[str, Known] = {}
    for name in IN_MEMORY:
        pair = tuple(side.pop(name) for side in sides)
        rows = [_rows(pair[run.fresh], run) for run in runs]
        result[name] = pd.DataFrame(
            {column: _column(column, pair, rows, ids) for column in map(str, pair[0])}, copy=False
        )
        ids |= {
            column: _places(result[name][column], pair, rows)
            for column, table in IDS.items()
            if table == name
        }
    return result


def _runs(tables: Tables, gone: Collection[str], fresh: Tables) -> list[Run]:
    before, after = moments(tables), moments(fresh)
    before = before.assign(fresh=False, place=range(len(before)))
    every = pd.concat(
        [before[~before["issue_id"].isin(gone)], after.assign(fresh=True, place=range(len(after)))]
    )
    ordered = every.sort_values(["day", "issue_id"])
    side, place = ordered["fresh"].to_numpy(), ordered["place"].to_numpy()
    cuts = np.flatnonzero((np.diff(place) != 1) | np.diff(side)) + 1
    firsts = [0, *cuts] if len(place) else []
    return [
        Run(bool(side[a]), int(place[a]), int(place[b - 1]) + 1)
        for a, b in zip(firsts, [*cuts, len(place)], strict=len(place) > 0)
    ]


def _rows(table: pd.DataFrame, run: Run) -> Rows:
    """The rows of a table that are of these pages: they stand in the order of the pages."""
    pages = table["issue_id"].array
    if not isinstance(pages, pd.Categorical):
        return run.fresh, slice(run.start, run.end)
    start, end = np.searchsorted(pages.codes, np.array([run.start, run.end], "int32"))
    return run.fresh, slice(int(start), int(end))


def _column(name: str, sides: Sequence[pd.DataFrame], rows: Sequence[Rows], ids: Mapping[str, Known]) -> Any:  # noqa: ANN401
    columns = [side[name] for side in sides]
    if not isinstance(columns[0].array, pd.Categorical):
        whole = pd.concat([columns[fresh].iloc[part] for fresh, part in rows], ignore_index=True).array
        return pd.array(pa.array(whole).combine_chunks(), dtype="str") if _is_chunked(whole) else whole
    dtype, codes = ids[name] if name in ids else _labels(*(column.array.dtype for column in columns))
    new = np.concatenate([_counted(columns[fresh].array.codes[part], codes[fresh]) for fresh, part in rows])
    whole = pd.Categorical.from_codes(new, dtype=dtype, validate=False)
    lost = sum(part.stop - part.start for fresh, part in rows if not fresh) < len(sides[0])
    return whole.remove_unused_categories() if lost and name not in ids else whole


def _counted(old: Codes, new: Codes) -> Codes:
    """Codes as they count now: for the most part as before."""
    same = len(new) == 1 or bool((new[:-1] == np.arange(len(new) - 1)).all())
    return old.astype(new.dtype, copy=False) if same else new[old]


def _is_chunked(column: Any) -> bool:  # noqa: ANN401
    """Of strings: each look at one would first look for its chunk."""
    return column.dtype == "str" and isinstance(pa.array(column), pa.ChunkedArray)


def _places(ids: pd.Series[str], sides: Sequence[pd.DataFrame], rows: Sequence[Rows]) -> Known:
    """Ids of the one and the other by their new places."""
    codes = [np.full(len(side) + 1, -1, "int32") for side in sides]
    place = 0
    for fresh, part in rows:
        codes[fresh][part] = np.arange(place, place := place + part.stop - part.start)
    return pd.CategoricalDtype(pd.Index(ids.array)), codes


def _labels(old: pd.CategoricalDtype, fresh: pd.CategoricalDtype) -> Known:
    """All labels, sorted, and for each side the new code of each of its own."""
    values = [pa.array(side.categories, pa.large_string()) for side in (old, fresh)]
    dtype, every = old, values[0]
    if pc.index_in(values[1], every).null_count:
        every = pc.unique(pa.chunked_array(values))
        every = every.take(pc.sort_indices(every))
        dtype = pd.CategoricalDtype(pd.Index(pd.array(every, dtype="str")))
    width = next(width for width in ("int8", "int16", "int32") if len(every) <= np.iinfo(width).max)
    return dtype, [np.append(pc.index_in(one, every), -1).astype(width) for one in values]
