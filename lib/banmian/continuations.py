"""Reports printed on two pages made one: 下转第二版 on the page of one file, 上接第一版 on that of another.

Each page is read alone first, ``jumps`` says which ends belong together, and only those pages change: the first part
of the report gets the whole body and is read again; the others are no more among the articles of their page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from banmian.facts import read_facts
from banmian.jumps import ends, matched
from banmian.layout.articles import AFTER, BEFORE
from banmian.layout.blocks import unfinished
from banmian.layout.key import join_bodies
from banmian.records import Anomaly, Article, Issue, Part, Span


def joined(issues: Sequence[Issue], *, voter: bool = True) -> tuple[Issue, ...]:
    """The issues, in their order, with each report one article whose other parts were found beyond doubt.

    The order of the issues does not matter; ``voter`` as for ``parse``. An end that none fits, or several do,
    stays open, and its anomaly says so.
    """
    pairs = matched(end for issue in issues for end in ends(issue))
    behind = {head.article_id: tail.article_id for head, tail in pairs}
    pages = {issue.issue_id: issue for issue in issues}
    changed: dict[str, dict[str, Article]] = defaultdict(dict)
    for first in behind.keys() - set(behind.values()):
        for article in _made_one([_place(pages, article_id) for article_id in _chain(first, behind)]):
            changed[_home(article.article_id)][article.article_id] = article
    return tuple(
        _reread(issue, changed[issue.issue_id], voter) if issue.issue_id in changed else issue
        for issue in issues
    )


def parts(article: Article, pages: Mapping[str, Issue]) -> dict[str, Article]:
    """What each page prints of a report, by its issue_id; the page where it begins first."""
    found = {_home(article.article_id): article}
    for part in article.parts:
        page = pages[_home(part.article_id)].page
        found[page.issue_id] = next(one for one in page.continued if one.article_id == part.article_id)
    return found


def printed(article: Article, span: Span) -> tuple[str, Span]:
    """Where a span of ``offsets`` is printed: the issue_id of the page, and the span into its source.

    What runs over onto the next page is cut off.
    """
    home, base = _home(article.article_id), 0
    for part in article.parts:
        if part.base > span[0]:
            behind = max(place for place in article.body.offsets if place < part.base) + 1
            return home, (span[0] - base, min(span[1], behind) - base)
        home, base = _home(part.article_id), part.base
    return home, (span[0] - base, span[1] - base)


def lifted(article: Article, issue_id: str, span: Span) -> Span:
    """The reverse of ``printed``: a span into the source of a page as one of ``offsets``."""
    base = next((part.base for part in article.parts if _home(part.article_id) == issue_id), 0)
    return span[0] + base, span[1] + base


def _chain(first: str, behind: Mapping[str, str]) -> list[str]:
    chain = [first]
    while chain[-1] in behind:
        chain.append(behind[chain[-1]])
    return chain


def _home(article_id: str) -> str:
    return article_id.rpartition("-")[0]


def _place(pages: Mapping[str, Issue], article_id: str) -> tuple[Article, int]:
    """The article, and how long the source of its page is."""
    issue = pages[_home(article_id)]
    found = next(article for article in issue.page.articles if article.article_id == article_id)
    return found, len(issue.source.text)


def _made_one(places: Sequence[tuple[Article, int]]) -> Iterator[Article]:
    """The first article with the bodies of all; the others as parts of it."""
    bases = list(accumulate((length for _, length in places), initial=0))
    found = [article for article, _ in places]
    cut = {n for n, article in enumerate(found[:-1], 1) if unfinished(article.body.text)}
    faults = [
        _lifted(fault, base)
        for n, (article, base) in enumerate(zip(found, bases, strict=False))
        for fault in article.anomalies
        if not _settled(fault, began=n > 0, ended=n + 1 < len(found))
    ]
    faults += [_seam(found[n - 1], found[n], bases[n]) for n in sorted(cut)]
    yield replace(
        found[0],
        body=join_bodies([(article.body, base) for article, base in zip(found, bases, strict=False)], cut),
        anomalies=tuple(faults),
        onward=found[-1].onward,
        parts=tuple(
            Part(article.article_id, base) for article, base in zip(found[1:], bases[1:], strict=False)
        ),
    )
    yield from found[1:]


def _lifted(fault: Anomaly, base: int) -> Anomaly:
    return replace(fault, span=(fault.span[0] + base, fault.span[1] + base)) if fault.span else fault


def _settled(fault: Anomaly, *, began: bool, ended: bool) -> bool:
    """What was missing of a part alone: the headline and the beginning before it, the end behind it."""
    if began and (fault.kind == "body_without_headline" or fault.detail.endswith(BEFORE)):
        return True
    return ended and fault.detail.endswith(AFTER)


def _seam(before: Article, behind: Article, base: int) -> Anomaly:
    """Where a sentence goes on: at the first character behind it, so that it can be shown there."""
    detail = f"“{before.body.text[-8:]}”与“{behind.body.text[:8]}”分在两版，已接合。"
    first = base + behind.body.offsets[0]
    return Anomaly("paragraph_broken", detail, (first, first + 1))


def _reread(issue: Issue, changed: Mapping[str, Article], voter: bool) -> Issue:
    """The issue with these articles: whole ones read again, parts of others set apart, the rest as it was."""
    page = issue.page
    kept = [place for place, found in enumerate(page.articles) if not _is_part(changed.get(found.article_id))]
    articles = tuple(changed.get(page.articles[place].article_id, page.articles[place]) for place in kept)
    continued = tuple(found for found in page.articles if _is_part(changed.get(found.article_id)))
    whole = replace(page, articles=articles, continued=continued)
    said = [issue.facts[place] for place in kept]
    if any(found.parts for found in articles):
        pairs = zip(articles, said, read_facts(whole, voter=voter), strict=True)
        said = [new if found.parts else old for found, old, new in pairs]
    return replace(issue, page=whole, facts=tuple(said))


def _is_part(changed: Article | None) -> bool:
    return changed is not None and not changed.parts
