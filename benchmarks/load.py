"""Many readers at one server: `python -m benchmarks.load [READERS [SECONDS [SHARED [PAGES]]]]`, by default 50, 300, .5, 1000.

A library of made pages (`benchmarks.made`) is served as its users run it. A reader is a WebSocket that speaks Streamlit's
protocol: it goes to a page with a query, as a link or the Back of a browser does, takes all that comes until the script
has ended, thinks 4 to 12 seconds, and goes on: to another page, to a person, event, topic, report or word, to another period,
topic or kind. SHARED is how much of what they ask for are the few things that all ask for; the rest nobody asked for before.
No browser draws anything; the readers' own work runs on the same processors, and is told.

Each rerun has to say the period that its reader asked for. Afterwards some of them are asked for again by one reader
alone: texts, tables and charts have to be the same, byte for byte. Seconds of the clock.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from urllib.parse import parse_qsl, urlencode

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from banmian import schema
from banmian.frames import Frames
from banmian.library.store import open_library
from benchmarks import made
from benchmarks.reruns import PAGES
from benchmarks.scale import imported
from benchmarks.served import QUERIES, memory
from tests.live import serve

THINK, A_MINUTE, AGAIN = (4.0, 12.0), 60.0, 300
"""Seconds of thinking; when memory is first looked at; reruns that are asked for again by one reader alone."""
A_DAY = dt.timedelta(1)
FEW = 8
CHOICES = {"timeline": "event", "topics": "topic", "officials": "person", "reader": "article", "search": "q"}
"""By page what is chosen there."""
DEFAULTS = ("50", "300", "0.5", "1000")
Query = Mapping[str, str]
Asked = tuple[str, str]
"""A page, and the query of its address."""


@dataclass(slots=True)
class Told:
    """What came of all reruns."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[Asked, str] = field(default_factory=dict)
    """The digest of what a page showed."""
    faults: list[str] = field(default_factory=list)


class Reader:
    """One tab."""

    def __init__(self, socket: ClientConnection, told: Told) -> None:
        self.socket, self.told = socket, told
        self.pages: dict[str, str] = {}

    async def go(self, page: str, query: Query) -> None:
        """To a page; waits until it is all there."""
        asked = page, urlencode(query)
        message = BackMsg()
        message.rerun_script.query_string = asked[1]
        message.rerun_script.page_script_hash = self.pages.get(page, "")
        message.rerun_script.is_history_navigation = bool(self.pages)
        start = perf_counter()
        await self.socket.send(message.SerializeToString())
        shown = await self._shown(asked)
        self.told.seconds[page].append(perf_counter() - start)
        texts = b"\n".join(shown[place] for place in sorted(shown))
        if query and f"{query['start']} 至 {query['end']}".encode() not in texts:
            self.told.faults.append(f"{asked}: another selection, or none")
        if (digest := sha256(texts).hexdigest()) != self.told.shown.setdefault(asked, digest):
            self.told.faults.append(f"{asked}: shows something else than before")

    async def _shown(self, asked: Asked) -> dict[tuple[int, ...], bytes]:
        shown = {}
        while True:
            message = ForwardMsg.FromString(await self.socket.recv(decode=False))
            match message.WhichOneof("type"):
                case "delta":
                    element = message.delta.new_element
                    shown[tuple(message.metadata.delta_path)] = content(element)
                    if element.HasField("exception"):
                        self.told.faults.append(f"{asked}: {element.exception.message}")
                case "navigation":
                    self.pages = {
                        one.url_pathname: one.page_script_hash for one in message.navigation.app_pages
                    }
                case "script_finished":
                    if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                        self.told.faults.append(f"{asked}: {message.script_finished}")
                    return shown


def content(element: Element) -> bytes:
    """What a text, a table, a chart or a link shows. Scripts of our own are numbered, so that a page runs them again."""
    match element.WhichOneof("type"):
        case "html" if not element.html.unsafe_allow_javascript:
            return element.html.body.encode()
        case "dataframe":
            return element.dataframe.arrow_data.data
        case "plotly_chart":
            return element.plotly_chart.spec.encode()
        case "page_link":
            return element.page_link.label.encode()
    return b""


