"""Headings and reports that go together best."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import linear_sum_assignment

from banmian.layout.matching import matched

NONE, MOST = 0.0, 9.0


@pytest.mark.parametrize(
    ("worth", "expected"),
    [
        ([[3, 1], [1, 3]], {0: 0, 1: 1}),
        ([[5, 4], [5, 1]], {0: 1, 1: 0}),  # both want the first; together they are worth more this way
        ([[2, 0], [5, 0]], {1: 0}),  # whoever has nothing else stays alone
        ([[0, 0]], {}),
        ([[1], [2], [3]], {2: 0}),
    ],
)
def test_each_goes_with_one(worth: list[list[float]], expected: dict[int, int]):
    assert dict(matched(np.array(worth, float))) == expected


@given(
    arrays(float, array_shapes(min_dims=2, max_dims=2, max_side=7), elements=st.floats(NONE, MOST, width=16))
)
def test_together_they_are_worth_as_much_as_can_be(worth: np.ndarray):
    pairs = dict(matched(worth))
    assert len(set(pairs.values())) == len(pairs)
    assert all(worth[pair] > 0 for pair in pairs.items())
    assert sum(worth[pair] for pair in pairs.items()) == pytest.approx(
        worth[linear_sum_assignment(worth, maximize=True)].sum()
    )
