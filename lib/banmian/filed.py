"""The day under which a page is filed, where its folders tell it step by step: 2024-05/18/01.txt, 2024年/05月18日/01.txt."""

from __future__ import annotations

import re
from dataclasses import replace

from banmian.layout.masthead import named_date
from banmian.records import Page

_MARKED, _DIGITS = re.compile(r"(?<=[年月])/"), re.compile(r"(?<=[0-9])/(?=[0-9])")


def filed(page: Page) -> Page:
    """The page with the day of its folders, if neither it nor one name among them has a day."""
    name = page.source.name
    if page.publication_date or "/" not in name:
        return page
    day = next((day for joined in _joined(name) if (day := named_date(joined))), None)
    return replace(page, publication_date=day, named=True) if day else page


def _joined(name: str) -> tuple[str, ...]:
    """Digits of the file's own name are no part of a day: 2024/05/01.txt is page 1 of a month, for all we know."""
    folders, _, file = _MARKED.sub("", name).rpartition("/")
    return tuple(f"{_DIGITS.sub(mark, folders)}/{file}" for mark in ("-", ""))
