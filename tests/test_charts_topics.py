"""Charts of topics and words, by value."""

from __future__ import annotations

import pandas as pd
import pytest

from banmian.charts import bars, topics
from banmian.charts.colours import PALETTES, category_colours
from banmian.measures import issues
from banmian.measures import topics as talk
from tests.drawings import FRAMES, TOPICS, about, meeting
from tests.library import issue, library


def test_heat_prints_counts_in_cells_that_can_be_chosen():
    shares = talk.shares(FRAMES)
    grid = topics.heat(shares, talk.ranked(FRAMES), issues.issues(FRAMES)).data[0]
    told = {tuple(chosen): text for chosen, text in zip(grid.customdata, grid.text, strict=True)}
    assert told == {(row.topic, row.group): str(row.n) if row.n else "" for row in shares.itertuples()}
    assert told["经济运行", "old"] == "2"


def test_ranked_topics_carry_their_intervals():
    ranked = talk.ranked(FRAMES)
    marks, numbers = topics.ranked(ranked, chosen="生态环保").data
    assert list(marks.customdata) == list(ranked["topic"])
    assert list(marks.x) == list(ranked["share"])
    assert list(marks.error_x.array) == pytest.approx(list(ranked["high"] - ranked["share"]))
    assert list(marks.error_x.arrayminus) == pytest.approx(list(ranked["share"] - ranked["low"]))
    assert [text.strip() for text in numbers.text] == [f"{n} 篇" for n in ranked["n"]]


def test_one_topic_alone_keeps_its_colour():
    shares, table = talk.shares(FRAMES), issues.issues(FRAMES)
    alone = topics.over_time(shares, ["生态环保"], TOPICS, table).data[0]
    both = topics.over_time(shares, ["经济运行", "生态环保"], TOPICS, table).data[1]
    assert alone.marker.line.color == both.marker.line.color == category_colours(TOPICS, "light")["生态环保"]


def test_words_without_enough_evidence_are_hollow():
    frame = pd.DataFrame({"word": ["甲", "乙"], "n": [3, 2], "of": 5, "count": [4, 2], "rest_n": 1, "rest_of": 9,
                          "lrc": [1.25, 0.0], "enough": [True, False]})  # fmt: skip
    marks, numbers = bars.words(frame, by="lrc").data
    assert (list(marks.customdata), list(marks.x)) == (["甲", "乙"], [1.25, 0.0])
    assert list(marks.marker.color) == [PALETTES["light"].rule, PALETTES["light"].paper]
    assert [text.strip() for text in numbers.text] == ["1.2", "0.0"]


def test_months_without_a_page_are_blank_columns():
    apart = library(
        issue("a", meeting("2024-11-05", 1, topics=about("生态环保"))),
        issue("b", meeting("2025-02-05", 2, topics=about("生态环保"))),
    )
    figure = topics.heat(talk.shares(apart, by="month"), talk.ranked(apart))
    grid = figure.data[0]
    assert [base + width / 2 for base, width in zip(grid.base, grid.x, strict=True)] == [0, 3]
    assert list(figure.layout.xaxis.ticktext) == ["11月<br>2024年", "12月", "1月<br>2025年", "2月"]
    assert figure.layout.meta["caption"].endswith("没有日期的报道不计。空白的月份没有版面。")
    assert "2 个月 2 篇报道" in figure.layout.title.text + str(figure.layout.title.subtitle.text)


def test_a_bar_alone_is_no_wall():
    frame = pd.DataFrame({"word": ["甲"], "n": [3], "of": 5, "count": [4]})
    assert bars.words(frame, by="n").layout.yaxis.range == (5.6, -0.6)
    assert len(bars.words(frame, by="n").layout.yaxis.ticktext) == 1
