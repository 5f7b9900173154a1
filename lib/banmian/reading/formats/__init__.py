"""Which format bytes are in, told by the bytes: the ending of a name decides between kinds of text alone."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from banmian.errors import UnreadableFile
from banmian.reading.packages import names

READERS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".epub": "epub",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
}
"""Ending → module of this package with ``read(raw, name, encoding) -> Extract``, imported when first needed."""
ARCHIVE = ".zip"
_WRITTEN = {"text", "html"}
"""What no byte at the beginning gives away."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"%PDF-", "pdf"),
)
_PACKAGES = {"word/document.xml": "docx", "META-INF/container.xml": "epub"}
"""The part that tells what a ZIP file is."""
_FOREIGN = (
    (b"GIF8", "GIF 图片"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
    (b"{\\rtf", "RTF 文档"),
    (b"SQLite format 3", "SQLite 数据库"),
)
_ZIP = b"PK\x03\x04"
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file."""

    text: str
    encoding: str
    """Python's name of the codec; the format's where that settles it (docx, epub, pdf, image)."""
    repairs: tuple[str, ...] = ()
    """What was mended or left out, one Chinese sentence each."""


def extract(raw: bytes, name: str, encoding: str | None = None) -> Extract:
    """The text in ``raw``. Raises UnreadableFile or UnsupportedFormat, one Chinese sentence each."""
    found: Extract = import_module(f"{__name__}.{kind_of(raw, name)}").read(raw, name, encoding)
    return found


def kind_of(raw: bytes, name: str) -> str:
    """The module that reads ``raw``. Raises UnreadableFile where the content is of a kind that we do not read."""
    if foreign := next((kind for magic, kind in _FOREIGN if raw.startswith(magic)), None):
        raise UnreadableFile(f"{name}：内容是{foreign}，不是文字，请先转成 .txt。")
    if raw.startswith(_ZIP):
        return _package(raw, name)
    head = raw[:_HEAD]
    if kind := next((kind for magic, kind in _MAGIC if head.startswith(magic)), None):
        return kind
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    named = READERS.get(ending(name), "text")
    if named not in _WRITTEN and raw:
        raise UnreadableFile(f"{name}：内容不是 {ending(name)} 文件，请重新下载，或改正文件名的后缀。")
    return named if raw else "text"


def ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def is_archive(raw: bytes, name: str) -> bool:
    """Whether ``raw`` is meant as an archive of files, and is not a document that is packed in one."""
    return ending(name) == ARCHIVE and names(raw).isdisjoint(_PACKAGES)


def _package(raw: bytes, name: str) -> str:
    parts = names(raw)
    named = READERS.get(ending(name), "")
    kind = next((kind for part, kind in _PACKAGES.items() if part in parts), named)
    if kind not in _PACKAGES.values():
        raise UnreadableFile(f"{name}：内容是 ZIP 压缩包或别的 Office 文档，不是一版文字，请先转成 .txt。")
    return kind
