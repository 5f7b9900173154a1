"""What a real browser shows: names of files aside nothing in Streamlit's English, nothing that scrolls sideways."""

from playwright.sync_api import Page, expect

from tests.apps import PAGES
from tests.live import settle

ENGLISH = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let node; (node = walker.nextNode()); ) {
        const of = node.parentElement, said = node.textContent.replace(/\\S+[.]txt|[/]\\S+/g, "").match(/[A-Za-z]{3,}/g) || [];
        if (of.closest("style, script, noscript, article, .source, svg, [data-testid=stIconMaterial]") || parseFloat(getComputedStyle(of).fontSize) === 0) continue;
        const box = of.getBoundingClientRect();
        if (box.width < 2 || box.right < 0) continue;  // for screen readers alone
        if (of.checkVisibility({opacityProperty: true, visibilityProperty: true})) found.push(...said);
    }
    return found;
}"""
NAMES = {"PNG", "SVG", "CSV", "XLSX", "GEXF", "LRC", "zip"}
"""Formats and measures, which have no other name."""


def test_no_page_speaks_english_or_scrolls_sideways_on_a_telephone(page: Page) -> None:
    for name in PAGES:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto("/" if name == "overview" else f"/{name}")
        settle(page)
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        assert set(page.evaluate(ENGLISH)) <= NAMES, name
        page.set_viewport_size({"width": 390, "height": 844})
        settle(page)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") == 0, name
    menu = page.get_by_test_id("stExpandSidebarButton")
    assert menu.evaluate("menu => getComputedStyle(menu, '::after').content") == '"目录与筛选"'


def test_no_field_speaks_english(page: Page) -> None:
    page.goto("/clouds")
    settle(page)
    page.locator(".st-key-hide input").click()
    assert set(page.evaluate(ENGLISH)) <= NAMES  # an empty list: No results
    page.keyboard.type("会议")
    expect(page.locator("[data-key=__creatable__]")).to_be_visible()
    assert set(page.evaluate(ENGLISH)) <= NAMES  # Add: 会议
    page.goto("/timeline")
    settle(page)
    full = page.locator(".st-key-chart-timeline .modebar-btn").last
    assert full.get_attribute("data-title") == "Fullscreen"
    assert full.evaluate("full => getComputedStyle(full, '::after').content") == '"全屏"'
    page.get_by_placeholder("在表中查找").press_sequentially("大气")
    expect(page.get_by_test_id("InputInstructions")).to_be_visible()
    assert set(page.evaluate(ENGLISH)) <= NAMES  # Press Enter to apply
