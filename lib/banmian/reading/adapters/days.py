"""A full date in digits, as names of files and titles carry it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_DAY = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(?:([0-9]{2})([0-9]{2})"
    r"|([-._/])([0-9]{1,2})\4([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)(?![0-9A-Za-z])"
)


def days(text: str) -> Iterator[dt.date]:
    """Each day of the calendar written as 20240105, 2024-01-05, 2024.1.5 or 2024年1月5日; no part of a longer number."""
    for found in _DAY.finditer(text):
        year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
        try:
            yield dt.date(year, month, day)
        except ValueError:
            continue
