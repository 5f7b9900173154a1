"""Batches of files over the cores of this machine, in processes with bounds on memory and time.

A file that breaks its process costs nobody else: its batch is done again, each file by itself.
"""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path

from banmian.errors import BanmianError
from banmian.library.decisions import Decisions
from banmian.library.intake import Refused, Taken, take_in
from banmian.library.jobs import Entry

MEMORY = 4 << 30
"""Bytes of address space a process may ask for; a page takes a tenth of it."""
SECONDS = 300
"""Of the processor for a batch or a file by itself; an ordinary batch takes one."""
AHEAD = 2
"""Batches a process that are handed out at a time."""

Batch = Sequence[Entry]
Done = list[Taken | Refused]
Task = Callable[[Batch], Done]
Results = Iterable[Sequence[Taken | Refused]]
Engine = Callable[[Path, Iterable[Sequence[Entry]], Decisions], Results]
"""Takes batches of files in, anywhere and in any order: ``local`` or another with its contract."""


def local(folder: Path, batches: Iterable[Batch], decisions: Decisions, workers: int = 0) -> Iterator[Done]:
    """The results of each batch, as they come in. ``workers`` is one a core unless told.

    Raises what keeps all files out (UnwritableFile: a full disk), not what is wrong with one.
    """
    coming, task = iter(batches), partial(_bounded, folder, decisions)
    broken: list[Batch] = []
    collapsed = True
    while collapsed:
        collapsed = yield from _together(task, coming, workers or os.cpu_count() or 1, broken)
        while broken:
            yield [_by_itself(task, entry) for entry in broken.pop()]


def _together(
    task: Task, coming: Iterator[Batch], workers: int, broken: list[Batch]
) -> Generator[Done, None, bool]:
    """Until no batch is left, or a process died: then True, and ``broken`` holds what is to be done again."""
    running: dict[Future[Done], Batch] = {}
    with _pool(workers) as pool:
        while True:
            for batch in islice(coming, AHEAD * workers - len(running)):
                running[_handed(pool, task, batch)] = batch
            if not running:
                return False
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                batch, fault = running.pop(future), _fault(future)
                if fault is None:
                    yield future.result()
                else:
                    broken.append(batch)
                if isinstance(fault, BrokenProcessPool):
                    broken.extend(running.values())
                    return True


def _handed(pool: ProcessPoolExecutor, task: Task, batch: Batch) -> Future[Done]:
    """The future of a batch; of a pool that died meanwhile, one that says so."""
    try:
        return pool.submit(task, batch)
    except BrokenProcessPool as fault:
        dead: Future[Done] = Future()
        dead.set_exception(fault)
        return dead


def _fault(future: Future[Done]) -> BaseException | None:
    """What is wrong with a file of the batch. Raises what is wrong with the library."""
    fault = future.exception()
    if isinstance(fault, BanmianError):
        raise fault
    return fault


def _by_itself(task: Task, entry: Entry) -> Taken | Refused:
    with _pool(1) as pool:
        future = pool.submit(task, [entry])
        if _fault(future) is None:
            return future.result()[0]
    return Refused(entry, f"{entry.name}：读这个文件用尽了时间或内存，没有加入，请拆成一版一个文件后再试。")


def _pool(workers: int) -> ProcessPoolExecutor:
    """Spawned, not forked: Streamlit and Arrow have threads."""
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """The processes of a pool whose owner was killed would wait for their next batch for ever."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _bounded(folder: Path, decisions: Decisions, batch: Batch) -> Done:
    if importlib.util.find_spec("resource"):  # not on Windows
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + SECONDS
        for what, most in ((resource.RLIMIT_CPU, until), (resource.RLIMIT_AS, MEMORY)):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    return take_in(folder, batch, decisions)
