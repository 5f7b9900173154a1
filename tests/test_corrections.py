"""Corrections to a page: cases, and what holds of all of them."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.library.actions import ACTIONS, OF_PAGES, sound
from banmian.library.amend import understood
from banmian.library.amend.quotes import article_at, quotation
from banmian.library.corrections import Correction
from banmian.reading import decode

FILE = tomllib.loads((Path(__file__).parent / "cases" / "corrections.toml").read_text("utf-8"))
PAGES, CASES = FILE["pages"], FILE["case"]


def source(page):
    return decode(PAGES[page].encode(), "page.txt")


def corrections(case):
    filled = [{"value": {}} | line for line in case["lines"]]
    for line in filled:
        if line["action"] == "headline":
            line["value"] = {"text": None} | line["value"]
    return [
        Correction(line["action"], {"page": "p", **line["target"]}, line["value"], event_id=str(number))
        for number, line in enumerate(filled)
    ]


def seen(issue):
    text, page = issue.source.text, issue.page
    return {
        "headlines": [article.headline.text if article.headline else "" for article in page.articles],
        "dates": [str(said.event.date) for said in issue.facts],
        "kinds": [said.kind for said in issue.facts],
        "names": [said.event.name or "" for said in issue.facts],
        "people": [[person.name for person in said.people] for said in issue.facts],
        "faults": [[fault.kind for fault in said.anomalies] for said in issue.facts],
        "leftover": [text[start:end].strip() for start, end in page.leftover],
        "paper": page.paper,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:40])
def test_cases(case):
    lines = corrections(case)
    assert all(map(sound, lines))
    issue, unplaced = understood(source(case["page"]), lines)
    found = seen(issue)
    assert {name: found[name] for name in case if name in found} == {
        name: case[name] for name in case if name in found
    }
    assert len(unplaced) == case.get("unplaced", 0)
    for article, (first, last) in zip(issue.page.articles, case.get("bodies", ()), strict="bodies" in case):
        assert article.body.text.startswith(first)
        assert article.body.text.endswith(last)
    conserved(issue)


def conserved(issue):
    """Every printed character is in one article or left over; what is read stands where it says."""
    text, page = issue.source.text, issue.page
    spans = sorted(span for spans in (page.leftover, *(a.spans for a in page.articles)) for span in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    for number, article in enumerate(page.articles, 1):
        assert article.number == number
        own = {place for a, b in article.spans for place in range(a, b)}
        lines = [line for line in (article.headline, article.kicker, article.subhead) if line]
        for part in (article.body, *lines):
            shown = [(c, place) for c, place in zip(part.text, part.offsets, strict=True) if not c.isspace()]
            assert all(text[place] == char and place in own for char, place in shown)
    assert len(issue.facts) == len(page.articles)


def pieces(text):
    """Any stretch of the print, or of something else."""
    stretch = st.tuples(st.integers(0, len(text)), st.integers(0, 24)).map(lambda at: text[at[0] : sum(at)])
    return stretch | st.text("县委会议。\n “", max_size=4)


def any_line(text):
    quote = pieces(text)
    target = {
        "fix_text": st.fixed_dictionaries({"before": quote, "text": quote, "after": quote}),
        "describe": st.just({}),
        "cut": st.fixed_dictionaries({"before": quote, "after": quote}),
        "join": st.fixed_dictionaries({"first": quote, "second": quote}),
        "dismiss": st.fixed_dictionaries({"kind": st.just("year_inferred"), "quote": quote}),
    }
    value = {
        "fix_text": st.fixed_dictionaries({"text": st.sampled_from(["庞", "", "三月"])}),
        "describe": st.just({"paper": "某报"}),
        "headline": st.fixed_dictionaries({"text": st.none() | quote}),
        "date": st.just({"date": "2026-01-02"}),
        "kind": st.just({"kind": "study"}),
        "name": st.just({"name": "某会"}),
    }
    of_article = st.fixed_dictionaries({"quote": quote})
    return st.sampled_from(sorted(OF_PAGES)).flatmap(
        lambda action: st.builds(
            lambda said, told: Correction(
                action, {"page": "p", **said}, told, event_id=f"{action}{said}{told}"
            ),
            target.get(action, of_article),
            value.get(action, st.just({})),
        )
    )


@settings(max_examples=60)
@given(st.lists(any_line(PAGES["county"]), max_size=5))
def test_whatever_is_corrected_no_character_is_lost(lines):
    issue, _ = understood(source("county"), lines)
    conserved(issue)


@settings(max_examples=60)
@given(st.lists(any_line(PAGES["county"]), max_size=4, unique_by=lambda line: line.event_id))
def test_what_finds_no_place_changes_nothing(lines):
    issue, unplaced = understood(source("county"), lines)
    without = [line for line in lines if line not in unplaced]
    assert understood(source("county"), without) == (issue, [])


@settings(max_examples=20)
@given(st.permutations([line for case in (0, 10, 13) for line in corrections(CASES[case])]))
def test_corrections_of_different_places_come_to_the_same_in_any_order(lines):
    issue, unplaced = understood(source("county"), lines)
    assert not unplaced
    assert seen(issue) == seen(understood(source("county"), sorted(lines, key=lambda line: line.action))[0])
    assert seen(issue)["people"][0] == ["庞建军", "张丽华"]


@settings(max_examples=40)
@given(st.lists(any_line(PAGES["county"]), max_size=3))
def test_every_article_is_found_again_by_its_quotation(lines):
    page = understood(source("county"), lines)[0].page
    for place, article in enumerate(page.articles):
        quote = quotation(page, article)
        assert quote == "" or article_at(page, quote) == place


@pytest.mark.parametrize(
    ("action", "target", "value"),
    [
        ("date", {"page": "p", "quote": "q"}, {"date": "yesterday"}),
        ("date", {"page": "p", "quote": "q"}, {"date": 20260305}),
        ("kind", {"page": "p", "quote": "q"}, {"kind": "war"}),
        ("kind", {"page": "p", "quote": "q"}, {"kind": ["meeting"]}),
        ("kind", {"page": "p"}, {"kind": "meeting"}),
        ("fix_text", {"page": "p"}, {"text": "字"}),
        ("fix_text", {"page": "p", "text": "字"}, {"text": None}),
        ("describe", {"page": "p"}, {"page_number": "第二版"}),
        ("topic_word", {"topic": "农业", "word": "稻"}, {"strength": "mighty"}),
        ("cut", {"page": "p", "before": "一"}, {}),
        ("from_the_future", {"page": "p"}, {}),
    ],
)
def test_a_line_that_says_nothing_is_no_correction(action, target, value):
    assert not sound(Correction(action, target, value))


def test_every_action_is_called_something_else():
    labels = [action.label for action in ACTIONS.values()]
    assert len(set(labels)) == len(labels)
