"""What was told of persons, kept beside the tables whose sightings it tells of, row by row."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from banmian.identity.sightings import Home
from banmian.library.columns import read, write
from banmian.library.kept import keep, kept
from banmian.library.parts import arrow
from banmian.library.telling import OWNER, Telling
from banmian.schema import LABEL
from banmian.uncollected import uncollected

FOLDER, OWNERS, HOMES, RULED, KIN = "persons", "owners", "homes", "ruled", "kin"
TABLES = ("people", "merges", "variants")
OF = "tables"
"""The digest of the kept tables that it goes with: others have their rows elsewhere."""


@uncollected()
def remembered(library: Path, tables: str) -> Telling | None:
    """What was told of the kept tables of this digest; nothing where it is damaged or was never told."""
    before = kept(library, FOLDER)
    if before is None or before.keys.get(OF) != tables:
        return None
    try:
        homes, ruled, kin, everyone, merges, variants = (
            _frame(before.folder / name) for name in (HOMES, RULED, KIN, *TABLES)
        )
        owner = read(before.folder / OWNERS, {OWNER: LABEL}, {})[OWNER].array
    except (OSError, pa.ArrowException):  # somebody keeps others
        return None
    places = dict(
        zip(
            homes["issue_id"].tolist(),
            map(Home, *(homes[name].tolist() for name in Home._fields)),
            strict=True,
        )
    )
    linked = dict(zip(kin["name"], kin["one"], strict=True))
    return Telling(places, owner, everyone, merges, variants, tuple(ruled["name"]), linked)


def remember(library: Path, told: Telling, tables: str) -> None:
    """Keep it; where nothing can be written it is told again next time."""
    keep(library, FOLDER, {OF: tables}, partial(_write, told))


def _write(told: Telling, folder: Path) -> None:
    homes = pd.DataFrame(
        [(page, *home) for page, home in told.homes.items()], columns=["issue_id", *Home._fields]
    )
    ruled = pd.DataFrame({"name": pd.array(told.ruled, "str")})
    linked = pd.DataFrame(list(told.kin.items()), columns=["name", "one"], dtype="str")
    frames = {HOMES: homes, RULED: ruled, KIN: linked}
    for name, frame in (frames | {name: getattr(told, name) for name in TABLES}).items():
        pq.write_table(arrow(frame), folder / f"{name}.parquet", compression="zstd")
    write(folder / OWNERS, pd.DataFrame({OWNER: told.owner}), ())


def _frame(path: Path) -> pd.DataFrame:
    frame: pd.DataFrame = pq.read_table(path.with_suffix(".parquet")).to_pandas()
    return frame
