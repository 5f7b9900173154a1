"""PDF: its text in the order in which it was written, set to paragraphs by the places of its lines."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from banmian.errors import UnreadableFile
from banmian.reading.encodings import legible
from banmian.reading.formats import Extract
from banmian.reading.formats.columns import Printed, in_columns, interleaved, set_text

_ENDS = {ord(end) for end in "\r\n\0"} | {0xFFFE, 0xFFFF}
_WIDE = 1.6
"""Heights of a line; a gap between characters that is wider lies between columns."""
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
        lines = list(_lines(page.get_textpage(), page.get_height()))
        return set_text(in_columns(lines) if interleaved(lines) else lines)
    except pypdfium2.PdfiumError:
        return None


def _lines(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Printed]:
    """The lines as pdfium ends them, cut where columns part them, with their boxes."""
    run: list[int] = []
    for at in [*range(text.count_chars()), None]:
        if at is not None and pdfium.FPDFText_GetUnicode(text, at) not in _ENDS:
            run.append(at)
        elif run:
            yield from (_line(text, piece, height) for piece in _pieces(text, run))
            run = []


def _pieces(text: pypdfium2.PdfTextPage, run: list[int]) -> Iterator[list[int]]:
    """The characters of a line without white space at the ends, apart where a wide gap is."""
    piece: list[int] = []
    spaces: list[int] = []
    for at in run:
        if chr(pdfium.FPDFText_GetUnicode(text, at)).isspace():
            spaces.append(at)
            continue
        if piece and spaces and _far(text, piece[-1], at):
            yield piece
            piece = []
        piece += [*spaces, at] if piece else [at]
        spaces = []
    if piece:
        yield piece


def _far(text: pypdfium2.PdfTextPage, one: int, other: int) -> bool:
    """Whether two characters of a line are of two columns."""
    _, low, right, high = text.get_charbox(one, loose=True)
    left = text.get_charbox(other, loose=True)[0]
    return not -_WIDE * (high - low) < left - right < _WIDE * (high - low)


def _line(text: pypdfium2.PdfTextPage, piece: list[int], height: float) -> Printed:
    """Characters beyond the first plane come as one code or as a pair of surrogates."""
    codes = "".join(chr(pdfium.FPDFText_GetUnicode(text, at)) for at in piece)
    words = codes.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    left, low, _, high = text.get_charbox(piece[0], loose=True)
    _, low_end, right, high_end = text.get_charbox(piece[-1], loose=True)
    return Printed(words, left, height - max(high, high_end), max(left, right), height - min(low, low_end))


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
