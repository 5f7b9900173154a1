"""Pages told by what they print: a colleague has the same page in another format, under another number of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banmian.library import files, record

if TYPE_CHECKING:
    from banmian.library.corrections import Correction

PRINTS = "prints"
"""In a target: page → digest of its printed characters."""


def printed(database: sqlite3.Connection, target: Mapping[str, Any]) -> dict[str, Any]:
    """The target, and what the pages that it names print, as far as they are in the library of this record."""
    found = {page: text for page in _pages(target) if (text := _text_of(database, page))}
    return {**target, PRINTS: found} if found else dict(target)


def at_home(folder: Path, lines: Iterable[Correction]) -> list[Correction]:
    """The lines with the pages of this library in place of a colleague's."""
    with record.reading(folder) as database:
        return [_at_home(database, line) for line in lines]


def _at_home(database: sqlite3.Connection, line: Correction) -> Correction:
    prints = line.target.get(PRINTS)
    theirs = prints if isinstance(prints, dict) else {}
    ours = {
        page: found
        for page, text in theirs.items()
        if not _text_of(database, str(page)) and (found := _page_of(database, str(text)))
    }
    return replace(line, target=_named(line.target, ours)) if ours else line


def _pages(said: object) -> Iterator[str]:
    """Wherever a target names a page: it is of a page, or quotes one for a person."""
    if isinstance(said, Mapping):
        if isinstance(said.get("page"), str):
            yield said["page"]
        for part in said.values():
            yield from _pages(part)
    elif isinstance(said, list):
        for part in said:
            yield from _pages(part)


def _named(said: Any, ours: Mapping[str, str]) -> Any:  # noqa: ANN401
    if isinstance(said, Mapping):
        named = {name: _named(part, ours) for name, part in said.items()}
        page = named.get("page")
        return named | {"page": ours.get(page, page)} if isinstance(page, str) else named
    return [_named(part, ours) for part in said] if isinstance(said, list) else said


def _text_of(database: sqlite3.Connection, page: str) -> str | None:
    rows = database.execute(
        "SELECT text_sha256, sha256 FROM sources WHERE sha256 >= ? AND sha256 < ?", (page, f"{page}g")
    )
    return next((str(text) for text, sha256 in rows if files.issue_id(sha256) == page), None)


def _page_of(database: sqlite3.Connection, text: str) -> str | None:
    row = database.execute(
        "SELECT sha256 FROM sources WHERE text_sha256 = ? ORDER BY rowid", (text,)
    ).fetchone()
    return files.issue_id(row[0]) if row else None