class Wishes:
    """What a reader may ask for."""

    def __init__(self, frames: Frames, shared: float) -> None:
        self.shared = shared
        self.first, self.last = (
            day.date() for day in frames.articles["date"].dropna().quantile([0.001, 0.999])
        )
        self.topics = list(frames.topics["topic"].cat.categories)
        self.choices = {
            "event": list(frames.events["event_id"].astype("str").sample(200, random_state=1)),
            "person": list(frames.people.nlargest(50, "events")["person_id"].astype("str")),
            "article": list(frames.articles["article_id"].astype("str").sample(200, random_state=1)),
            "topic": self.topics,
            "q": list(QUERIES),
        }
        self.kinds = [schema.ARTICLE_KINDS[kind] for kind in schema.EVENT_KINDS[:3]]
        # the first and last day are no bounds: one day less, so that the page says the period
        days = {"start": self.first + A_DAY, "end": self.last - A_DAY}
        self.all = {field: f"{day}" for field, day in days.items()}

    def next(self, page: str, query: Query, chance: Random) -> tuple[str, Query]:
        """Two in five to another page, two something chosen on this one, one another selection."""
        kept = {key: value for key, value in query.items() if key not in CHOICES.values()}
        match chance.randrange(5):
            case 0 | 1:
                return chance.choice([other for other in PAGES if other != page]), kept
            case 2 | 3:
                page = page if page in CHOICES else "officials"
                most = FEW if chance.random() < self.shared else None
                return page, kept | {CHOICES[page]: chance.choice(self.choices[CHOICES[page]][:most])}
        return page, self.selection(chance)

    def selection(self, chance: Random) -> Query:
        """One that many look at (all, a topic, a kind), or a period that nobody else has."""
        topic, kind = {"topics": chance.choice(self.topics)}, {"kinds": chance.choice(self.kinds)}
        if chance.random() < self.shared:
            return self.all | chance.choice([{}, topic, kind])
        start, end = sorted(chance.sample(range((self.last - self.first).days), 2))
        period = {"start": f"{self.first + dt.timedelta(start)}", "end": f"{self.first + dt.timedelta(end)}"}
        return period | chance.choice([{}, topic, kind])


async def read(reader: Reader, wishes: Wishes, chance: Random, until: float) -> None:
    """Somebody reads until it is time to go home."""
    await asyncio.sleep(chance.uniform(0, THINK[1]))
    page, query = "overview", wishes.selection(chance)
    while perf_counter() < until:
        await reader.go(page, query)
        await asyncio.sleep(chance.uniform(*THINK))
        page, query = wishes.next(page, query, chance)


def who_listens(url: str) -> int:
    """The process of the server that was told the port of the address."""
    port = url.rpartition(":")[2].encode()
    lines = (line for line in Path("/proc").glob("[0-9]*/cmdline") if port in line.read_bytes().split(b"\0"))
    return int(next(lines).parent.name)


def processor(process: int) -> float:
    """Seconds that a process has used."""
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


async def opened(url: str, told: Told, stack: AsyncExitStack) -> Reader:
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    socket = await stack.enter_async_context(connect(address, subprotocols=["streamlit"], max_size=None))
    reader = Reader(socket, told)
    await reader.go("overview", {})
    return reader


async def measure(url: str, wishes: Wishes, readers: int, seconds: float) -> None:
    process = who_listens(url)
    told = Told()
    async with AsyncExitStack() as stack:
        one = await opened(url, Told(), stack)
        for page in PAGES:
            await one.go(page, {})
        print(f"MB: one reader who saw all pages {memory('VmRSS', process):.0f}", end=", ", flush=True)
        tabs = [await opened(url, Told(), stack) for _ in range(readers)]
        start, used, ours = perf_counter(), processor(process), process_time()
        for tab in tabs:
            tab.told = told
        reading = [
            asyncio.create_task(read(tab, wishes, Random(number), start + seconds))
            for number, tab in enumerate(tabs)
        ]
        await asyncio.sleep(min(A_MINUTE, seconds / 2))
        early = memory("VmRSS", process)
        await asyncio.gather(*reading)
        late = memory("VmRSS", process)
        print(f"after a minute {early:.0f}, at the end {late:.0f} ({late / early - 1:+.1%})")
        used, reruns = processor(process) - used, sum(map(len, told.seconds.values()))
        print(
            f"processor: server {used:.0f} s ({used / reruns:.3f} a rerun), readers {process_time() - ours:.0f} s"
        )
        alone = Told(shown=told.shown)
        one.told = alone
        for page, query in Random(1).sample(sorted(told.shown), min(AGAIN, len(told.shown))):
            await one.go(page, dict(parse_qsl(query)))
    show(told, f"{readers} readers, {seconds:.0f} s")
    show(alone, "one reader alone, some of it again")


def show(told: Told, what: str) -> None:
    every = [time for times in told.seconds.values() for time in times]
    heads = "".join(f"{head:>8}" for head in ("reruns", "p50", "p95", "p99", "most"))
    print(f"{what}: {len(told.faults)} faults\n{'':10}{heads}")
    for name, times in {"all": every, **told.seconds}.items():
        shares = "".join(f"{np.quantile(times, share):8.2f}" for share in (0.5, 0.95, 0.99, 1))
        print(f"{name:10}{len(times):8}{shares}")
    print(*told.faults[:10], sep="\n")


def main(*given: str) -> None:
    readers, seconds, shared, pages = (float(number) for number in (*given, *DEFAULTS[len(given) :]))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, page.name) for page in made.made(int(pages))]
        for path, page in zip(paths, made.made(int(pages)), strict=True):
            path.write_text(page.text, "utf-8")
        imported(library := Path(folder, "library"), paths, os.cpu_count() or 1)
        wishes = Wishes(open_library(library), shared)
        with serve(BANMIAN_LIBRARY=str(library)) as url:
            asyncio.run(measure(url, wishes, int(readers), seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
