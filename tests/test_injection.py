"""Forty texts that want to be more than text, in every field of a page, on every page of the dashboard."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

import banmian
from banmian.frames import Frames, text
from tests import live
from tests.apps import PAGES, ROOT, opened, printed, shown
from tests.live import settle
from tests.test_pages_files import LABELLED

PAYLOADS = tomllib.loads((Path(__file__).parent / "cases" / "payloads.toml").read_text("utf-8"))["payloads"]
MARKDOWN = re.compile(r"(?<!\\)(!\[|\]\(|\$|<|`|~~)|(?<![\\\]]):(red|smile|material)")
PAGE = """{0}日报
2024年5月{1}日

{0}引题
县委召开{0}会议
——{0}副题

本报讯（记者 {0}）5月{1}日，县委书记李建国、{0}局局长张丽华主持召开{0}会议，研究{0}生态环境保护工作。会议强调，要落实“{0}”要求。

{0}图片新闻（{0}摄）
"""


def written(folder: Path, payloads: list[str]) -> Path:
    folder.mkdir()
    for number, payload in enumerate(payloads):
        name = f"{number} {payload}.txt".replace("/", "∕")
        (folder / name).write_text(PAGE.format(payload, number % 27 + 1), "utf-8")
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("hostile") / "pages", PAYLOADS)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With the pages that come with the program, which show everything that a page has."""
    folder = written(tmp_path_factory.mktemp("harmless") / "pages", ["普通"])
    return Path(shutil.copytree(ROOT / "seeds", folder, dirs_exist_ok=True))


def labels(app: AppTest) -> Iterator[tuple[str, str]]:
    """What Streamlit reads as Markdown."""
    for kind in LABELLED:
        for element in app.get(kind):
            yield kind, getattr(element.proto, "label", None) or getattr(element.proto, "body", "")


class Marked(HTMLParser):
    """Every tag of a text with the names of its attributes, and the addresses in them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, ...]] = set()
        self.addresses: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, *(name for name, _ in attrs)))
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "action", "style"}}


def seen(page: str, frames: Frames) -> Iterator[AppTest]:
    """A page under every address that shows more of it."""
    asked: list[dict[str, str]] = [{"article": article} for article in frames.articles["article_id"]]
    if page == "search":
        asked = [{"q": payload} for payload in (*PAYLOADS, "普通")]
    elif page == "library":
        asked = [{"part": part} for part in ("导入", "质量", "更正")]
    elif page != "reader":
        event, person = frames.events["event_id"].iloc[0], frames.people["person_id"].iloc[0]
        phrase = frames.slogans["canonical"].iloc[0]
        asked = [{"event": event, "person": person, "topic": "生态环保", "phrase": phrase, "word": "会议"}]
    app = opened(page)
    for query in asked:
        for key, value in query.items():
            app.query_params[key] = value
        yield app.run()


@pytest.mark.parametrize("page", PAGES)
def test_no_text_is_markup(
    page: str, hostile: Path, harmless: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same tags and attributes as from pages that mean no harm, no address, and no Markdown in labels."""
    found: dict[Path, tuple[set[tuple[str, ...]], set[str]]] = {}
    for folder in (harmless, hostile):
        monkeypatch.setenv("BANMIAN_LIBRARY", str(folder))
        tags, addresses = found[folder] = set(), set()
        for app in seen(page, banmian.load(folder)):
            assert not app.exception
            marked = Marked(shown(app))
            tags |= marked.tags
            addresses |= marked.addresses
            for kind, label in labels(app):
                assert not MARKDOWN.search(label), (kind, label)
    assert found[hostile][0] <= found[harmless][0]
    assert not [
        address for address in found[hostile][1] - found[harmless][1] if "evil" in address or ":" in address
    ]


def test_each_report_is_shown_as_printed(hostile: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANMIAN_LIBRARY", str(hostile))
    frames = banmian.load(hostile)
    for article, app in zip(frames.articles["article_id"], seen("reader", frames), strict=True):
        if body := text(frames, article):
            markup = re.search(r'<div class="body">(.*?)</div>', shown(app), re.DOTALL)[1]
            assert printed(re.sub(r'<span class="note">.*?</span>', "", markup)) == body


def test_a_browser_runs_and_fetches_nothing(hostile: Path, browser: Browser) -> None:
    with live.serve(BANMIAN_LIBRARY=str(hostile)) as app, browser.new_context(base_url=app) as context:
        page = context.new_page()
        asked: list[str] = []
        dialogs: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
        for name in PAGES:
            page.goto(f"/{name}?topic=生态环保&word=会议&q=会议&source=true")
            settle(page)
            assert page.get_by_test_id("stException").count() == 0, name
    assert dialogs == []
    assert [url for url in asked if live.is_elsewhere(app, url)] == []
