"""Openings of reports: dateline and byline are behind us where the news begins; sentences end right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.facts.leads import opening, sentences
from tests.articles import article


@pytest.mark.parametrize(
    ("body", "dateline", "credit", "news"),
    [
        ("本报讯（记者周晓）会议召开。", "本报讯", "记者周晓", "会议召开。"),
        ("本报讯 会议召开。", "本报讯", "", "会议召开。"),
        ("本报讯 记者 周晓 报道 3月5日，会议召开。", "本报讯", "记者 周晓 报道", "3月5日，会议召开。"),
        ("清河融媒讯（通讯员 田甜）会议召开。", "清河融媒讯", "通讯员 田甜", "会议召开。"),
        ("本报临湖4月8日电（记者周晓）会议召开。", "本报临湖4月8日电", "记者周晓", "会议召开。"),
        ("据新华社北京4月8日电 会议召开。", "据新华社北京4月8日电", "", "会议召开。"),
        ("本报记者 周晓\n会议召开。", "", "本报记者 周晓", "会议召开。"),
        ("文：周晓 图：方圆\n会议召开。", "", "文：周晓 图：方圆", "会议召开。"),
        ("会议召开。", "", "", "会议召开。"),
        ("（图片由县文旅局提供）会议召开。", "", "", "（图片由县文旅局提供）会议召开。"),
        ("气象部门通讯记录显示，会议召开。", "", "", "气象部门通讯记录显示，会议召开。"),
        ("4月8日电力部门抢修。", "", "", "4月8日电力部门抢修。"),
        ("记者从县统计局获悉，增长6%。", "", "", "记者从县统计局获悉，增长6%。"),
    ],
)
def test_opening(body, dateline, credit, news):
    made = article(body).body
    found = opening(made)
    assert (found.dateline, found.credit, made.key[found.start :]) == (
        dateline,
        credit,
        news.replace(" ", ""),
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一。二！三？", ["一。", "二！", "三？"]),
        ("“一。二。”三说。", ["“一。二。”", "三说。"]),
        ("他说“一”。二", ["他说“一”。", "二"]),
        ("一\n二", ["一\n", "二"]),
        ("”一。", ["”一。"]),
        ("", []),
    ],
)
def test_sentences(text, parts):
    assert [text[start:end] for start, end in sentences(text, 0, 9)] == parts


@given(st.text("一二。！？“”\n，", max_size=50))
def test_sentences_leave_nothing_out(text):
    assert "".join(text[start:end] for start, end in sentences(text, 0, 99)) == text
