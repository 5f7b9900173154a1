"""Frames as files of plain numbers, some a column, that are mapped into memory: what is not looked at is not read.

Codes of ids of other tables are places there (``ids.linked``): these have no list of their own. Behind its last row
each file of numbers has room for a few more, so that rows can be woven in without copying the others (``grown``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from banmian.schema import LABEL, TEXT, WHOLE

ROWS = "rows.txt"
"""How many rows a frame has."""
ROOM = 50
"""A file has room for one more row for each so many."""


def write(folder: Path, frame: pd.DataFrame, ids: Collection[str]) -> None:
    """A frame as files in a folder of its own. Raises OSError."""
    folder.mkdir()
    (folder / ROWS).write_text(str(len(frame)), "ascii")
    for name, column in frame.items():
        place = folder / str(name)
        match column.array:
            case pd.Categorical():
                _save(place, column.array.codes)
                if name not in ids:
                    write_words(place, column.array.categories)
            case pd.arrays.IntegerArray():
                _save(place, column.array.to_numpy("int64", na_value=0))
                _save(f"{place}.none", column.array.isna())
            case np.ndarray() | pd.arrays.DatetimeArray() | pd.arrays.NumpyExtensionArray():
                _save(place, column.to_numpy())
            case _:
                write_words(place, column)


def read(folder: Path, dtypes: Mapping[str, str], ids: Mapping[str, pd.CategoricalDtype]) -> pd.DataFrame:
    """The frame that was written; its cells stay in the files. Raises OSError, ValueError."""
    rows = int((folder / ROWS).read_text("ascii"))
    columns = {name: _column(folder / name, dtype, rows, ids.get(name)) for name, dtype in dtypes.items()}
    return pd.DataFrame(columns, copy=False)


def write_words(place: Path, words: pd.Series[str] | pd.Index[str] | pa.Array) -> None:
    """Strings, in their order. Raises OSError."""
    table = pa.table({"words": pa.array(words, pa.large_string())})
    with pa.OSFile(f"{place}.arrow", "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def read_words(place: Path) -> Any:  # noqa: ANN401
    """The strings as an array of pandas. Raises OSError, ArrowInvalid."""
    with pa.memory_map(f"{place}.arrow") as file:
        return pd.array(pa.ipc.open_file(file).read_all()["words"], dtype="str")


def _save(place: str | Path, cells: NDArray[Any]) -> None:
    np.save(place, np.append(cells, np.zeros(len(cells) // ROOM, cells.dtype)))


def _column(place: Path, dtype: str, rows: int, ids: pd.CategoricalDtype | None) -> Any:  # noqa: ANN401
    if dtype == TEXT:
        return read_words(place)
    cells = mapped(f"{place}.npy")[:rows]
    if dtype == LABEL:
        known = pd.CategoricalDtype(pd.Index(read_words(place))) if ids is None else ids
        return pd.Categorical.from_codes(cells, dtype=known, validate=False)
    return pd.arrays.IntegerArray(cells, mapped(f"{place}.none.npy")[:rows]) if dtype == WHOLE else cells


def mapped(path: str | Path) -> NDArray[Any]:
    """An array that was saved; its numbers stay in the file. Raises OSError, ValueError."""
    # as if it could be written, which changes the memory of this process alone: pandas asks for that in places
    return np.asarray(np.load(path, mmap_mode="c"))


def grown(cells: NDArray[Any], size: int) -> NDArray[Any]:
    """These cells with others behind them, ``size`` or more; where their file has room for these nothing is copied.

    Whoever writes into them then writes into the memory of these cells as well; into the file never.
    """
    room = cells.base
    if isinstance(room, np.ndarray) and isinstance(room.base, np.memmap) and len(room) >= size:
        return room
    whole = np.empty(max(size, len(cells)), cells.dtype)
    whole[: len(cells)] = cells
    return whole
