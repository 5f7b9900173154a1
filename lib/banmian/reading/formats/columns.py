"""Printed lines with their places → text: columns one behind the other, lines joined to paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

OTHER_SIZE = 1.15
_HEADLINE = 1.25
"""Sizes against the usual one; lines of a headline stay apart."""
_GAP, _INDENT, _SHORT = 0.5, 1.2, 1.6
"""Heights of a line: more than the usual gap, the start of a paragraph, its last line."""
_VALLEY = 0.6
_SHARED, _ACROSS = 0.5, 0.2
_CELL = 12
"""Characters; longer lines that stand side by side are no cells of a row."""
_ENDS = "。！？”…；："


@dataclass(frozen=True, slots=True)
class Printed:
    """A line and its box; y grows downwards, units are whatever the page has."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        return self.bottom - self.top


def in_columns(lines: Sequence[Printed]) -> list[Printed]:
    """The lines in the order of reading: white valleys from top to bottom part columns, and the widest
    white band from left to right parts what stands above from what stands below.
    """
    if not lines:
        return []
    em = median(line.size for line in lines)
    result: list[Printed] = []
    waiting = [list(lines)]
    while waiting:
        group = waiting.pop()
        parts = _split(group, em) if len(group) > 1 else [group]
        if len(parts) == 1:
            result += sorted(group, key=lambda line: (line.top, line.left))
        waiting += reversed(parts) if len(parts) > 1 else []
    return result


def _split(lines: list[Printed], em: float) -> list[list[Printed]]:
    upright = _cuts([(line.left, line.right) for line in lines], _VALLEY * em)
    if upright:
        return _parted(lines, [at for _, at in upright], lambda line: line.left)
    across = _cuts([(line.top, line.bottom) for line in lines], 0)
    return _parted(lines, [max(across)[1]], lambda line: line.top) if across else [lines]


def _cuts(spans: list[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """(width, where it ends) of each band that no span reaches into."""
    cuts, reached = [], None
    for start, end in sorted(spans):
        if reached is not None and start - reached > least:
            cuts.append((start - reached, start))
        reached = end if reached is None else max(reached, end)
    return cuts


def set_text(lines: Sequence[Printed], other_size: float = OTHER_SIZE) -> str:
    """Lines in the order of reading → blocks apart by a blank line, a paragraph a line.

    Lines whose heights differ by more than ``other_size`` to one are of two blocks.
    """
    if not lines:
        return ""
    usual = median(line.size for line in lines)
    gaps = [below.top - above.bottom for above, below in pairwise(lines) if below.top > above.top]
    gap = median(gaps) if gaps else 0.0
    return "\n\n".join(_paragraphs(block, usual) for block in _blocks(lines, gap, other_size)) + "\n"


def _blocks(lines: Sequence[Printed], gap: float, other_size: float) -> Iterator[list[Printed]]:
    block = [lines[0]]
    for above, below in pairwise(lines):
        if _part(above, below, gap, other_size):
            yield block
            block = []
        block.append(below)
    yield block


def beside(one: Printed, other: Printed) -> bool:
    """Whether two lines stand side by side."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SHARED * min(one.size, other.size)


def interleaved(lines: Sequence[Printed]) -> bool:
    """Whether the lines come from left to right over columns: then their places tell the order."""
    across = sum(beside(*pair) for pair in pairwise(lines))
    return across > _ACROSS * len(lines)


def _part(above: Printed, below: Printed, gap: float, other_size: float) -> bool:
    """Whether another block begins; a paragraph may go on at the head of the next column."""
    larger, smaller = max(above.size, below.size), min(above.size, below.size)
    if larger > other_size * max(smaller, 1e-9):
        return True
    if beside(above, below):
        return max(len(above.text), len(below.text)) > _CELL
    if below.top < above.top:
        return above.text[-1:] in _ENDS
    return below.top - above.bottom > gap + _GAP * smaller


def _paragraphs(block: Sequence[Printed], usual: float) -> str:
    columns = _edges(block)
    text = block[0].text
    for above, below in pairwise(block):
        begins = below.left > columns[below][0] + _INDENT * below.size
        ends = above.right < columns[above][1] - _SHORT * above.size and above.text[-1:] in _ENDS
        if beside(above, below):
            text += "\t" + below.text
        elif begins or ends or min(above.size, below.size) > _HEADLINE * usual:
            text += "\n" + below.text
        else:
            text += _joint(text, below.text) + below.text
    return text


def _edges(block: Sequence[Printed]) -> dict[Printed, tuple[float, float]]:
    """The left and right edge of the column of each line: those of the run of lines that go down."""
    edges: dict[Printed, tuple[float, float]] = {}
    run: list[Printed] = []
    for line in [*block, None]:
        if run and (line is None or line.top < run[-1].top):
            edge = min(each.left for each in run), max(each.right for each in run)
            edges |= dict.fromkeys(run, edge)
            run = []
        if line is not None:
            run.append(line)
    return edges


def _joint(before: str, after: str) -> str:
    """A space between words of Latin letters; a number that a line breaks goes on."""
    words = before[-1:].isascii() and after[:1].isascii() and (before[-1:] + after[:1]).isalnum()
    return " " if words and not (before[-1:] + after[:1]).isdigit() else ""


def _parted(
    lines: list[Printed], starts: list[float], edge: Callable[[Printed], float]
) -> list[list[Printed]]:
    groups: list[list[Printed]] = [[] for _ in range(len(starts) + 1)]
    for line in lines:
        groups[bisect_right(starts, edge(line))].append(line)
    return groups
