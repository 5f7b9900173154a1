"""`banmian dashboard`: the pages of a folder in the browser."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import banmian
from banmian.cli.chinese import Commands
from banmian.errors import BanmianError

PACKAGE = Path(banmian.__file__).parent
APP_FOLDERS = (PACKAGE / "_app", PACKAGE.parents[1])
"""Where dashboard.py lies: in a wheel beside the library, in a checkout at its top."""


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("dashboard", help="在浏览器里看一个文件夹或资料库的版面")
    command.add_argument(
        "folder", nargs="?", type=Path, metavar="文件夹", help="不给则看自己的资料库，没有就看自带的两版"
    )
    command.add_argument("--port", type=int, metavar="端口", help="默认 8501，已被占用则往后找")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Serve on the loopback address until the user stops it; returns 0, as no file is refused here."""
    app = _app()
    environment = dict(os.environ)
    if chosen.folder:
        if not chosen.folder.is_dir():
            raise BanmianError(f"{chosen.folder}：不是文件夹，请给出放版面文件的文件夹。")
        environment["BANMIAN_LIBRARY"] = str(chosen.folder.resolve())
    command = [sys.executable, "-m", "streamlit", "run", app.name]
    options = ["--server.address", "127.0.0.1"]
    if chosen.port:
        options += ["--server.port", str(chosen.port)]
    if subprocess.run(command + options, cwd=app.parent, env=environment, check=False).returncode:
        raise BanmianError("看板没有启动，原因见上面的信息。")
    return 0


def _app() -> Path:
    """dashboard.py; its folder holds .streamlit, which Streamlit looks for where it is started."""
    for folder in APP_FOLDERS:
        if (app := folder / "dashboard.py").is_file():
            return app
    raise BanmianError(
        "找不到 dashboard.py，请重新安装 banmian，或在源码目录里运行 streamlit run dashboard.py。"
    )
