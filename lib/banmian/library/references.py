"""A person named by content: the name as printed, the paper, the posts and the reports; never by a number.

Pages that come later, or that a better parse reads anew, number persons and reports otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from banmian.frames import Frames
from banmian.identity.sightings import Home, Sighting
from banmian.library.amend.quotes import quotation

REPORTS = 3
"""So many reports are quoted for a person."""
ByName = Mapping[str, Sequence[Sighting]]
Quote = tuple[str, str]
"""The page (an issue_id, made of the bytes of its file) and words that only one report of it prints."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a correction says of a person."""

    names: frozenset[str]
    home: str
    posts: frozenset[tuple[str, str]]
    """(body, post): those of this one alone, where two share a name."""
    quotes: tuple[Quote, ...]

    @classmethod
    def read(cls, said: object) -> Reference | None:
        """Out of the log; None where it makes no sense."""
        try:
            told: Mapping[str, Any] = dict(said)  # type: ignore[call-overload]
            quotes = tuple((str(quote["page"]), str(quote["quote"])) for quote in told["reports"])
            posts = frozenset((str(body), str(post)) for body, post in told["posts"])
            return cls(frozenset(map(str, told["names"])), str(told["home"]), posts, quotes)
        except (TypeError, ValueError, KeyError):
            return None

    def found(
        self, seen: ByName, homes: Mapping[str, Home], articles: Mapping[Quote, str]
    ) -> frozenset[Sighting]:
        """The sightings of the person: in the reports quoted, and in the same posts in that paper."""
        quoted = {articles[quote] for quote in self.quotes if quote in articles}
        return frozenset(
            one
            for name in self.names
            for one in seen.get(name, ())
            if one.article in quoted or (homes[one.issue].name == self.home and self._holds(one))
        )

    def _holds(self, one: Sighting) -> bool:
        return any((held.body, held.post) in self.posts for held in one.offices)


def reference(
    frames: Frames, person_id: str, articles: Collection[str] = (), others: Collection[str] = ()
) -> dict[str, Any]:
    """A person as the log says it; in some ``articles`` alone, where in ``others`` it is somebody else."""
    rows = frames.appearances[frames.appearances["person_id"] == person_id].astype({"article_id": "str"})
    if len(articles):
        rows = rows[rows["article_id"].isin(articles)]
    posts = frames.posts[frames.posts["person_id"] == person_id].astype({"article_id": "str"})
    own, elsewhere = (
        set(zip(part["body"].astype("str"), part["post"].astype("str"), strict=True))
        for part in (posts[posts["article_id"].isin(which)] for which in (rows["article_id"], others))
    )
    home = frames.issues.set_index("issue_id")["home"]
    shown = rows["article_id"].head(len(articles) or REPORTS)
    return {
        "names": sorted(rows["name"].astype("str").unique()),
        "home": str(home[rows["issue_id"].iloc[0]]),
        "posts": [list(post) for post in sorted(own - elsewhere)],
        "reports": [said for article_id in shown if (said := _report(frames, article_id))],
    }


def _report(frames: Frames, article_id: str) -> dict[str, str] | None:
    issue = frames.pages[article_id.rpartition("-")[0]]
    article = next(one for one in issue.page.articles if one.article_id == article_id)
    quote = quotation(issue.page, article)
    return {"page": issue.issue_id, "quote": quote} if quote else None
