"""The tables over all pages: kept, with the pages that are others woven in, or put together.

Putting a million articles in order takes a minute, finding them so a second. With them comes what was told of their
persons, as far as it is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from banmian.ids import kinds
from banmian.library.columns import read, write
from banmian.library.kept import FEW, WORTH, Keys, keep, kept
from banmian.library.parts import SIGHTINGS, Part
from banmian.library.remembered import remembered
from banmian.library.tables import DTYPES, IDS, IN_MEMORY, Tables, assembled, each
from banmian.library.telling import OWNER, Telling
from banmian.library.weaving import woven

FOLDER = "tables"


class Stored(NamedTuple):
    """Tables over all pages."""

    tables: Tables
    told: Telling | None = None
    """What was told of the persons in them, if it was; nothing of sightings that came since."""
    gone: pd.DataFrame | None = None
    """The sightings that went since."""
    digest: str = ""
    """Under which these very tables are kept."""


class _Kept(NamedTuple):
    keys: Keys
    tables: Tables
    digest: str


def stored(library: Path, chosen: Mapping[str, Part]) -> Stored:
    """The tables over these pages, each out of the part that serves it."""
    keys = {page: part.pages[page].key for page, part in chosen.items()}
    if len(keys) < WORTH:
        return Stored(assembled(chosen))
    if (before := _kept(library)) is not None:
        told = remembered(library, before.digest)
        gone = {page for page, key in before.keys.items() if keys.get(page) != key}
        new = {page: chosen[page] for page, key in keys.items() if before.keys.get(page) != key}
        if not (gone or new):
            return Stored(before.tables, told, digest=before.digest)
        if told and len(gone) + len(new) <= FEW * len(keys):
            return _woven(before.tables, told, gone, assembled(new))
    keep(library, FOLDER, keys, partial(_write, chosen))
    again = _kept(library)
    if again is None or again.keys != keys:  # nothing can be written, or somebody keeps others
        return Stored(assembled(chosen))
    return Stored(again.tables, digest=again.digest)


def _woven(tables: Tables, told: Telling, gone: Collection[str], fresh: Tables) -> Stored:
    seen, new = tables[SIGHTINGS], fresh[SIGHTINGS]
    untold = pd.Categorical.from_codes(np.full(len(new), -1), dtype=told.owner.dtype)
    lost = seen[seen["issue_id"].isin(gone)]
    tables[SIGHTINGS], fresh[SIGHTINGS] = seen.assign(owner=told.owner), new.assign(owner=untold)
    result = woven(tables, gone, fresh)
    return Stored(result, replace(told, owner=result[SIGHTINGS].pop(OWNER).array), lost)


def _kept(library: Path) -> _Kept | None:
    before = kept(library, FOLDER)
    if before is None:
        return None
    tables: Tables = {}
    known: dict[str, pd.CategoricalDtype] = {}
    try:
        for name in IN_MEMORY:
            tables[name] = read(before.folder / name, DTYPES[name], known)
            known |= kinds({name: tables[name]})
    except (OSError, pa.ArrowException):  # somebody keeps others
        return None
    return _Kept(before.keys, tables, before.digest)


def _write(chosen: Mapping[str, Part], folder: Path) -> None:
    for name, table in each(chosen):
        write(folder / name, table, IDS)
