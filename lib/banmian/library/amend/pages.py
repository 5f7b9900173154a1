"""Articles cut, joined and given their headlines, between the layout and the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.articles import merged
from banmian.layout.key import cut_body, join_bodies, make_line
from banmian.library.amend.quotes import article_at, find
from banmian.library.corrections import Correction
from banmian.records import Article, Page, Span

CUT, JOIN, HEADLINE = "cut", "join", "headline"
OF_HEADLINE = {"body_without_headline", "headline_displaced", "headline_without_body"}

Articles = list[Article]


def amended(page: Page, lines: Sequence[Correction]) -> tuple[Page, list[Correction]]:
    """The page put right, its articles numbered anew, and the corrections that found no place.

    ``cut``: target ``before`` and ``after``, the print on both sides of the seam in a body. ``join``: target
    ``first`` and ``second``, a quotation of each. ``headline``: target ``quote`` of the body, value ``text`` as
    printed on the page, or None to take the headline away.
    """
    unplaced = []
    for line in lines:
        if how := _HOW.get(line.action):
            articles = how(page, line)
            if articles is None:
                unplaced.append(line)
            else:
                page = replace(page, articles=_numbered(page, articles))
    return page, unplaced


def _cut(page: Page, line: Correction) -> Articles | None:
    sides = (str(line.target.get(name, "")) for name in ("before", "after"))
    quotes = ("", *sides)
    seams = [
        (place, span[0])
        for place, article in enumerate(page.articles)
        if (span := find(article.body.text, *quotes))
    ]
    if len(seams) != 1:
        return None
    [(place, at)] = seams
    article, text = page.articles[place], page.source.text
    head, tail = cut_body(article.body, 0, at), cut_body(article.body, at, len(article.body.text))
    of_tail = merged([(o, o + 1) for o in tail.offsets if not text[o : o + 1].isspace()], text)
    first = replace(article, body=head, spans=_without(article.spans, of_tail))
    second = Article("", 0, None, None, None, tail, of_tail)
    return [*page.articles[:place], first, second, *page.articles[place + 1 :]]


def _join(page: Page, line: Correction) -> Articles | None:
    places = [article_at(page, str(line.target.get(name, ""))) for name in ("first", "second")]
    if None in places or places[0] == places[1]:
        return None
    first, second = (page.articles[place] for place in places if place is not None)
    whole = replace(
        first,
        headline=first.headline or second.headline,
        body=join_bodies([(article.body, 0) for article in (first, second) if article.body.text]),
        spans=merged([*first.spans, *second.spans], page.source.text),
        anomalies=(*first.anomalies, *second.anomalies),
    )
    return [whole if article is first else article for article in page.articles if article is not second]


def _headline(page: Page, line: Correction) -> Articles | None:
    place, text = article_at(page, str(line.target.get("quote", ""))), line.value.get("text")
    if place is None:
        return None
    article = page.articles[place]
    if text is None:
        return _with(page, place, replace(article, headline=None))
    span = find(page.source.text, str(text))
    if span is None:
        return None
    faults = tuple(fault for fault in article.anomalies if fault.kind not in OF_HEADLINE)
    headed = replace(
        article,
        headline=make_line(page.source.text, [span]),
        spans=merged([*_without(article.spans, [span]), span], page.source.text),
        anomalies=faults,
    )
    rest = [_lost(other, span) for other in page.articles]
    return [headed if n == place else other for n, other in enumerate(rest) if n == place or other.spans]


def _lost(article: Article, span: Span) -> Article:
    """The article without the headline that is another's now."""
    headline = article.headline
    if headline and set(headline.offsets) & set(range(*span)):
        return replace(article, headline=None, spans=_without(article.spans, [span]))
    return article


def _with(page: Page, place: int, article: Article) -> Articles:
    return [*page.articles[:place], article, *page.articles[place + 1 :]]


def _without(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    for start, end in taken:
        spans = [
            rest
            for first, last in spans
            for rest in ((first, min(last, start)), (max(first, end), last))
            if rest[0] < rest[1]
        ]
    return tuple(spans)


def _numbered(page: Page, articles: Sequence[Article]) -> tuple[Article, ...]:
    return tuple(
        replace(article, article_id=f"{page.issue_id}-{number:02d}", number=number)
        for number, article in enumerate(articles, 1)
    )


_HOW = {CUT: _cut, JOIN: _join, HEADLINE: _headline}
