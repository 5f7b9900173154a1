"""Characters of the print put right, and what is said about a page, before it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from banmian.library.amend.quotes import find
from banmian.library.corrections import Correction
from banmian.records import Source

FIX_TEXT, DESCRIBE = "fix_text", "describe"


def amended(source: Source, lines: Sequence[Correction]) -> tuple[Source, list[Correction]]:
    """The source put right, and the corrections that found no place.

    ``fix_text``: target ``before``, ``text``, ``after`` as printed, value ``text``. ``describe``: value
    ``paper``, ``publication_date``, ``page_number``, any of them.
    """
    unplaced = []
    for line in lines:
        if line.action == DESCRIBE:
            source = replace(source, **_description(line))
        elif line.action == FIX_TEXT:
            span = find(
                source.text, *(str(line.target.get(name, "")) for name in ("text", "before", "after"))
            )
            if span is None:
                unplaced.append(line)
            else:
                start, end = span
                fixed = source.text[:start] + str(line.value.get("text", "")) + source.text[end:]
                source = replace(source, text=fixed)
    return source, unplaced


def _description(line: Correction) -> dict[str, Any]:
    given = {name: line.value[name] for name in ("paper", "page_number") if name in line.value}
    if day := line.value.get("publication_date"):
        given["publication_date"] = dt.date.fromisoformat(day)
    return given
