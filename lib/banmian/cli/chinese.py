"""argparse in Chinese: its headings, its help, its complaints."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn, TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[ChineseParser]"

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.+)\)", r"\1 不能是 \2，可选 \3"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 后面缺少内容"),
    (r"argument (\S+): invalid int value: (\S+)", r"\1 要一个整数，不能是 \2"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 可以是 \2，请写全"),
)


class ChineseFormatter(argparse.HelpFormatter):
    """Help whose lines begin with 用法, not usage; subcommands pass an empty prefix of their own."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Write the first lines of the help."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """A parser whose every line is Chinese; a wrong command exits with 2."""

    def __init__(self, prog: str, description: str = "", **_: object) -> None:
        super().__init__(prog=prog, description=description, formatter_class=ChineseFormatter, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong, and exit."""
        for english, chinese in _COMPLAINTS:
            message = re.sub(rf"^{english}$", chinese, message)
        self.exit(2, f"用法不对：{message}。请看 {self.prog} --help。\n")
