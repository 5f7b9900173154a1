"""`banmian corrections`: what was put right in a library, shown, mailed, merged and taken back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from banmian.cli.chinese import ChineseParser, Commands
from banmian.cli.output import complain, put
from banmian.errors import BanmianError, UnreadableFile
from banmian.frames import issue_labels
from banmian.library import corrections
from banmian.library.actions import ACTIONS
from banmian.library.corrections import Correction
from banmian.library.saying import said, when
from banmian.library.store import open_library

NUMBER = 8
"""Characters of a correction's number that are shown, and that suffice."""


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("corrections", help="资料库里的更正：列出、导出、合并、撤回")
    every = command.add_subparsers(title="命令", metavar="命令", required=True, parser_class=ChineseParser)
    every.add_parser("list", help="列出有效的更正，并说明哪些找不到位置").set_defaults(does=_list)
    export = every.add_parser("export", help="导出全部记录（JSON 行），可寄给同事")
    export.add_argument("-o", "--output", type=Path, metavar="文件", help="不给则写到标准输出")
    export.set_defaults(does=_export)
    merge = every.add_parser("merge", help="并入同事导出的记录；重复的不再加")
    merge.add_argument("file", type=Path, metavar="文件", help="export 写出的文件")
    merge.set_defaults(does=_merge)
    undo = every.add_parser("undo", help="撤回一条更正；撤回“撤回”就是恢复")
    undo.add_argument("number", metavar="编号", help="list 或 export 所示编号的开头")
    undo.add_argument("--why", default="", metavar="缘由", help="为什么")
    undo.set_defaults(does=_undo)
    for one in every.choices.values():
        one.add_argument("--library", type=Path, metavar="文件夹", required=True, help="资料库")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Do it; returns 0, as no file is refused here."""
    does: Callable[[Path, argparse.Namespace], None] = chosen.does
    does(chosen.library.absolute(), chosen)
    return 0


def _list(folder: Path, chosen: argparse.Namespace) -> None:
    frames = open_library(folder)
    lost = {line.event_id for line in corrections.unplaced(folder, frames)}
    standing, issues = corrections.standing(corrections.log(folder)), issue_labels(frames.issues)
    for line in standing:
        sys.stdout.write(f"{_line(line, issues)}{'　找不到位置' if line.event_id in lost else ''}\n")
    complain([f"共 {len(standing)} 条更正有效，其中 {len(lost)} 条找不到位置。"])


def _line(line: Correction, issues: Mapping[str, str]) -> str:
    action, value = ACTIONS.get(line.action), said(line.value, issues)
    parts = (
        line.event_id[:NUMBER], when(line), line.who,
        action.label if action else line.action, said(line.target, issues), value and f"改为：{value}", line.why,
    )  # fmt: skip
    return "　".join(part for part in parts if part)


def _export(folder: Path, chosen: argparse.Namespace) -> None:
    written = corrections.export(folder)
    if chosen.output:
        put(written.encode(), chosen.output)
    else:
        sys.stdout.write(written)


def _merge(folder: Path, chosen: argparse.Namespace) -> None:
    corrections.log(folder)  # a library that is not there is not made for somebody else's corrections
    try:
        lines = chosen.file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableFile(
            f"{chosen.file}：读不出来，请给出 banmian corrections export 写出的文件。"
        ) from fault
    complain([f"并入 {corrections.merge(folder, lines)} 条，其余的已在记录里。"])


def _undo(folder: Path, chosen: argparse.Namespace) -> None:
    line = _numbered(corrections.log(folder), chosen.number)
    corrections.undo(folder, line.event_id, chosen.why)
    complain([f"已撤回：{_line(line, {})}"])


def _numbered(lines: Sequence[Correction], number: str) -> Correction:
    found = [line for line in lines if line.event_id.startswith(number)]
    if len(found) != 1:
        raise BanmianError(
            f"{number}：{'没有' if not found else '不止一条'}这个编号的更正，请看 list 所示的编号。"
        )
    return found[0]
