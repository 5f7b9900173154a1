"""Reports that go on on another page of the library: the pages of each read together, once they are all in.

A page is read alone when it comes in. What it leaves open (``jumps.ends``) stands in the note of its part;
where the ends of several pages fit, these pages are read again as a *chain*, under a key that names them all.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import Any

from banmian.continuations import joined, parts
from banmian.identity.sets import Sets
from banmian.jumps import End, ends, matched
from banmian.library import record
from banmian.library.amend import understood
from banmian.library.amend.facts import amended
from banmian.library.amend.quotes import article_at
from banmian.library.corrections import Correction
from banmian.library.decisions import Decisions
from banmian.library.sources import Listed, source_of
from banmian.records import Article, Issue, Jump, Page

TOGETHER = "+"
"""In the key of a page that was read with others."""


def open_ends(issue: Issue) -> list[dict[str, Any]]:
    """What a page leaves open, as JSON types."""
    return [json.loads(json.dumps(asdict(end), default=str)) for end in ends(issue)]


def chains(found: Iterable[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The issue_ids of the pages that belong together, chain by chain, from what all pages leave open."""
    together = Sets[str]()
    linked = [(head.issue_id, tail.issue_id) for head, tail in matched(map(_recalled, found))]
    for one, other in linked:
        together.join(one, other)
    pages = dict.fromkeys(page for pair in linked for page in pair)
    return [tuple(sorted(group)) for group in together.groups(pages)]


def keys_together(groups: Iterable[Sequence[str]], keys: Mapping[str, str]) -> dict[str, str]:
    """The keys of pages in chains: their own, and which pages under which keys they are read with."""
    return {
        page: f"{keys[page]}{TOGETHER}{record.digest(*((other, keys[other]) for other in group))[:16]}"
        for group in groups
        for page in group
    }


def read_together(folder: Path, sources: Sequence[Listed], decisions: Decisions) -> tuple[Issue, ...]:
    """The pages of a chain. Raises DamagedLibrary."""
    words = decisions.vocabulary
    alone = [
        understood(source_of(folder, source), decisions.of_page(source.issue_id), words)[0]
        for source in sources
    ]
    # what was set by hand is lost where a whole report is read again
    whole = {issue.issue_id: words.topical(issue) for issue in joined(alone)}
    return tuple(amended(issue, _lines(issue, whole, decisions))[0] for issue in whole.values())


def _lines(issue: Issue, pages: Mapping[str, Issue], decisions: Decisions) -> list[Correction]:
    """What was decided about a page, and on other pages about parts of its reports, in the order of the log."""
    lines = list(decisions.of_page(issue.issue_id))
    for article in issue.page.articles:
        for page, part in islice(parts(article, pages).items(), 1, None):
            lines += (line for line in decisions.of_page(page) if _is_of(line, pages[page].page, part))
    return sorted(lines, key=lambda line: (line.made_at, line.event_id))


def _is_of(line: Correction, page: Page, part: Article) -> bool:
    """Whether a correction to a report of the page means what is a part there."""
    every = (*page.articles, *page.continued)
    place = article_at(replace(page, articles=every), str(line.target.get("quote", "")))
    return place is not None and every[place] is part


def _recalled(end: Mapping[str, Any]) -> End:
    day = dt.date.fromisoformat(end["day"]) if end["day"] else None
    return End(**{**end, "day": day, "jump": Jump(**end["jump"])})
