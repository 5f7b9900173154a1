"""jieba's dictionary as data: how frequent a word is and what part of speech it is.

Read from the file in jieba's wheel; neither its segmenter nor its tagger is loaded (2.7 s and 131 MB
for ``jieba.posseg``).
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import NamedTuple

from banmian import lexicon

LONGEST = 4
"""Characters of the longest word kept: names and what stands beside them need no more."""


class Entry(NamedTuple):
    frequency: int
    tag: str
    """As jieba's dictionary has it: n, v, d, nr, ns …"""


NO_ENTRY = Entry(0, "")


class _Entries(dict[str, Entry]):
    """By what stands behind the word: 340,000 words share 17,000 entries, 38 MB instead of 99."""

    def __missing__(self, printed: str) -> Entry:
        frequency, tag = printed.split()
        self[printed] = Entry(int(frequency), tag)
        return self[printed]


@cache
def vocabulary() -> dict[str, Entry]:
    """Words of at most 4 characters with frequency and tag; whoever gets it does not change it. Some words
    that it takes for names are none: 弘扬, 麻醉.
    """
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    entries = _Entries()
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        parts = (line.partition(" ") for line in lines)
        known = {word: entries[printed] for word, _, printed in parts if len(word) <= LONGEST}
    known |= {
        word: known[word]._replace(tag=tag)
        for tag, row in lexicon.table("retagged").items()
        for word in row.split()
        if word in known
    }
    return known


def longest_at(text: str, start: int) -> str:
    """The longest word of the dictionary that begins at ``start``, or an empty string."""
    return text[start : start + entry_at(text, start)[0]]


def entry_at(text: str, start: int) -> tuple[int, Entry]:
    """How long that word is, and what is known of it; 0 where there is none."""
    known, word = vocabulary(), text[start : start + LONGEST]
    while len(word) > 1:
        # no such word holds a mark, and a look into so large a table takes ten times as long as this
        if word.isalnum() and (entry := known.get(word)):
            return len(word), entry
        word = word[:-1]
    return 0, NO_ENTRY
