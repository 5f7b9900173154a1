"""The sentences behind a number: as printed, and as many as were counted."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from banmian import load
from banmian.frames import text
from banmian.measures.passages import WINDOW, having, of_word, passages
from tests.library import issue, library, report, slogan

SEEDS = Path(__file__).parent.parent / "seeds"
BODY = "会议召开。要推进污染治理！污染治理见效了吗？\n污染不再。"
FRAMES = library(
    issue("a", report(BODY, "“四项行动”见效", "2026-01-02", slogans=(slogan("四项行动", 1, "headline"),)))
)


def spans(*places: tuple[int, int], **more: object) -> pd.DataFrame:
    return pd.DataFrame(
        [("a-01", *place) for place in places], columns=["article_id", "start", "end"]
    ).assign(**more)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ((0, 2), ("", "会议", "召开。")),
        ((8, 10), ("要推进", "污染", "治理！")),
        ((13, 17), ("", "污染治理", "见效了吗？")),
        ((23, 25), ("", "污染", "不再。")),
    ],
)
def test_sentence(place, sentence):
    found = passages(FRAMES, spans(place)).iloc[0]
    assert (found["before"], found["hit"], found["after"]) == sentence
    assert found["headline"] == "“四项行动”见效"
    assert found["date"] == pd.Timestamp("2026-01-02")


def test_spans_in_a_headline_are_read_there():
    found = passages(FRAMES, FRAMES.slogans).iloc[0]
    assert (found["where"], found["before"], found["hit"], found["after"]) == (
        "headline",
        "“",
        "四项行动",
        "”见效",
    )


def test_what_has_no_place_has_no_passage():
    rows = spans((0, 2), (0, 2)).astype({"start": "Int64", "end": "Int64"})
    rows.loc[0, ["start", "end"]] = pd.NA
    assert len(passages(FRAMES, rows)) == 1
    assert passages(FRAMES, rows.head(0)).empty


def test_a_sentence_without_end_is_cut():
    frames = library(issue("a", report("长" * 5000)))
    found = passages(frames, spans((2500, 2501))).iloc[0]
    assert (len(found["before"]), len(found["after"])) == (WINDOW, WINDOW)


def test_passages_are_in_the_order_of_the_rows():
    assert passages(FRAMES, spans((23, 25), (0, 2)))["hit"].tolist() == ["污染", "会议"]


def test_as_many_passages_as_counted_on_the_real_pages():
    frames = load(SEEDS)
    counts = frames.terms.groupby("word", observed=True)["count"].sum()
    phrases = set(frames.slogans["canonical"])
    assert len(counts) > 500
    for word in counts.sort_values().index[::-25]:
        found = of_word(frames, word)
        assert len(found) == counts[word] == having(frames, word)["count"].sum()
        pd.testing.assert_frame_equal(of_word(frames, word, 3), found.head(3))
        assert {"".join(hit.split()) for hit in found["hit"]} == {word} or word in phrases
        for row in found.head(3).itertuples():
            assert row.before + row.hit + row.after in text(frames, row.article_id)
