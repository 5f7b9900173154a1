"""Policy phrases, counted by hand."""

import pandas as pd

from banmian.measures import slogans
from tests.library import issue, library, report, slogan
from tests.two_issues import EMPTY, FRAMES, values


def test_a_phrase_is_counted_by_articles_and_by_places_in_time() -> None:
    table = slogans.ledger(FRAMES)
    assert values(table, "canonical", "articles", "of", "count") == [["一", 2, 5, 2], ["三", 1, 5, 1]]
    assert list(table["first_date"]) == [pd.Timestamp("2025-12-29"), pd.Timestamp("2026-01-26")]
    assert list(table["last_date"]) == [pd.Timestamp("2026-01-26")] * 2
    assert list(table["article_id"]) == ["old-01", "new-01"]


def test_a_phrase_twice_in_one_article_is_two_places_of_one_article() -> None:
    frames = library(issue("a", report("一，一。", "会", None, slogans=(slogan("一", 0), slogan("一", 2)))))
    assert values(slogans.ledger(frames), "articles", "count", "start", "first_date") == [[1, 2, 0, None]]
    assert list(slogans.places(frames, "一")["start"]) == [0, 2]


def test_no_phrases_are_no_rows() -> None:
    assert slogans.ledger(EMPTY).empty
