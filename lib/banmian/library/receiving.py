"""What a user brings (paths, folders, archives, uploads, pasted text) → the entries of an import job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from banmian.errors import BanmianError
from banmian.library import files
from banmian.library.given import NOTHING, Given
from banmian.library.jobs import Entry
from banmian.reading import page_files
from banmian.reading.archives import members
from banmian.reading.files import read_bytes
from banmian.reading.formats import ARCHIVE, ending

PASTED = "粘贴的文字.txt"


def from_paths(folder: Path, paths: Iterable[Path], given: Given = NOTHING) -> list[Entry]:
    """Files as they are named, folders as the page files in them, archives as their members.

    The members of an archive are copied into the library ``folder`` first, a job may outlive the archive.
    """
    every = (file for path in paths for file in (page_files(path) if path.is_dir() else (path,)))
    return [entry for file in every for entry in _from_file(folder, file.absolute(), given)]


def from_bytes(folder: Path, name: str, raw: bytes, given: Given = NOTHING) -> list[Entry]:
    """An uploaded file, copied into the library ``folder`` first: a page, or an archive of pages.

    Raises UnwritableFile.
    """
    if ending(name) != ARCHIVE:
        return [_staged(folder, name, raw, given)]
    try:
        return [
            _staged(folder, f"{name}/{member}", content, given)
            if isinstance(content, bytes)
            else _refused(f"{name}/{member}", content, given)
            for member, content in members(raw, name)
        ]
    except BanmianError as error:
        return [_refused(name, error, given)]


def from_text(folder: Path, text: str, given: Given = NOTHING) -> list[Entry]:
    """Pasted text, copied into the library first."""
    return [_staged(folder, PASTED, text.encode("utf-8", "replace"), given)]


def _from_file(folder: Path, path: Path, given: Given) -> Iterator[Entry]:
    if ending(path.name) != ARCHIVE:
        yield Entry(path, path.name, given)
        return
    try:
        raw = read_bytes(path)
    except BanmianError as error:
        yield _refused(path.name, error, given)
    else:
        yield from from_bytes(folder, path.name, raw, given)


def _staged(folder: Path, name: str, raw: bytes, given: Given) -> Entry:
    sha256 = files.keep(folder, raw, name, files.INCOMING)
    return Entry(files.place(folder, sha256, files.ending(name), files.INCOMING), name, given)


def _refused(name: str, error: BanmianError, given: Given) -> Entry:
    return Entry(Path(), name, given, sentence=str(error))
