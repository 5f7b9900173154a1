"""What is made of all pages together, kept in the derived store under the keys of these pages.

Whoever asks looks which pages are others now, and makes it of few of them anew, or keeps all of it anew. It is there
whole and with digests, or not at all; damaged, or deleted, it is made again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from banmian.library import files, record
from banmian.library.drafts import draft

NOTE, KEYS = "kept.json", "keys.json"
FORM = 3
"""Of the files; others are not read."""
WORTH = 200
"""Pages from which on keeping saves more time than it takes."""
FEW = 0.01
"""The share of the pages up to which only those that are others are looked at."""
Keys = Mapping[str, str]
"""What it was made of → under which key: for the most part issue_ids."""


class Kept(NamedTuple):
    """What was kept."""

    keys: Keys
    folder: Path
    digest: str


def kept(library: Path, name: str) -> Kept | None:
    """What was kept last under this name; nothing where it is damaged or never was."""
    folder = library / files.DERIVED / name
    try:
        note = _noted(folder)
        if not files.are_known({folder / file: known for file, known in note["digests"].items()}):
            return None
        return Kept(json.loads((folder / KEYS).read_text("utf-8")), folder, note["digest"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(library: Path, name: str, keys: Keys, write: Callable[[Path], None]) -> None:
    """Keep what ``write`` puts into a folder; where nothing can be written it is made again next time."""
    folder = library / files.DERIVED / name
    place = draft(folder)
    with suppress(OSError):
        place.mkdir(parents=True)
        write(place)
        (place / KEYS).write_text(json.dumps(keys), "utf-8")
        every = [path for path in sorted(place.rglob("*")) if path.is_file()]
        digests = {path.relative_to(place).as_posix(): files.digest(path) for path in every}
        note = {"pages": len(keys), "digests": digests, "digest": record.digest(FORM, digests)}
        (place / NOTE).write_text(json.dumps(note), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        place.replace(folder)
    shutil.rmtree(place, ignore_errors=True)


def is_outgrown(library: Path, name: str, pages: int) -> bool:
    """Whether so many pages are more than can be added to those of which it was kept; told without looking at them."""
    if pages < WORTH:
        return False
    try:
        note = _noted(library / files.DERIVED / name)
        return bool(pages - note["pages"] > FEW * pages)
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _noted(folder: Path) -> dict[str, Any]:
    """What stands beside what was kept. Raises OSError, and ValueError, KeyError or TypeError of other forms."""
    note: dict[str, Any] = json.loads((folder / NOTE).read_text("utf-8"))
    if note["digest"] != record.digest(FORM, note["digests"]):
        raise ValueError(folder)
    return note
