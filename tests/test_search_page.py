"""检索: what the page shows of a search equals what the measure finds."""

import re

import pytest

from banmian.frames import text
from banmian.measures.search import PRINTED, search
from banmian.selection import Selection
from tests.apps import SEEDS, opened, printed, shown

pytestmark = pytest.mark.usefixtures("seeds")


def quotations(page: str) -> list[str]:
    return re.findall(r'<blockquote class="passage">(.*?)</blockquote>', page, re.DOTALL)


def test_the_url_carries_the_query_and_the_page_says_the_numbers() -> None:
    page = opened("search", q="会议", kinds=["会议"])
    found = search(Selection(kinds=("meeting",)).apply(SEEDS), "会议")
    assert page.text_input(key="q").value == "会议"
    assert f"{found.told()}，近的在前" in shown(page)
    texts = [text(SEEDS, article, where) for article in found.articles["article_id"] for where in PRINTED]
    for quotation in quotations(shown(page)):
        assert "会议</mark>" in quotation
        assert any(printed(quotation) in whole for whole in texts)


def test_a_passage_leads_to_its_place() -> None:
    place = search(SEEDS, "高质量").places.iloc[0]
    link = next(
        link
        for link in opened("search", q="高质量").get("page_link")
        if f"span={place['start']}-{place['end']}" in link.proto.query_string
    )
    assert f"article={place['article_id']}" in link.proto.query_string


def test_places_are_shown_twenty_at_a_time() -> None:
    places = search(SEEDS, "的").places
    app = opened("search", q="的")
    first = sum(len(re.findall("<mark", quotation)) for quotation in quotations(shown(app)))
    assert len(places) > 20 >= first > 0
    assert len(app.get("pagination")) == 1


def test_nothing_asked_and_nothing_found_are_said() -> None:
    assert "在上面输入字词" in shown(opened("search"))
    assert "没有哪一篇印着“鲸鱼&lt;”" in shown(opened("search", q="鲸鱼<"))
