"""Kinds: what the report is about, not which words it holds."""

import pytest

from banmian.facts.kinds import kind
from banmian.schema import ARTICLE_KINDS
from tests.articles import article, cases


@pytest.mark.parametrize("case", cases("kinds"), ids=lambda case: f"{case['kind']}: {case['why']}")
def test_kind(case):
    more = {key: case[key] for key in ("kicker", "subhead") if key in case}
    assert kind(article(case["body"], case.get("headline"), **more))[0] == case["kind"]


def test_the_cases_try_every_kind_that_words_tell():
    assert {case["kind"] for case in cases("kinds")} == set(ARTICLE_KINDS) - {"photo", "headline_only"}


@pytest.mark.parametrize("role", ["photo", "notice", "headline_only"])
def test_what_the_layout_knows_stands(role):
    assert kind(article("5月6日，市政府召开会议。", "市政府召开会议", role=role)) == (role, "layout")
