"""Import jobs as they go: nothing here works on them, a process of their own does."""

from __future__ import annotations

import datetime as dt
import math
from contextlib import suppress
from pathlib import Path
from subprocess import Popen

import streamlit as st

from banmian import schema
from banmian.errors import BanmianError, UnwritableFile
from banmian.library import files, jobs, worker
from banmian.library.jobs import Job
from pages.common import show
from pages.common.data import Library

EVERY = 1.0
"""Seconds between two looks at a job."""
JOBS, FILES, LINKS = 12, 50, 8
"""Jobs of the history, and files and new pages of a job, that are shown."""

DIED = "导入的进程中断了，没有说明原因：可能磁盘已满、内存不够，或被系统停下。已收进的都在，可以再试。"

_STARTED: dict[str, Popen[bytes]] = {}
"""The process that this server sent to each job."""


def start(library: Path, job_id: str) -> None:
    """Have the job worked off, whatever becomes of this page."""
    _STARTED[job_id] = worker.start(library, job_id)


def take_up(library: Path) -> int:
    """Go on with the jobs whose process is gone, once: returns how many those are. The user says whether again."""
    left = worker.left_behind(library)
    for job_id, process in list(_STARTED.items()):
        if job_id not in left and process.poll() is not None:
            _STARTED.pop(job_id, None)
    ours = {job_id: _STARTED[job_id] for job_id in left if job_id in _STARTED}
    for job_id, process in ours.items():
        if process.poll() is not None:
            jobs.fail(library, job_id, DIED)
    for job_id in left:
        if job_id not in ours:
            start(library, job_id)
    return len(left) - len(ours)


def running(library: Path) -> None:
    """The jobs under way, each with how far it is; the page is run again when one ends."""
    with suppress(UnwritableFile):  # which can be looked at; why nobody goes on is said beside the job
        if number := take_up(library):
            show.small(f"有 {number} 次导入上回没有做完，已接着做。")
    every = jobs.every(library)
    for job in every:
        if job.state == jobs.FAILED:
            _failed(library, job)
    if open_jobs := [job.job_id for job in every if job.state in jobs.OPEN]:
        _watch(library, open_jobs)


def _failed(library: Path, job: Job) -> None:
    show.box(f"{_when(job)} 的导入没有做完。{job.sentence}")
    show.small(f"{_counts(job)}；还有 {job.waiting} 个没有读。")
    with st.container(horizontal=True):
        if st.button("再试", key=f"again-{job.job_id}"):
            jobs.again(library, job.job_id)
            start(library, job.job_id)
            st.rerun()
        if st.button("不再导入", key=f"cancel-{job.job_id}"):
            worker.stop(library, job.job_id)
            st.rerun()


@st.fragment(run_every=EVERY)
def _watch(library: Path, job_ids: list[str]) -> None:
    try:
        found = [jobs.one(library, job_id) for job_id in job_ids]
    except BanmianError as error:
        show.box(str(error))
        return
    try:
        take_up(library)
    except BanmianError as error:
        show.box(str(error))
    if any(job.state not in jobs.OPEN for job in found):
        st.rerun()
    for job in found:
        st.progress(job.done / job.total, _how_far(job))
        if st.button("停止导入", key=f"cancel-{job.job_id}"):
            worker.stop(library, job.job_id)
            st.rerun()


def history(library: Path, shown: Library) -> None:
    """The jobs that ended, the latest first: what came of them, what was refused and why, the new pages."""
    ended = [job for job in jobs.every(library) if _ended(job)]
    if not ended:
        return
    show.section("导入记录", f"{len(ended)} 次" + (f"，只列最近 {JOBS} 次" if len(ended) > JOBS else ""))
    for number, job in enumerate(ended[:JOBS]):
        label = f"{_when(job)}　{schema.JOB_ORIGINS.get(job.origin, '')}　{schema.JOB_STATES[job.state]}　{_counts(job)}"
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
    told = jobs.sentences(library, job.job_id, FILES)
    for _, state, sentence in told:
        if sentence:
            show.small(f"{schema.FILE_STATES[state]}：{sentence}")
    if known := [name for name, _, sentence in told if not sentence]:
        show.small(f"{schema.FILE_STATES[jobs.KNOWN]}：{'、'.join(known)}")
    if (several := job.done - job.added) > FILES:
        show.small(f"只列前 {FILES} 个，共 {several} 个。")
    if job.waiting:
        show.small(f"还有 {job.waiting} 个文件没有读；再导入一次就会接着读。")


def _when(job: Job) -> str:
    return dt.datetime.fromisoformat(job.made_at).astimezone().strftime("%Y-%m-%d %H:%M")


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
