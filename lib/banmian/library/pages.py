"""The pages of a library when they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from banmian.library import files
from banmian.library.amend import understood
from banmian.library.decisions import Decisions
from banmian.library.given import described
from banmian.library.sources import Listed
from banmian.reading import decode
from banmian.records import Issue

READ_AGAIN = 256
"""Pages that stay in memory once they were looked at."""


class Pages(Mapping[str, Issue]):
    """Every page of a library by its issue_id: read again from its source when it is looked at."""

    def __init__(self, folder: Path, sources: Mapping[str, Listed], decisions: Decisions) -> None:
        self._folder, self._sources, self._decisions = folder, sources, decisions
        self._read = lru_cache(READ_AGAIN)(self._issue)

    def __getitem__(self, issue_id: str) -> Issue:
        return self._read(issue_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def _issue(self, issue_id: str) -> Issue:
        source = self._sources[issue_id]
        raw = files.fetch(self._folder, source.sha256, source.ending)
        page = described(decode(raw, source.name, source.encoding), source.given)
        return understood(page, self._decisions.of_page(issue_id))[0]
