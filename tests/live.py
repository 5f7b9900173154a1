"""The app served for real and a real browser to look at it, for the browser tests and the benchmarks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

import dev
from banmian import fonts

NO_BROWSER = (
    "no Chromium that starts: on Debian `apt-get install -y chromium libatomic1` as root, "
    "elsewhere `.venv/bin/python -m playwright install --with-deps chromium`"
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await_health(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start")


@contextmanager
def serve(script: Path = dev.ROOT / "dashboard.py", **environ: str) -> Iterator[str]:
    """The address of a Streamlit server of ``script`` on a free port of the loopback interface."""
    port = str(free_port())
    options = ["--server.port", port, "--server.headless", "true", "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    server = subprocess.Popen(command, cwd=dev.ROOT, env=os.environ | environ)
    try:
        _await_health(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def is_elsewhere(app: str, url: str) -> bool:
    """Whether a request leaves the app: data: and blob: do not."""
    return url.startswith(("http", "ws")) and not url.partition("://")[2].startswith(app.partition("://")[2])


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that draws Chinese with our own font where the machine has none."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        conf = Path(folder, "fonts.conf")
        conf.write_text(FONTS_CONF.format(fonts=Path(fonts.path()).parent, cache=folder))
        environ = {**os.environ, "FONTCONFIG_FILE": str(conf)}
        try:  # without a path Playwright looks for the one that it has installed itself
            browser = playwright.chromium.launch(executable_path=dev.browser(), args=FLAGS, env=environ)
        except Error as error:
            raise RuntimeError(NO_BROWSER) from error
        yield browser
        browser.close()


# The script has ended, nothing shown is of the run before, and every chart is drawn.
SETTLED = """() => {
    const all = (name) => [...document.querySelectorAll(`[data-testid=${name}]`)];
    const app = all("stApp")[0];
    return app && app.dataset.testScriptState === "notRunning"
        && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]")
        && !all("stSkeleton").length && !document.querySelector("[data-stale=true]")
        && all("stPlotlyChart").every((chart) => chart.querySelector(".main-svg"));
}"""


def settle(page: Page, seconds: float = 60) -> None:
    """Wait for the page to be whole, after opening it or after a click."""
    # A click takes as long to reach the server and come back: until then nothing has changed yet.
    page.wait_for_timeout(200)
    page.wait_for_function(SETTLED, timeout=seconds * 1000)
