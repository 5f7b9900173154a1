"""PDF: its text in the order in which it was written, set to paragraphs by the places of its lines."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from banmian.errors import UnreadableFile
from banmian.reading.encodings import legible
from banmian.reading.formats import Extract
from banmian.reading.formats.columns import Printed, set_text

_ENDS = {ord(end) for end in "\r\n\0"} | {0xFFFE, 0xFFFF}
_DOTS_AN_INCH, _POINTS = 200, 72
_MOST_PIXELS = 60_000_000


def read(raw: bytes, name: str, _: str | None) -> Extract:
    """The text of all pages; that of a scan by the extra ``ocr``."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as fault:
        why = "加了密码，请先去掉密码" if "password" in str(fault).lower() else "已损坏，请重新导出"
        raise UnreadableFile(f"{name}：PDF 文档{why}。") from None
    with document:
        pages = [_page(document, number) for number in range(len(document))]
        if not any(pages):
            return _scanned(document, [at for at, page in enumerate(pages) if page is not None], name)
    text = "\n".join(page for page in pages if page)
    if not legible(text):
        raise UnreadableFile(f"{name}：PDF 的字体没有文字对照表，读出来是乱码，请把版面另存为图片再导入。")
    lost = pages.count(None)
    return Extract(text, "pdf", (f"PDF 的 {len(pages)} 页里有 {lost} 页读不出来。",) if lost else ())


def _page(document: pypdfium2.PdfDocument, number: int) -> str | None:
    """The text of a page, empty for a picture; None where the page is damaged."""
    try:
        page = document[number]
        return set_text(list(_lines(page.get_textpage(), page.get_height())))
    except pypdfium2.PdfiumError:
        return None


def _lines(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Printed]:
    """The lines as pdfium ends them, with their boxes."""
    start, codes = 0, list[int]()
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code not in _ENDS:
            start = start if codes else at
            codes.append(code)
        elif codes:
            yield from _line(text, codes, start, height)
            codes = []
    if codes:
        yield from _line(text, codes, start, height)


def _line(text: pypdfium2.PdfTextPage, codes: list[int], start: int, height: float) -> Iterator[Printed]:
    """Characters beyond the first plane come as one code or as a pair of surrogates."""
    words = "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not words.strip():
        return
    first = next(at for at, code in enumerate(codes, start) if not chr(code).isspace())
    last = start + len(codes) - 1
    left, low, _, high = text.get_charbox(first, loose=True)
    _, low_end, right, high_end = text.get_charbox(last, loose=True)
    yield Printed(
        words.strip(), left, height - max(high, high_end), max(left, right), height - min(low, low_end)
    )


def _scanned(document: pypdfium2.PdfDocument, numbers: list[int], name: str) -> Extract:
    from banmian.reading.formats import image

    try:
        return image.recognised((_picture(document[number]) for number in numbers), name)
    except pypdfium2.PdfiumError:
        raise UnreadableFile(f"{name}：PDF 文档已损坏，请重新导出。") from None


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(_DOTS_AN_INCH / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture
