"""The scorer itself: labels agree with themselves, and each damage is seen where it is."""

from copy import deepcopy

import pytest

from banmian.reading import read
from tests.quality.labels import SETS, labels, plain
from tests.quality.scorer import compare
from tests.quality.test_gold import stretch


def as_read(page, text):
    """The record of a parser that finds just what the labels say."""
    record = deepcopy(page)
    record["leftover"] = [[0, len(text)]]
    for article in record["articles"]:
        at, to = stretch(text, article) or (0, 0)
        article |= {"body": text[at:to], "spans": []}
        article["topics"] = [{"topic": article["topics"][-1]}]
        article["anomalies"] = [{"kind": kind} for kind in article["anomalies"]]
    return record


GOLD = labels("pages")[1]
TEXT = plain(read(SETS["pages"][0] / GOLD["source"]).text)


def scored(damage=lambda record: None):
    record = as_read(GOLD, TEXT)
    damage(record)
    tallies = compare([GOLD], {GOLD["source"]: (TEXT, record)})
    return {name: tally for name, tally in tallies.items() if tally.missed or tally.invented}


def change(value, *path):
    """A damage: ``value`` in place of what is at ``path`` of the first article."""

    def damage(record):
        inner = record["articles"][0]
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return damage


def test_labels_agree_with_themselves():
    assert scored() == {}


@pytest.mark.parametrize(
    ("measure", "damage", "missed", "invented"),
    [
        ("headlines", change("无题", "headline"), 1, 1),
        ("headlines", change(None, "headline"), 1, 0),
        ("kickers", change("引题", "kicker"), 0, 1),
        ("bodies", change(TEXT[TEXT.index("本报讯") :], "body"), 1, 1),
        ("kinds", change("notice", "kind"), 1, 1),
        ("dates", change("1999-01-01", "event", "date"), 1, 1),
        ("dates", change("2026-04-11", "event", "end_date"), 0, 1),
        ("ordinals", change(None, "event", "ordinal"), 1, 0),
        ("titles", change([], "people", 0, "titles"), 2, 0),
        ("roles", change(["report", "guest"], "people", 0, "roles"), 1, 1),
        ("presence", change(False, "people", 0, "present"), 1, 1),
        ("canonical", change("无名", "people", 0, "canonical"), 1, 1),
        ("people", change("无名", "people", 0, "name"), 1, 1),
        ("bylines", change(["无名"], "byline", "photographers"), 0, 1),
        ("slogans", change([], "slogans"), 7, 0),
        ("topics", change([], "topics"), 1, 1),
        ("anomalies", change([], "anomalies"), 2, 0),
        ("conservation", lambda record: record["leftover"].append([0, 1]), 1, 1),
        ("conservation", lambda record: record["leftover"].clear(), 1, 1),
    ],
)
def test_a_damage_is_seen_where_it_is(measure, damage, missed, invented):
    found = scored(damage)
    assert {name: (tally.missed, tally.invented) for name, tally in found.items()} == {
        measure: (missed, invented)
    }


def test_an_article_that_is_not_read_takes_its_facts_out_of_the_comparison():
    found = scored(lambda record: record["articles"].pop(0))
    assert [(name, tally.missed, tally.invented) for name, tally in found.items()] == [("articles", 1, 0)]
    assert found["articles"].errors == [
        f"{GOLD['source']} 1: missed {plain(GOLD['articles'][0]['headline'])}"
    ]


def test_one_role_of_several_is_enough():
    assert scored(change(["speak", "chair"], "people", 0, "roles")) == {}
