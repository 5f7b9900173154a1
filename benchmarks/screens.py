"""Photograph pages of the dashboard: `python -m benchmarks.screens FOLDER [PATH…]`, from the project's folder.

A PATH is what follows the host: `timeline`, `"officials?person=…"`, or nothing for the first page. Each is
taken whole at 1440 and 390 px, light and dark: FOLDER/timeline-1440-light.png. Streamlit follows the
browser's preference, so dark is Playwright's `color_scheme="dark"`. BANMIAN_LIBRARY is passed on.
"""

from __future__ import annotations

import re
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from tests.live import chromium, serve, settle

# The page scrolls inside this element, so a whole photograph needs a window of its height.
HEIGHT = """() => {
    const inner = document.querySelector("[data-testid=stMain] > *");
    return Math.min(Math.ceil(inner ? inner.getBoundingClientRect().height : 0) + 80, 12000);
}"""


def photograph(browser: Browser, url: str, width: int, scheme: str, file: Path) -> None:
    viewport = {"width": width, "height": 900}
    with browser.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: print(f"{file.name}: {error}", file=sys.stderr))
        page.goto(url)
        settle(page)
        page.set_viewport_size({"width": width, "height": max(900, page.evaluate(HEIGHT))})
        settle(page)
        page.wait_for_timeout(500)  # Plotly redraws for the new height, Streamlit fades in
        page.screenshot(path=file)
        print(file)


def main(folder: str, *paths: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    with serve() as app, chromium() as browser:
        for path, width, scheme in product(paths or ("",), (1440, 390), ("light", "dark")):
            name = re.sub(r"[^\w-]+", "-", path) or "first"
            photograph(browser, f"{app}/{path}", width, scheme, Path(folder, f"{name}-{width}-{scheme}.png"))


if __name__ == "__main__":
    main(*sys.argv[1:])
