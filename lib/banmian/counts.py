"""How often each word stands in each article: rows of numbers that numpy adds up.

A million articles have a hundred million counts. As strings they fill the memory, and a database takes a quarter
of a minute for what takes half a second here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

BLOCK = 1 << 22
"""Counts that are looked at together."""
Numbers = NDArray[np.int32]
Kept = NDArray[np.bool_]


class Block(NamedTuple):
    """Counts, each with its article by place and its word by code."""

    articles: Numbers
    words: Numbers
    counts: Numbers


class Piece(NamedTuple):
    """The counts of some articles."""

    places: Numbers
    """Of the articles, in the whole library; -1 of one that is there no more."""
    starts: NDArray[np.int64]
    """Where the counts of each begin; at the end, where those of the last one end."""
    words: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """The counts of a library."""

    vocabulary: pd.Index[str]
    """The words by code."""
    pieces: Sequence[Piece]
    called: Mapping[int, int] = field(default_factory=dict)
    """Code → that of the name under which a word is counted (``Frames.called``)."""

    def __len__(self) -> int:
        return sum(len(piece.words) for piece in self.pieces)

    def code(self, word: str) -> int:
        """Of a word; -1 of one that stands nowhere."""
        return int(self.vocabulary.get_indexer(pd.Index([word]))[0])

    def of(self, code: int, chosen: Kept) -> Iterator[Block]:
        """The counts of one word in the chosen articles."""
        for block in self.blocks(chosen):
            same = block.words == code
            if same.any():
                yield Block(block.articles[same], block.words[same], block.counts[same])

    def worded(self, articles: int) -> Kept:
        """Which of so many articles, by place, have any words."""
        found = np.zeros(articles + 1, bool)
        for piece in self.pieces:
            found[piece.places] |= np.diff(piece.starts) > 0
        return found[:-1]

    def blocks(self, chosen: Kept) -> Iterator[Block]:
        """The counts of the chosen articles (by place), some millions at a time; those of an article stay together."""
        wanted = np.append(chosen, False)
        for piece in self.pieces:
            ends = np.searchsorted(piece.starts, np.arange(BLOCK, len(piece.words) + BLOCK, BLOCK))
            bounds = np.unique([0, *ends.clip(max=len(piece.places))])
            for first, end in pairwise(bounds):
                if wanted[piece.places[first:end]].any():
                    yield self._named(_block(piece, first, end, wanted))

    def _named(self, block: Block) -> Block:
        """Two words of an article that have one name are one."""
        if not self.called:
            return block
        touched = np.isin(block.words, [*self.called, *self.called.values()])
        renamed = pd.Series(block.words[touched]).replace(dict(self.called))
        rows = pd.DataFrame(
            {"article": block.articles[touched], "word": renamed, "count": block.counts[touched]}
        )
        rows = rows.groupby(["article", "word"], as_index=False).sum()
        parts = zip(block, (rows["article"], rows["word"], rows["count"]), strict=True)
        return Block(*(np.concatenate([old[~touched], new.to_numpy("int32")]) for old, new in parts))


def _block(piece: Piece, first: int, end: int, wanted: Kept) -> Block:
    of = slice(piece.starts[first], piece.starts[end])
    articles = np.repeat(piece.places[first:end], np.diff(piece.starts[first : end + 1]))
    words, counts = piece.words[of], piece.counts[of]
    chosen = wanted[articles]
    return (
        Block(articles, words, counts)
        if chosen.all()
        else Block(articles[chosen], words[chosen], counts[chosen])
    )
