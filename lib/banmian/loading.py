"""Many page files → the tables over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from banmian.continuations import joined
from banmian.frames import Frames, to_frames
from banmian.identity import identify
from banmian.layout.key import text_digest
from banmian.parsing import Refused, parse_each
from banmian.records import Issue


def load(paths: str | Path | Iterable[str | Path], *, voter: bool = True) -> Frames:
    """Every table over the pages in files and folders (and the folders below them).

    A file that cannot be read stops nothing: ``Frames.refused`` names it with the reason. A page that is
    there twice, byte for byte or in another encoding, counts once: ``Frames.repeated``.
    ``voter`` as for ``parse``.
    """
    return assemble(parse_each(paths, voter=voter), voter=voter)


def assemble(outcomes: Iterable[Issue | Refused], *, voter: bool = True) -> Frames:
    """The tables of what ``parse_each`` yields: each text once, reports on two pages made one, then names
    reconciled over all.
    """
    read: dict[str, Issue] = {}
    refused: list[tuple[str, str]] = []
    repeated: list[tuple[str, str]] = []
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            refused.append((outcome.name, outcome.sentence))
            continue
        first = read.setdefault(text_digest(outcome.source.text), outcome)
        if first is not outcome:
            again = outcome.source.name
            repeated.append((again, f"{again}：与 {first.source.name} 内容相同，只计一次。"))
    told = identify(joined(tuple(read.values()), voter=voter))
    return replace(to_frames(told.issues, refused, told.merges), repeated=tuple(repeated))
