"""`banmian`: the library from a terminal.

Exit codes: 0 everything was read and written; 1 some files were refused or not read, the others are in the
output; 2 the command was wrong or its output could not be written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from banmian.cli import corrections, dashboard, export, library, parse, search
from banmian.cli.chinese import ChineseParser
from banmian.errors import BanmianError

READ, SOME_REFUSED, WRONG = 0, 1, 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _speak_utf8()
    chosen = _parser().parse_args(arguments)
    try:
        refused: int = chosen.run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:  # `banmian parse … | head`: whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ
    except BanmianError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    return SOME_REFUSED if refused else READ


def _parser() -> ChineseParser:
    parser = ChineseParser("banmian", "读地方党报的版面：谁主持了什么会，谁在场，用了哪些提法。")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=ChineseParser)
    for command in (parse, export, library, corrections, search, dashboard):
        command.register(commands)
    parser.epilog = "退出码：0 全部读成；1 有文件没有读成，其余照常输出；2 用法不对或写不出结果。"
    return parser


def _speak_utf8() -> None:
    """Chinese must come out of a terminal or pipe whose locale is C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
