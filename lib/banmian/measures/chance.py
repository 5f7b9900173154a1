"""How many joint events chance gives, and what remains of many tests at once."""

from __future__ import annotations

import numpy as np

from banmian.measures import tilted
from banmian.measures.tilted import Draws, Numbers, log_share

SHORT = 7
"""Up to 2⁷ possible joint events the distributions are added up."""


def tails(draws: Draws, observed: Numbers) -> tuple[Numbers, Numbers]:
    """How probable as many joint events as ``observed`` are, or more; and the greatest possible number.

    Pairs are taken with those of like greatest number: most pairs of a large library hardly meet, and
    would each take the room of the two that meet most.
    """
    greatest = sum((np.minimum(a, b) for a, b, _ in draws), np.zeros(len(observed)))
    size = np.ceil(np.log2(greatest + 1))
    p, least = np.ones(len(observed)), np.ones(len(observed))
    for one in np.unique(size):
        same = np.flatnonzero(size == one)
        work = _added_up if one <= SHORT else tilted.tails
        p[same], least[same] = work([(a[same], b[same], n) for a, b, n in draws], observed[same])
    return p, least


def _added_up(draws: Draws, observed: Numbers) -> tuple[Numbers, Numbers]:
    greatest = sum((np.minimum(a, b) for a, b, _ in draws), np.zeros(len(observed)))
    chances = joint(draws, len(observed))
    at_least = np.minimum(np.flip(np.cumsum(np.flip(chances, 1), 1), 1), 1)
    rows = np.arange(len(observed))
    return at_least[rows, observed.astype(int)], at_least[rows, greatest.astype(int)]


def joint(draws: Draws, rows: int) -> Numbers:
    """The distribution of the joint events of pairs: rows × (greatest possible number + 1), rows add up to 1.

    Of each stratum (a, b, n) the members of a pair attend a and b of n events, drawn independently; the
    strata are independent.
    """
    greatest = sum((np.minimum(a, b) for a, b, _ in draws), np.zeros(rows))
    total = np.zeros((rows, int(greatest.max(initial=0)) + 1))
    total[:, 0] = 1
    for a, b, n in draws:
        both = np.flatnonzero(a * b)
        if not len(both):
            continue
        total[both] = _sum_of(total[both], _hypergeometric(a[both, None], b[both, None], n))
    return total


def _hypergeometric(a: Numbers, b: Numbers, n: int) -> Numbers:
    x = np.arange(np.minimum(a, b).max(initial=0) + 1)[None, :]
    possible = (x <= np.minimum(a, b)) & (x >= a + b - n)
    x = np.where(possible, x, np.maximum(a + b - n, 0))
    return np.where(possible, np.exp(log_share(x, a, b, np.asarray(float(n)))), 0.0)


def _sum_of(one: Numbers, other: Numbers) -> Numbers:
    """Row by row the distribution of the sum of two independent counts; ``one`` is wide enough to hold it."""
    total = np.zeros_like(one)
    width = min(int(np.flatnonzero(one.any(axis=0)).max(initial=0)) + 1, one.shape[1])
    for count in range(other.shape[1]):
        reach = min(width, one.shape[1] - count)
        total[:, count : count + reach] += one[:, :reach] * other[:, [count]]
    return total


def false_discovery_rate(p: Numbers) -> Numbers:
    """Q values of p values (Benjamini and Hochberg 1995, JRSS B 57: 289–300)."""
    order = np.argsort(p, kind="stable")[::-1]
    ranks = np.arange(len(p), 0, -1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(np.minimum(p[order] * len(p) / ranks, 1))
    return q
