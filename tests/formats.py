"""A page written in every format: what a program would save, made anew by each test."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache

import docx
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from PIL import Image

from banmian import fonts

HEAD = "高新日报　2024年3月7日　星期四　第1版"
STORIES = (
    (
        "全市营商环境工作会议召开",
        (
            "本报讯（记者 王伟）3月6日，市委书记李明主持召开全市营商环境工作会议，研究部署下一阶段重点任务。"
            "市长张华出席会议并讲话，市委常委、秘书长赵刚参加会议。",
            "会议强调，要坚持问题导向，优化政务服务，切实解决企业急难愁盼问题，推动高质量发展取得新成效。",
        ),
    ),
    (
        "孙丽调研养老服务工作",
        (
            "本报讯（记者 陈静）3月5日，副市长孙丽到城东社区调研养老服务工作，看望慰问困难老人，"
            "并召开座谈会听取意见建议。她要求各部门压实责任。",
        ),
    ),
)
"""(headline, paragraphs)"""
PRINTED = HEAD + "".join(headline + "".join(texts) for headline, texts in STORIES)
"""Everything that the page prints."""


def letters(text: str) -> list[str]:
    """The characters that a page prints, in no order: formats differ in white space and marks of headings."""
    return sorted("".join(text.split()).replace("#", ""))


def as_markdown() -> bytes:
    parts = [HEAD, *(part for headline, texts in STORIES for part in (f"# {headline}", *texts))]
    return "\n\n".join(parts).encode()


def as_html(charset: str = "utf-8", body: str | None = None) -> bytes:
    stories = "".join(
        f"<h2>{headline}</h2>" + "".join(f"<p>　　{html.escape(text)}</p>\n" for text in texts)
        for headline, texts in STORIES
    )
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>数字报</title></head><body>'
        f"<div class=head>{HEAD}</div>{stories if body is None else body}<script>var s='不是正文'</script></body></html>"
    )
    return page.encode(charset)


def as_docx() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = HEAD
    for headline, texts in STORIES:
        document.add_heading(headline, 1)
        for text in texts:
            document.add_paragraph(text)
    return _saved(document.save)


def as_epub() -> bytes:
    chapters = {
        f"OEBPS/c{number}.xhtml": (
            f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
            f"<h1>{headline}</h1>{''.join(f'<p>{text}</p>' for text in texts)}</body></html>"
        )
        for number, (headline, texts) in enumerate(STORIES, 1)
    }
    chapters["OEBPS/c0.xhtml"] = f"<html><body><p>{HEAD}</p></body></html>"
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="text/html"/>' for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            b'<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": (
                f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>'
                f"<spine>{spine}</spine></package>"
            ).encode(),
            **{name: text.encode() for name, text in chapters.items()},
        }
    )


@cache
def as_pdf(kind: str = "pdf", *, across: bool = False) -> bytes:
    """Two columns under a headline each, as a page is set; ``kind`` png is its picture.

    ``across`` writes the lines from left to right over both columns, as some programs do.
    """
    figure = Figure(figsize=(8, 11))
    _put(figure, 0.1, 0.97, HEAD, 9)
    lines = []
    for (headline, texts), left, width in zip(STORIES, (0.1, 0.56), (18, 16), strict=True):
        lines.append((0.92, left, headline, 17))
        words = [line for text in texts for line in wrapped("　　" + text, width)]
        lines += [(0.87 - number * 0.02, left, line, 10) for number, line in enumerate(words)]
    for top, left, line, size in sorted(lines, key=lambda line: (-line[0], line[1])) if across else lines:
        _put(figure, left, top, line, size)
    with rc_context({"pdf.fonttype": 42}):
        return _saved(lambda file: figure.savefig(file, format=kind, dpi=150))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of one width, no mark at the beginning of one."""
    lines: list[str] = []
    while text:
        end = width + (text[width : width + 1] in set("，。、！"))
        lines.append(text[:end])
        text = text[end:]
    return lines


def zipped(entries: Mapping[str, bytes] | Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP file; the same name may come twice."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return made.getvalue()


def entries(raw: bytes) -> dict[str, bytes]:
    """What is in a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def scanned_pdf() -> bytes:
    """The picture of the page, saved as PDF."""
    picture = Image.open(io.BytesIO(as_pdf("png"))).convert("RGB")
    return _saved(lambda file: picture.save(file, "PDF"))


def blank_picture(size: tuple[int, int]) -> bytes:
    return _saved(lambda file: Image.new("RGB", size).save(file, "PNG"))


def _put(figure: Figure, x: float, y: float, text: str, size: float) -> None:
    figure.text(x, y, text, fontproperties=FontProperties(fname=fonts.path(), size=size), va="top")


def _saved(save) -> bytes:
    save(file := io.BytesIO())
    return file.getvalue()


FORMATS = {
    "md": as_markdown,
    "html": as_html,
    "docx": as_docx,
    "epub": as_epub,
    "pdf": as_pdf,
}
