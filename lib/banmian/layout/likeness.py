"""How much two texts of a page have in common, by their character bigrams."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from banmian.layout.key import flat

OPENING = 200
"""A headline speaks of what the first characters of its body say."""

_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring characters, none across punctuation."""
    return {run[n : n + 2] for run in _RUN.findall(flat(text)) for n in range(len(run) - 1)}


def opening(text: str) -> str:
    """The part of a body that its headline is compared with, without its dateline."""
    text = text[: 2 * OPENING]
    end = text.find("）", 0, 60)
    return text[end + 1 : end + 1 + OPENING]


def weights(texts: Iterable[str]) -> Counter[str]:
    """In how many texts of a page each bigram occurs: 会议 tells less than 防汛."""
    return Counter(pair for text in texts for pair in bigrams(text))


def overlap(headline: str, body: str, spread: Counter[str]) -> float:
    """The share of a headline's bigrams that the opening of a body has, rare ones weighing more; 0 to 1."""
    wanted = bigrams(headline)
    total = sum(1 / (1 + spread[pair]) for pair in wanted)
    found = sum(1 / (1 + spread[pair]) for pair in wanted & bigrams(opening(body)))
    return found / total if total else 0.0


def cohesion(paragraph: str, before: str) -> float:
    """The share of a paragraph's bigrams that the text before it has; 0 to 1."""
    wanted = bigrams(paragraph[:OPENING])
    return len(wanted & bigrams(before)) / len(wanted) if wanted else 1.0
