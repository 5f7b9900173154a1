"""The layout of whole pages: which article has which headline and which body."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.layout import flat, read_page
from banmian.records import Article, Line, Page, Source
from tests.articles import cases

CASES = Path(__file__).parent / "cases" / "layout"
PAGES = [
    page for file in sorted(CASES.glob("*.toml")) for page in tomllib.loads(file.read_text("utf-8"))["page"]
]
LINES = sorted({line for page in PAGES for line in page["text"].split("\n")})


def lay_out(text: str) -> Page:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return read_page(Source("page.txt", text, digest, "utf-8"))


def shown(line: Line | None) -> str | None:
    return flat(line.text) if line else None


def facts(article: Article, expected: dict[str, object]) -> dict[str, object]:
    """An article in the words of the case file; of the body as much as the case names."""
    body = flat(article.body.text)
    found = {
        "headline": shown(article.headline),
        "kicker": shown(article.kicker),
        "subhead": shown(article.subhead),
        "start": body[: len(str(expected.get("start", "")))],
        "end": body[max(0, len(body) - len(str(expected.get("end", "")))) :],
        "role": article.role,
        "faults": sorted({anomaly.kind for anomaly in article.anomalies}),
        "joined": [words for words in expected.get("joined", ()) if words in article.body.key],
    }
    silent = {None, ""}
    return {name: value for name, value in found.items() if value not in ([], *silent)}


def wanted(expected: dict[str, object]) -> dict[str, object]:
    return {"role": "news", **expected}


@pytest.mark.parametrize("page", PAGES, ids=[page["why"] for page in PAGES])
def test_pages(page):
    read = lay_out(page["text"])
    expected = page["articles"]
    assert len(read.articles) == len(expected), [shown(article.headline) for article in read.articles]
    found = [facts(article, one) for article, one in zip(read.articles, expected, strict=True)]
    assert found == [wanted(one) for one in expected]
    assert read.publication_date == page.get("date", read.publication_date)
    assert read.paper == page.get("paper", read.paper)


REPORTS = """

县委常委会召开会议

本报讯（记者 王明）3月14日上午，县委书记李建国主持召开县委常委会会议，研究春耕生产工作。

全县植树造林现场会举行

本报讯（通讯员 张华）3月13日，全县植树造林现场会在柳林镇举行。副县长赵丽出席会议并讲话。
"""


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in cases("papers")])
def test_papers(case):
    assert lay_out(case["head"] + REPORTS).paper == case.get("paper")


def accounted(page: Page) -> None:
    """Every character that is no white space lies in exactly one article or is left over."""
    text = page.source.text
    owners = [0] * len(text)
    for start, end in [span for article in page.articles for span in article.spans] + list(page.leftover):
        assert 0 <= start < end <= len(text)
        for place in range(start, end):
            owners[place] += 1
    assert [c for c, owned in zip(text, owners, strict=True) if not c.isspace() and owned != 1] == []


def evident(page: Page) -> None:
    """Offsets lead back to the print; keys lead back to the body."""
    text = page.source.text
    for article in page.articles:
        body = article.body
        assert all(text[at] == char for at, char in zip(body.offsets, body.text, strict=True) if char != "\n")
        assert len(body.places) == len(body.key)
        assert sorted(body.places) == list(body.places)
        for line in (article.headline, article.kicker, article.subhead):
            assert line is None or "".join(text[at] for at in line.offsets) == line.text
        for anomaly in article.anomalies:
            assert anomaly.span is None or 0 <= anomaly.span[0] <= anomaly.span[1] <= len(text)


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_any_text_is_accounted_for(text):
    page = lay_out(text)
    accounted(page)
    evident(page)
    assert lay_out(text) == page


@given(
    st.lists(st.sampled_from(LINES), max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "", "\u2028"]),
)
@settings(max_examples=150)
def test_any_order_of_lines_is_accounted_for(lines, separator):
    page = lay_out(separator.join(lines))
    accounted(page)
    evident(page)
