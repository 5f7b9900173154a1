"""Intervals against published tables and against scipy's own routes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from banmian.measures.intervals import clopper_pearson, poisson, wilson

# Newcombe 1998, Statistics in Medicine 17: 857–872, table I: methods 3 (Wilson) and 5 (Clopper–Pearson)
NEWCOMBE = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]
COUNTS = st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("k", "n", "score", "exact"), NEWCOMBE)
def test_shares_as_published(k, n, score, exact):
    assert np.round(wilson(k, n), 4).tolist() == list(score)
    assert np.round(clopper_pearson(k, n), 4).tolist() == list(exact)


@pytest.mark.parametrize(
    ("k", "bounds"), [(0, (0, 3.689)), (1, (0.025, 5.572)), (5, (1.623, 11.668)), (10, (4.795, 18.390))]
)
def test_poisson_as_in_garwoods_table(k, bounds):
    assert np.round(poisson(k, 1), 3).tolist() == list(bounds)


def test_a_rate_is_per_exposure_and_unbounded_without_any():
    assert np.allclose(poisson(5, 10), np.array(poisson(5, 1)) / 10)
    assert [bound.tolist() for bound in poisson(0, 0)] == [0, np.inf]


@given(COUNTS.filter(lambda count: count[1] > 0), st.sampled_from([0.8, 0.95, 0.9999]))
def test_shares_agree_with_scipy(count, level):
    test = stats.binomtest(*count)
    for ours, method in ((wilson, "wilson"), (clopper_pearson, "exact")):
        theirs = test.proportion_ci(level, method)
        assert np.allclose(ours(*count, level), (theirs.low, theirs.high), atol=1e-9)


@given(COUNTS)
def test_bounds_hold_the_share(count):
    k, n = count
    for low, high in (wilson(k, n), clopper_pearson(k, n)):
        assert 0 <= low <= (k / n if n else 0) <= high <= 1


@given(st.lists(COUNTS, min_size=1, max_size=20))
def test_each_element_has_its_own_interval(counts):
    k, n = np.array(counts).T
    together = np.array(wilson(k, n)).T
    assert np.allclose(together, [wilson(*count) for count in counts])
