"""`banmian search`: every place of some words in a library, in its line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.cli.chinese import Commands
from banmian.cli.library import day
from banmian.cli.output import complain

if TYPE_CHECKING:
    import pandas as pd

AROUND = 20
"""Characters shown on each side of a place."""


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("search", help="在资料库里找字词，列出每一处的前后文")
    command.add_argument(
        "words", nargs="+", metavar="字词", help="任何字词，一个字也可以；几个词要在同一篇里"
    )
    command.add_argument("--library", type=Path, metavar="文件夹", required=True, help="资料库")
    command.add_argument("--from", dest="start", type=day, metavar="日期", help="从这一天起 YYYY-MM-DD")
    command.add_argument("--to", dest="end", type=day, metavar="日期", help="到这一天止 YYYY-MM-DD")
    command.add_argument("--topic", dest="topics", action="append", metavar="议题", help="可以给几个")
    command.add_argument("--issue", dest="issues", action="append", metavar="版面", help="可以给几个")
    command.add_argument("--kind", dest="kinds", action="append", metavar="类别", help="可以给几个")
    command.add_argument("--most", type=int, default=100, metavar="处数", help="至多列这么多处，默认 100")
    command.add_argument("--format", choices=FORMATS, default="kwic", help="kwic 每处一行（默认）；jsonl")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the places, the newest first; returns 0, as no file is refused here."""
    from banmian.library.store import open_library
    from banmian.measures.passages import passages
    from banmian.measures.search import search
    from banmian.selection import Selection

    frames = open_library(chosen.library.absolute())
    asked = {name: getattr(chosen, name) or [] for name in ("topics", "issues", "kinds")}
    asked |= {name: [str(bound)] for name in ("start", "end") if (bound := getattr(chosen, name))}
    selection, nonsense = Selection.from_query(asked, frames)
    left = selection.apply(frames)
    found = search(left, " ".join(chosen.words))
    rows = passages(left, found.places.head(chosen.most))
    papers = dict(zip(frames.issues["issue_id"], frames.issues["paper"], strict=True))
    rows = rows.assign(paper=rows["issue_id"].astype("str").map(papers))
    sys.stdout.write("".join(FORMATS[chosen.format](rows)))
    more = f"，只列前 {chosen.most} 处" if len(found.places) > chosen.most else ""
    complain([*nonsense, f"{found.told()}{more}。"])
    return 0


def _kwic(rows: pd.DataFrame) -> Iterable[str]:
    days = rows["date"].dt.strftime("%Y-%m-%d").fillna("无日期    ")
    around = (rows[name].str.split().str.join(" ") for name in ("before", "hit", "after"))
    papers = (f"《{paper}》" if isinstance(paper, str) else "" for paper in rows["paper"])
    headlines = rows["headline"].fillna("（无题）").str.split().str.join("")
    for date, before, hit, after, paper, headline in zip(days, *around, papers, headlines, strict=True):
        context = f"{before[-AROUND:]:　>{AROUND}}【{hit}】{after[:AROUND]:　<{AROUND}}"
        yield f"{date}  {context}  {paper}{headline}\n"


def _jsonl(rows: pd.DataFrame) -> Iterable[str]:
    told = rows.assign(date=rows["date"].dt.strftime("%Y-%m-%d")).astype("object")
    for row in told.where(told.notna(), None).to_dict("records"):
        yield json.dumps(row, ensure_ascii=False) + "\n"


FORMATS = {"kwic": _kwic, "jsonl": _jsonl}
