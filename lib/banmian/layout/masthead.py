"""What the head of a page prints: the paper's name and the date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from banmian.layout.key import tight
from banmian.layout.lines import LineKind, words_of
from banmian.layout.vocabulary import FULL_DATE, numeral, terms
from banmian.records import Block


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
    """The paper's name, as its head prints it."""
    for block in blocks:
        if block.kind != LineKind.MASTHEAD:
            continue
        for part in re.split(r"[\s|｜]{1,}", words_of(block.text)):
            name = tight(part)
            if 2 < len(name) <= 12 and name.endswith(tuple(terms("papers"))):
                return name
    return None
