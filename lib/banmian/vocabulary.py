"""jieba's dictionary as data: how frequent a word is and what part of speech it is.

Read from the file in jieba's wheel; neither its segmenter nor its tagger is loaded (2.7 s and 131 MB
for ``jieba.posseg``).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

LONGEST = 4
"""Characters of the longest word kept: names and what stands beside them need no more."""


class Entry(NamedTuple):
    frequency: int
    tag: str
    """As jieba's dictionary has it: n, v, d, nr, ns …"""


class Vocabulary(Mapping[str, Entry]):
    """Lines of the dictionary by their word; an entry is made when it is asked for: 0.1 s against 0.6 s for all."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines
        self._entries: dict[str, Entry] = {}

    def __getitem__(self, word: str) -> Entry:
        if word not in self._entries:
            frequency, tag = self._lines[word].split(" ")
            self._entries[word] = Entry(int(frequency), tag)
        return self._entries[word]

    def get(self, word: str, default: Any = None) -> Any:  # noqa: ANN401
        """As any mapping's, without an exception for each word that is not there."""
        return self[word] if word in self._lines else default

    def __contains__(self, word: object) -> bool:
        return word in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@cache
def vocabulary() -> Vocabulary:
    """Words of at most 4 characters with frequency and tag."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    lines = (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines()
    return Vocabulary(dict(line.split(" ", 1) for line in lines if line.find(" ") <= LONGEST))


def longest_at(text: str, start: int) -> str:
    """The longest word of the dictionary that begins at ``start``, or an empty string."""
    known = vocabulary()
    for length in range(min(LONGEST, len(text) - start), 1, -1):
        word = text[start : start + length]
        if word in known:
            return word
    return ""
