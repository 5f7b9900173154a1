"""`python3 dev.py run` opens the dashboard, `python3 dev.py test` runs every check; Python ≥ 3.11 is enough.

What follows the command goes on to Streamlit or to pytest: `dev.py run --server.port 9000`, `dev.py test -k layout`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import DEVNULL

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
# Two halves of the files at once; the user's own -n comes later and wins.
PYTEST = ("pytest", "-n", "2", "--dist", "loadfile")
QUIET = {"stdin": DEVNULL, "stdout": DEVNULL}
BROWSERS = ("chromium", "chromium-headless-shell", "google-chrome", "chromium-browser", "chrome", "msedge")


def run(*command: str | Path) -> None:
    """Run a command in the project; where it fails, end with its exit code."""
    status = subprocess.call([str(part) for part in command], cwd=ROOT)
    if status:
        sys.exit(status)


def works(*command: str) -> bool:
    """Whether a command ends well: Ubuntu's chromium-browser is a stub that asks for a snap."""
    return shutil.which(command[0]) is not None and subprocess.call(command, **QUIET, stderr=DEVNULL) == 0


def apt(*packages: str) -> bool:
    """Install Debian packages, as root or by `sudo -n`; False where neither can."""
    root = [] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or not works(*root, "true"):
        return False
    print("Installing", *packages, "with apt-get.", flush=True)
    get = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    subprocess.call([*get, "update"], **QUIET)
    return subprocess.call([*get, "install", "--no-install-recommends", *packages], **QUIET) == 0


def browser() -> str | None:
    """The path of a Chromium that starts, or None."""
    return next((shutil.which(name) for name in BROWSERS if works(name, "--version")), None)


def make_venv() -> None:
    """Debian and Ubuntu ship a Python that cannot make environments until a package is added."""
    package = f"python3.{sys.version_info.minor}-venv"
    if importlib.util.find_spec("ensurepip") is None and not apt(package):
        sys.exit(f"This Python cannot make environments: as root, `apt-get install {package}`, then again.")
    run(sys.executable, "-m", "venv", "--clear", VENV)


def environment() -> None:
    """Make `.venv` hold the lock and the project; nothing to do when neither changed since last time."""
    stamp = VENV / "installed"
    wanted = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + bytes(ROOT)
    digest = hashlib.sha256(wanted).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    print("Installing the locked packages into .venv.", flush=True)
    if not works(str(PYTHON), "-m", "pip", "--version"):
        make_venv()
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--use-pep517"]
    # jieba comes as source only: what builds it is locked as well, and must be there first.
    builder = VENV / "setuptools.lock"
    builder.write_text("".join(re.findall(r"(?m)^setuptools==.*\n(?:    .*\n)+", LOCK.read_text())))
    run(*pip, "--require-hashes", "--no-deps", "-r", builder)
    run(*pip, "--require-hashes", "--no-deps", "--no-build-isolation", "-r", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write_text(digest)


def test(arguments: list[str]) -> None:
    """Every check, pytest last; ends with the worst exit code."""
    # Debian's chromium does not ask for libatomic1 but does not start without it.
    if browser() is None and not apt("chromium", "libatomic1"):
        subprocess.call([PYTHON, "-m", "playwright", "install", "chromium"], **QUIET)
    checks = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], [*PYTEST, *arguments])
    sys.exit(max([subprocess.call([PYTHON, "-m", *check], cwd=ROOT) for check in checks]))


def main(command: str = "", *arguments: str) -> None:
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if command not in {"run", "test"}:
        sys.exit(__doc__)
    environment()
    if command == "test":
        test(list(arguments))
    else:
        run(PYTHON, "-m", "streamlit", "run", "dashboard.py", *arguments)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
