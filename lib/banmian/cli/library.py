"""`banmian import`: pages into a library of one's own."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from tqdm import tqdm

from banmian.cli.chinese import Commands
from banmian.cli.output import complain
from banmian.cli.parse import ENCODINGS
from banmian.errors import BanmianError
from banmian.library import jobs, receiving, worker
from banmian.library.given import Given
from banmian.library.jobs import Job


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("import", help="把版面收进自己的资料库")
    command.add_argument("paths", nargs="+", type=Path, metavar="路径", help="版面文件、文件夹或 .zip")
    command.add_argument("--library", type=Path, metavar="文件夹", required=True, help="资料库，没有就新建")
    command.add_argument("--paper", metavar="报名", help="报纸的名称；不给则看版面所印")
    command.add_argument("--date", type=_day, metavar="日期", help="出版日期 YYYY-MM-DD；不给则看版面所印")
    command.add_argument("--page", type=int, metavar="版次", help="第几版；不给则看版面所印")
    command.add_argument("--encoding", choices=ENCODINGS, help="文件的编码；不给则从内容判断")
    command.add_argument("--twins", action="store_true", help="同一版已有别的格式时也收")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Import and say what came of it; returns how many files were refused."""
    given = Given(chosen.paper, chosen.date, chosen.page, chosen.encoding, chosen.twins)
    folder = chosen.library.absolute()
    entries = receiving.from_paths(folder, chosen.paths, given)
    if not entries:
        raise BanmianError("这些文件夹里没有能读的版面，什么也没有收进来。")
    job_id = jobs.submit(folder, entries, "cli")
    with tqdm(total=len(entries), desc="导入", leave=False, disable=None, delay=1, unit="个") as bar:

        def told(job: Job) -> None:
            bar.update(job.done - bar.n)

        worker.work(folder, job_id, told=told)
    job = jobs.one(folder, job_id)
    complain(sentence for _, _, sentence in jobs.sentences(folder, job_id) if sentence)
    complain([_summary(job)])
    return job.refused


def _summary(job: Job) -> str:
    if job.waiting:
        return f"还有 {job.waiting} 个文件没有导入：另有程序正在做，或已被取消。再运行一次可以接着做。"
    counts = {
        "收进": job.added,
        "已在库中": job.known,
        "与已有的是同一版": job.twins,
        "没有读成": job.refused,
    }
    told = "，".join(f"{what} {number} 个" for what, number in counts.items() if number)
    return f"共 {job.total} 个文件：{told}。"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("日期要写成 YYYY-MM-DD") from None
