"""What a user brings (paths, folders, archives, uploads) → the entries of an import job, one after the other.

What has to be copied into the library is copied as they are asked for: ``jobs.submit`` does, which sees to it that
nobody drops it before the job is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from banmian.errors import BanmianError, UnreadableFile
from banmian.library.given import NOTHING, Given
from banmian.library.incoming import stage
from banmian.library.jobs import Entry
from banmian.reading.archives import members
from banmian.reading.files import named_files, read_bytes
from banmian.reading.formats import ARCHIVE, ending, is_archive


def from_paths(folder: Path, paths: Iterable[Path], given: Given = NOTHING) -> Iterator[Entry]:
    """Files as they are named, folders as the page files in them (``named_files``), archives as their members.

    A library may lie in the folder that it takes in: its own files are none that come.
    """
    every = (found for path in paths for found in named_files(path))
    coming = ((file.absolute(), name) for file, name in every)
    return (
        entry
        for file, name in coming
        if not file.is_relative_to(folder)
        for entry in _from_file(folder, file, name, given)
    )


def from_bytes(folder: Path, name: str, raw: bytes, given: Given = NOTHING) -> Iterator[Entry]:
    """An uploaded file: a page, or an archive of pages. Raises UnwritableFile."""
    if not is_archive(raw, name):
        yield _staged(folder, name, raw, given)
        return
    try:
        for member, content in members(raw, name):
            yield _member(folder, f"{name}/{member}", content, given)
    except UnreadableFile as error:
        yield _refused(name, error, given)


def _from_file(folder: Path, path: Path, name: str, given: Given) -> Iterator[Entry]:
    if ending(name) != ARCHIVE:
        yield Entry(path, name, given)
        return
    try:
        raw = read_bytes(path)
    except BanmianError as error:
        yield _refused(name, error, given)
    else:
        yield from from_bytes(folder, name, raw, given)


def _member(folder: Path, name: str, content: bytes | BanmianError, given: Given) -> Entry:
    if isinstance(content, bytes):
        return _staged(folder, name, content, given)
    return _refused(name, content, given)


def _staged(folder: Path, name: str, raw: bytes, given: Given) -> Entry:
    return Entry(stage(folder, name, raw), name, given)


def _refused(name: str, error: BanmianError, given: Given) -> Entry:
    return Entry(Path(), name, given, sentence=str(error))
