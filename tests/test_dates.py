"""Dates: the day that is meant, the year that the evidence allows, and none where there is none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.facts import events, kinds
from banmian.facts.days import expressions
from banmian.layout import read_page
from banmian.records import Facts, Source
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


FESTIVE = "本报讯（记者周晓）10月1日，正值中秋佳节，区委书记王志强走访慰问坚守岗位的职工。"


def test_a_festival_alone_takes_the_latest_year_that_fits_whatever_the_clock_says(monkeypatch):
    class Later(dt.date):
        @classmethod
        def today(cls):
            return cls(2050, 1, 1)

    monkeypatch.setattr(dt, "date", Later)
    event = told(article(FESTIVE))[0]
    assert (event.date, event.year_evidence) == (
        dt.date(2020, 10, 1),
        "“正值中秋佳节”，2020年正是10月1日（2001年也是，取近的）",
    )


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2001-10-02_a1.txt", dt.date(2001, 10, 1)),
        ("20011002.txt", dt.date(2001, 10, 1)),
        ("海西日报2001年10月2日第2版.txt", dt.date(2001, 10, 1)),
        ("2001.10.2.md", dt.date(2001, 10, 1)),
        ("2001年第10期.txt", dt.date(2001, 10, 1)),
        ("8dec20011002ab50.txt", dt.date(2020, 10, 1)),
        ("2001-13-01.txt", dt.date(2020, 10, 1)),
        ("中秋.txt", dt.date(2020, 10, 1)),
    ],
)
def test_the_name_of_the_file_tells_the_year(name, date):
    source = Source(name, f"中秋走访\n\n{FESTIVE}", "0" * 64, "utf-8")
    made = read_page(source)
    event = events.extract(made, kinds.extract(made, (Facts(),)))[0].event
    assert event.date == date


def test_an_ordinal_speaks_before_the_day_on_which_a_file_was_saved():
    body = "本报讯（记者周晓）9月29日，区委召开2019年第3次常务会议。"
    made = read_page(Source("20261122.txt", f"区委召开常务会议\n\n{body}", "0" * 64, "utf-8"))
    event = events.extract(made, kinds.extract(made, (Facts(),)))[0].event
    assert (event.date, event.year_evidence) == (dt.date(2019, 9, 29), "“2019年第3次”的次数按年计算")


def test_the_evidence_says_that_the_name_of_the_file_told_it():
    made = read_page(Source("2024-03-06_a1.txt", "区委召开会议\n\n3月5日，区委召开会议。", "0" * 64, "utf-8"))
    event = events.extract(made, kinds.extract(made, (Facts(),)))[0].event
    assert event.year_evidence == "文件名“2024-03-06_a1.txt”中的日期为2024年3月6日，“3月5日”取其前最近的一天"
