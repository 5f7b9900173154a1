"""Under which key the facts of a page are kept: what they were made with."""

from __future__ import annotations

from pathlib import Path

from banmian.library import record
from banmian.library.reader import reader

ISSUE_ID = 16
"""Characters of the digest of a source that name its page."""


def key_of(issue_id: str) -> str:
    """Facts under another key than this are stale."""
    return reader()


def wanted(folder: Path) -> dict[str, str]:
    """issue_id → key of every page that belongs to the library."""
    with record.reading(folder) as database:
        digests = database.execute("SELECT sha256 FROM sources ORDER BY sha256").fetchall()
    return {digest[:ISSUE_ID]: key_of(digest[:ISSUE_ID]) for (digest,) in digests}
