"""What the user decided, sorted by what it touches: pages that are read with it, and the library as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from banmian.library import record
from banmian.library.corrections import Correction, log, standing
from banmian.library.reader import reader


@dataclass(frozen=True, slots=True)
class Decisions:
    """The corrections that stand."""

    of_pages: dict[str, tuple[Correction, ...]] = field(default_factory=dict)
    """By issue_id: those whose target names a page."""
    of_library: tuple[Correction, ...] = ()

    def of_page(self, issue_id: str) -> tuple[Correction, ...]:
        return self.of_pages.get(issue_id, ())

    def key(self, issue_id: str) -> str:
        """What the facts of a page are made with: facts under another key are stale."""
        return f"{reader()}:{record.digest(*(line.event_id for line in self.of_page(issue_id)))[:16]}"

    def keys(self, issue_ids: Iterable[str]) -> dict[str, str]:
        """issue_id → key."""
        without = self.key("")
        return {page: self.key(page) if page in self.of_pages else without for page in issue_ids}


def decided(folder: Path) -> Decisions:
    """The corrections of a library that stand. Raises UnreadableFile, DamagedLibrary."""
    pages: dict[str, list[Correction]] = {}
    library = []
    for line in standing(log(folder)):
        if page := line.target.get("page"):
            pages.setdefault(str(page), []).append(line)
        else:
            library.append(line)
    return Decisions({page: tuple(lines) for page, lines in pages.items()}, tuple(library))
