"""Untrusted bytes read and understood in a process of their own, with bounds on its memory and its time.

The process stays warm between tasks: it costs a second once, then some milliseconds a task. It is started
as ``python -m banmian.sandbox``, not by multiprocessing, which would run a Streamlit script again.
"""

from __future__ import annotations

import importlib.util
import io
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from banmian import records
from banmian.errors import BanmianError
from banmian.layout.lines import LineKind
from banmian.parsing import Outcome, Refused, understand_bytes

MEMORY = 1 << 30
"""Bytes that a task may take beyond what the warm process has."""
SECONDS = 60.0
"""A page takes a hundredth of a second, a scan with character recognition 15 seconds."""
_OUT_OF_MEMORY, _OUT_OF_TIME = 3, -24
"""Exit codes: ours, and that of a process that the system ends with SIGXCPU."""
_LENGTH = 8
_OTHERS = {("banmian.parsing", "Refused"), ("datetime", "date"), ("builtins", "frozenset")}
_OTHERS |= {(LineKind.__module__, LineKind.__name__)}
_WARM = "本报讯（记者 王伟）3月6日，市长张华主持召开会议。".encode()


class Sandbox:
    """``with Sandbox() as sandbox: sandbox.parse(name, raw)``; one task at a time, from any thread.

    A task that breaks its process is refused, and the next one has a new process. Where there is no
    module ``resource`` (Windows) only the time is bounded.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def parse(
        self, name: str, raw: bytes, encoding: str | None = None, given: Mapping[str, Any] | None = None
    ) -> tuple[Outcome, ...]:
        """What ``parsing.understand_bytes`` gives for the same arguments, or one refusal."""
        with self._lock:
            child = self._running()
            watch = threading.Timer(self._seconds, child.kill)
            watch.start()
            try:
                _send(child.stdin, pickle.dumps((name, raw, encoding, given)))
                return _Answers(io.BytesIO(_receive(child.stdout))).outcomes()
            except (OSError, EOFError, pickle.UnpicklingError):
                why = _why(self._ended(), self._seconds, late=not watch.is_alive())
                return (Refused(name, f"{name}：{why}，请拆成一版一个文件再试。"),)
            finally:
                watch.cancel()

    def close(self) -> None:
        """End the process; a later task would start another."""
        with self._lock:
            self._ended()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._ended()
            self._child = _started(self._seconds, self._memory)
        return self._child

    def _ended(self) -> int:
        """The exit code of the process, which is gone then."""
        child, self._child = self._child, None
        if child is None:
            return 0
        with child:
            if child.stdin:
                with suppress(BrokenPipeError):
                    child.stdin.close()
            try:
                return child.wait(1)
            except subprocess.TimeoutExpired:
                child.kill()
                return child.wait()


class _Answers(pickle.Unpickler):
    """Our records and nothing else: a process that was taken over gets nothing called here."""

    def find_class(self, module: str, name: str) -> type:
        ours = module == records.__name__ and isinstance(getattr(records, name, None), type)
        if not ours and (module, name) not in _OTHERS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        found: type = super().find_class(module, name)
        return found

    def outcomes(self) -> tuple[Outcome, ...]:
        found: tuple[Outcome, ...] = self.load()
        return found


def _why(code: int, seconds: float, *, late: bool) -> str:
    if late or code == _OUT_OF_TIME:
        return f"读了 {seconds:.0f} 秒还没有读完，已停下"
    if code in (_OUT_OF_MEMORY, -6, -9, -11):
        return "读这个文件要用的内存超出上限，已停下"
    return "读这个文件的进程意外中断，文件可能已损坏"


def _started(seconds: float, memory: int) -> subprocess.Popen[bytes]:
    """A warm process. Raises BanmianError where none can be started."""
    command = [sys.executable, "-P", "-m", __name__, str(seconds), str(memory)]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)
        _receive(child.stdout)
    except (OSError, EOFError):
        raise BanmianError("读取文件的进程启动不了，请关闭别的程序后再试。") from None
    return child


def _send(pipe: IO[bytes] | None, message: bytes) -> None:
    if pipe:
        pipe.write(len(message).to_bytes(_LENGTH, "big") + message)
        pipe.flush()


def _receive(pipe: IO[bytes] | None) -> bytes:
    """The next message. Raises EOFError where the other side is gone."""
    head = pipe.read(_LENGTH) if pipe else b""
    size = int.from_bytes(head, "big")
    message = pipe.read(size) if pipe and len(head) == _LENGTH else b""
    if len(head) < _LENGTH or len(message) < size:
        raise EOFError
    return message


def serve(seconds: float, memory: int) -> None:
    """Work off tasks from standard input until it ends; what libraries print goes nowhere."""
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    understand_bytes("版.txt", _WARM)
    _bound_memory(memory)
    _send(answers, b"")
    try:
        while True:
            task = pickle.loads(_receive(tasks))
            _bound_time(seconds)
            _send(answers, pickle.dumps(understand_bytes(*task)))
    except EOFError:
        return
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)


def _bound_memory(more: int) -> None:
    """Linux tells what a process has and keeps the bound; elsewhere there is none."""
    told = Path("/proc/self/statm")
    if importlib.util.find_spec("resource") and told.exists():
        import resource

        used = int(told.read_text("ascii").split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (used + more, hard))


def _bound_time(more: float) -> None:
    """For a task whose parent is gone: nobody would stop it."""
    if importlib.util.find_spec("resource"):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + more) + 1, hard))


if __name__ == "__main__":
    serve(float(sys.argv[1]), int(sys.argv[2]))
