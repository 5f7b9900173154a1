"""Dates: the day that is meant, the year that the evidence allows, and none where there is none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.facts import events, kinds
from banmian.facts.days import expressions
from banmian.records import Facts
from tests.articles import article, cases, page


def told(*articles, printed=None, head=""):
    made = page(*articles, printed=printed, head=head)
    known = kinds.extract(made, tuple(Facts() for _ in articles))
    return [facts.event for facts in events.extract(made, known)]


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: case["why"])
def test_date(case):
    more = {key: case[key] for key in ("headline", "role") if key in case}
    event = told(article(case["body"], **more), printed=case.get("printed"), head=case.get("head", ""))[0]
    assert (str(event.date or ""), str(event.end_date or "")) == (case["date"], case.get("end", ""))
    assert case.get("says", "") in (event.year_evidence or "")
    assert (event.year_evidence is None) == (event.date is None)


def test_the_year_of_the_other_events_of_the_page():
    counted = article("1月2日，区委召开2024年第1次党政联席会议。")
    before = article("12月30日上午，区委书记王志强到各镇调研。")
    dates = [event.date for event in told(counted, before)]
    assert dates == [dt.date(2024, 1, 2), dt.date(2023, 12, 30)]


def test_a_page_whose_year_nothing_tells():
    assert [
        event.date for event in told(article("1月2日，区委召开会议。"), article("1月3日，会议召开。"))
    ] == [
        None,
        None,
    ]


def test_evidence_that_agrees_is_quoted_too():
    event = told(article("3月3日，正值元宵佳节，区委召开2026年第2次常务会议。"), printed="2026-03-05")[0]
    assert event.year_evidence == (
        "版面日期为2026年3月5日，“3月3日”取其前最近的一天；“2026年第2次”的次数按年计算；"
        "“正值元宵佳节”，2026年正是3月3日"
    )


def test_the_span_holds_the_date():
    body = "本报讯（记者 周晓）3月5日 上午，会议召开。"
    event = told(article(body), printed="2024-03-06")[0]
    assert body[slice(*event.date_span)] == "3月5日 上午"
    assert event.part_of_day == "上午"


@given(st.dates(dt.date(1995, 1, 1), dt.date(2026, 1, 1)), st.integers(0, 364))
def test_any_day_of_the_year_before_printing_is_found_again(printed, back):
    day = printed - dt.timedelta(back)
    body = f"{day.month}月{day.day}日，县委召开会议。"
    assert told(article(body), printed=printed.isoformat())[0].date == day


@given(st.text("0123456789一二十年月日至、-晚上午昨今当", max_size=40))
def test_no_expression_leaves_its_text(text):
    for found in expressions(text, 0, len(text)):
        assert text[slice(*found.span)] == found.printed
