"""How many joint events chance gives, and what remains of many tests at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Numbers = NDArray[np.float64]


Draws = list[tuple[Numbers, Numbers, int]]


def tails(draws: Draws, observed: Numbers) -> tuple[Numbers, Numbers]:
    """How probable as many joint events as ``observed`` are, or more; and the greatest possible number.

    Pairs are ``joint`` with those of like greatest number: most pairs of a large library hardly meet, and
    would each take the room of the two that meet most.
    """
    greatest = sum((np.minimum(a, b) for a, b, _ in draws), np.zeros(len(observed)))
    size = np.ceil(np.log2(greatest + 1))
    p, least = np.ones(len(observed)), np.ones(len(observed))
    for same in (np.flatnonzero(size == one) for one in np.unique(size)):
        near = [(a[same], b[same], n) for a, b, n in draws]
        at_least = np.minimum(np.flip(np.cumsum(np.flip(joint(near, len(same)), 1), 1), 1), 1)
        p[same], least[same] = (
            at_least[np.arange(len(same)), count[same].astype(int)] for count in (observed, greatest)
        )
    return p, least


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
    log = _log_choose(a, x) + _log_choose(n - a, b - x) - _log_choose(np.asarray(n), b)
    return np.where(possible, np.exp(log), 0.0)


def _log_choose(n: Numbers, k: Numbers) -> Numbers:
    chosen: Numbers = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return chosen


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
