"""What was told of persons, in the derived store: whole and with digests, or not there and told again."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from banmian.library import files
from banmian.library.columns import read, write
from banmian.library.drafts import draft
from banmian.library.parts import arrow
from banmian.library.telling import SIGHTED, Telling

FOLDER, NOTE = "persons", "persons.json"
TABLES = ("pages", "people", "merges", "variants")
SEEN = "seen"


def remembered(library: Path) -> Telling | None:
    """What was told last; nothing where it is damaged or was never told."""
    folder = library / files.DERIVED / FOLDER
    try:
        note = json.loads((folder / NOTE).read_text("utf-8"))
        if not files.are_known({folder / name: known for name, known in note["digests"].items()}):
            return None
        tables = {name: _frame(folder / f"{name}.parquet") for name in TABLES}
        return Telling(**tables, seen=read(folder / SEEN, SIGHTED, {}), ruled=tuple(note["ruled"]))
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def remember(library: Path, told: Telling) -> None:
    """Keep it; where nothing can be written it is told again next time."""
    folder = library / files.DERIVED / FOLDER
    place = draft(folder)
    with suppress(OSError):
        place.mkdir(parents=True)
        for name in TABLES:
            pq.write_table(arrow(getattr(told, name)), place / f"{name}.parquet", compression="zstd")
        write(place / SEEN, told.seen.astype(SIGHTED), ())
        every = [path for path in sorted(place.rglob("*")) if path.is_file()]
        digests = {path.relative_to(place).as_posix(): files.digest(path) for path in every}
        (place / NOTE).write_text(json.dumps({"ruled": told.ruled, "digests": digests}), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        place.replace(folder)
    shutil.rmtree(place, ignore_errors=True)


def _frame(path: Path) -> pd.DataFrame:
    frame: pd.DataFrame = pq.read_table(path).to_pandas()
    return frame
