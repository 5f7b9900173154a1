"""Articles → facts: one extractor a file, all of one signature, their order in one tuple.

An extractor takes the page and what is known so far (one ``Facts`` an article) and returns it with
its own facts added. It sees the whole page, because a year, a name or a post is often printed in
another article of the page.
"""

from __future__ import annotations

from collections.abc import Callable

from banmian.facts import anomalies, bylines, events, kinds, organisations, people, places, slogans, topics
from banmian.records import Facts, Page

Known = tuple[Facts, ...]
Extractor = Callable[[Page, Known], Known]

EXTRACTORS: tuple[Extractor, ...] = (
    bylines.extract,
    people.extract,
    kinds.extract,
    people.settle,
    events.extract,
    slogans.extract,
    organisations.extract,
    places.extract,
    topics.extract,
    anomalies.extract,
)


WITHOUT_VOTER = tuple(people.by_grammar if step is people.extract else step for step in EXTRACTORS)


def read_facts(page: Page, *, voter: bool = True) -> Known:
    """Everything that the articles of a page say, in their order.

    ``voter``: whether jieba's tagger is asked about names that the grammar leaves undecided.
    """
    known: Known = tuple(Facts(anomalies=article.anomalies) for article in page.articles)
    for extract in EXTRACTORS if voter else WITHOUT_VOTER:
        known = extract(page, known)
    return known
