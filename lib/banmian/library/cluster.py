"""Batches of files over the machines of a Dask cluster: what ``engine.local`` does, with more than one machine.

The bytes of the files travel with the tasks, so no worker needs to see them. What a task writes is named by
content: a task that is done again, because its worker died, comes to the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from distributed import Client, Future, KilledWorker, wait
from distributed.client import FutureCancelledError

from banmian.errors import BanmianError, BrokenCluster
from banmian.library import files, shared
from banmian.library.decisions import Decisions
from banmian.library.engine import AHEAD, Batch, Done
from banmian.library.intake import Refused, Taken, on_disk, take_in
from banmian.library.jobs import Entry
from banmian.library.reader import reader

PATIENCE = 30
"""Seconds until a scheduler answers and has a worker; after as many of silence it is asked whether it has one still."""
RETRIES = 2
"""How often a task that failed is done again; how many workers one may take down is for the scheduler to say."""
SENT = 16 << 20
"""Bytes of files that travel together, unless one file alone has more."""

Parcel = dict[Entry, bytes | BanmianError]
"""Files with their bytes, or why these cannot be read."""
Written = tuple[Done, list[str]]
"""What became of a parcel, and which parts are to be fetched."""
Task = Callable[[Parcel], Written]


def across(
    scheduler: str, place: str, folder: Path, batches: Iterable[Batch], decisions: Decisions
) -> Iterator[Done]:
    """The results of each batch, as they come in from the workers of the cluster at ``scheduler``.

    They write into ``place``, a path or fsspec address that all machines reach, from where the parts are fetched;
    where it is empty, into ``folder`` itself, which then is the same folder on all machines.
    Raises BrokenCluster, and what keeps all files out (UnwritableFile).
    """
    task = partial(_read_there, place, folder, decisions, reader())
    with _connected(scheduler) as client:
        for parcel, (results, parts) in _together(client, task, _parcels(batches)):
            shared.fetch(place, folder, parts)
            for result in results:
                if isinstance(result, Taken):
                    _assure(place, folder, result, parcel[result.entry])
            yield results


def _together(client: Client, task: Task, coming: Iterator[Parcel]) -> Iterator[tuple[Parcel, Written]]:
    """Parcels with what came of them; the files of one that failed are done again, each by itself.

    A worker that dies takes innocent files with it: who is to be refused is tried once more when nothing else runs.
    """
    running: dict[Future[Written], Parcel] = {}
    again: list[Parcel] = []
    suspect: list[Parcel] = []
    tried: list[Parcel] = []
    while True:
        for parcel in _next(again, coming, AHEAD * sum(client.nthreads().values()) - len(running)):
            future = client.submit(task, parcel, pure=False, retries=RETRIES)
            running[future] = parcel
        if not running and suspect:
            tried.append(suspect.pop())
            again.append(tried[-1])
            continue
        if not running:
            return
        future = _first_done(client, running)
        parcel = running.pop(future)
        written = _written(future)
        if written is not None:
            yield parcel, written
        elif len(parcel) > 1:
            again.extend({entry: raw} for entry, raw in parcel.items())
        elif parcel not in tried:
            suspect.append(parcel)
        else:
            yield parcel, ([_refused(entry) for entry in parcel], [])


def _first_done(client: Client, running: Collection[Future[Written]]) -> Future[Written]:
    """Waits for as long as there are workers. Raises BrokenCluster."""
    while True:
        try:
            with client.as_current():
                found = wait(list(running), timeout=PATIENCE, return_when="FIRST_COMPLETED")
            return next(iter(found.done))
        except TimeoutError:
            if not client.nthreads():
                raise BrokenCluster(
                    "集群里已经没有工作进程，请让它们重新上线，再运行一次就接着做。"
                ) from None


def _written(future: Future[Written]) -> Written | None:
    """What a parcel came to; nothing if it failed, or if its result went with the worker that held it."""
    if _fault(future) is not None:
        return None
    try:
        return future.result(timeout=PATIENCE)
    except TimeoutError:
        return None


def _next(again: list[Parcel], coming: Iterator[Parcel], room: int) -> Iterator[Parcel]:
    """So many parcels; one at least, though all workers be gone: others may come."""
    for _ in range(max(1, room)):
        if again:
            yield again.pop()
        elif parcel := next(coming, None):
            yield parcel


def _parcels(batches: Iterable[Batch]) -> Iterator[Parcel]:
    for batch in batches:
        parcel: Parcel = {}
        for entry in batch:
            raw = _bytes_of(entry)
            if parcel and sum(map(_size, parcel.values())) + _size(raw) > SENT:
                yield parcel
                parcel = {}
            parcel[entry] = raw
        yield parcel


def _bytes_of(entry: Entry) -> bytes | BanmianError:
    try:
        return on_disk(entry)
    except BanmianError as fault:
        return fault


def _size(raw: bytes | BanmianError) -> int:
    return len(raw) if isinstance(raw, bytes) else 0


def _fault(future: Future[Written]) -> BaseException | None:
    """What is wrong with a file of the parcel. Raises what is wrong with the library or the cluster."""
    fault: BaseException | None = future.exception()
    if isinstance(fault, ModuleNotFoundError):
        raise BrokenCluster(
            f"集群的机器上缺少 {fault.name}，请在每台机器上安装同一版本的 banmian。"
        ) from fault
    if isinstance(fault, BanmianError | FutureCancelledError):
        raise fault
    return fault


def _refused(entry: Entry) -> Refused:
    return Refused(entry, f"{entry.name}：读这个文件时集群的进程一再中断，没有加入，请单独导入这个文件。")


def _assure(place: str, folder: Path, result: Taken, raw: bytes | BanmianError) -> None:
    """That the bytes are in the library here before the record says so. Raises BrokenCluster, UnwritableFile."""
    kept = files.place(folder, result.sha256, files.ending(result.entry.name))
    if not place and not kept.is_file():
        raise BrokenCluster(
            f"{folder}：集群写到了别处。这个文件夹要在每台机器上是同一个，或用 --shared 指明共享的地址。"
        )
    if isinstance(raw, bytes):
        files.keep(folder, raw, result.entry.name)


def _read_there(place: str, folder: Path, decisions: Decisions, version: str, parcel: Parcel) -> Written:
    """What a worker does."""
    if reader() != version:
        raise BrokenCluster("集群的机器上是另一版本的 banmian，读出来会不一样，请装成同一版本。")
    if not place:
        return take_in(folder, list(parcel), decisions, partial(_sent, parcel)), []
    with TemporaryDirectory() as scratch:
        results = take_in(Path(scratch), list(parcel), decisions, partial(_sent, parcel))
        return results, shared.put(Path(scratch), place)


def _sent(parcel: Parcel, entry: Entry) -> bytes:
    raw = parcel[entry]
    if isinstance(raw, BanmianError):
        raise raw
    return raw


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """A client of a cluster that has a worker. Raises BrokenCluster, also when the cluster goes away later."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said in our sentence
    try:
        with Client(scheduler, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=PATIENCE)
            yield client
    except (OSError, ValueError, KilledWorker, FutureCancelledError) as fault:
        raise BrokenCluster(
            f"{scheduler}：集群没有回应（{fault}），请检查地址、调度器和工作进程；已收进的都在，再运行一次可以接着做。"
        ) from fault
