"""资料库 as its user works with it: files brought, imports waited for, what the page says."""

from __future__ import annotations

import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

import dev
from banmian.library import jobs
from tests.apps import printed, shown

SEEDS = sorted((dev.ROOT / "seeds").glob("*.txt"))
GBK = SEEDS[0].read_text("utf-8").encode("gb18030")


def brought(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, raw, "") for name, raw in files])
    return app.run()


def said(app: AppTest) -> str:
    return printed(shown(app).partition("<style>")[0])


def finished(app: AppTest, library: Path, seconds: float = 60) -> AppTest:
    deadline = time.monotonic() + seconds
    while any(job.state in (jobs.WAITING, jobs.RUNNING) for job in jobs.every(library)):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return app.run()
