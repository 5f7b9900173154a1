"""How sure a share or a rate is: intervals of counts, one for each element of the arrays given."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

LEVEL = 0.95
Bounds = tuple[NDArray[np.float64], NDArray[np.float64]]


def wilson(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> Bounds:
    """Score interval of the share ``k`` of ``n`` (Wilson 1927, JASA 22: 209–212); [0, 1] of nothing."""
    k, n = np.asarray(k, float), np.asarray(n, float)
    z = special.ndtri((1 + level) / 2)
    some = np.maximum(n, 1)
    share = k / some
    spread = np.sqrt(share * (1 - share) / some + z**2 / (4 * some**2))
    centre, half = share + z**2 / (2 * some), z * spread
    low = np.where(k == 0, 0.0, (centre - half) / (1 + z**2 / some))
    high = np.where(k == n, 1.0, (centre + half) / (1 + z**2 / some))
    return low, high


def clopper_pearson(k: ArrayLike, n: ArrayLike, level: ArrayLike = LEVEL) -> Bounds:
    """Exact interval of the share ``k`` of ``n`` (Clopper and Pearson 1934, Biometrika 26: 404–413)."""
    k, n = np.asarray(k, float), np.asarray(n, float)
    tail = (1 - np.asarray(level, float)) / 2
    low = np.where(k == 0, 0.0, special.betaincinv(np.maximum(k, 1), n - k + 1, tail))
    high = np.where(k == n, 1.0, special.betainccinv(k + 1, np.maximum(n - k, 1), tail))
    return low, high


def poisson(k: ArrayLike, exposure: ArrayLike, level: float = LEVEL) -> Bounds:
    """Exact interval of the rate of ``k`` events in ``exposure`` (Garwood 1936, Biometrika 28: 437–442).

    Without exposure it is [0, ∞).
    """
    k, exposure = np.asarray(k, float), np.asarray(exposure, float)
    tail = (1 - level) / 2
    low = np.where(k == 0, 0.0, special.gammaincinv(np.maximum(k, 1), tail))
    high = special.gammainccinv(k + 1, tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(exposure > 0, low / exposure, 0.0), np.where(exposure > 0, high / exposure, np.inf)
