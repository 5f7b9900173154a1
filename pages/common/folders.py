"""Which folders the dashboard reads and writes: what was named at the start, and the user's own library."""

from __future__ import annotations

import os
from pathlib import Path

from banmian.library import record
from banmian.reading import page_files

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
HOME = "Banmian"
"""The library in the user's home that the first import makes, unless BANMIAN_LIBRARY names another place."""


def own() -> Path:
    """The library that takes pages in: BANMIAN_LIBRARY, unless that is a plain folder of pages; else one at home."""
    named = _named()
    return named if named and (record.exists(named) or not page_files(named)) else Path.home() / HOME


def given() -> Path:
    """What the dashboard shows: BANMIAN_LIBRARY, else the user's library, else the pages that come with the program."""
    library = own()
    return _named() or (library if record.exists(library) else SEEDS)


def is_sample(folder: Path) -> bool:
    """Whether it holds the pages that come with the program, and not the user's."""
    return folder == SEEDS


def _named() -> Path | None:
    name = os.environ.get("BANMIAN_LIBRARY")
    return Path(name).absolute() if name else None
