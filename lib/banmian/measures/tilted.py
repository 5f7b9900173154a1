"""How probable as many joint events as observed are, or more, where hundreds are possible.

To add distributions up takes the square of their length. Here each is tilted first, so that as many events as observed
are expected (Esscher 1932): their sum lies near that number alone, a short Fourier transform gives it, and far tails keep
the digits that a transform of the distributions themselves would lose (Keich and Nagarajan 2006, JCGS 15: 779–802).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

Numbers = NDArray[np.float64]
Draws = Sequence[tuple[Numbers, Numbers, int]]
STEEPEST = 30.0
"""Logarithm of odds: where all but one of the possible events are observed, a tilt of a million takes the mean there."""
STEPS = 30
DEVIATIONS, AROUND = 12, 16
"""What is further from the mean than so many standard deviations and so many events adds less than 10⁻¹⁶ of a tail."""


class Drawn(NamedTuple):
    """Pairs in a stratum of n events, whose members attend a and b of them."""

    pair: NDArray[np.intp]
    a: Numbers
    b: Numbers
    n: Numbers

    def fewest(self) -> Numbers:
        return np.maximum(self.a + self.b - self.n, 0)

    def most(self) -> Numbers:
        return np.minimum(self.a, self.b)

    def log(self, x: Numbers) -> Numbers:
        """The logarithm of the chance of x joint events, a row a pair."""
        return log_share(x, *(each.reshape(-1, *[1] * (x.ndim - 1)) for each in self[1:]))

    def expected(self, tilt: Numbers) -> Numbers:
        """About so many joint events where the odds of each are e^tilt times as great (Cornfield 1956)."""
        odds = np.exp(tilt)
        s = (self.a + self.b) * (odds - 1) + self.n
        root = np.sqrt(np.maximum(s * s - 4 * (odds - 1) * odds * self.a * self.b, 0))
        mean: Numbers = 2 * odds * self.a * self.b / (s + root)
        return mean

    def spread(self, mean: Numbers) -> Numbers:
        """About the variance of what has this mean."""
        cells = (mean, self.a - mean, self.b - mean, self.n - self.a - self.b + mean)
        variance: Numbers = 1 / np.sum([1 / np.maximum(cell, 1e-9) for cell in cells], axis=0)
        return variance


def tails(draws: Draws, observed: Numbers) -> tuple[Numbers, Numbers]:
    """As ``chance.tails``."""
    strata = [_drawn(*draw) for draw in draws]
    every = _all(strata)
    fewest, most, least = (
        np.bincount(every.pair, values, len(observed))
        for values in (every.fewest(), every.most(), every.log(every.most()))
    )
    p = np.where(observed < most, 1.0, np.exp(least))
    between = np.flatnonzero((fewest < observed) & (observed < most))
    if len(between):
        p[between] = _between([(a[between], b[between], n) for a, b, n in draws], observed[between])
    return p, np.exp(least)


def log_share(x: Numbers, a: Numbers, b: Numbers, n: Numbers) -> Numbers:
    """The logarithm of the hypergeometric probability of x."""
    return _log_choose(a, x) + _log_choose(n - a, b - x) - _log_choose(n, b)


def _log_choose(n: Numbers, k: Numbers) -> Numbers:
    chosen: Numbers = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return chosen


def _drawn(a: Numbers, b: Numbers, n: int) -> Drawn:
    pair = np.flatnonzero(a * b)
    return Drawn(pair, a[pair], b[pair], np.full(len(pair), float(n)))


def _all(strata: Sequence[Drawn]) -> Drawn:
    return Drawn(*(np.concatenate(column) for column in zip(*strata, strict=True)))


def _between(draws: Draws, observed: Numbers) -> Numbers:
    """P of numbers that are neither the least nor the greatest possible."""
    strata = [_drawn(*draw) for draw in draws]
    every = _all(strata)
    tilt = _tilt(every, observed)
    mean = every.expected(tilt[every.pair])
    spread = np.sqrt(np.bincount(every.pair, every.spread(mean), len(observed)).max())
    length = 1 << int(np.ceil(np.log2(2 * (DEVIATIONS * spread + AROUND))))
    waves = np.ones((len(observed), length // 2 + 1), complex)
    log, first = np.zeros(len(observed)), np.zeros(len(observed))
    for one in strata:
        if len(one.pair):
            start, size, shares = _tilted(one, tilt[one.pair])
            waves[one.pair] *= np.fft.rfft(_folded(shares, length), length)
            log[one.pair] += size
            first[one.pair] += start
    return _read(np.fft.irfft(waves, length), observed, first, tilt, log)


def _tilt(every: Drawn, observed: Numbers) -> Numbers:
    """By bisection the tilt under which about as many as observed are expected."""
    low, high = np.full(len(observed), -STEEPEST), np.full(len(observed), STEEPEST)
    for _ in range(STEPS):
        middle = (low + high) / 2
        over = np.bincount(every.pair, every.expected(middle[every.pair]), len(observed)) > observed
        low, high = np.where(over, low, middle), np.where(over, middle, high)
    tilt: Numbers = (low + high) / 2
    return tilt


def _tilted(one: Drawn, tilt: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Around the mean: the first number of each pair, the logarithm of what all shares add up to, the shares of it."""
    mean = one.expected(tilt)
    half = int(np.ceil(DEVIATIONS * np.sqrt(one.spread(mean).max()) + AROUND))
    start = np.floor(mean) - half
    x = start[:, None] + np.arange(2 * half + 1)
    possible = (one.fewest()[:, None] <= x) & (x <= one.most()[:, None])
    log = one.log(np.where(possible, x, one.most()[:, None])) + tilt[:, None] * x
    log = np.where(possible, log, -np.inf)
    most = log.max(axis=1)
    shares = np.exp(log - most[:, None])
    size = shares.sum(axis=1)
    return start, most + np.log(size), shares / size[:, None]


def _folded(shares: Numbers, length: int) -> Numbers:
    """What is longer than the circle goes on from its beginning."""
    if shares.shape[1] <= length:
        return shares
    rest = -shares.shape[1] % length
    folded: Numbers = np.pad(shares, ((0, 0), (0, rest))).reshape(len(shares), -1, length).sum(axis=1)
    return folded


def _read(circle: Numbers, observed: Numbers, first: Numbers, tilt: Numbers, log: Numbers) -> Numbers:
    """The tail behind the number observed; of one that is below the mean what the tail before it leaves of 1."""
    up = (tilt >= 0)[:, None]
    steps = np.arange(circle.shape[1] // 2)
    place = (observed - first)[:, None] + np.where(up, steps, -1 - steps)
    shares = np.take_along_axis(circle, place.astype(int) % circle.shape[1], axis=1).clip(min=0)
    weight = np.exp(-np.abs(tilt)[:, None] * np.where(up, steps, steps + 1))
    tail = np.exp(log - tilt * observed) * (shares * weight).sum(axis=1)
    p: Numbers = np.where(up[:, 0], tail, 1 - tail).clip(0, 1)
    return p
