"""The tables over all pages: kept, with the pages that are others woven in, or put together.

Putting a million articles in order takes a minute, finding them so a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa

from banmian.library.columns import read, write
from banmian.library.kept import FEW, WORTH, Keys, keep, kept
from banmian.library.parts import Part
from banmian.library.tables import DTYPES, IDS, IN_MEMORY, Tables, assembled
from banmian.library.weaving import woven

FOLDER = "tables"


def stored(library: Path, chosen: Mapping[str, Part]) -> Tables:
    """The tables over these pages, each out of the part that serves it."""
    keys = {page: part.pages[page].key for page, part in chosen.items()}
    if len(keys) < WORTH:
        return assembled(chosen)
    if (before := _kept(library)) is not None:
        known, tables = before
        gone = {page for page, key in known.items() if keys.get(page) != key}
        new = {page: chosen[page] for page, key in keys.items() if known.get(page) != key}
        if len(gone) + len(new) <= FEW * len(keys):
            return woven(tables, gone, assembled(new)) if gone or new else tables
    tables = assembled(chosen)
    keep(library, FOLDER, keys, partial(_write, tables))
    again = _kept(library)
    return again[1] if again else tables  # which lie in files, not in the memory


def _kept(library: Path) -> tuple[Keys, Tables] | None:
    before = kept(library, FOLDER)
    if before is None:
        return None
    keys, folder = before
    tables: Tables = {}
    kinds: dict[str, pd.CategoricalDtype] = {}
    try:
        for name in IN_MEMORY:
            tables[name] = read(folder / name, DTYPES[name], kinds)
            kinds |= {
                column: pd.CategoricalDtype(pd.Index(tables[name][column].array))
                for column, table in IDS.items()
                if table == name
            }
    except (OSError, pa.ArrowException):  # somebody keeps others
        return None
    return keys, tables


def _write(tables: Tables, folder: Path) -> None:
    for name in IN_MEMORY:
        write(folder / name, tables[name], IDS)
