"""Collected texts as pages: the text that is made, what is known beside it, and that the rest stays as it is."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from banmian.parsing import understand
from banmian.reading import decode
from banmian.reading.adapters.days import days

CASES = tomllib.loads((Path(__file__).parent / "cases" / "adapters.toml").read_text("utf-8"))["case"]
PAGE = "高新日报　2024年3月7日　星期四　第1版\n\n全市会议召开\n\n　　本报讯 3月6日，市长张华主持召开会议。\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case):
    source = decode(case["input"].encode(), case["name"])
    assert source.text.strip() == (case["input"] if case.get("untouched") else case["text"]).strip()
    assert source.repairs == tuple(case.get("repairs", ()))
    assert source.page_number == case.get("page")
    issue = understand(source)
    assert issue.page.paper == case.get("paper")
    assert str(issue.page.publication_date or "") == case.get("date", "")
    assert [str(facts.event.date) for facts in issue.facts if facts.event.date] == case.get("events", [])


def test_what_is_given_goes_before_the_print_and_both_are_kept():
    given = replace(decode(PAGE.encode(), "版.txt"), publication_date=dt.date(2023, 3, 8), paper="城关快报")
    page = understand(given).page
    assert (page.publication_date, page.printed_date) == (dt.date(2023, 3, 8), dt.date(2024, 3, 7))
    assert page.paper == "城关快报"
    assert str(understand(given).facts[0].event.date) == "2023-03-06"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20240105", ["2024-01-05"]),
        ("news_20240105_3", ["2024-01-05"]),
        ("2024-1-5 到 2024.02.29", ["2024-01-05", "2024-02-29"]),
        ("2023年2月29日", []),
        ("20241305", []),
        ("8dec20190311ab50", []),
        ("120240105", []),
        ("2024-01.05", []),
    ],
)
def test_days(text, found):
    assert [day.isoformat() for day in days(text)] == found


def test_the_example_of_the_documentation_works():
    text = (Path(__file__).parent.parent / "docs" / "adapters.md").read_text("utf-8")
    example = {}
    exec(text.split("```python\n")[1].split("```")[0], example)
    source = decode(
        "【2024-01-05 高新日报 第2版】\n高新区召开会议\n本报讯 1月4日，会议召开。".encode(), "a.txt"
    )
    assert example["recognise"](source.text, source.name)
    assert not example["recognise"](PAGE, source.name)
    page = understand(example["adapt"](source)).page
    assert (page.paper, page.publication_date, page.source.page_number) == (
        "高新日报",
        dt.date(2024, 1, 5),
        2,
    )
    assert [article.headline.text for article in page.articles] == ["高新区召开会议"]
