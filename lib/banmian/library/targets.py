"""What a correction to a report points at, in the words of the page: made where the fault is seen, found again later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banmian import continuations
from banmian.library.amend.quotes import find, places, quotation
from banmian.records import Article, Issue, Span

NEIGHBOURS = (8, 24, 72)
"""Characters on both sides by which a place is told from others like it; more where fewer do not suffice."""
Target = dict[str, Any]
Pages = Mapping[str, Issue]


def of_article(pages: Pages, article: Article) -> Target:
    """The page and words that only this report of it prints."""
    issue = pages[_home(article)]
    return {"page": issue.issue_id, "quote": quotation(issue.page, article)}


def of_print(pages: Pages, article: Article, words: str, lit: Span = (0, 0)) -> Target | None:
    """The place of ``words``, which stand once in the report, or once in ``lit`` of its body; None if they do not."""
    place = _place(article, words, lit)
    if place is None:
        return None
    page, span = continuations.printed(article, place)
    text = pages[page].source.text
    sides = _neighbours(text, span)
    return {"page": page, "text": text[slice(*span)], **sides} if sides else None


def of_headline(pages: Pages, article: Article, words: str) -> list[tuple[Span, Target]]:
    """Each place of ``words`` on the page where the report begins, the nearest to it first, as its headline."""
    target, text = of_article(pages, article), pages[_home(article)].source.text
    start = min(begin for begin, _ in article.spans)
    found = sorted(places(text, words), key=lambda span: abs(span[0] - start))
    return [(span, target | sides) for span in found if (sides := _neighbours(text, span))]


def _neighbours(text: str, span: Span) -> dict[str, str] | None:
    """By which a place is told from others like it."""
    start, end = span
    for many in NEIGHBOURS:
        before, after = text[max(0, start - many) : start], text[end : end + many]
        if find(text, text[start:end], before, after) == span:
            return {"before": before, "after": after}
    return None


def of_seam(pages: Pages, article: Article, words: str) -> Target | None:
    """Where the report is cut: before ``words``, which stand once in its body, and not at its beginning."""
    text, span = article.body.text, find(article.body.text, words)
    if not words.strip() or span is None or not text[: span[0]].strip():
        return None
    page, _ = continuations.printed(
        article, (article.body.offsets[span[0]], article.body.offsets[span[0]] + 1)
    )
    bodies = [other.body.text for other in pages[page].page.articles]
    for many in NEIGHBOURS:
        before, after = text[max(0, span[0] - many) : span[0]], text[span[0] : span[0] + many]
        if sum(find(body, "", before, after) is not None for body in bodies) == 1:
            return {"page": page, "before": before, "after": after}
    return None


def of_two(pages: Pages, article: Article, other: Article) -> Target:
    """Two reports of a page, the one that is printed first before the other."""
    first, second = sorted((article, other), key=lambda one: one.number)
    target = of_article(pages, first)
    return {"page": target["page"], "first": target["quote"], "second": of_article(pages, second)["quote"]}


def _place(article: Article, words: str, lit: Span) -> Span | None:
    """In the offsets of the article."""
    if not words.strip():
        return None
    body = article.body
    lines = [line for line in (article.headline, article.kicker, article.subhead) if line]
    texts = [(body.text[slice(*lit)], body.offsets[slice(*lit)])]
    if not places(texts[0][0], words):
        texts = [(body.text, body.offsets), *((line.text, line.offsets) for line in lines)]
    found = [offsets[slice(*span)] for text, offsets in texts for span in places(text, words)]
    return (found[0][0], found[0][-1] + 1) if len(found) == 1 else None


def _home(article: Article) -> str:
    return article.article_id.rpartition("-")[0]
