"""What is found once in frames, and what a selection cuts."""

from __future__ import annotations

import gc

import numpy as np
import pandas as pd

from banmian import once as module
from banmian import schema
from banmian.frames import places
from banmian.once import once
from banmian.selection import Selection
from tests.library import library
from tests.two_issues import FRAMES, NEW, OLD


def test_a_measure_is_asked_once_and_its_table_cannot_be_spoilt():
    asked = []

    @once
    def measure(frames, by="kind"):
        asked.append(by)
        return frames.articles[["article_id"]].copy()

    first = measure(FRAMES)
    first["article_id"] = "spoilt"
    assert (measure(FRAMES)["article_id"] != "spoilt").all()
    measure(FRAMES, by="leader")
    assert asked == ["kind", "leader"]


def test_what_is_asked_with_its_default_is_the_same_question():
    asked = []

    @once
    def measure(frames, by="kind", *, least=1):
        asked.append((by, least))
        return len(frames.articles)

    for question in ({}, {"by": "kind"}, {"least": 1}, {"least": 2}):
        measure(FRAMES, **question)
    measure(FRAMES, "kind")
    assert asked == [("kind", 1), ("kind", 2)]


def test_large_answers_go_when_others_come_those_longest_unused_first(monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 4000)
    asked = []

    @once
    def measure(frames, number):
        asked.append(number)
        return np.zeros(200), pd.Series(np.zeros(20))

    for number in (1, 2, 1, 3, 1, 2, 4):
        measure(library(OLD) if number == 4 else FRAMES, number)
    assert asked == [1, 2, 3, 2, 4]


def test_an_answer_that_is_too_large_is_given(monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 10)
    assert len(once(lambda frames: frames.articles.copy())(FRAMES)) == len(FRAMES.articles)


def test_what_was_found_goes_with_the_frames():
    frames = library(OLD, NEW)
    found = []

    class Answer:
        def __del__(self):
            found.append("gone")

    once(lambda frames: Answer())(frames)
    del frames
    gc.collect()
    assert found == ["gone"]


def test_a_selection_cuts_a_table_when_it_is_asked_for():
    chosen = Selection(kinds=("inspection",)).apply(FRAMES)
    cut = [name for name in schema.TABLES if name != "terms" and _is_cut(chosen, name)]
    assert cut == []
    assert len(chosen.events) == 1
    assert _is_cut(chosen, "events")
    assert chosen.whole is FRAMES


def _is_cut(frames, name: str) -> bool:
    try:
        object.__getattribute__(frames, name)
    except AttributeError:
        return False
    return True


def test_ids_are_places_in_the_whole_library_whatever_is_selected():
    chosen = Selection(kinds=("inspection",)).apply(FRAMES)
    for frames in (FRAMES, chosen):
        for name, of in (
            ("appearances", "articles"),
            ("events", "articles"),
            ("topics", "articles"),
            ("articles", "issues"),
        ):
            ids = getattr(frames, name)[f"{of[:-1]}_id"]
            told = getattr(FRAMES, of)[f"{of[:-1]}_id"].iloc[places(ids)]
            pd.testing.assert_series_equal(ids.astype("str"), told.set_axis(ids.index))
