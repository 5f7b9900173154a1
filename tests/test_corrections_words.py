"""Corrections of phrases, words and topics in a library."""

from __future__ import annotations

import shutil

import pytest

from banmian.library import corrections, store
from banmian.library.corrections import Correction
from banmian.library.decisions import decided
from banmian.measures import keyness, passages
from tests.county import MEETING, WATER, page_of


@pytest.fixture
def library(county, tmp_path):
    return shutil.copytree(county, tmp_path / "library")


def counts(frames):
    """Word → how often in all texts, and in how many reports."""
    terms = frames.terms.groupby("word")["count"]
    found = keyness.frequency(frames).set_index("word")
    assert found["count"].to_dict() == terms.sum().to_dict()
    assert found["n"].to_dict() == terms.count().to_dict()
    return found["count"].to_dict()


def test_two_phrases_are_made_one(library):
    before = store.open_library(library).slogans
    corrections.decide(library, Correction("slogan", {"slogan": "三避让"}, {"canonical": "三个避让"}))
    frames = store.open_library(library)
    assert before["canonical"].value_counts().to_dict() == {"三个避让": 1, "三避让": 1}
    assert frames.slogans["canonical"].astype("str").to_list() == ["三个避让", "三个避让"]
    assert [s.canonical for said in page_of(frames, WATER).facts for s in said.slogans] == ["三个避让"] * 2
    assert counts(frames)["三个避让"] == 2
    assert "三避让" not in counts(frames)
    found = passages.of_word(frames, "三个避让")
    assert found["hit"].to_list() == frames.slogans["printed"].to_list()
    assert passages.having(frames, "三个避让")["count"].sum() == len(found)
    corrections.decide(library, Correction("slogan", {"slogan": "三个避让"}, {"canonical": "避让"}))
    assert set(store.open_library(library).slogans["canonical"]) == {"避让"}
    corrections.decide(library, Correction("slogan", {"slogan": "避让"}, {"canonical": "底线"}))
    assert counts(store.open_library(library))["底线"] == 3  # with the word of the text


def test_words_and_topics_of_ones_own(library):
    before = store.open_library(library)
    assert "青稞酿造" not in set(before.terms["word"])
    decided_on = [
        Correction("word", {"word": "青稞酿造"}),
        Correction("topic_word", {"topic": "青稞产业", "word": "青稞酿造"}, {"strength": "strong"}),
        Correction("topic", {"topic": "生态环保"}, {"name": "生态"}),
        Correction("topic_word", {"topic": "教育", "word": "没有的词"}, {"strength": None}),
        Correction("stop_word", {"word": "青稞酿造"}),
        Correction("stop_word", {"word": "强调"}, {"stop": False}),
    ]
    events = [corrections.decide(library, line).event_id for line in decided_on]
    frames = store.open_library(library)
    assert len(passages.of_word(frames, "青稞酿造")) == (frames.terms["word"] == "青稞酿造").sum() == 2
    topics = frames.topics.groupby(frames.topics["topic"].astype("str"))["article_id"].nunique()
    assert topics["青稞产业"] == 2
    assert topics["生态"] == (before.topics["topic"] == "生态环保").sum()
    assert "生态环保" not in topics
    assert "青稞酿造" in frames.stop
    assert "强调" not in frames.stop
    assert frames.unplaced == (events[3],)
    said = {topic.topic for facts in page_of(frames, MEETING).facts for topic in facts.topics}
    assert "青稞产业" in said


def test_a_word_that_is_taken_back_has_the_pages_of_before(library):
    pages = store.open_library(library).pages
    before = decided(library).keys(pages)
    line = corrections.decide(library, Correction("word", {"word": "青稞酿造"}))
    assert decided(library).keys(pages) != before
    corrections.undo(library, line.event_id)
    assert decided(library).keys(pages) == before
