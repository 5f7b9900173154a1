"""Batches of files for a server of pages: ``engine.local`` in a process of its own.

A pool spawns processes that import the main module again, and in Streamlit that is the page which is being shown.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from banmian.errors import BanmianError
from banmian.library import engine
from banmian.library.decisions import Decisions
from banmian.library.engine import Done
from banmian.library.jobs import Entry


def apart(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> Iterator[Done]:
    """The results of each batch, as ``engine.local`` gives them. Raises BanmianError."""
    task = pickle.dumps((folder, [list(batch) for batch in batches], decisions))
    command = [sys.executable, "-P", "-m", __name__]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        started = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)
    except OSError:
        raise BanmianError("重新读取版面的进程启动不了，请关闭别的程序后刷新再试。") from None
    with started as child:
        if child.stdin is None or child.stdout is None:
            return
        try:
            with child.stdin as tasks:
                tasks.write(task)
            while (answer := pickle.load(child.stdout)) is not None:
                if isinstance(answer, BanmianError):
                    raise answer
                yield answer
        except (OSError, EOFError, pickle.UnpicklingError):
            raise BanmianError("重新读取版面的进程意外中断，请刷新再试，已读的都还在。") from None
        finally:
            child.kill()


def serve() -> None:
    """Work one task from standard input off; what ends it is None, or the error that did.

    What libraries print, here or in the processes of the pool, goes nowhere: it would stand between the answers.
    """
    folder, batches, decisions = pickle.load(sys.stdin.buffer)
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        try:
            for results in engine.local(folder, batches, decisions):
                _send(answers, results)
            _send(answers, None)
        except BanmianError as error:
            _send(answers, error)


def _send(answers: IO[bytes], answer: object) -> None:
    answers.write(pickle.dumps(answer))
    answers.flush()


if __name__ == "__main__":
    serve()
