"""Which paper a page belongs to: the one printed on it, or the one whose people it shows.

The second page of a paper has no masthead. A page without one belongs with those that show somebody
of the same name in the same post; if these pages lead to one paper, it is that one's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from banmian.facts.persons.offices import is_leading
from banmian.identity.sets import Sets
from banmian.identity.sightings import ANYWHERE, Home, Sighting


def homes(seen: Sequence[Sighting]) -> dict[str, Home]:
    """The home of each issue_id."""
    papers = {sighting.issue: sighting.paper for sighting in seen if sighting.paper}
    unknown, leads = _linked(seen, papers)
    found = {page: Home(paper, known=True) for page, paper in papers.items()}
    for pages in unknown.groups(_in_time(s for s in seen if s.issue not in papers)):
        known = set[str]().union(*(leads[page] for page in pages))
        home = Home(known.pop(), known=True) if len(known) == 1 else Home(pages[0], known=False)
        found |= dict.fromkeys(pages, home)
    return found


def _linked(seen: Sequence[Sighting], papers: dict[str, str]) -> tuple[Sets[str], dict[str, set[str]]]:
    """The pages without a paper that go together, and the papers that each leads to."""
    unknown, leads = Sets[str](), defaultdict[str, set[str]](set)
    for pages in _shared(seen):
        nameless = [page for page in pages if page not in papers]
        printed = {papers[page] for page in pages if page in papers}
        for page in nameless:
            unknown.join(nameless[0], page)
            leads[page] |= printed
    return unknown, leads


def _shared(seen: Sequence[Sighting]) -> Iterable[list[str]]:
    """The pages that show the same name in the same leading post."""
    pages: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for sighting in seen:
        if sighting.kind not in ANYWHERE:
            for held in sighting.offices:
                if is_leading(held):
                    pages[sighting.name, held.body, held.post].append(sighting.issue)
    return pages.values()


def _in_time(seen: Iterable[Sighting]) -> list[str]:
    ordered = sorted(seen, key=lambda sighting: (sighting.when[0], sighting.issue))
    return list(dict.fromkeys(sighting.issue for sighting in ordered))
