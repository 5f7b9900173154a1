"""Quoted spans with what stands before and behind them; 、 between two of them joins their surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from banmian.records import Span

_LONGEST = 48
_AROUND = 14
_QUOTE = re.compile(rf"“([^“”]{{1,{_LONGEST}}})”")
_JOIN = re.compile(r"[、和及与\n]{0,2}$")


@dataclass(frozen=True, slots=True)
class Quoted:
    inner: str
    span: Span
    """Of the inner text."""
    before: str
    """What stands before the first of a run of quotations (用好“拨投结合”“先用后付”)."""
    behind: str
    """What stands behind the last of the run."""


def quotations(key: str) -> Iterator[Quoted]:
    """The quotations of a text, in order."""
    run: list[re.Match[str]] = []
    for found in _QUOTE.finditer(key):
        if run and _JOIN.fullmatch(key, run[-1].end(), found.start()) is None:
            yield from _quoted(key, run)
            run = []
        run.append(found)
    yield from _quoted(key, run)


def unquoted(key: str) -> str:
    """The text with its quotations blanked out, as long as before."""
    return _QUOTE.sub(lambda found: "□" * len(found[0]), key)


def _quoted(key: str, run: list[re.Match[str]]) -> Iterator[Quoted]:
    for found in run:
        before = key[max(0, run[0].start() - _AROUND) : run[0].start()]
        behind = key[run[-1].end() : run[-1].end() + _AROUND]
        yield Quoted(found[1].replace("\n", ""), found.span(1), before, behind)
