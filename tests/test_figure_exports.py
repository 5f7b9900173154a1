"""Figures as files: a page that needs no network, a network that other programs read."""

from __future__ import annotations

import io
import json
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest
from playwright.sync_api import Browser

from banmian.charts import network
from banmian.exports.figures import figure_html
from banmian.exports.network import gexf

HOSTILE = "</script><script>alert(1)</script>&\"'"
PAIRS = pd.DataFrame(
    [("p1", "p2", "甲", HOSTILE, 6, 3.25, 8, 7, 0.012, "more"), ("p1", "p3", "甲", "丙\x01\uffff", 1, 1.5, 8, 2, None, "thin")],
    columns=["person_a", "person_b", "name_a", "name_b", "observed", "expected", "n_a", "n_b", "q", "verdict"],
).astype({"q": "float64"})  # fmt: skip
TEXTS = tomllib.loads((Path(__file__).parent / "cases" / "hostile.toml").read_text("utf-8"))["case"]
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XMLNS = {"g": "http://www.gexf.net/1.2draft"}


def page_of(header: str = "已选：2 期 13 篇") -> str:
    return figure_html(
        network.network(PAIRS.iloc[:1].assign(person_b=HOSTILE)), header, "banmian-network"
    ).decode()


def test_the_file_says_what_it_shows_and_what_was_selected():
    page = page_of(HOSTILE)
    assert "<title>同场的网络</title>" in page
    assert "<header>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;</header>" in page
    assert re.search(r"<footer>线越粗同场越多.*q 为错误发现率.*</footer>", page)


def test_data_cannot_end_the_script_that_holds_it():
    page = page_of()
    assert page.count("<script>") == page.count("</script>") == 2
    data = page[page.index("const figure = ") :]
    assert "alert(1)" in data
    assert data.count("<") == data.count("</script>") + data.count("</body>") + data.count("</html>")


def test_the_same_figure_gives_the_same_bytes():
    assert figure_html(network.network(PAIRS), "") == figure_html(network.network(PAIRS), "")


def test_the_file_draws_itself_without_a_network_and_saves_both_formats(browser: Browser, tmp_path: Path):
    file = tmp_path / "figure.html"
    file.write_text(page_of(), "utf-8")
    with browser.new_context(offline=True, accept_downloads=True) as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(file.as_uri())
        page.locator("#figure .textpoint", has_text="甲").wait_for()
        assert page.locator("#figure a[href^=javascript]").count() == 0
        buttons = [button.get_attribute("data-title") for button in page.locator(".modebar-btn").all()]
        assert buttons == ["下载图片（PNG）", "下载图片（SVG）"], "none that would send the data anywhere"
        for ending, head in (("png", b"\x89PNG"), ("svg", b"<svg")):
            page.locator("#figure").hover()
            with page.expect_download() as download:
                page.locator(f'.modebar-btn[data-title*="{ending.upper()}"]').click()
            assert download.value.suggested_filename == f"banmian-network.{ending}"
            assert Path(download.value.path()).read_bytes().startswith(head)
        assert complaints == []


def test_gexf_carries_the_test_of_each_tie():
    graph = nx.read_gexf(io.BytesIO(gexf(PAIRS, "已选：全部")))
    assert dict(graph.nodes(data="n")) == {"p1": 8, "p2": 7, "p3": 2}
    assert graph.nodes["p2"]["label"] == HOSTILE
    assert graph.nodes["p3"]["label"] == "丙", "what XML cannot hold is left out"
    tie = graph.edges["p1", "p2"]
    told = {name: tie[name] for name in ("weight", "observed", "expected", "q", "verdict")}
    assert told == {"weight": 6.0, "observed": 6, "expected": 3.25, "q": 0.012, "verdict": "more"}
    assert "q" not in graph.edges["p1", "p3"], "no evidence, no figure"


def test_gexf_ties_nobody_who_never_met():
    graph = nx.read_gexf(io.BytesIO(gexf(PAIRS.assign(observed=[0, *PAIRS["observed"][1:]]), "")))
    assert set(graph) == {"p1", "p2", "p3"}
    assert not graph.has_edge("p1", "p2")
    assert graph.has_edge("p1", "p3")


def test_gexf_says_what_was_selected_and_nothing_about_the_day_it_was_written():
    document = gexf(PAIRS, "议题 生态环保 · 2 期\x02")
    meta = ElementTree.fromstring(document).find("g:meta", XMLNS)
    assert meta.findtext("g:description", namespaces=XMLNS) == "议题 生态环保 · 2 期"
    assert meta.attrib == {}
    assert document == gexf(PAIRS, "议题 生态环保 · 2 期\x02")


def test_no_ties_are_an_empty_graph():
    assert len(nx.read_gexf(io.BytesIO(gexf(PAIRS.iloc[:0], "")))) == 0


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["why"])
def test_hostile_text_in_a_network_and_a_figure(case: dict[str, str]):
    """Strict readers open both; nothing is cut but what XML cannot hold, nothing ends the script."""
    text = case["text"]
    graph = nx.read_gexf(io.BytesIO(gexf(PAIRS.assign(name_b=text), text)))
    assert graph.nodes["p2"]["label"] == NO_XML.sub("", text)
    page = figure_html(network.network(PAIRS.assign(name_b=text)), text).decode()
    data, _, rest = page.partition("const figure = ")[2].partition(", config = ")
    figure = json.loads(data)
    assert figure["data"]
    assert rest.count("<") == rest.count("</script>") + rest.count("</body>") + rest.count("</html>")
