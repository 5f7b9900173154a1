"""In a real browser: open, filter by date and topic, follow a chart to its passage, take files away; and hostile files."""

import datetime as dt
import io
import re
from pathlib import Path

import pandas as pd
from PIL import Image
from playwright.sync_api import Browser, Download, Page, expect

import banmian
from banmian import schema
from banmian.frames import text
from banmian.measures import coappearance, ledger, timeline
from banmian.selection import Selection
from tests import live
from tests.apps import HOSTILE, PAGES
from tests.live import settle

SEEDS = banmian.load(Path(__file__).resolve().parents[1] / "seeds")
CHOSEN = Selection(start=dt.date(2025, 11, 10), topics=("生态环保",))
SAID = CHOSEN.describe(SEEDS).removeprefix("已选: ")
EVENTS = timeline.events(CHOSEN.apply(SEEDS))


def filter_by_date_and_topic(page: Page) -> None:
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type("20251110")
    page.keyboard.press("Escape")
    settle(page)
    page.get_by_test_id("stMultiSelect").first.click()
    page.keyboard.type("生态")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)


def file_of(page: Page, chart: str, name: str) -> Download:
    page.locator(f".st-key-downloads-{chart}").get_by_role("button").click()
    with page.expect_download() as download:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=name, exact=True).click()
    page.keyboard.press("Escape")
    return download.value


def test_from_a_filter_to_a_passage_and_home_with_files(page: Page) -> None:
    page.goto("/")
    settle(page)
    filter_by_date_and_topic(page)
    expect(page.locator(".chosen")).to_contain_text(SAID)
    assert "start=2025-11-10" in page.url

    page.get_by_test_id("stSidebarNav").get_by_text("会议时间线").click()
    settle(page)
    expect(page.locator(".chosen")).to_contain_text(SAID)

    csv = file_of(page, "timeline", "CSV")
    assert "2025-11-10" in csv.suggested_filename
    assert "生态环保" in csv.suggested_filename
    head, _, rows = Path(csv.path()).read_text(encoding="utf-8-sig").partition("\n")
    assert SAID in head
    table = pd.read_csv(io.StringIO(rows))
    assert list(table["标题"]) == list(EVENTS["headline"])
    assert list(table["日期"]) == list(EVENTS["date"].dt.strftime("%Y-%m-%d"))
    assert list(table["到场"]) == list(EVENTS["present"])
    assert list(table["类别"]) == [schema.ARTICLE_KINDS[kind] for kind in EVENTS["kind"]]

    png = file_of(page, "timeline", "PNG")
    assert png.suggested_filename.endswith(".png")
    assert "生态环保" in png.suggested_filename
    picture = Image.open(png.path())
    shown = page.locator(".st-key-chart-timeline .js-plotly-plot").bounding_box()
    assert picture.size == (round(shown["width"] * 2), round(shown["height"] * 2))
    assert picture.convert("RGB").getpixel((2, 2)) == (0xFB, 0xF7, 0xEF)
    svg = Path(file_of(page, "timeline", "SVG").path()).read_text(encoding="utf-8")
    assert svg.count('class="point"') >= len(EVENTS)

    follow_the_first_mark_to_its_passage(page)


def follow_the_first_mark_to_its_passage(page: Page) -> None:
    marks = page.locator(".st-key-chart-timeline .points path.point").all()
    box = next(box for mark in marks if (box := mark.bounding_box()) and box["height"] > 12)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page)
    event_id = re.search(r"event=([^&]+)", page.url)[1]
    event = EVENTS.set_index("event_id").loc[event_id]
    expect(page.locator(".section").first).to_have_text(event["headline"])

    sentence = page.locator(".passage").first.inner_text()
    lit = page.locator(".passage").first.locator("mark").first.inner_text()
    page.locator(".passage").first.locator(
        "xpath=ancestor::*[@data-testid='stElementContainer']/following-sibling::*[1]//a"
    ).click()
    settle(page)
    assert f"article={event['article_id']}" in page.url
    assert "start=2025-11-10" in page.url
    column = page.locator("article.column")
    expect(column.locator(".headline")).to_have_text(event["headline"])
    assert sentence.strip("\n") in re.sub("此处接版|疑缺文字|重复段落", "", column.inner_text())
    assert "".join(column.locator("mark.here").all_inner_texts()) == lit
    expect(column.locator("mark.here").first).to_be_in_viewport()


def test_the_files_of_one_person_say_whose_they_are_in_chinese(page: Page) -> None:
    met = coappearance.companions(SEEDS, "宫卫红")
    page.goto("/officials?person=宫卫红")
    settle(page)
    csv = file_of(page, "companions", "CSV")
    assert csv.suggested_filename == "banmian-companions-宫卫红-全部.csv"
    head, _, rows = Path(csv.path()).read_text(encoding="utf-8-sig").partition("\n")
    assert head.strip() == f"# {Selection().describe(SEEDS)} · 宫卫红"
    table = pd.read_csv(io.StringIO(rows))
    assert list(table["同场"]) == list(met["observed"])
    assert list(table["判断"]) == [schema.VERDICTS[verdict] for verdict in met["verdict"]]

    take_away_what_the_ledger_was_searched_for(page)


def take_away_what_the_ledger_was_searched_for(page: Page) -> None:
    rows = ledger.ledger(SEEDS, "宫卫红")
    headline = rows["headline"].iloc[0]
    page.get_by_placeholder("在表中查找").last.fill(headline)
    page.keyboard.press("Enter")
    settle(page)
    csv = file_of(page, "ledger", "CSV")
    head, _, found = Path(csv.path()).read_text(encoding="utf-8-sig").partition("\n")
    assert head.strip().endswith(f"· 宫卫红 · 含“{headline}”的行")
    assert list(pd.read_csv(io.StringIO(found))["标题"]) == [headline] * int(
        (rows["headline"] == headline).sum()
    )


def test_nothing_that_a_file_says_is_run_or_fetched(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "恶意.txt").write_text(HOSTILE, encoding="utf-8")
    body = max(
        (text(banmian.load(tmp_path), article) for article in banmian.load(tmp_path).articles["article_id"]),
        key=len,
    )
    with live.serve(BANMIAN_LIBRARY=str(tmp_path)) as app, browser.new_context(base_url=app) as context:
        page = context.new_page()
        asked, dialogs = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
        for name in sorted(PAGES, key="reader".__eq__):
            page.goto(f"/{name}?topic=生态环保&person=李建国&word=会议")
            settle(page)
            assert page.get_by_test_id("stException").count() == 0, name
        page.evaluate("document.querySelectorAll('.note').forEach(note => note.remove())")
        assert "".join(page.locator(".body").inner_text().split()) == "".join(body.split())
    assert dialogs == []
    assert [url for url in asked if live.is_elsewhere(app, url)] == []
