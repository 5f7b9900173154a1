"""The record that `banmian parse` prints: its keys in order, its texts as two sources would agree."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout import make_body, make_line
from banmian.record import agreed, to_record
from banmian.records import (
    Anomaly,
    Appearance,
    Article,
    Byline,
    Event,
    Facts,
    Issue,
    Page,
    Slogan,
    Source,
    Topic,
)

AGREED = {
    "高新区(示范区)党工委书记": ("高新区（示范区）党工委书记", "brackets within Chinese"),
    "主任(兼)": ("主任（兼）", "a bracket at the end"),
    "王 伟": ("王伟", "space within a name"),
    "欧阳\u3000\n烽": ("欧阳烽", "full-width space and line end"),
    "下午3:30": ("下午3:30", "a colon between digits is of the number"),
    "1,000亩": ("1,000亩", "so is a comma"),
    "上午8:会议": ("上午8：会议", "a colon before Chinese is not"),
    "问效于民?": ("问效于民？", "a mark at the end"),
    "Smith (UK)": ("Smith(UK)", "no Chinese, no change of marks"),
    "（示范区）": ("（示范区）", "full-width already"),
    "两个\x00维护\ud800": ("两个维护\ufffd", "what no file can hold"),
}


@pytest.mark.parametrize("printed", AGREED, ids=lambda text: AGREED[text][1])
def test_agreed(printed):
    assert agreed(printed) == AGREED[printed][0]


@given(st.text(alphabet="会议(),:;?!AZ09 \n（）：，", max_size=40))
def test_agreeing_twice_changes_nothing(text):
    assert agreed(agreed(text)) == agreed(text)


def issue() -> Issue:
    """A page of two articles: one with every fact, one of which only the headline survives."""
    text = "推进 项目,快干\n本报讯(记者张 三)3月6日,区委书记李四出席。\n只剩标题"
    printed = [line.strip() for line in text.split("\n")]

    def line(number):
        start = text.index(printed[number])
        return make_line(text, [(start, start + len(printed[number]))])

    start, end = text.index("本报讯"), text.index("\n只剩")
    body = make_body(text, [(start, end)])
    articles = (
        Article("a-01", 1, line(0), None, None, body, ((0, 8), (9, end))),
        Article("a-02", 2, line(2), None, None, make_body(text, []), ((end + 1, len(text)),)),
    )
    person = Appearance(
        "李四", "李肆", ("区委书记", "区委书记"), ("区委书记",), ("attend",), "出席", True, "official",
        None, None, (0, 2), ((0, 2),), "title",
    )  # fmt: skip
    facts = Facts(
        kind="meeting",
        event=Event(
            dt.date(2026, 3, 6), dt.date(2026, 3, 7), "下午", "第4次(扩大) 会议", "会议", (2026, 4), "依据"
        ),
        byline=Byline(("张 三",), (), ()),
        people=(person,),
        slogans=(Slogan("两个维护", "两个 维护", "body", (0, 2), "quoted"),) * 2,
        topics=(Topic("经济运行", 0.25, ()), Topic("项目建设", 0.75, ())),
        anomalies=(Anomaly("year_inferred", "年份\x00推定。"),),
    )
    source = Source("页\udcff.txt", text, "ab" * 32, "utf-8")
    page = Page(source, "abababababababab", None, dt.date(2026, 3, 8), (), articles, ((8, 9),))
    return Issue(page, (facts, Facts(kind="headline_only")), (Anomaly("encoding_repaired", "1 处。"),))


def test_every_key_in_its_order():
    record = to_record(issue())
    assert list(record) == [
        "issue_id", "source", "publication_date", "date_range", "articles", "anomalies", "leftover",
    ]  # fmt: skip
    article = record["articles"][0]
    assert list(article) == [
        "article_id", "headline", "kicker", "subhead", "body", "kind", "event", "byline", "people",
        "organisations", "places", "slogans", "topics", "anomalies", "spans",
    ]  # fmt: skip
    assert list(article["event"]) == [
        "date", "end_date", "part_of_day", "name", "series", "ordinal", "year_evidence",
    ]  # fmt: skip
    assert list(article["people"][0]) == ["name", "canonical", "titles", "roles", "present", "kind"]


def test_values():
    record = to_record(issue())
    first, second = record["articles"]
    assert record["source"] == "页\ufffd.txt"
    assert record["publication_date"] == "2026-03-08"
    assert record["date_range"] == ["2026-03-06", "2026-03-07"]
    assert record["anomalies"] == [{"kind": "encoding_repaired", "detail": "1 处。"}]
    assert record["leftover"] == [[8, 9]]
    assert first["headline"] == "推进项目，快干"
    assert first["event"] == {
        "date": "2026-03-06",
        "end_date": "2026-03-07",
        "part_of_day": "下午",
        "name": "第4次（扩大）会议",
        "series": "会议",
        "ordinal": [2026, 4],
        "year_evidence": "依据",
    }
    assert first["byline"] == {"reporters": ["张三"], "correspondents": [], "photographers": []}
    assert first["people"] == [
        {
            "name": "李四",
            "canonical": "李肆",
            "titles": ["区委书记"],
            "roles": ["attend"],
            "present": True,
            "kind": "official",
        }
    ]
    assert first["slogans"] == ["两个维护"]
    assert first["topics"] == [{"topic": "项目建设", "share": 0.75}, {"topic": "经济运行", "share": 0.25}]
    assert first["anomalies"] == [{"kind": "year_inferred", "detail": "年份推定。"}]
    assert second["headline"] == "只剩标题"
    assert second["body"] == ""
    assert second["event"]["date"] is None
    assert second["event"]["ordinal"] is None


def test_record_is_json_in_utf8():
    record = to_record(issue())
    assert json.loads(json.dumps(record, ensure_ascii=False).encode()) == record
