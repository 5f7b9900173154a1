"""EPUB: its chapters in the order of its spine, each read as the HTML that it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from banmian.errors import UnreadableFile
from banmian.reading.formats import Extract, html
from banmian.reading.packages import opened, part

_CONTAINER = "META-INF/container.xml"


def read(raw: bytes, name: str, _: str | None) -> Extract:
    """The text of all chapters; those that are missing or in no encoding are counted."""
    with opened(raw, name) as archive:
        chapters = [_chapter(archive, entry, name) for entry in _spine(archive, name)]
    found = [chapter for chapter in chapters if chapter]
    if not found:
        raise UnreadableFile(f"{name}：电子书里没有可读的章节，请换一个文件。")
    lost = len(chapters) - len(found)
    repairs = (f"电子书的 {len(chapters)} 个章节里有 {lost} 个缺失或读不出来。",) if lost else ()
    said = dict.fromkeys(repair for chapter in found for repair in chapter.repairs)
    return Extract("\n".join(chapter.text for chapter in found), "epub", (*repairs, *said))


def _chapter(archive: ZipFile, entry: str, name: str) -> Extract | None:
    raw = part(archive, entry, name)
    try:
        return html.read(raw, name, None) if raw else None
    except UnreadableFile:
        return None


def _spine(archive: ZipFile, name: str) -> Iterator[str]:
    """The entries of the chapters. Raises UnreadableFile where the book does not say which they are."""
    container = _xml(part(archive, _CONTAINER, name))
    package = next((node.get("full-path", "") for node in container.iter("{*}rootfile")), "")
    book = _xml(part(archive, package, name)) if package else container
    files = {item.get("id"): item.get("href", "") for item in book.iter("{*}item")}
    spine = [files.get(item.get("idref")) for item in book.iter("{*}itemref")]
    if not spine:
        raise UnreadableFile(f"{name}：电子书没有目录，请用别的软件重新转换。")
    for href in spine:
        yield posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href or "")))


def _xml(raw: bytes | None) -> etree._Element:
    """The tree of a part; an empty one where it is missing or damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(raw, parser) if raw else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root if root is not None else etree.Element("none")
