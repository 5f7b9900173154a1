"""A batch of files → their sources and one part: what a process of an import does, here or elsewhere.

Everything it writes is named by content: done twice, or half and then again, it comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from banmian.errors import BanmianError
from banmian.layout.key import text_digest
from banmian.library import files, parts
from banmian.library.amend import understood
from banmian.library.chains import open_ends
from banmian.library.corrections import Correction
from banmian.library.decisions import Decisions
from banmian.library.given import described
from banmian.library.jobs import Entry
from banmian.library.parts import Note
from banmian.reading import decode, read_bytes
from banmian.records import Issue, Source


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read; its bytes are in the library, the record does not know it yet."""

    entry: Entry
    sha256: str
    size: int
    encoding: str
    text_sha256: str
    """Of the characters as printed, not as put right: the same for one page in two formats."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and why."""

    entry: Entry
    sentence: str


def on_disk(entry: Entry) -> bytes:
    """The bytes of a file where it lies. Raises UnreadableFile; of a source that is read again DamagedLibrary."""
    return files.whole(entry.path, entry.sha256) if entry.sha256 else read_bytes(entry.path)


def take_in(
    library: Path, entries: Sequence[Entry], decisions: Decisions, read: Callable[[Entry], bytes] = on_disk
) -> list[Taken | Refused]:
    """Read the files, keep their bytes, write what they say as one part. Raises UnwritableFile."""
    outcomes: list[Taken | Refused] = []
    issues: dict[str, Issue] = {}
    notes: dict[str, Note] = {}
    for entry in entries:
        try:
            raw = read(entry)
            source = described(decode(raw, entry.name, entry.given.encoding), entry.given)
            issue, unplaced = understood(
                source, decisions.of_page(files.issue_id(source.sha256)), decisions.vocabulary
            )
        except BanmianError as error:
            outcomes.append(Refused(entry, str(error)))
        else:
            files.keep(library, raw, entry.name)
            # of the same file twice the record, too, keeps what was said of the first
            issues.setdefault(issue.issue_id, issue)
            notes.setdefault(issue.issue_id, note_of(issue, decisions.key(issue.issue_id), unplaced))
            outcomes.append(_taken(entry, raw, source))
    if issues:
        parts.write(library, list(issues.values()), notes, decisions.vocabulary.words)
    return outcomes


def note_of(issue: Issue, key: str, unplaced: Sequence[Correction]) -> Note:
    """How the page was read, for the note of its part."""
    return Note(key, [line.event_id for line in unplaced], open_ends(issue))


def _taken(entry: Entry, raw: bytes, source: Source) -> Taken:
    return Taken(entry, source.sha256, len(raw), source.encoding, text_digest(source.text))
