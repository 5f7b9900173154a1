"""How much two texts of a page have in common, by their character bigrams."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import chain
from operator import add

from banmian.layout.key import tight

OPENING = 200
"""A headline speaks of what the first characters of its body say."""

_SHORTEST_REPEAT = 12
_ALIKE = 0.9

_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")


def plain(text: str) -> str:
    """A text that holds just its bigrams: no white space (王 伟), a mark between its paragraphs."""
    return tight(text.replace("\n", "。"))


def _runs(text: str) -> list[str]:
    """What stands between marks and paragraph breaks."""
    return _RUN.findall(plain(text))


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring characters, none across punctuation."""
    return set(chain.from_iterable(map(add, run, run[1:]) for run in _runs(text)))


def trigrams(text: str) -> set[str]:
    """Three neighbouring characters, none across punctuation."""
    return set(chain.from_iterable(map(add, map(add, run, run[1:]), run[2:]) for run in _runs(text)))


def opening(text: str) -> str:
    """The part of a body that its headline is compared with, without its dateline."""
    text = text[: 2 * OPENING]
    end = text.find("）", 0, 60)
    told = text[end + 1 : end + 1 + OPENING]
    return told if len(told) > end else text[:OPENING]


def share(words: str, known: Container[str]) -> float:
    """The share of a line's bigrams that are among the known ones, or in a ``plain`` text; 0 to 1.

    To look a few up in a text takes a tenth of the time that all of its bigrams take.
    """
    wanted = _of_line(words)
    return sum(map(known.__contains__, wanted)) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=256)  # a headline is held against several texts
def _of_line(words: str) -> frozenset[str]:
    return frozenset(bigrams(words))


def shares(headlines: Sequence[str], texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """The share of each headline's bigrams that each text has: (headline, text) → 0 to 1, zeros left out.

    A bigram weighs the less the more texts have it: 会议 tells less than 防汛.
    """
    # sorted: the order of a set changes from process to process, and with it the last digit of a sum
    wanted = [sorted(bigrams(headline)) for headline in headlines]
    every = frozenset(chain.from_iterable(wanted))
    holders: dict[str, list[int]] = {pair: [] for pair in every}
    for number, text in enumerate(texts):
        words = plain(text)
        for pair in every.intersection(map(add, words, words[1:])):
            holders[pair].append(number)
    found: dict[tuple[int, int], float] = {}
    for number, pairs in enumerate(wanted):
        weights = [1 / max(1, len(holders[pair])) for pair in pairs]
        total = sum(weights)
        of_texts: dict[int, float] = defaultdict(float)
        for pair, weight in zip(pairs, weights, strict=True):
            part = weight / total
            for holder in holders[pair]:
                of_texts[holder] += part
        found |= {(number, text): share for text, share in of_texts.items()}
    return found


def cohesion(paragraph: str, before: str) -> float:
    """The share of a paragraph's bigrams that the text before it has; 0 to 1."""
    opens = paragraph[:OPENING]
    return share(opens, plain(before)) if _of_line(opens) else 1.0


def same_print(one: str, other: str) -> bool:
    """One paragraph printed twice: the same, one cut off, or nearly the same. White space is out of both."""
    if min(len(one), len(other)) < _SHORTEST_REPEAT:
        return False
    if one.startswith(other) or other.startswith(one) or one.endswith(other):
        return True
    alike = one[:3] == other[:3] or one[-3:] == other[-3:]
    if not alike or not 0.8 <= len(one) / len(other) <= 1.25:
        return False
    shingles, others = trigrams(one), trigrams(other)
    return len(shingles & others) >= _ALIKE * len(shingles | others)
