"""What the head of a page prints, and what its file is named after: the paper, the date, the number of the page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from banmian.layout.key import tight
from banmian.layout.lines import LineKind, words_of
from banmian.layout.stories import page_number
from banmian.layout.vocabulary import FULL_DATE, affixes, numeral
from banmian.records import Block

# 2025-08-18_a1.txt, 20250818.txt, 海西日报2025年8月18日第2版.txt; not 8dec20190311ab50, a digest.
_NAMED_DAY = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})"
    r"(?:([-_.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))"
    r"(?:[-_. ]?[A-Za-z]?(?P<page>[0-9]{1,2}))?(?![0-9A-Za-z])"
)
# 湍 阳 日 报; 库勒班报（汉文版）, 澧川日报·松桥版.
_SPACED = re.compile(r"(?<!\S)[\u3400-\u9fff](?:\s[\u3400-\u9fff]){2,}(?!\S)")
_EDITION = re.compile(r"[（(][^（）()]*[）)]$|·[^·]{1,4}版$")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def read_date(text: str) -> dt.date | None:
    """The first full date of a normalised text; None for none, or for the 31st of February."""
    found = re.search(FULL_DATE, text)
    if not found:
        return None
    year, month, day = (numeral(part) for part in re.split(r"[年月./-]", re.sub(r"[\s日曰号]", "", found[0])))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def publication_date(blocks: Sequence[Block]) -> dt.date | None:
    """The date that the head or foot of the page prints."""
    places = {LineKind.MASTHEAD, LineKind.FURNITURE}
    dates = (read_date(block.text) for block in blocks if block.kind in places)
    return next((date for date in dates if date), None)


def paper(blocks: Sequence[Block]) -> str | None:
    """The paper's name, as its head prints it: what ends like one, else what stands first and alone (滹州政法)."""
    heads = [_parts(block.text) for block in blocks if block.kind == LineKind.MASTHEAD]
    named = (part for parts in heads for part in parts if part.endswith(affixes("papers")) and _is_name(part))
    alone = heads[0][0] if heads and len(heads[0]) == 1 else ""
    return next(named, alone if _CHINESE.fullmatch(alone) and _is_name(alone) else None)


def _parts(text: str) -> list[str]:
    """The parts of a line of the head; letter-spaced names (岜 龙 报) in one, without their edition."""
    whole = _SPACED.sub(lambda found: tight(found[0]), words_of(text))
    return [_EDITION.sub("", tight(part)) for part in re.split(r"[\s|｜]+", whole) if part]


def _is_name(part: str) -> bool:
    return (
        2 < len(part) <= 14 and part not in affixes("sections") and not part.endswith(affixes("publishers"))
    )


def named_date(name: str) -> dt.date | None:
    """The full date in the name of a file."""
    found = _NAMED_DAY.search(name)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups()[:-1] if part and part.isdigit())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def named_page(name: str) -> int | None:
    """The number of the page in the name of a file: 第2版, or what stands behind the date."""
    found = _NAMED_DAY.search(name)
    return page_number(name) or (int(found["page"]) if found and found["page"] else None)
