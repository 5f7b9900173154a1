"""Small files that unfold to more than a machine has, or keep a parser busy for ever; made anew by each test."""

from __future__ import annotations

import struct
import zlib
from random import Random

from tests.formats import zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MEGABYTE = 1 << 20


def document(body: bytes, prolog: bytes = b"") -> bytes:
    """A DOCX file with this XML in its body."""
    xml = b'%s<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (prolog, WORD.encode(), body)
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml})


def paragraph(text: str) -> bytes:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()


def long_docx() -> bytes:
    """Fifty million characters in two megabytes: no ratio gives it away."""
    chance = Random(1)
    texts = ("".join(map(chr, chance.choices(range(0x4E00, 0x9000), k=20))) for _ in range(14_000))
    return document(b"".join(paragraph(text + "会议强调要坚持" * 520) for text in texts))


def entities_docx() -> bytes:
    """A billion laughs: ten entities, each ten times the one before."""
    steps = b"".join(
        b'<!ENTITY e%d "%s">' % (n, (b"&e%d;" % (n - 1)) * 10 if n else "会".encode()) for n in range(10)
    )
    return document(b"<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", b"<!DOCTYPE w:document [%s]>" % steps)


def zeros_zip() -> bytes:
    """One to a thousand."""
    return zipped({"零.txt": bytes(150 * _MEGABYTE)})


def pdf(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF file of one page with this stream as its content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(stream), filters, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 48>>stream\n"
        + b"/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do "
        + b"\nendstream",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def flate_pdf() -> bytes:
    """A megabyte that is two gigabytes of text operators, deflated twice."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = squeezer.compress(b"BT /F 9 Tf 9 9 Td (x) Tj ET\n" * 37_450) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return pdf(zlib.compress(b"\x78\xda" + piece * 2_000 + b"\x03\0", 9), b"/FlateDecode/FlateDecode")


def many_words_pdf() -> bytes:
    """Twelve kilobytes that say some millions of words."""
    return pdf(zlib.compress(b"BT /F 9 Tf 9 9 Td (xyz) Tj ET\n" * 400_000, 9))


def huge_png() -> bytes:
    """A picture of a billion pixels in some bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(_MEGABYTE))
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def deep_html() -> bytes:
    return ("<div>" * 200_000 + "会议" + "</div>" * 200_000).encode()


def unclosed_html() -> bytes:
    return ("<p>会议</p>" + "<!--" * 500_000 + '<a x="' * 300_000).encode()


def tables_html() -> bytes:
    return ("<table><tr><td>会议" * 30_000).encode()


BOMBS = {
    "long.docx": long_docx,
    "entities.docx": entities_docx,
    "zeros.zip": zeros_zip,
    "flate.pdf": flate_pdf,
    "words.pdf": many_words_pdf,
    "huge.png": huge_png,
    "deep.html": deep_html,
    "unclosed.html": unclosed_html,
    "tables.html": tables_html,
}
