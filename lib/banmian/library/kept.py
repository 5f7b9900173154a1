"""The tables over all pages, kept in the derived store: putting a million articles in order takes a minute, finding them so a second.

They say which pages they hold, read under which keys. A few pages more or less are woven in where they belong;
once a hundredth of the pages are others, all is put together anew and kept. Damaged, or deleted, it is made again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa

from banmian.library import files, record
from banmian.library.columns import read, write
from banmian.library.parts import Part
from banmian.library.tables import DTYPES, IDS, IN_MEMORY, Tables, assembled
from banmian.library.weaving import woven

FOLDER, NOTE, KEYS = "tables", "tables.json", "keys"
FORM = 1
"""Of the files; others are not read."""
WORTH = 1000
"""Pages from which on keeping the tables saves more time than it takes."""
FEW = 0.01
"""The share of the pages up to which those that are others are woven in."""
Keys = Mapping[str, str]
"""issue_id → under which key the page was read."""


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
    _keep(library, keys, tables)
    return tables


def _kept(library: Path) -> tuple[Keys, Tables] | None:
    """What was kept last; nothing where it is damaged or never was."""
    folder = library / files.DERIVED / FOLDER
    try:
        note = json.loads((folder / NOTE).read_text("utf-8"))
        digests = note["digests"]
        if note["digest"] != record.digest(FORM, digests):
            return None
        if not files.are_known({folder / name: known for name, known in digests.items()}):
            return None
        tables: Tables = {}
        kinds: dict[str, pd.CategoricalDtype] = {}
        for name in IN_MEMORY:
            tables[name] = read(folder / name, DTYPES[name], kinds)
            kinds |= {
                column: pd.CategoricalDtype(pd.Index(tables[name][column].array))
                for column, table in IDS.items()
                if table == name
            }
        keys = json.loads((folder / KEYS).read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None
    return keys, tables


def _keep(library: Path, keys: Keys, tables: Tables) -> None:
    """Write them down; where nothing can be written they are put together again next time."""
    folder = library / files.DERIVED / FOLDER
    draft = folder.with_name(f".{FOLDER}.{os.getpid()}.{os.urandom(4).hex()}")
    with suppress(OSError):
        draft.mkdir(parents=True)
        for name in IN_MEMORY:
            write(draft / name, tables[name], IDS)
        (draft / KEYS).write_text(json.dumps(keys), "utf-8")
        every = [path for path in sorted(draft.rglob("*")) if path.is_file()]
        digests = {path.relative_to(draft).as_posix(): files.digest(path) for path in every}
        said = {"digests": digests, "digest": record.digest(FORM, digests)}
        (draft / NOTE).write_text(json.dumps(said), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        draft.replace(folder)
    shutil.rmtree(draft, ignore_errors=True)
