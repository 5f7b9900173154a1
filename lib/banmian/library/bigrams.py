"""An index of all pairs of neighbouring characters of printed texts: finds any substring, exactly.

One SQLite file (FTS5) a part, beside its tables: whole, damaged or gone together with them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from banmian.plain import plain

END = "\0"
"""Stands behind the last character, so that it too begins a pair."""
HAVING = "SELECT article_id FROM pairs JOIN texts ON number = pairs.rowid WHERE pairs MATCH ?"


def write_index(path: Path, texts: Iterable[tuple[str, str, str]]) -> None:
    """Index texts given as (article_id, where, text)."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, article_id TEXT, place TEXT)")
        database.execute("CREATE VIRTUAL TABLE pairs USING fts5(text, content='', tokenize='ascii')")
        for number, (article_id, where, text) in enumerate(texts):
            database.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, article_id, where))
            database.execute(
                "INSERT INTO pairs (rowid, text) VALUES (?, ?)", (number, " ".join(_pairs(text)))
            )
        database.execute("INSERT INTO pairs (pairs) VALUES ('optimize')")
        database.commit()


def holding(path: Path, words: Sequence[str]) -> set[str]:
    """The article_ids whose texts hold all of the words (of ``plain.asked``), at least one, in whatever places."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as database:
        found = (database.execute(HAVING, (_phrase(word),)) for word in words)
        return set.intersection(*({article_id for (article_id,) in rows} for rows in found))


def _pairs(text: str) -> Iterable[str]:
    """Every pair as one token of letters and digits: FTS5 would part words at marks."""
    codes = [f"{ord(character):05x}" for character in plain(text)] + [f"{ord(END):05x}"]
    return map(str.__add__, codes, codes[1:])


def _phrase(word: str) -> str:
    codes = [f"{ord(character):05x}" for character in word]
    if len(codes) == 1:
        return f"{codes[0]}*"
    return '"' + " ".join(map(str.__add__, codes, codes[1:])) + '"'
