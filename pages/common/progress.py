"""Import jobs as they go: nothing here works on them, a process of their own does."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from time import monotonic

import streamlit as st

from banmian import schema
from banmian.errors import BanmianError
from banmian.library import files, jobs, worker
from banmian.library.jobs import Job
from pages.common import show
from pages.common.data import Library

EVERY = 1.0
"""Seconds between two looks at a job."""
GRACE = 15.0
"""Seconds that a process may take to be at its job before another is sent."""
JOBS, FILES, LINKS = 12, 50, 8
"""Jobs of the history, and files and new pages of a job, that are shown."""

_STARTED: dict[str, float] = {}


def start(library: Path, job_id: str) -> None:
    """Have the job worked off, whatever becomes of this page."""
    _STARTED[job_id] = monotonic()
    worker.start(library, job_id)


def take_up(library: Path) -> int:
    """Go on with the jobs whose process is gone; returns how many those are."""
    gone = [
        job_id
        for job_id in worker.left_behind(library)
        if monotonic() - _STARTED.get(job_id, -GRACE) >= GRACE
    ]
    for job_id in gone:
        start(library, job_id)
    return len(gone)


def running(library: Path) -> None:
    """The jobs under way, each with how far it is; the page is run again when one ends."""
    if number := take_up(library):
        show.small(f"有 {number} 次导入上回没有做完，已接着做。")
    open_jobs = [job.job_id for job in jobs.every(library) if not _ended(job)]
    if open_jobs:
        _watch(library, open_jobs)


@st.fragment(run_every=EVERY)
def _watch(library: Path, job_ids: list[str]) -> None:
    try:
        found = [jobs.one(library, job_id) for job_id in job_ids]
        take_up(library)
    except BanmianError as error:
        show.box(str(error))
        return
    if any(_ended(job) for job in found):
        st.rerun()
    for job in found:
        st.progress(job.done / job.total, _how_far(job))
        if st.button("停止导入", key=f"cancel-{job.job_id}"):
            jobs.cancel(library, job.job_id)
            st.rerun()


def history(library: Path, shown: Library) -> None:
    """The jobs that ended, the latest first: what came of them, what was refused and why, the new pages."""
    ended = [job for job in jobs.every(library) if _ended(job)]
    if not ended:
        return
    show.section("导入记录", f"{len(ended)} 次" + (f"，只列最近 {JOBS} 次" if len(ended) > JOBS else ""))
    for number, job in enumerate(ended[:JOBS]):
        when = dt.datetime.fromisoformat(job.made_at).astimezone().strftime("%Y-%m-%d %H:%M")
        label = f"{when}　{schema.JOB_ORIGINS.get(job.origin, '')}　{schema.JOB_STATES[job.state]}　{_counts(job)}"
        with st.expander(label, expanded=number == 0):
            _new_pages(library, job, shown)
            _refusals(library, job)


def _new_pages(library: Path, job: Job, shown: Library) -> None:
    articles = shown.frames.articles
    for sha256 in jobs.added(library, job.job_id, LINKS):
        issue_id = files.issue_id(sha256)
        found = articles[articles["issue_id"] == issue_id]
        if len(found):
            show.to_article(shown.issues[issue_id], found.iloc[0][["article_id"]], "新收")
    if job.added > LINKS:
        show.small(f"只列前 {LINKS} 版，共收进 {job.added} 版。")


def _refusals(library: Path, job: Job) -> None:
    told = jobs.sentences(library, job.job_id)
    for name, state, sentence in told[:FILES]:
        show.small(f"{schema.FILE_STATES[state]}：{sentence or name}")
    if len(told) > FILES:
        show.small(f"只列前 {FILES} 个，共 {len(told)} 个。")
    if job.waiting:
        show.small(f"还有 {job.waiting} 个文件没有读；再导入一次就会接着读。")


def _how_far(job: Job) -> str:
    if not job.waiting:
        return f"{job.total} 个文件都已读完，正在整理"
    left = job.seconds_left(dt.datetime.now(dt.UTC))
    time = "" if left is None else f"，大约还要 {_long(left)}"
    return f"已读 {job.done} 个，共 {job.total} 个文件{time}"


def _long(seconds: float) -> str:
    return f"{math.ceil(seconds)} 秒" if seconds < 90 else f"{math.ceil(seconds / 60)} 分钟"


def _counts(job: Job) -> str:
    counts = {"added": job.added, "known": job.known, "twin": job.twins, "refused": job.refused}
    told = "，".join(f"{schema.FILE_STATES[state]} {n}" for state, n in counts.items() if n)
    return f"共 {job.total} 个文件" + (f"：{told}" if told else "")


def _ended(job: Job) -> bool:
    return job.state in (jobs.DONE, jobs.CANCELLED)
