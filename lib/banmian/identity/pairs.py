"""Two persons weighed for being one: the reason found, how sure it is, what is decided."""

from __future__ import annotations

from dataclasses import dataclass

from banmian.identity.sightings import Strand

CONFIDENCE = {
    "ruled_one": 1.0,
    "one_report": 0.97,
    "dots": 0.97,
    "same_post": 0.97,
    "cut_short": 0.95,
    "post_elsewhere": 0.9,
    "shared_post": 0.85,
    "one_page": 0.85,
    "one_character": 0.7,
    "cut_somewhere": 0.6,
    "shared_post_weakly": 0.6,
    "post_of_other_paper": 0.6,
    "local_post_elsewhere": 0.4,
    "no_post": 0.4,
    "untitled": 0.5,
    "other_post": 0.4,
    "rare_elsewhere": 0.3,
    "elsewhere": 0.05,
    "calling": 0.05,
    "two_posts": 0.05,
    "side_by_side": 0.03,
    "ruled_two": 0.0,
}
"""That two are one person, by the reason found (``schema.MERGE_REASONS``): judgements, checked on libraries of
known truth. Of 10⁵ people (``benchmarks/identity.py``) all pairs above the first bound were one person and none
below the second; so were those of ``shared_post_weakly`` and ``one_character``, but names that are made up
independently of each other know no brothers, so these stay open."""
MERGED, APART = 0.8, 0.2
"""From the first on two are made one, up to the second they are two; between them nothing is decided."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two strands and the strongest reason to take them for one, or for two."""

    one: Strand
    other: Strand
    reason: str

    @property
    def confidence(self) -> float:
        return CONFIDENCE[self.reason]

    @property
    def decision(self) -> str:
        """A code of ``schema.DECISIONS``."""
        if self.confidence >= MERGED:
            return "merged"
        return "apart" if self.confidence <= APART else "review"
