"""`banmian parse`: page files in, what was understood out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from banmian.cli.chinese import Commands
from banmian.cli.columns import in_columns
from banmian.cli.output import complain, put
from banmian.cli.progress import watched
from banmian.errors import UnreadableFile
from banmian.identity import reconcile
from banmian.parsing import Refused
from banmian.reading import ENCODINGS
from banmian.record import Record, to_record
from banmian.records import Issue
from banmian.schema import ARTICLE_KINDS
from banmian.short import short_names

NO_VOTER = "拿不准的人名不再问 jieba 自带的标注模型"


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("parse", help="读版面文件，逐个输出读到的内容")
    command.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="每个文件一版，或放着各版的文件夹、.zip"
    )
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="jsonl",
        help="jsonl 每版一行（默认）；json 一个数组；table 给人看的表",
    )
    command.add_argument("--encoding", choices=ENCODINGS, help="文件的编码；不给则从内容判断")
    command.add_argument("--no-voter", dest="voter", action="store_false", help=NO_VOTER)
    command.add_argument("-o", dest="out", type=Path, metavar="文件名", help="写入文件，不给则打印")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Parse and print; returns how many files were refused."""
    outcomes = list(watched(chosen.files, chosen.encoding, voter=chosen.voter))
    if not outcomes:
        raise UnreadableFile("没有读到任何版面，请给出版面文件，或放着它们的文件夹。")
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    issues = reconcile([outcome for outcome in outcomes if isinstance(outcome, Issue)])
    text = FORMATS[chosen.format](map(to_record, issues))
    if chosen.out:
        put(text.encode(), chosen.out)
    else:
        sys.stdout.write(text)
    complain(refusal.sentence for refusal in refused)
    return len(refused)


def _jsonl(records: Iterable[Record]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _json(records: Iterable[Record]) -> str:
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"


def _table(records: Iterable[Record]) -> str:
    every = list(records)
    files = short_names(record["source"] for record in every)
    rows = [
        _row(file, article)
        for file, record in zip(files, every, strict=True)
        for article in record["articles"]
    ]
    return in_columns(("文件", "日期", "类别", "标题", "主持", "到场"), rows)


def _row(file: str, article: Record) -> tuple[str, ...]:
    people = article["people"]
    return (
        file,
        article["event"]["date"] or "",
        ARTICLE_KINDS[article["kind"]],
        article["headline"] or article["body"],
        "、".join(person["canonical"] for person in people if "chair" in person["roles"]),
        str(sum(person["present"] for person in people)),
    )


FORMATS = {"jsonl": _jsonl, "json": _json, "table": _table}
