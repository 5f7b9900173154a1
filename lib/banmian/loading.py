"""Many page files → the tables over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from banmian.frames import Frames, to_frames
from banmian.identity import reconcile
from banmian.parsing import Refused, listed, parse_each
from banmian.records import Issue


def load(paths: str | Path | Iterable[str | Path], *, voter: bool = True) -> Frames:
    """Every table over the pages in files and folders (and the folders below them).

    A file that cannot be read stops nothing: ``Frames.refused`` names it with the reason.
    ``voter`` as for ``parse``.
    """
    return assemble(parse_each(listed(paths), voter=voter))


def assemble(outcomes: Iterable[Issue | Refused]) -> Frames:
    """The tables of what ``parse_each`` yields: each content once, names reconciled over all."""
    read: dict[str, Issue] = {}
    refused: list[tuple[str, str]] = []
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            refused.append((outcome.name, outcome.sentence))
        else:
            read.setdefault(outcome.issue_id, outcome)
    return to_frames(reconcile(tuple(read.values())), refused)
