"""The four texts of an article in the form that extractors match on, each with the way back to its print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from banmian.layout.key import normalise
from banmian.records import Article, Line, Span


@dataclass(frozen=True, slots=True)
class Text:
    """``where`` is a code of ``schema.WHERE``; ``key`` has no white space but line feeds."""

    where: str
    key: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span into the printed text of ``key[start:end]``, which is not empty."""
        return self.places[start], self.places[end - 1] + 1


def texts(article: Article) -> Iterator[Text]:
    """Headline, kicker, subhead and body, as far as the article has them."""
    lines = (("headline", article.headline), ("kicker", article.kicker), ("subhead", article.subhead))
    for where, line in lines:
        if line is not None:
            yield _line(where, line)
    yield Text("body", article.body.key, article.body.places)


@lru_cache(maxsize=256)
def _line(where: str, line: Line) -> Text:
    text = normalise(line.text)
    key = "".join(text.split())
    whole = len(key) == len(text)
    places = range(len(text)) if whole else (at for at, char in enumerate(text) if not char.isspace())
    return Text(where, key, tuple(places))
