"""Where a printed quotation stands: once, or it says nothing."""

from __future__ import annotations

import re

from banmian.layout.key import normalise, tight
from banmian.records import Page, Span


def find(text: str, quote: str, before: str = "", after: str = "") -> Span | None:
    """The span of ``quote`` where it stands between ``before`` and ``after``, if that is one place.

    White space and the width of marks are no part of a quotation. An empty quote is the seam between the two.
    """
    pattern = rf"{_loose(before)}\s*({_loose(quote)})\s*{_loose(after)}"
    found = list(re.finditer(pattern, normalise(text))) if before + quote + after else []
    return found[0].span(1) if len(found) == 1 else None


def article_at(page: Page, quote: str) -> int | None:
    """The place in ``page.articles`` of the one article whose headline or body has the quotation."""
    having = [
        place
        for place, article in enumerate(page.articles)
        if find(article.body.text, quote) or (article.headline and find(article.headline.text, quote))
    ]
    return having[0] if len(having) == 1 else None


def _loose(quote: str) -> str:
    return r"\s*".join(map(re.escape, tight(normalise(quote))))
