"""Reading many files while a person waits."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from banmian.parsing import Refused, listed, parse_each
from banmian.records import Issue


def watched(paths: Sequence[Path], encoding: str | None, *, voter: bool = True) -> Iterator[Issue | Refused]:
    """Every page read or refused (``parse_each``), with a bar on a terminal once it takes longer than a second."""
    outcomes = parse_each(paths, encoding=encoding, voter=voter, workers=os.cpu_count() or 1)
    return iter(tqdm(outcomes, "读取", len(listed(paths)), leave=False, disable=None, delay=1, unit="个"))
