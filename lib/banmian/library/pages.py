"""The pages of a library when they are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from banmian.library.amend import understood
from banmian.library.chains import read_together
from banmian.library.decisions import Decisions
from banmian.library.slogans import names, shown
from banmian.library.sources import source, source_of
from banmian.records import Issue

READ_AGAIN = 256
"""Pages that stay in memory once they were looked at."""


class Pages(Mapping[str, Issue]):
    """Every page of a library by its issue_id: read again from its source when it is looked at."""

    def __init__(
        self,
        folder: Path,
        issue_ids: Iterable[str],
        decisions: Decisions,
        chains: Sequence[Sequence[str]] = (),
    ) -> None:
        self._folder, self._issue_ids, self._decisions = folder, tuple(issue_ids), decisions
        self._slogans = names(decisions.of_library)
        self._chain = {page: tuple(chain) for chain in chains for page in chain}
        self._alone = lru_cache(READ_AGAIN)(self._read)
        self._together = lru_cache(READ_AGAIN)(self._read_together)

    def __getitem__(self, issue_id: str) -> Issue:
        if issue_id in self._chain:
            return self._together(self._chain[issue_id])[issue_id]
        return self._alone(issue_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._issue_ids)

    def __len__(self) -> int:
        return len(self._issue_ids)

    def _read(self, issue_id: str) -> Issue:
        page = source_of(self._folder, source(self._folder, issue_id))
        words = self._decisions.vocabulary
        return shown(understood(page, self._decisions.of_page(issue_id), words)[0], self._slogans)

    def _read_together(self, chain: Sequence[str]) -> dict[str, Issue]:
        sources = [source(self._folder, page) for page in chain]
        issues = read_together(self._folder, sources, self._decisions)
        return {issue.issue_id: shown(issue, self._slogans) for issue in issues}
