"""Lines with places → reading order and paragraphs."""

from __future__ import annotations

import pytest

from banmian.reading.formats.columns import Printed, in_columns, interleaved, set_text


def printed(text: str, left: float, top: float, size: float = 10) -> Printed:
    """A line of square characters."""
    return Printed(text, left, top, left + size * len(text), top + size)


def column(text: str, left: float, top: float) -> list[Printed]:
    return [printed(line, left, top + 15 * number) for number, line in enumerate(text.split("\n"))]


LEFT = "本报讯三月六日\n召开营商环境会\n议研究工作。"
RIGHT = "本报讯三月五日\n到城东社区调研\n养老服务。"


def test_columns_are_read_one_behind_the_other():
    lines = [*column(LEFT, 0, 50), *column(RIGHT, 100, 50)]
    across = sorted(lines, key=lambda line: (line.top, line.left))
    assert [line.text for line in in_columns(across)] == [*LEFT.split("\n"), *RIGHT.split("\n")]


def test_a_headline_over_both_columns_comes_first():
    lines = [*column(RIGHT, 100, 50), *column(LEFT, 0, 50), printed("全市会议召开", 20, 10, 20)]
    assert [line.text for line in in_columns(lines)][:2] == ["全市会议召开", "本报讯三月六日"]


def test_a_story_below_both_columns_comes_last():
    foot = printed("责任编辑王伟校对李明版式张华电话", 0, 140)
    lines = [foot, *column(LEFT, 0, 50), *column(RIGHT, 100, 50)]
    assert in_columns(lines)[-1] is foot


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_line(count):
    lines = [printed("会议", 0, 0)] * count
    assert in_columns(lines) == lines
    assert set_text(lines) == "会议\n" * count


def test_lines_of_a_paragraph_are_joined():
    assert set_text(column(LEFT, 0, 0)) == LEFT.replace("\n", "") + "\n"


def test_an_indented_line_begins_a_paragraph():
    lines = [printed("会议召开了一天", 0, 0), printed("会议强调", 20, 15), printed("要抓好工作落实", 0, 30)]
    assert set_text(lines) == "会议召开了一天\n会议强调要抓好工作落实\n"


def test_a_short_line_that_ends_a_sentence_ends_the_paragraph():
    lines = [printed("会议召开了一天", 0, 0), printed("结束。", 0, 15), printed("代表们回到各地", 0, 30)]
    assert set_text(lines) == "会议召开了一天结束。\n代表们回到各地\n"


def test_another_size_and_a_gap_begin_a_block():
    lines = [printed("标题", 0, 0, 20), *column(LEFT, 0, 30), *column(RIGHT, 0, 120)]
    assert set_text(lines).split("\n\n") == ["标题", LEFT.replace("\n", ""), RIGHT.replace("\n", "") + "\n"]


def test_lines_of_a_headline_stay_apart():
    lines = [
        printed("全市会议", 0, 0, 20),
        printed("召开大会", 0, 25, 20),
        *column(LEFT + "\n" + RIGHT, 0, 60),
    ]
    assert set_text(lines).startswith("全市会议\n召开大会\n\n本报讯")


def test_a_paragraph_goes_on_in_the_next_column():
    cut = [printed("会议强调要坚持", 0, 0), printed("问题导向优化政", 0, 15)]
    rest = [printed("务服务取得成效", 100, 0), printed("。", 100, 15)]
    assert set_text([*cut, *rest]) == "会议强调要坚持问题导向优化政务服务取得成效。\n"


def test_words_of_another_language_keep_their_space():
    lines = [printed("GDP growth of", 0, 0), printed("the zone rose", 0, 15)]
    assert set_text(lines) == "GDP growth of the zone rose\n"


def test_a_number_that_a_line_breaks_goes_on():
    assert set_text([printed("投入资金共计12", 0, 0), printed("00万元", 0, 15)]) == "投入资金共计1200万元\n"


def test_cells_of_a_row_are_parted_by_a_tab_and_headlines_by_a_blank_line():
    row = [printed("张三", 0, 0), printed("书记", 100, 0)]
    assert set_text(row) == "张三\t书记\n"
    headlines = [printed("全市营商环境工作会议今天召开", 0, 0), printed("孙丽调研", 300, 0)]
    assert set_text(headlines) == "全市营商环境工作会议今天召开\n\n孙丽调研\n"


def test_lines_that_come_across_columns_are_known():
    across = [line for pair in zip(column(LEFT, 0, 50), column(RIGHT, 100, 50), strict=True) for line in pair]
    assert interleaved(across)
    assert not interleaved([*column(LEFT, 0, 50), *column(RIGHT, 100, 50)])


def test_no_line_is_lost_whatever_the_places():
    lines = [printed(str(number), number * 37 % 101, number * 53 % 97) for number in range(200)]
    assert sorted(line.text for line in in_columns(lines)) == sorted(line.text for line in lines)
