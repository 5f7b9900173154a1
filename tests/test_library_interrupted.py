"""In a real browser: an import while its page is run again, reloaded, left and clicked twice, ten times each."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from banmian.library import jobs, receiving
from banmian.library.sources import listed
from banmian.library.store import open_library
from tests import live
from tests.live import settle
from tests.mutations import mutated
from tests.test_library_crash import assert_whole
from tests.test_robustness import PAGES

MANY, TIMES, SOON = 120, 10, 150
"""Pages of the import; how often each happens; milliseconds between two."""


def brought(library: Path, inbox: Path) -> str:
    """A job that the next page of the dashboard takes up."""
    inbox.mkdir()
    for number in range(MANY):
        text = mutated(PAGES, number)[1] + f"\n第{number}版"
        (inbox / f"{number}.txt").write_bytes(text.encode("utf-8", "replace"))
    return jobs.submit(library, receiving.from_paths(library, [inbox]), "page")


def disturbed(page: Page) -> Page:
    """The script run again by a switch, run twice by two clicks, the tab reloaded, then closed: another one."""
    switch = page.get_by_role("radio", name="更正").or_(page.get_by_role("button", name="更正")).first
    switch.click()
    page.wait_for_timeout(SOON)
    switch.dblclick()
    page.wait_for_timeout(SOON)
    page.reload(wait_until="commit")
    page.wait_for_timeout(SOON)
    other = page.context.new_page()
    page.close()
    other.goto("/library")
    settle(other)
    return other


def test_an_import_that_is_disturbed_all_the_time_ends_with_every_page_once(
    browser: Browser, tmp_path: Path
) -> None:
    library = tmp_path / "库"
    job = brought(library, tmp_path / "in")
    total = jobs.one(library, job).total
    with (
        live.serve(BANMIAN_LIBRARY=str(library), HOME=str(tmp_path)) as app,
        browser.new_context(base_url=app) as context,
    ):
        page = context.new_page()
        page.goto("/library")
        settle(page)
        while jobs.one(library, job).state == jobs.WAITING:
            time.sleep(0.1)
        for _ in range(TIMES):
            page = disturbed(page)
        while jobs.one(library, job).state in jobs.OPEN:
            time.sleep(0.1)
        page.reload()
        settle(page)
        assert page.get_by_test_id("stException").all_inner_texts() == []
    found = jobs.one(library, job)
    assert (found.state, found.added, found.refused) == (jobs.DONE, total, 0)
    assert len(jobs.every(library)) == 1
    assert len(listed(library)) == assert_whole(library) == len(open_library(library).issues) == total
