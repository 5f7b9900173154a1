"""ZIP files opened with bounds: what they unfold to is known before anything is unfolded."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from banmian.errors import UnreadableFile

MOST_ENTRIES = 5_000
MOST_BYTES = 200 * 1024 * 1024
"""Of all entries unpacked."""
MOST_RATIO = 200
"""Unpacked to packed; text reaches 20, a document of one repeated paragraph 100."""
_SMALL = 1 << 20
"""Bytes below which the ratio says nothing."""
_ENTRY, _MOST_LISTED = b"PK\x01\x02", 400_000
DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises for a damaged entry, an unknown method or a missing password."""


def opened(raw: bytes, name: str) -> ZipFile:
    """The ZIP file in ``raw``. Raises UnreadableFile where it is damaged or beyond the bounds.

    An entry never gives more than the size that it declares, so the sum of these is the bound.
    """
    archive = _archive(raw)
    if archive is None:
        raise UnreadableFile(f"{name}：压缩包已损坏，请重新下载或重新压缩。")
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(
            f"{name}：里面有 {len(entries)} 个文件，超过 {MOST_ENTRIES} 个的上限，请分开压缩。"
        )
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES:
        raise UnreadableFile(f"{name}：解开后超过 {MOST_BYTES >> 20} MB 的上限，请分开压缩。")
    if size > max(_SMALL, MOST_RATIO * len(raw)):
        raise UnreadableFile(f"{name}：解开后是原来的 {MOST_RATIO} 倍以上，不像是文字，请重新压缩。")
    return archive


def names(raw: bytes) -> frozenset[str]:
    """The names of the entries of a ZIP file; none where it is damaged."""
    archive = _archive(raw)
    return frozenset(archive.namelist()) if archive else frozenset()


def _archive(raw: bytes) -> ZipFile | None:
    """The list of entries is read at once, half a kilobyte of memory each: millions are not even looked at."""
    if raw.count(_ENTRY) > _MOST_LISTED:
        return None
    try:
        return ZipFile(io.BytesIO(raw))
    except DAMAGED:
        return None


def part(archive: ZipFile, entry: str | ZipInfo, name: str) -> bytes | None:
    """The bytes of an entry; None where there is none of that name. Raises UnreadableFile where it is damaged."""
    try:
        return archive.read(entry)
    except KeyError:
        return None
    except DAMAGED:
        raise UnreadableFile(f"{name}：有一部分已损坏或加了密码，请重新保存后再试。") from None
