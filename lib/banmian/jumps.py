"""Ends that 下转 and 上接 leave open, and which of them belong together."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, inf

from banmian.layout.blocks import unfinished
from banmian.layout.halves import pages_named
from banmian.layout.likeness import bigrams, share
from banmian.layout.lines import opens_paragraph
from banmian.layout.masthead import named_page
from banmian.records import Issue, Jump
from banmian.vocabulary import LONGEST, vocabulary

MOST = 300
"""Open ends that are compared with each other. Ten issues have some dozens; beyond, only those of one day are."""
OPENING, CLOSE = 400, 800
"""Characters of a part that are compared: its beginning, and before a jump its end too."""
TITLED = 0.6
"""Of a headline's bigrams, so many are in the one that the mark names or the page repeats."""
LIKE, CLEAR, A_WORD = 0.06, 0.04, 0.04
"""What a pair must reach, be ahead of others, and gain for each further character of a word that the jump cuts.
189 reports of the labelled pages, cut at random: of three between the same pages .52 are joined to their own end in
one comparison, and .14 to another's where their own is missing."""


@dataclass(frozen=True, slots=True)
class End:
    """An open end of an article, and all that has to be known to find the other part."""

    article_id: str
    ahead: bool
    """下转: the report goes on; else 上接."""
    jump: Jump
    paper: str | None
    day: dt.date | None
    headline: str
    text: str

    @property
    def issue_id(self) -> str:
        return self.article_id.rpartition("-")[0]


Pair = tuple[End, End]
"""What ends in 下转, and the 上接 that goes on with it."""


def ends(issue: Issue) -> Iterator[End]:
    """The open ends of a page; most pages have none."""
    page, source = issue.page, issue.source
    here = source.page_number or named_page(source.name)
    for article in page.articles:
        headline = article.headline.text if article.headline else ""
        key = article.body.key
        for jump, ahead in ((article.onward, True), (article.since, False)):
            if jump and key:
                text = f"{key[:OPENING]}{key[OPENING:][-CLOSE:]}" if ahead else key[:OPENING]
                numbered = replace(jump, here=here if jump.here is None else jump.here)
                yield End(
                    article.article_id, ahead, numbered, page.paper, page.publication_date, headline, text
                )


def matched(every: Iterable[End]) -> list[Pair]:
    """The ends that belong together, the surest found first; what remains is then compared anew.

    A pair that each has no other choice than the other is right if the pages that the marks name say so; otherwise
    the headline or the words must show it, and more clearly than those of any other pair.
    """
    found: list[Pair] = []
    for group in _groups(sorted(every, key=lambda end: (end.article_id, end.ahead))):
        worth = _worth(group)
        while best := _clearest(worth):
            found.append(best)
            worth = {pair: value for pair, value in worth.items() if not {*pair} & {*best}}
    return found


def _groups(every: Sequence[End]) -> Iterable[Sequence[End]]:
    """What is compared: all, if they are few; else those of one day, undated pages left alone."""
    if len(every) <= MOST:
        return [every]
    days: dict[dt.date, list[End]] = defaultdict(list)
    for end in every:
        if end.day:
            days[end.day].append(end)
    return [group for group in days.values() if len(group) <= MOST]


def _worth(group: Sequence[End]) -> dict[Pair, float]:
    """What speaks for each pair that nothing speaks against."""
    heads, tails = [end for end in group if end.ahead], [end for end in group if not end.ahead]
    words = {end: bigrams(end.text) for end in group}
    often = Counter(pair for known in words.values() for pair in known)
    found = {}
    for head in heads:
        for tail in tails:
            if _possible(head, tail):
                shared = fsum(1 / (often[pair] - 1) for pair in words[head] & words[tail])
                alike = shared / max(1, len(words[tail]))
                found[head, tail] = alike + A_WORD * _cut_word(head, tail) + _titled(head, tail)
    return found


def _possible(head: End, tail: End) -> bool:
    """On two pages of one issue, as far as they are told, and no new paragraph behind half a sentence."""
    if head.issue_id == tail.issue_id or (head.day and tail.day and head.day != tail.day):
        return False
    if head.paper and tail.paper and head.paper not in tail.paper and tail.paper not in head.paper:
        return False
    if any(one != other for one, other in pages_named(head.jump, tail.jump)):
        return False
    return not (unfinished(head.text) and opens_paragraph(tail.text))


def _cut_word(head: End, tail: End) -> int:
    """营商环 | 境 is a word: by how many characters the longest one across the jump is longer than a character."""
    if not unfinished(head.text):
        return 0
    before, behind = head.text[1 - LONGEST :], tail.text[: LONGEST - 1]
    both, seam = before + behind, len(before)
    spans = [(start, end) for start in range(seam) for end in range(seam + 1, len(both) + 1)]
    return max((end - start - 1 for start, end in spans if both[start:end] in vocabulary()), default=0)


def _titled(head: End, tail: End) -> float:
    """1 where a mark names the headline of the other part, or the page repeats it above the tail."""
    names = [
        (tail.jump.title, head.headline),
        (head.jump.title, tail.headline),
        (tail.headline, head.headline),
    ]
    return float(any(one and other and share(one, bigrams(other)) >= TITLED for one, other in names))


def _clearest(worth: Mapping[Pair, float]) -> Pair | None:
    """The pair that is furthest ahead of all others with one of its ends, if it is one to join."""
    rows: dict[End, list[float]] = defaultdict(list)
    for pair, value in worth.items():
        for end in pair:
            rows[end].append(value)
    for row in rows.values():
        row.sort(reverse=True)
    leads = {pair: min(_lead(value, rows[end]) for end in pair) for pair, value in worth.items()}
    good = [pair for pair, lead in leads.items() if _convinces(pair, worth[pair], lead)]
    return max(good, key=lambda pair: leads[pair], default=None)


def _lead(value: float, row: Sequence[float]) -> float:
    """How far a value of a row, its best first, is ahead of the others."""
    return inf if len(row) == 1 else value - row[value == row[0]]


def _convinces(pair: Pair, value: float, lead: float) -> bool:
    head, tail = pair
    told = head.day is not None and head.day == tail.day and bool(pages_named(head.jump, tail.jump))
    return (lead == inf and told) or (lead >= CLEAR and value >= LIKE)
