"""Which encoding: a ladder from certain to likely; no rung is taken whose text looks like mojibake.

Byte order mark → UTF-8 → UTF-16, GB18030 or Big5, whichever reads best by a clear lead; a few
damaged places are mended and counted. Statistical detectors fail on one bad byte and
on short text (14 characters of GBK are Korean to them), so none is used.
"""

from __future__ import annotations

import codecs
import re
import string
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

NAMED = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
"""Those that a user can say a file is in."""
ENOUGH = 0.60
"""Share of common characters that a text must have. Pages have 0.99 and more; read in a wrong
encoding they have 0.58 at most (UTF-16 as GB18030), 0.56 (GBK as Big5), 0.43 (Big5 as GBK)."""
CLEAR_LEAD = 0.05
"""How much better the better of two readings must be, else the user is asked. On 5,600 strings of
2 to 32 characters none was read wrongly; of those of four characters 4 % were asked about."""
SPOILED = 4
"""Uncommon characters from which valid UTF-8 is no chance: mojibake that was saved as UTF-8. GBK text
has the form of UTF-8 in one character of seven (通知; the famous 联通)."""
FAULTS_PER_BYTE = 0.001
"""Damage that we mend with U+FFFD and report; one fault is mended in a text of any length."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
LOST, HEAD = "\ufffd", 1 << 16
SAMPLE = 100_000
"""Characters looked at, spread evenly, when a text is judged."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF16 = ("utf-16-le", "utf-16-be")
DOUBLE_BYTE = ("gb18030", "big5hkscs")
CJK_MARKS = "".join(map(chr, (*range(0x3000, 0x3030), *range(0xFF00, 0xFFF0)))) + "“”‘’…—–·•●■◆▲★①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Reading:
    """Bytes read in one encoding; ``faults`` places were no characters and became U+FFFD."""

    text: str
    encoding: str
    """Python's name of the codec that gives ``text``, byte order mark taken out."""
    faults: int = 0


def tell(raw: bytes, named: str | None = None) -> Reading | None:
    """The reading of ``raw`` that a person would confirm; None where that is not clear.

    ``named`` is the encoding that a person has named; a byte order mark knows better.
    """
    marked = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), None)
    if known := marked or named:
        return mend(raw, known)
    reading = mend(raw, "utf-8")
    if reading and legible(reading.text):
        return None if _perhaps_utf16(raw, reading.text) else reading
    if reading and not reading.faults and not legible(reading.text, least=SPOILED):
        return None
    return _best(raw)


def mend(raw: bytes, encoding: str) -> Reading | None:
    """``raw`` in this encoding, damaged places replaced; None where they are too many."""
    try:
        return Reading(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        pass
    allowed = max(1, int(len(raw) * FAULTS_PER_BYTE))
    written = LOST.encode(encoding, "ignore")
    printed = raw.count(written) if written else 0
    for part in (raw[:HEAD], raw):  # replacing every other byte of megabytes takes seconds
        text = part.decode(encoding, "replace")
        faults = len(re.findall(f"{LOST}+", text)) - printed
        if faults > allowed + (part is not raw):
            return None
    return Reading(text, encoding, max(faults, 0))


def legible(text: str, least: int = 0) -> bool:
    """Whether enough of the characters are common ones, or fewer than ``least`` can be judged.

    Judged are those that are neither ASCII nor white space, and control characters, which are not
    common. A text without any is legible: there is nothing in it that could be misread.
    """
    common, judged = _tally(text)
    return judged < least or common >= ENOUGH * judged


def _tally(text: str) -> tuple[int, int]:
    common, plain = _common_characters(), frozenset(string.printable + INVISIBLE)
    seen = Counter(text[:: len(text) // SAMPLE + 1])
    judged = {char: times for char, times in seen.items() if char not in plain and not char.isspace()}
    return sum(times for char, times in judged.items() if char in common), sum(judged.values())


def _perhaps_utf16(raw: bytes, text: str) -> bool:
    """Whether ASCII may be Chinese in UTF-16: the bytes of 中 are those of ``-N``."""
    if not text.isascii() or not text.strip():
        return False
    readings = (mend(raw, encoding) for encoding in UTF16)
    return any(reading is not None and legible(reading.text) for reading in readings)


def _best(raw: bytes) -> Reading | None:
    """The legible reading with the greatest share of common characters, if it leads clearly."""
    readings = [reading for encoding in (*UTF16, *DOUBLE_BYTE) if (reading := mend(raw, encoding))]
    ranked = sorted(((_share(reading.text), reading) for reading in readings), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < ENOUGH:
        return None
    tied = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR_LEAD
    return None if tied else ranked[0][1]


def _share(text: str) -> float:
    common, judged = _tally(text)
    return common / judged if judged else 1.0


@cache
def _common_characters() -> frozenset[str]:
    """First levels of GB 2312 (3,755 characters) and Big5 (5,401), Chinese marks, full-width forms."""
    simplified = _plane("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    traditional = _plane("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return frozenset(simplified + traditional + CJK_MARKS)


def _plane(encoding: str, rows: Iterable[int], cells: Iterable[int]) -> str:
    cells = tuple(cells)
    return "".join(bytes((row, cell)).decode(encoding, "ignore") for row in rows for cell in cells)
