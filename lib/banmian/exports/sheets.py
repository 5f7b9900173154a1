"""Data frames as the sheets of an XLSX workbook."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from math import isfinite
from numbers import Real
from unicodedata import east_asian_width

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from banmian.portable import calculable

CELL_LIMIT = 32_767
"""UTF-16 units in a cell."""
SHEET_ROWS = 1_048_576
NARROWEST, WIDEST = 8, 50
"""Widths of columns, in Latin characters."""
STYLES = {
    "note": {"font_color": "#6b6b6b"},
    "head": {"bold": True, "bottom": 1},
    "day": {"num_format": "yyyy-mm-dd"},
    "inert": {"quote_prefix": True},
}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(sheets: Mapping[str, pd.DataFrame], header_lines: Sequence[str] = ()) -> bytes:
    """An XLSX file with a sheet a frame; one too long for a sheet goes on in the next.

    Text cells stay text whatever they begin with. A text over the limit of a cell ends in a note
    that says how much is left out.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        styles = {name: book.add_format(properties) for name, properties in STYLES.items()}
        for title, frame in sheets.items():
            room = SHEET_ROWS - len(header_lines) - 1
            for number, start in enumerate(range(0, max(len(frame), 1), room), 1):
                sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
                _fill(sheet, frame.iloc[start : start + room], header_lines, styles)
    return content.getvalue()


def _fill(
    sheet: Worksheet, frame: pd.DataFrame, header_lines: Sequence[str], styles: Mapping[str, Format]
) -> None:
    for row, line in enumerate(header_lines):
        sheet.write_string(row, 0, line, styles["note"])
    head = len(header_lines)
    for column, name in enumerate(frame.columns):
        sheet.write_string(head, column, str(name), styles["head"])
        values = frame.iloc[:, column]
        for row, value in enumerate(values, head + 1):
            if not pd.isna(value):
                _write(sheet, row, column, value, styles)
        sheet.set_column(column, column, _width(str(name), values))
    sheet.freeze_panes(head + 1, 0)
    if len(frame.columns):
        sheet.autofilter(head, 0, head + len(frame), len(frame.columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, value: object, styles: Mapping[str, Format]) -> None:
    match value:
        case bool():
            sheet.write_boolean(row, column, value)
        case dt.date():
            sheet.write_datetime(row, column, value, styles["day"])
        case Real() if isfinite(value):
            sheet.write_number(row, column, value)
        case _:
            text = _fitting(str(value))
            sheet.write_string(row, column, text, styles["inert"] if calculable(text) else None)


def _fitting(text: str) -> str:
    """``text``, or its beginning and a note of how much a cell of XLSX does not hold."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    kept = units[: 2 * (CELL_LIMIT - 40)].decode("utf-16-le", "ignore")
    return f"{kept}……（以下 {len(text) - len(kept)} 字超出单元格上限，请看 CSV）"


def _width(name: str, values: pd.Series) -> int:
    longest = max((_cells(str(value)[:WIDEST]) for value in (name, *values.head(200))), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
