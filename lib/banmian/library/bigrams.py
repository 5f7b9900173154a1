"""An index of all pairs of neighbouring characters of printed texts: finds any substring, exactly.

One SQLite file (FTS5) a part, beside its tables: whole, damaged or gone together with them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from banmian.plain import plain

END = "\0"
"""Stands behind the last character, so that it too begins a pair."""
HAVING = "SELECT group_concat(rowid) FROM pairs WHERE pairs MATCH ?"
"""In one string: a row at a time, most of the time would be spent on rows."""
Numbers = NDArray[np.int32]


def write_index(path: Path, texts: Iterable[str]) -> None:
    """Index texts by their numbers, from 0 on."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE VIRTUAL TABLE pairs USING fts5(text, content='', tokenize='ascii')")
        rows = ((number, " ".join(_pairs(text))) for number, text in enumerate(texts))
        database.executemany("INSERT INTO pairs (rowid, text) VALUES (?, ?)", rows)
        database.execute("INSERT INTO pairs (pairs) VALUES ('optimize')")
        database.commit()


def holding(path: Path, words: Sequence[str]) -> list[Numbers]:
    """For each of the words (of ``plain.asked``) the numbers of the texts that hold it."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as database:
        found = [database.execute(HAVING, (_phrase(word),)).fetchone()[0] for word in words]
    return [np.fromstring(numbers or "", np.int32, sep=",") for numbers in found]


def _pairs(text: str) -> Iterable[str]:
    """Every pair as one token of letters and digits: FTS5 would part words at marks."""
    codes = [f"{ord(character):05x}" for character in plain(text)] + [f"{ord(END):05x}"]
    return map(str.__add__, codes, codes[1:])


def _phrase(word: str) -> str:
    codes = [f"{ord(character):05x}" for character in word]
    if len(codes) == 1:
        return f"{codes[0]}*"
    return '"' + " ".join(map(str.__add__, codes, codes[1:])) + '"'
