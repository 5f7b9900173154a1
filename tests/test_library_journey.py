"""In a real browser: a page of one's own comes in, two names are made one person, and both outlive the derived store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

import banmian
import dev
from banmian.library import corrections
from banmian.measures import doubts, timeline
from tests import live
from tests.live import settle

PAGE = dev.ROOT / "tests" / "quality" / "pages" / "63-fujiang-hitech.txt"
FRAMES = banmian.load(PAGE)
EVENTS = timeline.events(FRAMES)
PAIR = doubts.doubtful(FRAMES).iloc[0]
MINUTE = 60_000


@contextmanager
def served(browser: Browser, library: Path) -> Iterator[Page]:
    """A tab on a fresh server of the library, at home nowhere else."""
    with live.serve(BANMIAN_LIBRARY=str(library), HOME=str(library.parent)) as app:
        viewport = {"width": 1440, "height": 900}
        with browser.new_context(base_url=app, locale="zh-CN", viewport=viewport) as context:
            page = context.new_page()
            yield page
            assert page.get_by_test_id("stException").all_inner_texts() == []


def import_by_upload(page: Page) -> None:
    raw = PAGE.read_text("utf-8").encode("gb18030")
    page.goto("/library")
    settle(page)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "棠阴.txt", "mimeType": "text/plain", "buffer": raw}
    )
    expect(page.get_by_text(f"{len(FRAMES.articles)} 篇", exact=False).first).to_be_visible(timeout=MINUTE)
    page.get_by_role("button", name="收进资料库").dblclick()
    expect(page.get_by_text("共 1 个文件：收进 1")).to_be_visible(timeout=MINUTE)
    settle(page)


def see_it_in_the_timeline(page: Page) -> None:
    page.get_by_test_id("stSidebarNav").get_by_text("会议时间线").click()
    settle(page)
    expect(page.locator(".small", has_text=f"{len(EVENTS)} 件")).to_be_visible()
    last = int(EVENTS["date"].notna().sum()) - 1
    points = page.locator(".st-key-chart-timeline .points path.point")
    expect(points.nth(last)).to_be_attached(timeout=MINUTE)


def merge_two_people(page: Page) -> None:
    page.goto("/library?part=质量")
    settle(page)
    heads = page.locator(".section").all_inner_texts()
    assert {PAIR["person"], PAIR["other"]} <= set(heads)
    page.get_by_label("缘由").fill("见于同一职务")
    page.get_by_role("button", name="是同一人", exact=True).click()
    expect(page.get_by_text("没有待核的人名")).to_be_visible(timeout=MINUTE)


def find_them_one(page: Page) -> None:
    page.goto("/library?part=质量")
    settle(page)
    expect(page.get_by_text("没有待核的人名")).to_be_visible()
    page.goto(f"/officials?person={PAIR['person_id']}")
    settle(page)
    expect(
        page.locator(".small", has_text=f"{PAIR['articles'] + PAIR['other_articles']} 篇报道")
    ).to_be_visible()


def test_a_merge_outlives_the_derived_store(browser: Browser, tmp_path: Path) -> None:
    library = tmp_path / "库"
    with served(browser, library) as page:
        import_by_upload(page)
        see_it_in_the_timeline(page)
        merge_two_people(page)
        find_them_one(page)
    [line] = corrections.log(library)
    assert (line.action, line.why) == ("same_person", "见于同一职务")
    shutil.rmtree(library / "derived")
    with served(browser, library) as page:
        find_them_one(page)


def test_a_folder_is_chosen_and_its_pages_are_called_by_their_path(browser: Browser, tmp_path: Path) -> None:
    for name in ("报纸/2024-05-20/01.txt", "报纸/2024-05-18/01.txt", "报纸/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"全市会议召开\n\n本报讯 今天召开会议。{name}", "utf-8")
    with served(browser, tmp_path / "库") as page:
        page.goto("/library")
        settle(page)
        page.locator("input[webkitdirectory]").set_input_files(tmp_path / "报纸")
        expect(page.get_by_text("试读 2 个")).to_be_visible(timeout=MINUTE)
        told = page.locator("summary").all_inner_texts()
        for day, line in zip(("2024-05-18", "2024-05-20"), told, strict=True):
            assert f"{day}/01.txt　可以收进　{day}" in line
