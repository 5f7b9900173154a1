"""Data frames as CSV, Parquet and XLSX files that are safe to open in a spreadsheet.

Nothing in a cell becomes a formula and nothing is cut without a word. In XLSX and Parquet a cell is
typed as text and holds what it held; CSV knows no types, so there a text that a spreadsheet would
calculate gets an apostrophe before it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from banmian.exports.sheets import workbook
from banmian.portable import calculable, writable
from banmian.schema import CODES, TABLES

Labels = Mapping[str, str]


def to_csv_bytes(
    frame: pd.DataFrame, labels: Labels | None = None, header_lines: Sequence[str] = ()
) -> bytes:
    """``frame`` without its index as UTF-8 CSV with a byte order mark, for Excel.

    ``labels`` names the columns (a column without label keeps its name), ``header_lines`` stand
    above the names as ``# …``, one cell each. Days are YYYY-MM-DD, a missing value is an empty cell.
    """
    text = io.StringIO(newline="")
    notes = pd.DataFrame([f"# {' '.join(writable(line).split())}" for line in header_lines])
    notes.to_csv(text, header=False, index=False, lineterminator="\r\n")
    table = _named(_mapped(_cleaned(frame), _inert), labels).rename(columns=_inert)
    table.to_csv(text, index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return text.getvalue().encode("utf-8-sig")


def to_xlsx_bytes(
    frame: pd.DataFrame, labels: Labels | None = None, header_lines: Sequence[str] = ()
) -> bytes:
    """``frame`` without its index as a workbook of one sheet; ``labels`` and ``header_lines`` as in CSV."""
    return workbook({"数据": _named(_cleaned(frame), labels)}, tuple(map(writable, header_lines)))


def to_parquet_bytes(frame: pd.DataFrame, labels: Labels | None = None) -> bytes:
    """``frame`` without its index as Parquet (zstd), its dtypes kept."""
    stored: bytes = _named(_cleaned(frame), labels).to_parquet(None, index=False, compression="zstd")
    return stored


def table_files(
    tables: Mapping[str, pd.DataFrame], file_format: str, *, codes: bool = False
) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of every table: one CSV or Parquet file a table, or one XLSX workbook.

    Names and categories are Chinese, those of the schema with ``codes``.
    """
    shown = {name: frame if codes else in_chinese(name, frame) for name, frame in tables.items()}
    if file_format == "xlsx":
        titles = {name: name if codes else TABLES[name].label for name in tables}
        yield "banmian.xlsx", workbook({titles[name]: _cleaned(frame) for name, frame in shown.items()})
        return
    convert = {"csv": to_csv_bytes, "parquet": to_parquet_bytes}[file_format]
    for name, frame in shown.items():
        yield f"{name}.{file_format}", convert(frame)


def in_chinese(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of a table of the schema under their labels, codes as their Chinese words."""
    words = {name: frame[name].astype("str").replace(CODES[name]) for name in frame if name in CODES}
    return frame.assign(**words).rename(columns=TABLES[table].labels)


def _named(frame: pd.DataFrame, labels: Labels | None) -> pd.DataFrame:
    return frame.rename(columns=dict(labels or {}))


def _cleaned(frame: pd.DataFrame) -> pd.DataFrame:
    return _mapped(frame, writable)


def _mapped(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """``frame`` with the texts in its cells changed; values of another kind are left as they are."""

    def changed(value: object) -> object:
        return change(value) if isinstance(value, str) else value

    texts = frame.select_dtypes(exclude=["number", "bool", "datetime"]).columns
    return frame.assign(**{str(name): frame[name].map(changed) for name in texts})


def _inert(text: str) -> str:
    return f"'{text}" if calculable(text) else text
