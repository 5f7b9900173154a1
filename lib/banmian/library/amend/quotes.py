"""Where a printed quotation stands: once, or it says nothing."""

from __future__ import annotations

import re

from banmian.layout.key import normalise, tight
from banmian.records import Article, Page, Span

PIECE = 8
"""Characters in which a quotation is looked for that does not stand there as a whole."""


def find(text: str, quote: str, before: str = "", after: str = "") -> Span | None:
    """The span of ``quote`` where it stands between ``before`` and ``after``, if that is one place.

    White space and the width of marks are no part of a quotation. An empty quote is the seam between the two.
    """
    pattern = rf"{_loose(before)}\s*({_loose(quote)})\s*{_loose(after)}"
    found = list(re.finditer(pattern, normalise(text))) if before + quote + after else []
    return found[0].span(1) if len(found) == 1 else None


def article_at(page: Page, quote: str) -> int | None:
    """The place in ``page.articles`` of the one article that the quotation is from.

    Where characters were put right since it was taken, most of it must stand in one article and in no other.
    """
    having = [place for place, article in enumerate(page.articles) if _has(article, quote)]
    if having:
        return having[0] if len(having) == 1 else None
    pieces = [quote[start : start + PIECE] for start in range(0, len(quote), PIECE)]
    counts = [sum(_has(article, piece) for piece in pieces) for article in page.articles]
    most = max(counts, default=0)
    return counts.index(most) if 2 * most > len(pieces) and counts.count(most) == 1 else None


def _has(article: Article, quote: str) -> bool:
    headline = article.headline.text if article.headline else ""
    return bool(find(article.body.text, quote) or find(headline, quote))


def _loose(quote: str) -> str:
    return r"\s*".join(map(re.escape, tight(normalise(quote))))
