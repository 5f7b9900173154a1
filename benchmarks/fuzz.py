"""Input made to break a reader, guided by what it reaches: `python -m benchmarks.fuzz [SECONDS [ENTRY …]]`.

Each way in for what somebody else wrote is fed by libFuzzer (atheris, `pip install 'banmian[fuzz]'`), which begins with
whole files and keeps what reaches code that nothing reached before. Half of the changes are its own, to bytes; the others
know what they change: characters and lines of a text (`tests.mutations`), members of an archive. Only our own errors may
leave, nothing may take more than 2 seconds of the processor or 512 MB. What does is kept, and its file named. Formats that
C reads (PDF, pictures) guide nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from time import process_time
from urllib.parse import parse_qs, urlencode
from zipfile import BadZipFile

import atheris

with atheris.instrument_imports(include=["banmian"]):
    from banmian.errors import BanmianError
    from banmian.frames import Frames
    from banmian.identity import reconcile
    from banmian.lexicon.topics import VARIABLE, topic_words
    from banmian.library import corrections
    from banmian.library.store import open_library
    from banmian.measures.search import search
    from banmian.parsing import Refused, understand_bytes
    from banmian.reading import page_files
    from banmian.record import to_record
    from banmian.selection import Selection

from dev import ROOT
from tests import county, formats
from tests.mutations import MUTATIONS

SECONDS, MEMORY, LONGEST = 2.0, 512, 4_000
HANGS = 60
"""Seconds after which libFuzzer ends what does not come back."""
PAPERS = (ROOT / "seeds", ROOT / "tests" / "quality" / "pages")
PLACE = Path(tempfile.gettempdir())
READING_ARCHIVES = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError)
"""What zipfile raises where an archive is damaged."""
NAMES = ("text", "html", "docx", "epub", "pdf", "zip", "log", "address", "topics")
Entry = Callable[[bytes], object]


def page(name: str, raw: bytes) -> None:
    """A file of a format: read, understood, and told as a record."""
    for outcome in understand_bytes(name, raw):
        if not isinstance(outcome, Refused):
            json.dumps(to_record(reconcile([outcome])[0]), ensure_ascii=False).encode()


def log(library: Path, raw: bytes) -> None:
    """A log of corrections from somebody else, and the library that is opened with it."""
    with tempfile.TemporaryDirectory() as place:
        mine = shutil.copytree(library, Path(place, "library"))
        corrections.merge(mine, raw.decode("utf-8", "replace"))
        open_library(mine)


def address(frames: Frames, raw: bytes) -> None:
    """The query of an address, and what is searched for there."""
    asked = parse_qs(raw.decode("utf-8", "replace"))
    selection, _ = Selection.from_query(asked, frames)
    chosen = selection.apply(frames)
    selection.describe(frames), selection.slug(), selection.what_emptied(frames)
    for words in asked.get("q", ()):
        search(chosen, words)


def topics(place: Path, raw: bytes) -> None:
    """A list of topics of somebody's own."""
    file = place / f"{sha256(raw).hexdigest()}.toml"
    file.write_bytes(raw)
    os.environ[VARIABLE] = str(file)
    try:
        list(topic_words().hits("全县召开生态环境保护会议"))
    finally:
        file.unlink()


def entries(place: Path) -> dict[str, tuple[Entry, list[bytes]]]:
    """By name what takes the bytes, and the whole files to begin with."""
    papers = [file.read_bytes() for folder in PAPERS for file in page_files(folder)]
    library = county.made(place)
    for correction in county.everything(open_library(library)):
        corrections.decide(empty := place / "empty", correction)
    lines = [line.encode() for line in corrections.export(empty).splitlines()]
    asked = urlencode(
        {"start": "2026-03-01", "end": "2026-03-08", "topics": "教育", "kinds": "meeting", "q": "会议"}
    )
    whole = {kind: [make()] for kind, make in formats.FORMATS.items() if kind != "md"}
    whole["zip"] = [formats.zipped({"版.txt": papers[0], "版.docx": whole["docx"][0]})]
    return {
        "text": (partial(page, "版.txt"), [raw[:LONGEST] for raw in papers]),
        **{kind: (partial(page, f"版.{kind}"), files) for kind, files in whole.items()},
        "log": (partial(log, library), [*lines, b"\n".join(lines)]),
        "address": (partial(address, open_library(library)), [asked.encode()]),
        "topics": (
            partial(topics, place),
            [b'veto = ["\xe4\xbc\x9a"]\n[[topic]]\nname = "a"\nstrong = ["\xe4\xbc\x9a\xe8\xae\xae"]'],
        ),
    }


def changed(raw: bytes, most: int, seed: int) -> bytes:
    """Other bytes: any, or a text or a member of an archive changed as such."""
    chance = Random(seed)
    if chance.random() < 0.5:
        return bytes(atheris.Mutate(raw, most))
    try:
        parts = formats.entries(raw)
    except READING_ARCHIVES:
        text = raw.decode("utf-8", "replace") or "会"
        return chance.choice(MUTATIONS)(text, chance).encode("utf-8", "surrogatepass")[:most]
    if not parts:
        return bytes(atheris.Mutate(raw, most))
    name = chance.choice(sorted(parts))
    return formats.zipped(parts | {name: changed(parts[name], most, seed + 1)})[:most]


def judged(entry: Entry, raw: bytes) -> None:
    """Whatever leaves that is no error of ours ends the run."""
    start = process_time()
    with suppress(BanmianError):
        entry(raw)
    if (used := process_time() - start) > SECONDS:
        raise TimeoutError(f"{used:.1f} s of the processor")


def feed(name: str, seconds: int) -> None:
    """Feeds one entry, and does not come back."""
    with tempfile.TemporaryDirectory() as folder:
        place, corpus = Path(folder), Path(folder, "corpus")
        corpus.mkdir()
        entry, whole = entries(place)[name]
        for number, raw in enumerate(whole):
            (corpus / str(number)).write_bytes(raw)
        flags = {
            "max_total_time": seconds, "rss_limit_mb": MEMORY, "timeout": HANGS, "print_final_stats": 1,
            "max_len": max(LONGEST, *map(len, whole)), "artifact_prefix": PLACE / f"banmian-{name}-",
        }  # fmt: skip
        arguments = [sys.argv[0], str(corpus), *(f"-{flag}={value}" for flag, value in flags.items())]
        atheris.Setup(arguments, partial(judged, entry), custom_mutator=changed)
        atheris.Fuzz()


def main(seconds: str = "1800", *names: str) -> None:
    """A process an entry."""
    sound = True
    print(f"{'entry':10}{'inputs':>9}{'branches':>10}{'slowest s':>11}{'most MB':>9}")
    for name in names or NAMES:
        command = [sys.executable, "-m", "benchmarks.fuzz", "feed", name, seconds]
        told = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False
        )
        said = told.stdout + told.stderr
        keys = ("number_of_executed_units:", "cov:", "slowest_unit_time_sec:", "peak_rss_mb:")
        inputs, branches, slowest, most = (re.findall(rf"{key}\s*(\d+)", said)[-1:] or ["?"] for key in keys)
        print(f"{name:10}{inputs[0]:>9}{branches[0]:>10}{slowest[0]:>11}{most[0]:>9}", flush=True)
        if told.returncode:
            sound = False
            print(said[-3_000:])
    sys.exit(not sound)


if __name__ == "__main__":
    if sys.argv[1:2] == ["feed"]:
        feed(sys.argv[2], int(sys.argv[3]))
    main(*sys.argv[1:])
