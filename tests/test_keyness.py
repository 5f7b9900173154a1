"""Words that mark an issue: published examples, other routes, and abstention."""

from __future__ import annotations

from dataclasses import replace
from math import log, log2, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from banmian import schema
from banmian.bodies import InMemory
from banmian.frames import Frames
from banmian.measures.keyness import PRIOR, frequency, keyness
from tests.library import issue, library, report

Counts = dict[str, list[dict[str, int]]]


def worded(issues: Counts, dates: dict[str, str] | None = None) -> Frames:
    """A library whose articles hold the words given, so often."""
    days = dates or {}
    frames = library(
        *(
            issue(name, *(report("。", "题", days.get(name)) for _ in articles))
            for name, articles in issues.items()
        )
    )
    rows = [
        (f"{name}-{number:02}", name, word, count)
        for name, articles in issues.items()
        for number, words in enumerate(articles, 1)
        for word, count in words.items()
    ]
    return replace(frames, bodies=InMemory(frames.pages, schema.TERMS.frame(rows)))


def row(table, word):
    return table.set_index("word").loc[word]


def many(with_word: int, of: int) -> list[dict[str, int]]:
    return [{"污染": 1, "治理": 1} if number < with_word else {"治理": 1} for number in range(of)]


def test_frequency_counts_articles_first():
    frames = worded({"a": [{"污染": 9}, {"防汛": 1}], "b": [{"防汛": 1}]})
    table = frequency(frames)
    assert table[["word", "count", "n", "of", "share"]].values.tolist() == [
        ["防汛", 2, 2, 3, 2 / 3],
        ["污染", 9, 1, 3, 1 / 3],
    ]
    assert frequency(frames, "b")["of"].tolist() == [1]


def test_dispersion_as_in_gries_2008():
    # the worked example: “a” 1, 2, 3, 4, 5 times in parts of 9, 10, 10, 10, 11 words: DP = 0.18
    parts = [
        {"a": a, "other": size - a} for a, size in zip([1, 2, 3, 4, 5], [9, 10, 10, 10, 11], strict=True)
    ]
    dispersion = row(frequency(worded({"corpus": parts})), "a")["dispersion"]
    assert dispersion * (1 - 9 / 50) == pytest.approx(0.18)


def test_dispersion_is_one_in_the_smallest_part_alone():
    table = frequency(worded({"a": [{"污染": 1}, {"防汛": 3}]}))
    assert row(table, "污染")["dispersion"] == pytest.approx(1)


def test_stop_words_leave_the_denominators_alone():
    frames = worded({"a": [{"会议": 1}, {"污染": 1}], "b": [{"污染": 1}]})
    assert frequency(frames, stop={"会议"})[["word", "n", "of"]].values.tolist() == [["污染", 2, 3]]
    assert set(keyness(frames, "a", stop={"会议"})["of"]) == {2}


def test_lrc_is_the_bound_of_an_exact_interval():
    frames = worded({"a": many(20, 30), "b": many(3, 60)})
    word = row(keyness(frames, "a"), "污染")
    # two words, so 1 − 0.05/2; 20 of 23 occurrences lie here, with 30 articles against 60
    share = stats.binomtest(20, 23).proportion_ci(1 - 0.05 / 2, "exact").low
    assert word["lrc"] == pytest.approx(log2(share / (1 - share) * 60 / 30))
    assert word["enough"]
    assert word["log_ratio"] == pytest.approx(log2((20.5 / 30.5) / (3.5 / 60.5)))
    assert (word["n"], word["of"], word["rest_n"], word["rest_of"]) == (20, 30, 3, 60)


def test_a_word_that_is_rarer_here_has_a_negative_bound():
    frames = worded({"a": many(3, 60), "b": many(20, 30)})
    share = stats.binomtest(3, 23).proportion_ci(1 - 0.05 / 2, "exact").high
    assert row(keyness(frames, "a"), "污染")["lrc"] == pytest.approx(log2(share / (1 - share) * 30 / 60))


def test_three_against_nine_of_thirty_is_not_enough():
    table = keyness(worded({"a": many(9, 30), "b": many(3, 30)}), "a")
    assert (row(table, "污染")["lrc"], bool(row(table, "污染")["enough"])) == (0, False)


def test_one_report_that_repeats_a_word_proves_nothing():
    frames = worded({"a": [{"污染": 500}, {"治理": 1}], "b": [{"治理": 1}, {"防汛": 1}]})
    assert not keyness(frames)["enough"].any()


def test_z_is_monroes_with_the_library_as_prior():
    issues = {"a": [{"污染": 1, "治理": 1}, {"污染": 1}], "b": [{"治理": 1}, {"防汛": 1}, {"治理": 2}]}
    y1, y2 = {"污染": 2, "治理": 1, "防汛": 0}, {"污染": 0, "治理": 2, "防汛": 1}
    n1, n2, library_size = 3, 3, 6
    for word in ("污染", "治理"):
        prior = PRIOR * (y1[word] + y2[word]) / library_size
        here, there = y1[word] + prior, y2[word] + prior
        odds = log(here / (n1 + PRIOR - here)) - log(there / (n2 + PRIOR - there))
        z = odds / sqrt(1 / here + 1 / there)
        assert row(keyness(worded(issues), "a"), word)["z"] == pytest.approx(z)


def test_months_are_groups_too():
    frames = worded({"a": [{"污染": 1}], "b": [{"防汛": 1}]}, {"a": "2026-01-20", "b": "2026-02-03"})
    table = keyness(frames, by="month")
    assert [f"{day:%Y-%m-%d}" for day in table["group"]] == ["2026-01-01", "2026-02-01"]


def test_a_single_issue_has_nothing_to_differ_from():
    assert keyness(worded({"a": [{"污染": 1}]})).empty
    assert keyness(worded({})).empty
    assert frequency(worded({})).empty


ARTICLES = st.lists(
    st.dictionaries(st.sampled_from("甲乙丙丁"), st.integers(1, 5), min_size=1), min_size=1, max_size=5
)


@given(st.dictionaries(st.sampled_from("abc"), ARTICLES, min_size=1), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_shares_bounds_and_order(issues, random):
    frames = worded(issues)
    shuffled = worded({name: issues[name] for name in random.sample(sorted(issues), len(issues))})
    table = keyness(frames)
    assert table[["share", "rest_share"]].stack().between(0, 1).all()
    assert (table["lrc"] * table["log_ratio"] >= 0).all()
    assert frequency(frames)["dispersion"].dropna().between(-1e-9, 1 + 1e-9).all()
    assert frequency(frames)["count"].sum() == sum(
        sum(words.values()) for one in issues.values() for words in one
    )
    assert keyness(shuffled).equals(table)
    assert frequency(shuffled).drop(columns="dispersion").equals(frequency(frames).drop(columns="dispersion"))
