"""Faults that the facts show, and extractors that no text upsets."""

from hypothesis import given
from hypothesis import strategies as st

from banmian.facts import anomalies, bylines, events, kinds, organisations, places, slogans, topics
from banmian.records import Facts, Page, Source
from tests.articles import article, page

EXTRACTORS = (bylines, kinds, events, slogans, organisations, places, topics, anomalies)


def read(made):
    known = tuple(Facts() for _ in made.articles)
    for extractor in EXTRACTORS:
        known = extractor.extract(made, known)
    return known


def test_a_year_that_is_not_printed():
    body = "本报讯（记者 周晓）3月5日 上午，县委召开会议。"
    found = read(page(article(body), printed="2024-03-06"))[0].anomalies
    assert [(fault.kind, body[slice(*fault.span)]) for fault in found] == [("year_inferred", "3月5日 上午")]
    assert found[0].detail == (
        "“3月5日 上午”没有印出年份，推定为2024年：版面日期为2024年3月6日，“3月5日上午”取其前最近的一天。"
    )


def test_a_printed_year_or_no_date_is_no_fault():
    made = page(
        article("2024年3月5日，县委召开会议。"), article("近日，县委召开会议。"), printed="2024-03-06"
    )
    assert [facts.anomalies for facts in read(made)] == [(), ()]


def test_a_file_that_was_mended():
    source = Source("page.txt", "文", "0", "gb18030", ("第3字节缺损。",))
    made = Page(source, "page", None, None, (), (), ())
    assert [(fault.kind, fault.detail) for fault in anomalies.of_page(made)] == [
        ("encoding_repaired", "第3字节缺损。")
    ]


PIECES = [
    "本报讯", "（", "）", "记者", "通讯员", "摄", "文/图", "3月5日", "昨日", "至", "2024年", "第", "次", "十", "会议", "召开", "，", "。", "“", "”",
    "三个", "落实", "机制", "1+2+N", "正值", "元宵", "正月", "初三", "星期五", "公司", "市", "局", "来到", "、", "在", "\n", " ", "王伟", "·", "31日",
    "二月三十日", "0年", "9999年", "周年", "新中国成立", "季度", "时强调", "获悉", "双方", "、、", "⼀", "１２", "𠮷", "\u200b",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from([None, "2024-02-29"]))
def test_no_text_upsets_an_extractor(text, printed):
    made = page(article(text.strip("\n"), text[:30].replace("\n", "") or None), printed=printed)
    facts = read(made)[0]
    length = len(made.articles[0].body.text)
    spans = [*facts.byline.spans, facts.event.date_span, *(entity.span for entity in facts.places)]
    assert all(0 <= start < end <= length for start, end in filter(None, spans))
    assert (facts.event.date is None) == (facts.event.year_evidence is None)
