"""Word lists as data: each file a header comment with source and date, each loader typed and cached.

``.txt``: one entry a line. ``.toml``: a table. Anything else in them is a ``BadLexicon``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from banmian.errors import BadLexicon


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of ``NAME.txt`` in their order; ``#`` begins a comment."""
    lines = files(__name__).joinpath(f"{name}.txt").read_text("utf-8").split("\n")
    return tuple(entry for line in lines if (entry := line.partition("#")[0].strip()))


@cache
def table(name: str) -> dict[str, Any]:
    """``NAME.toml`` as a table; whoever gets it does not change it."""
    try:
        return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(f"词表 {name}.toml 不是有效的 TOML（{error}），请改正后再试。") from error


def any_of(entries: Iterable[str]) -> str:
    """A group of a pattern that matches any of the entries, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(entries, key=len, reverse=True))) + ")"


def first_of(entries: Iterable[str]) -> str:
    """Inside of a set of characters: the first ones of the entries, by which a search passes over all other places."""
    return re.escape("".join(sorted({entry[0] for entry in entries})))
