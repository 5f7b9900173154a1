"""Blocks and how they are judged anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from banmian.layout.key import tight
from banmian.layout.lines import LineKind, words_of
from banmian.layout.vocabulary import terms
from banmian.records import Block

Blocks = list[Block]

PROSE = {LineKind.TEXT, LineKind.LEAD}
_UNFINISHED = re.compile(r"[^。！？；：…”’）】」』.!?]$|[，、·]$")


_CLOSING = frozenset("。！？，、；：”’）》")


def unfinished(text: str) -> bool:
    """A paragraph that ends in mid-sentence."""
    return bool(_UNFINISHED.search(text[-4:].rstrip()))


def printed_twice(blocks: Sequence[Block]) -> bool:
    """The last paragraph is the one before it once more: where neither ends in a mark, so it ends."""
    return len(blocks) > 1 and blocks[-1].text == blocks[-2].text


def closes(block: Block) -> bool:
    """It begins with a mark that no paragraph begins with."""
    return block.text[:1] in _CLOSING


def judged(block: Block, kind: LineKind) -> Block:
    return Block(block.span, block.text, block.alone, kind, block.line)


def size(block: Block) -> int:
    return len(tight(words_of(block.text))) if len(block.text) < 400 else len(block.text)


def marked(blocks: Blocks, places: Iterable[int], kind: LineKind) -> Blocks:
    chosen = set(places)
    return [judged(block, kind) if place in chosen else block for place, block in enumerate(blocks)]


def close(before: Block, block: Block) -> bool:
    """On the very next line: no blank one between, nor one line for both."""
    return block.line - before.line == 1


def has_verb(block: Block) -> bool:
    return any(verb in block.text for verb in terms("news_verbs"))
