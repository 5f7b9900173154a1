"""Where a printed quotation stands: once, or it says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.layout.key import INVISIBLE, normalise
from banmian.records import Article, Page, Span

PIECE = 8
"""Characters in which a quotation is looked for that does not stand there as a whole."""
LONGEST = 40
"""Printed characters of the quotation that names an article."""
# Which of a pair a mark is depends on what stands before it, so a quotation that begins behind says another one.
_MARKS = str.maketrans("“”‘’，：；？！（）·", "\"\"'',:;?!().")


def find(text: str, quote: str, before: str = "", after: str = "") -> Span | None:
    """The span of ``quote`` where it stands between ``before`` and ``after``, if that is one place.

    White space and the width of marks are no part of a quotation. An empty quote is the seam between the two.
    """
    shown, places = _shown(text)
    lead, wanted, tail = (_shown(part)[0] for part in (before, quote, after))
    whole = lead + wanted + tail
    at = shown.find(whole) if whole else -1
    if at < 0 or shown.find(whole, at + 1) >= 0:
        return None
    start = at + len(lead)
    if wanted:
        return places[start], places[start + len(wanted) - 1] + 1
    seam = places[start] if start < len(places) else len(text)
    return seam, seam


def between(text: str, quote: str, before: str, after: str) -> Span | None:
    """The same; of its two neighbours one may have been put right itself since."""
    sides = ((before, after), (before, ""), ("", after))
    places = (find(text, quote, *pair) for pair in sides if any(pair) or quote)
    return next((span for span in places if span), None)


def places(text: str, quote: str) -> list[Span]:
    """Wherever a quotation stands."""
    (shown, at), wanted = _shown(text), _shown(quote)[0]
    starts = [match.start() for match in re.finditer(re.escape(wanted), shown)] if wanted else []
    return [(at[start], at[start + len(wanted) - 1] + 1) for start in starts]


def article_at(page: Page, quote: str) -> int | None:
    """The place in ``page.articles`` of the one article that the quotation is from.

    Where characters were put right since it was taken, most of it must stand in one article and in no other.
    """
    return place_of([_texts(article) for article in page.articles], quote)


def place_of(printed: Sequence[Sequence[str]], quote: str) -> int | None:
    """The same of the texts of articles."""
    wanted = _shown(quote)[0]
    if not wanted:
        return None
    texts = [[_shown(text)[0] for text in of_one] for of_one in printed]
    having = [place for place, printed in enumerate(texts) if any(wanted in text for text in printed)]
    if having:
        return having[0] if len(having) == 1 else None
    pieces = [wanted[start : start + PIECE] for start in range(0, len(wanted), PIECE)]
    counts = [sum(any(piece in text for text in printed) for piece in pieces) for printed in texts]
    most = max(counts, default=0)
    return counts.index(most) if 2 * most > len(pieces) and counts.count(most) == 1 else None


def quotation(page: Page, article: Article) -> str:
    """The words by which ``article_at`` finds the article again: the first of its body, else its headline."""
    tried = ("".join(text.split())[:LONGEST] for text in _texts(article))
    place = page.articles.index(article)
    return next((quote for quote in tried if article_at(page, quote) == place), "")


def _texts(article: Article) -> list[str]:
    return [article.body.text, article.headline.text if article.headline else ""]


def _shown(text: str) -> tuple[str, list[int]]:
    """The printed characters alone, and where each of them stands."""
    marked = normalise(text).translate(_MARKS)
    places = [place for place, char in enumerate(marked) if not (char.isspace() or char in INVISIBLE)]
    return "".join(marked[place] for place in places), places
