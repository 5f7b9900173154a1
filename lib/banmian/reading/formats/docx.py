"""DOCX: the paragraphs, tables, text boxes, heads, feet and notes of a Word document.

Read from its XML: python-docx passes over text boxes, content controls and notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from zipfile import ZipFile

from lxml import etree

from banmian.errors import UnreadableFile
from banmian.reading.formats import Extract
from banmian.reading.formats.flow import Flow
from banmian.reading.packages import opened, part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The name space of the strict form of the format."""
_VAL = f"{_W}val"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK}
_BREAKS = {f"{_W}br", f"{_W}cr"}
_BOX = f"{_W}txbxContent"
_PARTS = re.compile(r"word/(?:header|document|footnotes|endnotes|footer)\d{0,4}\.xml")
_MAIN = "word/document.xml"
_ORDER = ("header", "document", "footnotes", "endnotes", "footer")
_HEADING = re.compile(r"heading ([1-6])$|(title)$", re.I)


def read(raw: bytes, name: str, _: str | None) -> Extract:
    """Heads of pages first, then the text with each text box behind its paragraph, then notes and feet."""
    with opened(raw, name) as archive:
        levels = _levels(archive, name)
        texts = [_text(xml, levels) for xml in _parts(archive, name)]
    return Extract("\n".join(dict.fromkeys(text for text in texts if text.strip())), "docx")


def _parts(archive: ZipFile, name: str) -> Iterator[etree._Element]:
    entries = [entry for entry in archive.namelist() if _PARTS.fullmatch(entry)]
    if _MAIN not in entries:
        raise UnreadableFile(f"{name}：文档里没有正文，请用 Word 打开后重新保存。")
    for entry in sorted(
        set(entries), key=lambda entry: (_ORDER.index(re.sub(r"word/|\d*\.xml", "", entry)), entry)
    ):
        yield _xml(part(archive, entry, name) or b"", name)


def _xml(raw: bytes, name: str) -> etree._Element:
    """Raises UnreadableFile; a DTD is refused, as the text of its entities would be lost without a word."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(raw.replace(_STRICT, _W[1:-1].encode()), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFile(f"{name}：文档内容已损坏，请用 Word 打开后重新保存。") from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile(f"{name}：文档里有不该有的 DTD 声明，请用 Word 打开后重新保存。")
    return root


def _levels(archive: ZipFile, name: str) -> Mapping[str, int]:
    """Style → level of heading; Word in Chinese numbers its styles, their names stay English."""
    raw = part(archive, "word/styles.xml", name)
    levels = {}
    for style in _xml(raw, name).iter(f"{_W}style") if raw else ():
        called = style.find(f"{_W}name")
        found = _HEADING.match(called.get(_VAL, "") if called is not None else "")
        if found:
            levels[style.get(f"{_W}styleId", "")] = int(found[1] or 1)
    return levels


def _text(root: etree._Element, levels: Mapping[str, int]) -> str:
    flow, boxes = Flow(lambda line: line.strip(" \t\n")), [root]
    for box in boxes:  # grows while it is walked
        boxes += _walk(box, flow, levels)
    return flow.text()


def _walk(root: etree._Element, flow: Flow, levels: Mapping[str, int]) -> list[etree._Element]:
    """Say what is in ``root``; returns its text boxes, which stand apart from the paragraph that holds them."""
    boxes: list[etree._Element] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            _end(node, flow)
        elif node.tag in _UNSEEN or (node.tag == _BOX and node is not root):
            boxes += [node] * (node.tag == _BOX)
            walk.skip_subtree()
        else:
            _start(node, flow, levels)
    return boxes


def _start(node: etree._Element, flow: Flow, levels: Mapping[str, int]) -> None:
    if node.tag == f"{_W}t":
        flow.say(node.text or "")
    elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
        flow.say("\t")
    elif node.tag in _BREAKS:
        flow.line()
    elif node.tag == f"{_W}p":
        style = node.find(f"{_W}pPr/{_W}pStyle")
        flow.block(levels.get(style.get(_VAL, ""), 0) if style is not None else 0)
    elif node.tag == f"{_W}tr":
        flow.row()
    elif node.tag == f"{_W}tc":
        flow.cell()


def _end(node: etree._Element, flow: Flow) -> None:
    if node.tag == f"{_W}tr":
        flow.end_row()
    elif node.tag in {f"{_W}p", f"{_W}tbl"}:
        flow.block()
