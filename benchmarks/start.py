"""How long until a page is painted, in a real browser: `python -m benchmarks.start [ROUNDS]`.

*Cold*: from starting the server to its whole first page, nothing in the browser's cache. *Click*: from
clicking a page in the sidebar to the last change in its content; the first time that a server shows it,
and the times after that. Medians, beside trivial Streamlit pages taken in turns in the same run: a line
of text, one chart, and the parts of an ordinary page of ours.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from dev import ROOT
from tests.live import SETTLED, chromium, serve

TRIVIAL, OURS = Path(__file__).with_name("trivial.py"), ROOT / "dashboard.py"
# A table's canvas writes its text for screen readers 300 ms after it is drawn; the header shows a runner.
WATCH = """
    const content = ({target}) => {
        const element = target.closest ? target : target.parentElement;
        return element?.closest("[data-testid=stMain]") && !element.closest("canvas, header");
    };
    const saw = (changes) => { if (changes.some(content)) window.changed = Date.now(); };
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(saw).observe(document, all);
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
            for name in ("", "chart", "parts"):
                starts[f"trivial {name or 'text'}"].append(cold(browser, TRIVIAL, name))
            starts["dashboard"].append(cold(browser, OURS))
        tabs = [opened(browser, stack.enter_context(serve(script))) for script in (TRIVIAL, OURS)]
        for tab in tabs:
            painted(tab)
        for _ in range(rounds + 1):
            click_through(tabs[0], trivial)
            click_through(tabs[1], ours)
    return starts, trivial, ours


def show(name: str, *times: float, beside: Iterable[float]) -> None:
    *_, last = times
    columns = [f"{passed:>9.0f}" for passed in times] + [f"{last / trivial:>9.2f}" for trivial in beside]
    print(f"{name:<16}" + "".join(columns))


def main(rounds: str = "7") -> None:
    starts, trivial, ours = measure(int(rounds))
    print(f"{'cold start':<16}{'ms':>9}{'× chart':>9}{'× parts':>9}")
    beside = [median(starts[f"trivial {name}"]) for name in ("chart", "parts")]
    for name, passed in starts.items():
        show(name, median(passed), beside=beside)
    print(f"\n{'click':<16}{'first ms':>9}{'then ms':>9}{'× chart':>9}{'× parts':>9}")
    beside = [median(trivial[name][1:]) for name in ("chart", "parts")]
    for name, (first, *later) in [*((f"trivial {name}", trivial[name]) for name in trivial), *ours.items()]:
        show(name, first, median(later), beside=beside)


if __name__ == "__main__":
    main(*sys.argv[1:])
