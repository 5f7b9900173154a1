"""Bylines: every printed shape names the right people, and nothing else is taken for one."""

import pytest

from banmian.facts.bylines import byline
from tests.articles import article, cases


@pytest.mark.parametrize("case", cases("bylines"), ids=lambda case: case["why"])
def test_byline(case):
    found = byline(article(case["body"]))
    expected = [case.get(role, []) for role in ("reporters", "correspondents", "photographers")]
    assert [list(found.reporters), list(found.correspondents), list(found.photographers)] == expected


def test_the_spans_hold_the_names():
    body = "本报讯（记者 周晓 通讯员 孙浩）3月5日，花海迎客。 于海洋 摄"
    found = byline(article(body))
    assert [body[start:end] for start, end in found.spans] == ["记者 周晓 通讯员 孙浩", "于海洋 摄"]
