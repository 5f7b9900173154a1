"""`banmian import`: pages into a library of one's own."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from tqdm import tqdm

from banmian.cli.chinese import Commands
from banmian.cli.output import complain
from banmian.errors import BanmianError
from banmian.library import engine, jobs, receiving, worker
from banmian.library.engine import Engine
from banmian.library.given import Given
from banmian.library.jobs import Job
from banmian.reading import ENCODINGS, passed_over

MOST = 8
"""Kinds of other files that are named."""


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("import", help="把版面收进自己的资料库")
    command.add_argument("paths", nargs="+", type=Path, metavar="路径", help="版面文件、文件夹或 .zip")
    command.add_argument("--library", type=Path, metavar="文件夹", required=True, help="资料库，没有就新建")
    command.add_argument("--paper", metavar="报名", help="报纸的名称；不给则看版面所印")
    command.add_argument("--date", type=day, metavar="日期", help="出版日期 YYYY-MM-DD；不给则看版面所印")
    command.add_argument("--page", type=int, metavar="版次", help="第几版；不给则看版面所印")
    command.add_argument("--encoding", choices=ENCODINGS, help="文件的编码；不给则从内容判断")
    command.add_argument("--twins", action="store_true", help="同一版已有别的格式时也收")
    command.add_argument(
        "--engine", choices=("local", "dask"), default="local", help="用本机的各个核，或用一个 Dask 集群"
    )
    command.add_argument("--scheduler", metavar="地址", help="集群的调度器，如 tcp://10.0.0.1:8786")
    command.add_argument(
        "--shared", metavar="地址", default="",
        help="集群各机都能写的文件夹或网址（如 s3://…）；不给则资料库的文件夹要在各机上是同一个",
    )  # fmt: skip
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Import and say what came of it; returns how many files were refused, or not read at all."""
    given = Given(chosen.paper, chosen.date, chosen.page, chosen.encoding, chosen.twins)
    folder = chosen.library.absolute()
    by = _engine(chosen)
    job_id = jobs.submit(folder, receiving.from_paths(folder, chosen.paths, given), "cli")
    with tqdm(
        total=jobs.one(folder, job_id).total, desc="导入", leave=False, disable=None, delay=1, unit="个"
    ) as bar:

        def told(job: Job) -> None:
            bar.update(job.done - bar.n)
            if not job.waiting:
                bar.set_description("整理")

        worker.work(folder, job_id, by, told)
    job = jobs.one(folder, job_id)
    complain(sentence for _, _, sentence in jobs.sentences(folder, job_id) if sentence)
    complain([*_passed_over(chosen.paths, folder), _summary(job)])
    return job.refused + job.waiting


def _engine(chosen: argparse.Namespace) -> Engine:
    if chosen.engine == "local":
        return engine.local
    if not chosen.scheduler:
        raise BanmianError("用集群要写明调度器的地址：--scheduler tcp://主机:8786。")
    try:
        from banmian.library import cluster
    except ModuleNotFoundError as fault:
        raise BanmianError(f"缺少 {fault.name}，请先安装：pip install 'banmian[cluster]'。") from fault
    return partial(cluster.across, chosen.scheduler, chosen.shared)


def _passed_over(paths: Iterable[Path], library: Path) -> Iterator[str]:
    """What lies in the folders that were named and cannot be read: 300 pages as .doc are not to go unnoticed."""
    for path in paths:
        if path.is_dir() and (kinds := passed_over(path, library)):
            told = "、".join(f"{kind or '无后缀'} {number} 个" for kind, number in kinds.most_common(MOST))
            more = "等" if len(kinds) > MOST else ""
            yield f"{path}：另有 {kinds.total()} 个文件不是能读的格式，没有读（{told}{more}）。"


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


def day(text: str) -> dt.date:
    """What the user gave as a day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("日期要写成 YYYY-MM-DD") from None
