"""Joint events against chance: worked by hand, by another route, and as properties."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from banmian.measures import tilted
from banmian.measures.chance import false_discovery_rate, joint
from banmian.measures.coappearance import companions, matrix, pairs
from tests.library import issue, library, person, report


def meetings(*rosters: str, kind: str = "meeting", series: str | None = None, issue_id: str = "a"):
    """An issue of events, each with the persons of one roster (a letter a person)."""
    return issue(
        issue_id,
        *(
            report("。", "会", f"2026-01-{number:02}", *map(person, roster), kind=kind, series=series)
            for number, roster in enumerate(rosters, 1)
        ),
    )


def row(table: pd.DataFrame, one: str, other: str) -> pd.Series:
    both = table["person_a"].isin([one, other]) & table["person_b"].isin([one, other])
    return table[both].iloc[0]


def test_expected_is_the_product_of_the_two_rates():
    # a at 6 of 8, b at 4 of 8, together at 4: 6 · 4 / 8 = 3 by chance
    pair = row(pairs(library(meetings("ab", "ab", "ab", "ab", "a", "a", "c", "c"))), "a", "b")
    assert (pair["observed"], pair["expected"], pair["difference"], pair["of"]) == (4, 3.0, 1.0, 8)
    assert {pair["n_a"], pair["n_b"]} == {6, 4}
    # all four among a's six: C(6,4) / C(8,4)
    assert pair["p"] == pytest.approx(15 / 70)


def test_who_always_attends_has_no_informative_edge():
    pair = row(pairs(library(meetings(*["ab"] * 9, "a"))), "a", "b")
    assert (pair["observed"], pair["expected"], pair["verdict"]) == (9, 9.0, "thin")
    assert not pair["enough"]
    assert np.isnan(pair["q"])


def test_a_pair_that_meets_beyond_chance():
    table = pairs(library(meetings(*["ab"] * 6, *["cd"] * 6, *["ce"] * 4)))
    pair = row(table, "a", "b")
    assert (pair["verdict"], pair["observed"]) == ("more", 6)
    assert pair["expected"] == 6 * 6 / 16
    assert pair["p"] == pytest.approx(stats.hypergeom(16, 6, 6).sf(5))
    assert row(table, "a", "c")["verdict"] == "expected"


def test_strata_are_kinds_and_meeting_series():
    # everyone of the study sessions sits in all of them: within the stratum nothing is surprising
    frames = library(
        meetings(*["ab"] * 5, kind="study", series="中心组学习"),
        meetings(*["c"] * 5, kind="inspection", issue_id="b"),
    )
    pair = row(pairs(frames), "a", "b")
    assert (pair["observed"], pair["expected"], pair["verdict"]) == (5, 5.0, "thin")


def test_years_are_strata_as_posts_change_hands():
    # a and b hold their posts in 2025, c and d theirs in 2026: over both years they would seem inseparable
    old = issue(
        "old", *(report("。", "会", f"2025-01-{n:02}", person("a"), person("b")) for n in range(1, 7))
    )
    new = issue(
        "new", *(report("。", "会", f"2026-01-{n:02}", person("c"), person("d")) for n in range(1, 7))
    )
    assert set(pairs(library(old, new))["verdict"]) == {"thin"}


def test_strata_add_up_as_independent_draws():
    frames = library(
        meetings("ab", "ab", "a", "c", kind="study"), meetings("ab", "b", "a", "c", "c", issue_id="b")
    )
    pair = row(pairs(frames), "a", "b")
    one, other = stats.hypergeom(4, 3, 2), stats.hypergeom(5, 2, 2)
    by_hand = sum(
        one.pmf(x) * other.pmf(y) for x, y in product(range(5), range(5)) if x + y >= pair["observed"]
    )
    assert pair["observed"] == 3
    assert pair["expected"] == pytest.approx(3 * 2 / 4 + 2 * 2 / 5)
    assert pair["p"] == pytest.approx(by_hand)


def test_undated_events_count_too():
    frames = library(issue("x", *(report("。", "会", None, person("a"), person("b")) for _ in range(3))))
    assert row(pairs(frames), "a", "b")["observed"] == 3


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(9, 12)), max_size=4))
def test_chances_add_up_to_one_and_to_what_is_expected(strata):
    draws = [(np.array([a, 1.0]), np.array([b, 1.0]), n) for a, b, n in strata]
    chance = joint(draws, 2)
    assert np.allclose(chance.sum(axis=1), 1)
    assert chance[0] @ np.arange(chance.shape[1]) == pytest.approx(sum(a * b / n for a, b, n in strata))


STRATUM = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n)))


@given(st.lists(STRATUM, min_size=1, max_size=8), st.floats(0, 1))
def test_tails_of_tilted_draws_are_those_of_the_distributions_added_up(strata, share):
    draws = [(np.array([a, 1.0]), np.array([b, 1.0]), n) for a, b, n in strata]
    chance = joint(draws, 2)
    fewest, most = sum(max(a + b - n, 0) for a, b, n in strata), sum(min(a, b) for a, b, _ in strata)
    observed = np.array([fewest + round(share * (most - fewest)), 1.0])
    p, least = tilted.tails(draws, observed)
    assert p == pytest.approx(
        [row[int(x) :].sum() for row, x in zip(chance, observed, strict=True)], rel=1e-9
    )
    assert least[0] == pytest.approx(chance[0, most], rel=1e-9)


@pytest.mark.parametrize("x", [0, 1, 380, 400, 500, 900, 999, 1000])
def test_a_far_tail_keeps_its_digits(x):
    p, least = tilted.tails([(np.array([2000.0]), np.array([1000.0]), 5000)], np.array([float(x)]))
    assert p[0] == pytest.approx(stats.hypergeom(5000, 2000, 1000).sf(x - 1), rel=1e-8)
    assert least[0] == pytest.approx(stats.hypergeom(5000, 2000, 1000).pmf(1000), rel=1e-8)


def test_large_events_weigh_less():
    # together at an event of two (1/1) and at one of four (1/3)
    pair = row(pairs(library(meetings("ab", "abcd", "c"))), "a", "b")
    assert pair["weight"] == pytest.approx(1 + 1 / 3)


def test_absent_persons_and_reports_of_one_event_do_not_count():
    same = report("。", "会", "2026-01-01", person("a", "chair"), person("b"), name="常委会会议")
    away = report("。", "会", "2026-01-02", person("a"), person("b", "mention", present=False))
    pair = row(pairs(library(issue("x", same, same, away))), "a", "b")
    assert (pair["observed"], pair["of"]) == (1, 2)


def test_benjamini_and_hochberg_as_in_their_example():
    # 1995: fifteen p values, four rejected at 0.05
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    q = false_discovery_rate(np.array(p[::-1]))[::-1]
    assert (q <= 0.05).sum() == 4
    assert np.allclose(q, stats.false_discovery_control(p))


def test_matrix_puts_those_who_meet_side_by_side():
    cells = matrix(pairs(library(meetings("ab", "cd", "ab", "cd", "ab", "cde"))))
    order = cells.drop_duplicates("row").sort_values("row")["person_row"].tolist()
    assert abs(order.index("a") - order.index("b")) == 1
    assert abs(order.index("c") - order.index("d")) == 1
    assert len(cells) == 5 * 4
    cell = cells.set_index(["person_row", "person_col"])["observed"]
    assert cell["a", "b"] == cell["b", "a"] == 3


def test_companions_are_those_met():
    table = companions(library(meetings("ab", "ab", "ac", "d")), "a")
    assert table[["person_id", "observed", "n", "of"]].values.tolist() == [["b", 2, 2, 4], ["c", 1, 1, 4]]
    assert companions(library(meetings("ab")), "nobody").empty


def test_only_the_persons_asked_for():
    frames = library(meetings("ab", "ab", "ac", "ad"))
    assert len(pairs(frames, least=2)) == 1
    assert len(pairs(frames, top=3)) == 3
    guests = library(
        issue("x", report("。", "会", None, person("a"), person("b", kind="company"), person("c")))
    )
    assert pairs(guests, kinds=("official",))[["person_a", "person_b"]].values.tolist() == [["a", "c"]]


ROSTERS = st.lists(st.text("abcdef", max_size=5).map(lambda names: "".join(sorted(set(names)))), max_size=12)


@given(ROSTERS)
@settings(max_examples=25)
def test_counts_and_chances_stay_in_their_bounds(rosters):
    table = pairs(library(meetings(*rosters)))
    assert (table["observed"] <= table[["n_a", "n_b"]].min(axis=1)).all()
    assert (table["expected"] <= table[["n_a", "n_b"]].min(axis=1) + 1e-9).all()
    assert table["p"].between(0, 1).all()
    assert (table["q"].dropna() >= table["p"][table["q"].notna()] - 1e-12).all()
    assert (table["enough"] == (table["verdict"] != "thin")).all()
    by_hand = {
        (a, b): sum(a in names and b in names for names in rosters) for a, b in product("abcdef", repeat=2)
    }
    assert [by_hand[pair] for pair in zip(table["person_a"], table["person_b"], strict=True)] == list(
        table["observed"]
    )


@given(ROSTERS, st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_the_order_of_pages_changes_nothing(rosters, random):
    pages = [meetings(roster, issue_id=f"i{number}") for number, roster in enumerate(rosters)]
    shuffled = random.sample(pages, len(pages))
    one, other = pairs(library(*pages)), pairs(library(*shuffled))
    pd.testing.assert_frame_equal(one, other)
    pd.testing.assert_frame_equal(matrix(one), matrix(other))
