"""What the user decided, sorted by what it touches: pages that are read with it, and the library as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from banmian.library import record
from banmian.library.actions import DISMISS, OF_PAGES, sound
from banmian.library.corrections import Correction, log, standing
from banmian.library.prints import at_home
from banmian.library.reader import reader
from banmian.library.vocabulary import OURS, READ_WITH, Vocabulary, vocabulary

OF_ALL_PAGES = frozenset({"name_variant"})
"""Faults that are seen only where persons are told over all pages."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The corrections that stand."""

    of_pages: dict[str, tuple[Correction, ...]] = field(default_factory=dict)
    """By issue_id: those that a page is read with."""
    of_library: tuple[Correction, ...] = ()
    vocabulary: Vocabulary = OURS
    unplaced: tuple[Correction, ...] = ()
    """Those that say nothing, or of words that are not there."""

    def of_page(self, issue_id: str) -> tuple[Correction, ...]:
        return self.of_pages.get(issue_id, ())

    def key(self, issue_id: str) -> str:
        """What the facts of a page are made with: facts under another key are stale."""
        return self.keys([issue_id])[issue_id]

    def keys(self, issue_ids: Iterable[str]) -> dict[str, str]:
        """issue_id → key."""
        usual = self._key(())
        return {
            issue_id: self._key(self.of_pages[issue_id]) if issue_id in self.of_pages else usual
            for issue_id in issue_ids
        }

    def _key(self, lines: Iterable[Correction]) -> str:
        return f"{reader()}:{record.digest(self.vocabulary.key(), *(line.event_id for line in lines))[:16]}"


def decided(folder: Path) -> Decisions:
    """The corrections of a library that stand. Raises UnreadableFile, DamagedLibrary, BadLexicon."""
    pages: dict[str, list[Correction]] = {}
    library, nonsense = [], []
    for line in at_home(folder, standing(log(folder))):
        if not sound(line):
            nonsense.append(line)
        elif line.action in OF_PAGES and not _of_all_pages(line):
            pages.setdefault(str(line.target["page"]), []).append(line)
        else:
            library.append(line)
    words, idle = vocabulary([line for line in library if line.action in READ_WITH])
    by_page = {page: tuple(lines) for page, lines in pages.items()}
    return Decisions(by_page, tuple(library), words, (*nonsense, *idle))


def _of_all_pages(line: Correction) -> bool:
    return line.action == DISMISS and line.target["kind"] in OF_ALL_PAGES
