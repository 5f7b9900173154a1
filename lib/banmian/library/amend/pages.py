"""Articles cut, joined and given their headlines, between the layout and the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from banmian.layout.articles import merged
from banmian.layout.blocks import unfinished
from banmian.layout.key import cut_body, join_bodies, make_body, make_line
from banmian.library.actions import CUT, HEADLINE, JOIN
from banmian.library.amend.quotes import article_at, between, find
from banmian.library.amend.turns import in_turn
from banmian.library.corrections import Correction
from banmian.records import Anomaly, Article, Body, Line, Page, Span

OF_HEADLINE = {"body_without_headline", "headline_displaced", "headline_without_body"}


def amended(page: Page, lines: Sequence[Correction]) -> tuple[Page, list[Correction]]:
    """The page put right, its articles numbered anew, and the corrections that found no place.

    ``cut``: target ``before`` and ``after``, the print on both sides of the seam in a body. ``join``: target
    ``first`` and ``second``, a quotation of each. ``headline``: target ``quote`` of the body and, where the page
    prints the words elsewhere too, ``before`` and ``after`` of those that are meant; value ``text`` as printed, or
    None to take the headline away. What is then in no article is left over.
    """
    page, unplaced = in_turn(page, lines, {CUT: _cut, JOIN: _join, HEADLINE: _headline})
    return _numbered(page), unplaced


def _cut(page: Page, line: Correction) -> Page | None:
    sides = (str(line.target[name]) for name in ("before", "after"))
    quotes = ("", *sides)
    seams = [
        (place, span[0])
        for place, article in enumerate(page.articles)
        if (span := find(article.body.text, *quotes))
    ]
    if len(seams) != 1:
        return None
    [(place, at)] = seams
    article = page.articles[place]
    body, tail = (cut_body(article.body, *span) for span in ((0, at), (at, len(article.body.text))))
    of_tail = _spans(page, tail.offsets)
    behind = tuple(fault for fault in article.anomalies if _lies_in(fault, of_tail))
    first = replace(
        article, body=body, spans=_without(article.spans, of_tail), onward=None,
        anomalies=tuple(fault for fault in article.anomalies if fault not in behind),
    )  # fmt: skip
    second = Article("", 0, None, None, None, tail, of_tail, behind, onward=article.onward)
    return replace(page, articles=(*page.articles[:place], first, second, *page.articles[place + 1 :]))


def _join(page: Page, line: Correction) -> Page | None:
    places = [article_at(page, str(line.target[name])) for name in ("first", "second")]
    if None in places or places[0] == places[1]:
        return None
    first, second = (page.articles[place] for place in places if place is not None)
    # a headline that is no headline is a paragraph of the one report
    heading = [_paragraph(page, found) for found in _heading(second)] if first.headline else []
    bodies = [body for body in (first.body, *heading, second.body) if body.text]
    run_on = {1} if len(bodies) > 1 and not heading and unfinished(first.body.text) else set[int]()
    whole = replace(
        first,
        headline=first.headline or second.headline,
        kicker=first.kicker if first.headline else second.kicker,
        subhead=first.subhead if first.headline else second.subhead,
        body=join_bodies([(body, 0) for body in bodies], run_on),
        spans=merged([*first.spans, *second.spans], page.source.text),
        anomalies=(*first.anomalies, *(f for f in second.anomalies if f.kind not in OF_HEADLINE)),
        role="news",
        onward=second.onward,
    )
    joined = (whole if article is first else article for article in page.articles if article is not second)
    return replace(page, articles=tuple(joined))


def _headline(page: Page, line: Correction) -> Page | None:
    place, text = article_at(page, str(line.target["quote"])), line.value["text"]
    if place is None:
        return None
    sides = (str(line.target.get(name, "")) for name in ("before", "after"))
    span = between(page.source.text, str(text), *sides) if text else None
    if text and span is None:
        return None
    article, taken = page.articles[place], [span] if span else []
    former = _spans(page, article.headline.offsets) if article.headline else ()
    bare = replace(
        article,
        headline=None,
        spans=_without(article.spans, former),
        anomalies=tuple(fault for fault in article.anomalies if fault.kind not in OF_HEADLINE),
    )
    others = [bare if n == place else other for n, other in enumerate(page.articles)]
    rest = [_lost(page, other, taken) for other in others]
    rest[place] = replace(
        rest[place],
        headline=make_line(page.source.text, _printed(page, taken)),
        spans=merged([*rest[place].spans, *taken], page.source.text),
    )
    kept = tuple(article for article in rest if article.spans)
    leftover = _without(merged([*page.leftover, *former], page.source.text), taken)
    return replace(page, articles=kept, leftover=leftover)


def _lost(page: Page, article: Article, taken: Sequence[Span]) -> Article:
    """The article without the characters that are a headline now."""
    gone = {place for span in taken for place in range(*span)}
    if gone.isdisjoint(place for span in article.spans for place in range(*span)):
        return article
    inside = [at for at, place in enumerate(article.body.offsets) if place in gone]
    body, end = article.body, len(article.body.text)
    sides = ((0, min(inside)), (max(inside) + 1, end)) if inside else ((0, end),)
    pieces = [piece for side in sides if (piece := cut_body(body, *side)).text]
    return replace(
        article,
        headline=_left(page, article.headline, gone),
        kicker=_left(page, article.kicker, gone),
        subhead=_left(page, article.subhead, gone),
        body=join_bodies([(piece, 0) for piece in pieces]),
        spans=_without(article.spans, taken),
    )


def _left(page: Page, line: Line | None, gone: set[int]) -> Line | None:
    if line is None or gone.isdisjoint(line.offsets):
        return line
    return make_line(page.source.text, _spans(page, set(line.offsets) - gone))


def _paragraph(page: Page, line: Line) -> Body:
    return make_body(page.source.text, _spans(page, line.offsets), range(1, len(line.offsets)))


def _heading(article: Article) -> list[Line]:
    return [line for line in (article.kicker, article.headline, article.subhead) if line]


def _spans(page: Page, offsets: Iterable[int]) -> tuple[Span, ...]:
    """Where these characters are printed, white space out."""
    text = page.source.text
    return merged([(o, o + 1) for o in offsets if not text[o : o + 1].isspace() and o < len(text)], text)


def _printed(page: Page, spans: Sequence[Span]) -> list[Span]:
    """The same, a span a line of the print."""
    text = page.source.text
    return [
        (at, at + len(row.rstrip()))
        for start, end in spans
        for row, at in _rows(text[start:end], start)
        if row.strip()
    ]


def _rows(text: str, at: int) -> Iterable[tuple[str, int]]:
    for row in text.splitlines(keepends=True):
        yield row.lstrip(), at + len(row) - len(row.lstrip())
        at += len(row)


def _lies_in(fault: Anomaly, spans: Sequence[Span]) -> bool:
    at = fault.span[0] if fault.span else -1
    return any(start <= at < end for start, end in spans)


def _without(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    for start, end in taken:
        spans = [
            rest
            for first, last in spans
            for rest in ((first, min(last, start)), (max(first, end), last))
            if rest[0] < rest[1]
        ]
    return tuple(spans)


def _numbered(page: Page) -> Page:
    articles = (
        replace(article, article_id=f"{page.issue_id}-{number:02d}", number=number)
        for number, article in enumerate(page.articles, 1)
    )
    return replace(page, articles=tuple(articles))
