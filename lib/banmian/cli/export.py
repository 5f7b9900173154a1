"""`banmian export`: every table of the pages, as files."""

from __future__ import annotations

import argparse
from pathlib import Path

from banmian.cli.chinese import Commands
from banmian.cli.output import complain, folder, put
from banmian.cli.parse import NO_VOTER
from banmian.cli.progress import watched
from banmian.errors import UnreadableFile
from banmian.reading import ENCODINGS


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("export", help="把全部数据表写进一个文件夹")
    command.add_argument("paths", nargs="+", type=Path, metavar="路径", help="版面文件，或放版面文件的文件夹")
    command.add_argument(
        "-o", dest="out", type=Path, metavar="文件夹", required=True, help="写到这里，没有就新建"
    )
    command.add_argument(
        "--format", choices=("csv", "parquet", "xlsx"), default="csv", help="默认 csv；xlsx 为一个工作簿"
    )
    command.add_argument("--codes", action="store_true", help="列名用英文代号，不用中文")
    command.add_argument("--encoding", choices=ENCODINGS, help="文件的编码；不给则从内容判断")
    command.add_argument("--no-voter", dest="voter", action="store_false", help=NO_VOTER)
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Parse and write; returns how many files were refused."""
    from banmian.exports.tables import table_files  # with pandas, which `banmian parse` does not wait for
    from banmian.loading import assemble

    outcomes = list(watched(chosen.paths, chosen.encoding, voter=chosen.voter))
    frames = assemble(outcomes)
    complain(sentence for _, sentence in frames.refused)
    if not frames.pages:
        raise UnreadableFile("没有读到任何版面，什么也没有写，请给出版面文件，或放着它们的文件夹。")
    target = folder(chosen.out)
    for name, content in table_files(frames.tables(), chosen.format, codes=chosen.codes):
        put(content, target / name)
    complain(sentence for _, sentence in frames.repeated)
    return len(frames.refused)
