"""How long until a page is painted, in a real browser: `python -m benchmarks.start [ROUNDS]`.

*Cold*: from starting the server to its whole first page, nothing in the browser's cache. *Click*: from
clicking a page in the sidebar to the last change on the screen; the first time that a server shows it,
and the times after that. Each beside two trivial Streamlit pages, a line of text and one chart, taken
in turns in the same run. Medians; the line to pass is 1.5 × the trivial page with a chart.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from dev import ROOT
from tests.live import SETTLED, chromium, serve

TRIVIAL, OURS = Path(__file__).with_name("trivial.py"), ROOT / "dashboard.py"
WATCH = """
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(() => { window.changed = Date.now(); }).observe(document, all);
"""
# Whole, and after its changes nothing has moved for half a second.
PAINTED = f"""since => ({SETTLED})()
    && window.changed > since && Date.now() - window.changed > 500 && window.changed"""
LINKS = "[data-testid=stSidebarNavLink]"
CLICK = "link => { const clicked = Date.now(); link.click(); return clicked; }"

Times = dict[str, list[float]]


def opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    return page


def painted(page: Page, since: float = 0) -> float:
    """When the last change of a whole page was, in milliseconds since 1970."""
    return float(page.wait_for_function(PAINTED, arg=since, timeout=60_000).json_value())


def cold(browser: Browser, script: Path, path: str = "") -> float:
    began = time.time() * 1000
    with serve(script) as app:
        page = opened(browser, f"{app}/{path}")
        passed = painted(page) - began
        page.context.close()
    return passed


def click_through(page: Page, times: Times) -> None:
    """Click every page in the sidebar once, the one that is open last."""
    names = [
        Path(path).name or "first"
        for path in page.locator(LINKS).evaluate_all("all => all.map(a => a.pathname)")
    ]
    for place in [*range(1, len(names)), 0]:
        clicked = page.locator(LINKS).nth(place).evaluate(CLICK)
        times[names[place]].append(painted(page, since=clicked) - clicked)


def measure(rounds: int) -> tuple[Times, Times, Times]:
    """Milliseconds of each start and each click, trivial pages and ours in turns."""
    starts: Times = defaultdict(list)
    trivial: Times = defaultdict(list)
    ours: Times = defaultdict(list)
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        for _ in range(rounds):
            starts["trivial text"].append(cold(browser, TRIVIAL))
            starts["trivial chart"].append(cold(browser, TRIVIAL, "chart"))
            starts["dashboard"].append(cold(browser, OURS))
        tabs = [opened(browser, stack.enter_context(serve(script))) for script in (TRIVIAL, OURS)]
        for tab in tabs:
            painted(tab)
        for _ in range(rounds + 1):
            click_through(tabs[0], trivial)
            click_through(tabs[1], ours)
    return starts, trivial, ours


def main(rounds: str = "7") -> None:
    starts, trivial, ours = measure(int(rounds))
    print(f"{'cold start':<20}{'ms':>8}{'× chart':>10}")
    for name, passed in starts.items():
        print(f"{name:<20}{median(passed):>8.0f}{median(passed) / median(starts['trivial chart']):>10.2f}")
    least = median(trivial["chart"][1:])
    print(f"\n{'click':<20}{'first ms':>8}{'then ms':>10}{'× chart':>10}")
    for name, (first, *later) in [
        ("trivial text", trivial["first"]),
        ("trivial chart", trivial["chart"]),
        *ours.items(),
    ]:
        print(f"{name:<20}{first:>8.0f}{median(later):>10.0f}{median(later) / least:>10.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
