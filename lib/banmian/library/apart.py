"""The local engine started from a process of its own.

Where Streamlit runs a script, this is ``__main__``, and every process that is spawned there would run it again.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from banmian.errors import BanmianError
from banmian.library import engine
from banmian.library.decisions import Decisions
from banmian.library.intake import Refused, Taken
from banmian.library.jobs import Entry

Done = Sequence[Taken | Refused]


def local(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> Iterator[Done]:
    """As ``engine.local``. Raises what it raises."""
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        if child.stdin is None or child.stdout is None:
            return
        with child.stdin as asked:
            pickle.dump((folder, [list(batch) for batch in batches], decisions), asked)
        while (answer := _next(child)) is not None:
            if isinstance(answer, BanmianError):
                raise answer
            yield answer


def _next(child: subprocess.Popen[bytes]) -> Done | BanmianError | None:
    """None where there is no more: then the child is done, or gone."""
    try:
        answer: Done | BanmianError = pickle.load(child.stdout) if child.stdout else []
    except EOFError:
        return None
    return answer


def _answer() -> None:
    folder, batches, decisions = pickle.load(sys.stdin.buffer)
    try:
        for done in engine.local(folder, batches, decisions):
            pickle.dump(done, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    except BanmianError as error:
        pickle.dump(error, sys.stdout.buffer)


if __name__ == "__main__":
    _answer()
