"""Characters of the print put right, and what is said about a page, before it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from banmian.library.actions import DESCRIBE, FIX_TEXT
from banmian.library.amend.quotes import between
from banmian.library.amend.turns import in_turn
from banmian.library.corrections import Correction
from banmian.records import Source


def amended(source: Source, lines: Sequence[Correction]) -> tuple[Source, list[Correction]]:
    """The source put right, and the corrections that found no place.

    ``fix_text``: target ``before``, ``text``, ``after`` as printed, value ``text``. ``describe``: value
    ``paper``, ``publication_date``, ``page_number``, any of them.
    """
    return in_turn(source, lines, {FIX_TEXT: _fixed, DESCRIBE: _described})


def _fixed(source: Source, line: Correction) -> Source | None:
    span = between(source.text, *(str(line.target.get(name, "")) for name in ("text", "before", "after")))
    if span is None:
        return None
    start, end = span
    return replace(source, text=source.text[:start] + str(line.value["text"]) + source.text[end:])


def _described(source: Source, line: Correction) -> Source:
    given: dict[str, Any] = {
        name: line.value[name] for name in ("paper", "page_number") if name in line.value
    }
    if day := line.value.get("publication_date"):
        given["publication_date"] = dt.date.fromisoformat(day)
    return replace(source, **given)
