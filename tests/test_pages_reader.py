"""The page 原文: every character is there, and what is lit is what was asked for."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import banmian
from banmian.frames import text
from pages.common import ink
from tests.apps import SEEDS, opened, printed, shown

pytestmark = pytest.mark.usefixtures("seeds")


@pytest.mark.parametrize("article_id", SEEDS.articles["article_id"])
def test_reader_prints_every_character(article_id: str) -> None:
    page = shown(opened("reader", article=article_id))
    for where in ("kicker", "headline", "subhead", "body"):
        if text(SEEDS, article_id, where):
            markup = re.search(rf'<div class="{where}">(.*?)</div>', page, re.DOTALL)[1]
            markup = re.sub(r'<span class="note">.*?</span>', "", markup)
            assert printed(markup) == text(SEEDS, article_id, where)


def test_reader_lights_the_very_passage_in_text_and_source() -> None:
    slogan = SEEDS.slogans[SEEDS.slogans["where"] == "body"].iloc[0]
    span = f"{slogan['start']}-{slogan['end']}"
    page = shown(opened("reader", article=slogan["article_id"], span=span, source="true"))
    column, source = page.split('<div class="source">')
    assert (
        "".join(re.findall(r'<mark class="here">(.*?)</mark>', column))
        .replace("</span>", "")
        .endswith(slogan["printed"])
    )
    assert printed("".join(re.findall(r'<mark class="here">(.*?)</mark>', source))) == slogan["printed"]


@given(
    st.text(),
    st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30))),
    st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_marking_changes_no_character(words: str, spans: list[tuple[int, int]], lit: tuple[int, int]) -> None:
    marks = [ink.Mark(start, end, "people", '"<') for start, end in spans]
    markup = ink.marked(words, marks, lit)
    assert printed(markup.removeprefix("<p>").removesuffix("</p>")) == words


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_quoting_changes_no_character(words: str, hits: list[tuple[int, int]]) -> None:
    assert printed(ink.quoted(words, [(min(hit), max(hit)) for hit in hits])) == words


def test_a_long_report_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"会议强调，要落实第{number}项任务，把“{number}个坚持”讲清楚。" for number in range(2000)]
    opening = "本报讯 2024年5月17日，县委书记李建国主持召开会议。"
    (tmp_path / "长.txt").write_text("\n\n".join(["县委召开会议", opening, *lines]), encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    frames = banmian.load(tmp_path)
    article = frames.articles.sort_values("length").iloc[-1]
    body = text(frames, article["article_id"])
    assert len(body) > ink.LONGEST
    at = body.index("第1900项任务")
    page = shown(opened("reader", article=article["article_id"], span=f"{at}-{at + 8}", source="true"))
    assert printed(re.search(r'<mark class="here">(.*?)</mark>', page)[1]) == "第1900项任务"[:8]
    assert len(printed(page)) < 3 * ink.LONGEST


def test_a_joined_paragraph_is_shown_at_its_seam() -> None:
    fault = SEEDS.anomalies[SEEDS.anomalies["kind"] == "paragraph_broken"].iloc[0]
    page = shown(
        opened("reader", article=fault["article_id"], place=f"{fault['start']}-{fault['end']}", source="true")
    )
    column, source = page.split('<div class="source">')
    lit = printed("".join(re.findall(r'<mark class="here">(.*?)</mark>', column)))
    assert len(lit) == 2 * ink.SEAM
    assert lit == re.sub(
        r"\s", "", printed("".join(re.findall(r'<mark class="here">(.*?)</mark>', source, re.DOTALL)))
    )


def test_a_report_on_two_pages_leads_to_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "区委召开会议\n\n本报讯（记者 周晓）3月5日，区委召开会议，区委书记王志强主持。会议指出，要优化营商环\n\n（下转第2版）\n"
    tail = "（上接第1版）境。区长林远山作了发言。\n"
    (tmp_path / "2024-03-06_1.txt").write_text(head, encoding="utf-8")
    (tmp_path / "2024-03-06_2.txt").write_text(tail, encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    frames = banmian.load(tmp_path)
    (article_id,) = frames.articles["article_id"]
    start = text(frames, article_id).index("林远山")
    page = shown(opened("reader", article=article_id, span=f"{start}-{start + 3}", source="true"))
    at = tail.index("林远山") + 1
    assert f"所标一处：2024-03-06_2.txt 第 {at}–{at + 2} 字" in page
    assert page.count('<mark class="here">林远山</mark>') + page.count("林远山</span></mark>") == 2
    fault = frames.anomalies[frames.anomalies["kind"] == "paragraph_broken"].iloc[0]
    place = f"{fault['start']}-{fault['end']}"
    page = shown(opened("reader", article=article_id, place=place, on=fault["issue_id"]))
    assert f"所标一处：2024-03-06_2.txt 第 {tail.index('境') + 1}–" in page
    assert "此处接版" in page


def test_a_page_is_read_on_report_by_report() -> None:
    page = SEEDS.articles[SEEDS.articles["issue_id"] == SEEDS.articles["issue_id"].iloc[0]].sort_values(
        "number"
    )
    ids = list(page["article_id"])
    for at, article_id in enumerate(ids):
        links = opened("reader", article=article_id).get("page_link")
        asked = [re.search("article=([^&]+)", link.proto.query_string) for link in links]
        assert [found[1] for found in asked if found] == [*ids[max(0, at - 1) : at], *ids[at + 1 : at + 2]]
