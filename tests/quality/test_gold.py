"""The labels are well formed, and say nothing that their pages do not."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from banmian.lexicon import table
from banmian.reading import read
from banmian.schema import ANOMALY_KINDS, ARTICLE_KINDS, PERSON_KINDS, ROLES
from tests.quality.labels import SETS, labels, plain

TOPICS = {topic["name"] for topic in table("topics")["topic"]}
PAGE = {"source", "publication_date", "date_range", "phenomena", "articles"}
ARTICLE = {
    "headline", "kicker", "subhead", "body_start", "body_end", "kind", "event", "byline", "people",
    "organisations", "places", "slogans", "topics", "anomalies",
}  # fmt: skip
EVENT = {"date", "end_date", "part_of_day", "name", "series", "ordinal"}
BYLINE = {"reporters", "correspondents", "photographers"}
PERSON = {"name", "canonical", "titles", "roles", "present", "kind"}
ONES = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
NUMERALS = [tens + one for tens in ("", "十", "二十", "三十") for one in ONES]
ENCLOSED = {"jump", "intruding-caption", "interleaved"}
"""Where an article may lie within another's first and last words."""

GOLD = [
    pytest.param(SETS[name][0] / page["source"], page, id=page["source"])
    for name in SETS
    for page in labels(name)
]


def stretch(page, article):
    """Where the article's body lies in the plain text of its page; nowhere for a headline alone."""
    start, end = plain(article["body_start"]), plain(article["body_end"])
    if not start:
        return None
    at = page.index(start)
    find = page.rindex if "paragraph_repeated" in article["anomalies"] else page.index
    return at, find(end, at) + len(end)


def printed(page, article):
    """What the article prints, plain: its body and the lines above it."""
    at, to = stretch(page, article) or (0, 0)
    return "\n".join([page[at:to], *(plain(article[line]) for line in ("headline", "kicker", "subhead"))])


def figures(text):
    """Full-width digits in ASCII, and 曰 as the day that it is misread from."""
    return unicodedata.normalize("NFKC", text).replace("曰", "日")


def written(day):
    """A day with its year, in figures and in characters: 2003年5月10日, 二〇〇三年五月十日."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{day.year}年{day.month}月{day.day}日", f"{year}年{NUMERALS[day.month]}月{NUMERALS[day.day]}日"


@pytest.mark.parametrize("name", SETS)
def test_each_page_has_labels(name):
    assert {page["source"] for page in labels(name)} == {path.name for path in SETS[name][0].iterdir()}


@pytest.mark.parametrize(("path", "gold"), GOLD)
def test_form(path, gold):
    assert PAGE - {"phenomena"} <= set(gold) <= PAGE
    for article in gold["articles"]:
        assert (set(article), set(article["event"]), set(article["byline"])) == (ARTICLE, EVENT, BYLINE)
        assert article["kind"] in ARTICLE_KINDS
        assert set(article["anomalies"]) <= set(ANOMALY_KINDS)
        assert set(article["topics"]) <= TOPICS
        assert 1 <= len(article["topics"]) <= 3
        for person in article["people"]:
            assert set(person) == PERSON
            assert person["kind"] in PERSON_KINDS
            assert person["roles"]
            assert set(person["roles"]) <= set(ROLES)


@pytest.mark.parametrize(("path", "gold"), GOLD)
def test_bodies_stand_on_the_page(path, gold):
    page = plain(read(path).text)
    starts = [plain(article["body_start"]) for article in gold["articles"] if article["body_start"]]
    assert {start: page.count(start) for start in starts} == dict.fromkeys(starts, 1)
    stretches = sorted(filter(None, (stretch(page, article) for article in gold["articles"])))
    overlaps = [page[at : at + 20] for (_, to), (at, _) in pairwise(stretches) if at < to]
    assert not overlaps or ENCLOSED & set(gold.get("phenomena", ()))


@pytest.mark.parametrize(("path", "gold"), GOLD)
def test_labels_are_printed(path, gold):
    page = plain(read(path).text)
    for article in gold["articles"]:
        lines = [article[line] for line in ("headline", "kicker", "subhead") if article[line]]
        assert [line for line in lines if plain(line) not in page] == []
        inside = [*article["slogans"], *article["organisations"], *article["places"]]
        inside += [name for names in article["byline"].values() for name in names]
        inside += [text for person in article["people"] for text in (person["name"], *person["titles"])]
        assert [text for text in inside if plain(text) not in printed(page, article)] == []
        assert [text for text in lines + inside if re.search(r"\s", text)] == []


@pytest.mark.parametrize(("path", "gold"), GOLD)
def test_labels_agree_with_one_another(path, gold):
    for article in gold["articles"]:
        alone = article["kind"] == "headline_only"
        assert alone == (not article["body_start"]) == ("headline_without_body" in article["anomalies"])
        assert not (alone and any(article["event"].values()))
        names = Counter(person["name"] for person in article["people"])
        assert {name: times for name, times in names.items() if times > 1} == {}
        for person in article["people"]:
            assert (person["roles"][0] == "mention") != person["present"], person
            assert person["name"] == person["canonical"] or "name_variant" in article["anomalies"], person


@pytest.mark.parametrize(("path", "gold"), GOLD)
def test_days(path, gold):
    page, days = plain(read(path).text), []
    for article in gold["articles"]:
        event = {
            key: dt.date.fromisoformat(article["event"][key])
            for key in ("date", "end_date")
            if article["event"][key]
        }
        days += event.values()
        assert list(event.values()) == sorted(event.values())
        if day := event.get("date"):
            whole = any(form in figures(printed(page, article)) for form in written(day))
            assert whole != ("year_inferred" in article["anomalies"]), day
    assert gold["date_range"] == ([min(days).isoformat(), max(days).isoformat()] if days else None)


@pytest.mark.parametrize(("path", "gold"), GOLD)
def test_the_files_are_as_they_were_composed(path, gold):
    """Encodings and line ends are part of what is tested: an editor or git may have changed them."""
    raw, marks = path.read_bytes(), set(gold.get("phenomena", ()))
    shape = {
        "crlf": "\r\n" in read(path).text,
        "bom": raw.startswith(b"\xef\xbb\xbf"),
        "utf16": raw.startswith(b"\xff\xfe"),
        "gb18030": read(path).encoding == "gb18030",
    }
    assert {mark for mark, so in shape.items() if so} == marks & set(shape)
