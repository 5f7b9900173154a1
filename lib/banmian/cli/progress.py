"""Reading many files while a person waits."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqdm import tqdm

from banmian.parsing import Refused, parse_each
from banmian.records import Issue


def watched(files: Iterable[Path], encoding: str | None, *, voter: bool = True) -> Iterator[Issue | Refused]:
    """Every file read or refused, with a bar on a terminal once it takes longer than a second."""
    files = list(files)
    outcomes = parse_each(files, encoding=encoding, voter=voter, workers=os.cpu_count() or 1)
    return iter(tqdm(outcomes, "读取", len(files), leave=False, disable=None, delay=1, unit="个"))
