"""Pages put into the tables of a library, and others taken out, where they belong in the order of time.

What stands before them stays where it is, mapped out of files; what stands behind moves. Of labels only codes are counted
anew, strings are copied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from banmian.library.columns import grown
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
    old, fresh = (side[name].array for side in sides)
    match old:
        case pd.Categorical():
            dtype, codes = ids[name] if name in ids else _labels(old.dtype, fresh.dtype)
            moved = _moved(_counted(old.codes, codes[0]), _counted(fresh.codes, codes[1]), rows)
            whole = pd.Categorical.from_codes(moved, dtype=dtype, validate=False)
            lost = sum(part.stop - part.start for is_fresh, part in rows if not is_fresh) < len(old)
            return whole.remove_unused_categories() if lost and name not in ids else whole
        case pd.arrays.IntegerArray():
            (numbers, none), (more, none_of_more) = _numbers(old), _numbers(fresh)
            return pd.arrays.IntegerArray(_moved(numbers, more, rows), _moved(none, none_of_more, rows))
        case pd.arrays.ArrowStringArray():
            both = _strings(old), _strings(fresh)
            chunks = [chunk for is_fresh, part in rows for chunk in both[is_fresh][part].chunks]
            # in one piece: each look at one would first look for its chunk
            return pd.array(pa.chunked_array(chunks, pa.large_string()).combine_chunks(), dtype="str")
        case _:
            return _moved(sides[0][name].to_numpy(), sides[1][name].to_numpy(), rows)


def _numbers(whole: Any) -> tuple[NDArray[Any], NDArray[Any]]:  # noqa: ANN401
    """Numbers, and which are none: pandas gives no public view of them."""
    return whole._data, whole._mask


def _strings(words: object) -> pa.ChunkedArray:
    found = pa.array(words)
    return found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])


def _moved(old: NDArray[Any], fresh: NDArray[Any], rows: Sequence[Rows]) -> NDArray[Any]:
    """These rows one behind the other, in the place of the old ones."""
    starts = [0, *accumulate(part.stop - part.start for _, part in rows)]
    whole = grown(old, starts[-1])
    moves = [(part, slice(*ends)) for (_, part), ends in zip(rows, pairwise(starts), strict=True)]
    stay = [move for (is_fresh, _), move in zip(rows, moves, strict=True) if not is_fresh]
    # none is written over before it has moved: those to the front in their order, then the others from the end
    forward = [(here, there) for here, there in stay if there.start < here.start]
    back = [(here, there) for here, there in stay if there.start > here.start]
    for here, there in (*forward, *reversed(back)):
        whole[there] = whole[here]
    for (is_fresh, here), (_, there) in zip(rows, moves, strict=True):
        if is_fresh:
            whole[there] = fresh[here]
    return whole[: starts[-1]]


def _counted(old: Codes, new: Codes) -> Codes:
    """Codes as they count now: for the most part as before."""
    same = bool((new[:-1] == np.arange(len(new) - 1)).all())
    return old.astype(new.dtype, copy=False) if same else new[old]


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
