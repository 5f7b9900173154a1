"""Organisations and places: names from edge to ending, and nothing that has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.facts.organisations import organisations
from banmian.facts.places import places
from banmian.records import Appearance, Facts
from tests.articles import article, cases


@pytest.mark.parametrize("case", cases("organisations"), ids=lambda case: case["why"])
def test_names(case):
    report = article(case["body"])
    assert [entity.canonical for entity in organisations(report, Facts())] == case.get("organisations", [])
    assert [entity.canonical for entity in places(report)] == case.get("places", [])


def test_a_body_in_a_title_is_the_person_s():
    report = article("市科技局局长王强出席，市财政局作了发言。")
    titled = ("市科技局局长",)
    person = Appearance(
        "王强",
        "王强",
        titled,
        titled,
        ("attend",),
        "出席",
        True,
        "official",
        None,
        None,
        (6, 8),
        ((6, 8),),
        "",
    )
    found = organisations(report, Facts(people=(person,)))
    assert [entity.canonical for entity in found] == ["市财政局"]


@given(st.text("市县科技局委公司有限集团街道、，。在和来到先后村社区A（）\n ", max_size=60))
def test_spans_hold_the_printed_name(text):
    report = article(text)
    for entity in [*organisations(report, Facts()), *places(report)]:
        start, end = entity.span
        assert "".join(report.body.text[start:end].split()) == entity.printed.replace("\n", "")
