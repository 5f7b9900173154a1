"""Exports of tables: what is written is what was there, and nothing in it comes alive."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from banmian.exports import sheets
from banmian.exports.tables import in_chinese, table_files, to_csv_bytes, to_parquet_bytes, to_xlsx_bytes
from banmian.portable import calculable, writable
from banmian.schema import EVENTS, TABLES

HERE = Path(__file__).parent
HOSTILE = tomllib.loads((HERE / "cases" / "hostile.toml").read_text("utf-8"))["case"]
DAY = pd.Timestamp(2026, 3, 6)


def texts(*values: str) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(values, dtype="str")})


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def event(**given: object) -> tuple[object, ...]:
    return tuple(given.get(column.name) for column in EVENTS.columns)


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["why"])
def test_hostile_text(case):
    frame = texts(case["text"])
    kept = case.get("kept", case["text"])
    assert csv_rows(to_csv_bytes(frame))[1] == [case["csv"]]
    cell = sheet(to_xlsx_bytes(frame))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (kept, "s", None)
    assert cell.quotePrefix == calculable(kept)
    assert pd.read_parquet(io.BytesIO(to_parquet_bytes(frame)))["text"].tolist() == [kept]


def test_hostile_text_in_a_category_a_head_and_a_note():
    frame = pd.DataFrame({"=head": pd.Series(["=1", "=1", None], dtype="category")})
    rows = csv_rows(to_csv_bytes(frame, header_lines=["=2\n换行", "@3"]))
    assert rows == [["# =2 换行"], ["# @3"], ["'=head"], ["'=1"], ["'=1"], [""]]
    cells = [
        cell for row in sheet(to_xlsx_bytes(frame, header_lines=["=2", "@3"])).iter_rows() for cell in row
    ]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("=2", "s"), ("@3", "s"), ("=head", "s"), ("=1", "s"), ("=1", "s"),
    ]  # fmt: skip


def test_lone_surrogate_is_replaced():
    assert writable("页\udcff.txt") == "页\ufffd.txt"


def typed() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "text": pd.Series(["甲", None, "=丙"], dtype="str"),
            "label": pd.Series(["会议", "会议", None], dtype="category"),
            "day": pd.Series([DAY, None, DAY], dtype="datetime64[ms]"),
            "whole": pd.Series([-1, None, 3], dtype="Int64"),
            "share": pd.Series([0.5, None, -2.25]),
            "flag": [True, False, True],
        }
    )


def test_numbers_days_and_flags_keep_their_types_in_xlsx():
    rows = [[cell.value for cell in row] for row in sheet(to_xlsx_bytes(typed())).iter_rows(min_row=2)]
    day = DAY.to_pydatetime()
    assert rows == [
        ["甲", "会议", day, -1, 0.5, True],
        [None, "会议", None, None, None, False],
        ["=丙", None, day, 3, -2.25, True],
    ]


def test_csv_for_excel_and_for_pandas():
    content = to_csv_bytes(
        typed(), {"text": "文", "day": "日期"}, ["已选：2026-03-01 至 2026-03-06", "共 3 行"]
    )
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == (
        "# 已选：2026-03-01 至 2026-03-06\r\n# 共 3 行\r\n"
        "文,label,日期,whole,share,flag\r\n"
        "甲,会议,2026-03-06,-1,0.5,True\r\n"
        ",会议,,,,False\r\n"
        "'=丙,,2026-03-06,3,-2.25,True\r\n"
    )
    back = pd.read_csv(io.BytesIO(content), skiprows=2, parse_dates=["日期"], dtype={"whole": "Int64"})
    assert back["whole"].tolist() == [-1, pd.NA, 3]
    assert back["日期"].tolist()[0] == DAY


def test_parquet_keeps_dtypes():
    assert_frame_equal(pd.read_parquet(io.BytesIO(to_parquet_bytes(typed()))), typed())


def test_long_text_is_whole_in_csv_and_says_what_xlsx_leaves_out():
    fits, long = "会" * sheets.CELL_LIMIT, "会" * (sheets.CELL_LIMIT + 1)
    frame = texts(fits, long, "𬘓" * 20_000)
    assert [row[0] for row in csv_rows(to_csv_bytes(frame))[1:]] == [fits, long, "𬘓" * 20_000]
    page = sheet(to_xlsx_bytes(frame))
    assert page["A2"].value == fits
    for cell, char, length in ((page["A3"], "会", len(long)), (page["A4"], "𬘓", 20_000)):
        kept, _, note = cell.value.partition("……（以下 ")
        assert set(kept) == {char}
        assert note == f"{length - len(kept)} 字超出单元格上限，请看 CSV）"
        assert len(cell.value.encode("utf-16-le")) <= 2 * sheets.CELL_LIMIT


def test_rows_over_the_limit_go_on_in_the_next_sheet(monkeypatch):
    monkeypatch.setattr(sheets, "SHEET_ROWS", 4)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx_bytes(texts(*"甲乙丙丁戊"), header_lines=["已选"])))
    assert book.sheetnames == ["数据", "数据 2", "数据 3"]
    values = [[cell.value for cell in page["A"]] for page in book]
    assert values == [["已选", "text", "甲", "乙"], ["已选", "text", "丙", "丁"], ["已选", "text", "戊"]]


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12), max_size=6))
def test_any_text_is_written_and_read_back(values):
    frame = texts(*values)
    kept = [writable(value) for value in values]
    rows = csv_rows(to_csv_bytes(frame))[1:]
    assert [row[0] if row else "" for row in rows] == [
        f"'{text}" if calculable(text) else text for text in kept
    ]
    assert pd.read_parquet(io.BytesIO(to_parquet_bytes(frame)))["text"].tolist() == kept
    cells = [row[0] for row in sheet(to_xlsx_bytes(frame)).iter_rows(min_row=2)]
    assert [cell.value or "" for cell in cells] == kept
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_codes_and_columns_in_chinese():
    frame = in_chinese(
        "events", EVENTS.frame([event(event_id="a", kind="meeting", ordinal=4), event(event_id="b")])
    )
    assert list(frame.columns) == [column.label for column in EVENTS.columns]
    assert frame["类别"].fillna("").tolist() == ["会议", ""]
    assert frame["第几次"].tolist() == [4, pd.NA]


def test_every_table_has_a_file_and_an_empty_one_its_heads():
    tables = {name: table.empty() for name, table in TABLES.items()}
    files = dict(table_files(tables, "csv"))
    assert list(files) == [f"{name}.csv" for name in TABLES]
    assert {name: csv_rows(files[f"{name}.csv"]) for name in TABLES} == {
        name: [[column.label for column in table.columns]] for name, table in TABLES.items()
    }
    coded = dict(table_files(tables, "parquet", codes=True))
    assert list(pd.read_parquet(io.BytesIO(coded["events.parquet"])).columns) == [
        c.name for c in EVENTS.columns
    ]
    [(name, book)] = table_files(tables, "xlsx")
    assert name == "banmian.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames == [table.label for table in TABLES.values()]
