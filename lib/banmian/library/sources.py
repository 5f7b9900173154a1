"""The sources of a library as the record lists them, and as pages when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from banmian.library import files, record
from banmian.parsing import understand
from banmian.reading import decode
from banmian.records import Issue

ISSUE_ID = 16
"""Characters of the digest of a source that name its page."""
READ_AGAIN = 256
"""Pages that stay in memory once they were looked at."""
COLUMNS = "sha256, name, ending, size, encoding, text_sha256, paper, publication_date, page_number, added_at, job_id"


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as the record lists it: what came in, and what the user said about it."""

    sha256: str
    name: str
    ending: str
    size: int
    encoding: str
    text_sha256: str
    paper: str | None
    publication_date: str | None
    page_number: str | None
    added_at: str
    job_id: str

    @property
    def issue_id(self) -> str:
        return self.sha256[:ISSUE_ID]


def listed(folder: Path) -> dict[str, Listed]:
    """Every source by its issue_id. Raises UnreadableFile where there is no library, DamagedLibrary."""
    with record.reading(folder) as database:
        rows = database.execute(f"SELECT {COLUMNS}, digest FROM sources ORDER BY sha256").fetchall()
    sources = (Listed(*row) for row in record.checked(rows))
    return {source.issue_id: source for source in sources}


class Pages(Mapping[str, Issue]):
    """Every page of a library by its issue_id: read again from its source when it is looked at."""

    def __init__(self, folder: Path, sources: Mapping[str, Listed]) -> None:
        self._folder, self._sources = folder, sources
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
        return understand(decode(raw, source.name, source.encoding))
