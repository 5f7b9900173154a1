"""Fixtures for tests in a real browser.

``page`` is a fresh 1440 × 900 tab (Chinese locale, light) with ``goto`` relative to the app, so:

    def test_timeline_names_the_chair(page: Page) -> None:
        page.goto("/timeline")
        settle(page)                                    # from tests.live
        assert page.get_by_text("主持").first.is_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").first.click()
        frame = pd.read_csv(download.value.path())

A test that ends with an error box of Streamlit on its page fails, and so does one whose page asked
another host for anything. Another size or the dark theme: ``browser.new_context(base_url=app,
color_scheme="dark", viewport=…)``. The app reads a copy of ``seeds/``; one server and one browser a
run. Without a browser the tests fail and say which command installs one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

import dev
from tests import live
from tests.county import made

# How long an example takes depends on the machine; speed is measured in benchmarks.
settings.register_profile("banmian", deadline=None)
settings.load_profile("banmian")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running dashboard."""
    library = tmp_path_factory.mktemp("library") / "seeds"
    shutil.copytree(dev.ROOT / "seeds", library)
    with live.serve(BANMIAN_LIBRARY=str(library)) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with live.chromium() as browser:
        yield browser


@pytest.fixture
def seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dashboard reads the pages that come with the program."""
    monkeypatch.setenv("BANMIAN_LIBRARY", str(dev.ROOT / "seeds"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a user who has no library: nothing is written where ours is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("BANMIAN_LIBRARY", raising=False)
    return tmp_path


@pytest.fixture
def library(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, named at the start."""
    monkeypatch.setenv("BANMIAN_LIBRARY", str(home / "库"))
    return home / "库"


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two pages, to be copied."""
    return made(tmp_path_factory.mktemp("county"))


@pytest.fixture
def page(browser: Browser, app: str) -> Iterator[Page]:
    viewport = {"width": 1440, "height": 900}
    with browser.new_context(base_url=app, locale="zh-CN", viewport=viewport) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        yield page
        assert [url for url in asked if live.is_elsewhere(app, url)] == []
        assert page.get_by_test_id("stException").all_inner_texts() == []
