"""Under which key the facts of a page are kept: what they were made with."""

from __future__ import annotations

from collections.abc import Iterable

from banmian.library.reader import reader


def key_of(issue_id: str) -> str:
    """Facts under another key than this are stale."""
    return reader()


def keys_of(issue_ids: Iterable[str]) -> dict[str, str]:
    """issue_id → key."""
    return {issue_id: key_of(issue_id) for issue_id in issue_ids}
