"""Which reader made a fact: a digest of the code and the words that it was made with."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ROWS_DEPEND_ON = (
    "facts", "identity", "layout", "lexicon", "library/amend", "library/bigrams.py", "reading", "codes.py", "glyphs.py",
    "parsing.py", "plain.py", "records.py", "rows.py", "schema.py", "tagger.py", "vocabulary.py", "words.py",
)  # fmt: skip
SEGMENTERS = ("jieba", "rjieba")


@cache
def reader() -> str:
    """Changes when a parse may give another result."""
    total = hashlib.sha256("".join(map(version, SEGMENTERS)).encode())
    for file in sorted(_files()):
        total.update(file.relative_to(PACKAGE).as_posix().encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


def _files() -> list[Path]:
    places = (PACKAGE / name for name in ROWS_DEPEND_ON)
    inside = (file for place in places for file in ([place] if place.is_file() else place.rglob("*")))
    return [file for file in inside if file.suffix in {".py", ".toml", ".txt"}]
