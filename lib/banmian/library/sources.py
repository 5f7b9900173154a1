"""The sources of a library as the record lists them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from banmian.library import files, record
from banmian.library.given import Given, described
from banmian.reading import decode
from banmian.records import Source
from banmian.uncollected import uncollected

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
    page_number: int | None
    added_at: str
    job_id: str

    @property
    def issue_id(self) -> str:
        return files.issue_id(self.sha256)

    @property
    def given(self) -> Given:
        """What the user said about it when it came in."""
        day = dt.date.fromisoformat(self.publication_date) if self.publication_date else None
        return Given(self.paper, day, self.page_number, self.encoding)


def source_of(folder: Path, listed: Listed) -> Source:
    """The page as it came in, with what the user said about it. Raises DamagedLibrary."""
    raw = files.fetch(folder, listed.sha256, listed.ending)
    return described(decode(raw, listed.name, listed.encoding), listed.given)


@uncollected()
def listed(folder: Path) -> dict[str, Listed]:
    """Every source by its issue_id. Raises UnreadableFile where there is no library, DamagedLibrary."""
    rows = sorted(record.rows(folder, "sources", COLUMNS))
    return {files.issue_id(row[0]): Listed(*row) for row in rows}


def source(folder: Path, issue_id: str) -> Listed:
    """The source of a page. Raises KeyError where there is none of that page, DamagedLibrary."""
    row = record.row(folder, "sources", COLUMNS, "sha256 BETWEEN ? AND ?", issue_id, f"{issue_id}g")
    if row is None:
        raise KeyError(issue_id)
    return Listed(*row)


def count(folder: Path) -> int:
    """How many sources there are; none is read for it. Raises UnreadableFile where there is no library, DamagedLibrary."""
    with record.reading(folder) as database:
        found: int = database.execute("SELECT count(*) FROM sources").fetchone()[0]
    return found
