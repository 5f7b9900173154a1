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


def named(text, name, *titles):
    """The facts of a report in which somebody stands."""
    span = (text.index(name), text.index(name) + len(name))
    told = (name, name, titles, titles, ("attend",), "出席", True, "official", None, None)
    return Facts(people=(Appearance(*told, span, (span,), ""),))


def test_a_body_in_a_title_is_the_person_s():
    report = "市科技局局长王强出席，市财政局作了发言。"
    found = organisations(article(report), named(report, "王强", "市科技局局长"))
    assert [entity.canonical for entity in found] == ["市财政局"]


def test_a_company_in_a_row_begins_behind_the_name():
    row = "授予下列人员先进个人称号：\n秦满仓　柳河机床有限公司班组长"
    found = organisations(article(row), named(row, "秦满仓", "班组长"))
    assert [entity.canonical for entity in found] == ["柳河机床有限公司"]


@given(st.text("市县科技局委公司有限集团街道、，。在和来到先后村社区A（）\n ", max_size=60))
def test_spans_hold_the_printed_name(text):
    report = article(text)
    for entity in [*organisations(report, Facts()), *places(report)]:
        start, end = entity.span
        assert "".join(report.body.text[start:end].split()) == entity.printed.replace("\n", "")
