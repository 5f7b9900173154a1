"""Measures of topics: shares of articles, and the words behind them."""

from __future__ import annotations

from banmian.measures import topics
from banmian.selection import Selection
from tests.library import issue, library, report, topic
from tests.two_issues import FRAMES, values


def test_topics_are_shares_of_articles():
    assert values(topics.ranked(FRAMES), "topic", "n", "of", "share", "enough") == [
        ["生态环保", 2, 5, 0.4, False],
        ["经济运行", 1, 5, 0.2, False],
    ]
    assert values(topics.shares(FRAMES), "group", "topic", "n", "of") == [
        ["old", "生态环保", 1, 2],
        ["old", "经济运行", 1, 2],
        ["new", "生态环保", 1, 3],
        ["new", "经济运行", 0, 3],
    ]


def test_topics_by_month_leave_undated_articles_out():
    table = topics.shares(FRAMES, "month").astype({"group": "str"})
    assert values(table, "group", "topic", "n", "of") == [
        ["2025-12-01", "生态环保", 1, 1],
        ["2025-12-01", "经济运行", 1, 1],
        ["2026-01-01", "生态环保", 1, 3],
        ["2026-01-01", "经济运行", 0, 3],
    ]


def test_words_and_articles_behind_a_topic():
    assert values(topics.words(FRAMES, "生态环保"), "word", "hits", "n", "of") == [
        ["污染", 2, 2, 2],
        ["水质", 1, 1, 2],
    ]
    assert topics.articles(FRAMES, "生态环保")["article_id"].tolist() == ["old-01", "new-01"]
    assert values(topics.articles(FRAMES, "生态环保", "old"), "article_id", "share", "rank", "hits") == [
        ["old-01", 0.4, 2, 1]
    ]


def test_a_topic_touched_in_passing_does_not_count():
    told = report(topics=(topic("经济运行", 0.81), topic("生态环保", 0.19, ("污染", "body", (0, 1)))))
    frames = library(issue("a", told, report(topics=(topic("生态环保", 0.19), topic("经济运行", 0.18)))))
    assert values(topics.ranked(frames), "topic", "n") == [["生态环保", 1], ["经济运行", 1]]
    assert topics.articles(frames, "生态环保")["article_id"].tolist() == ["a-02"]
    assert topics.occurrences(frames, "生态环保").empty
    assert Selection(topics=("生态环保",)).apply(frames).articles["article_id"].tolist() == ["a-02"]


def test_occurrences_are_as_many_as_the_hits():
    hits = topics.words(FRAMES, "生态环保")["hits"].sum()
    assert len(topics.occurrences(FRAMES, "生态环保")) == hits == 3
    assert len(topics.occurrences(FRAMES, "生态环保", "new")) == 2
