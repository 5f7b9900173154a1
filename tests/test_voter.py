"""The second voter: what it adds to the grammar's people, and what it leaves alone."""

import pytest

from banmian import parse, tagger, to_record
from banmian.facts import bylines, people
from banmian.facts.persons import voter
from banmian.parsing import parse_each, understand
from banmian.records import Facts
from benchmarks import noise
from tests.articles import article, cases, page
from tests.quality.labels import SETS, plain

PAGES = sorted(SETS["pages"][0].iterdir())
ASKED = next(path for path in PAGES if path.name == "22-zhehe-ocr.txt")
"""A page on which the voter has something to say."""


def understood(body):
    made = page(article(body))
    known = bylines.extract(made, (Facts(),))
    return people.by_grammar(made, known)[0].people, people.extract(made, known)[0].people


@pytest.mark.parametrize("case", cases("voter"), ids=lambda case: case["why"])
def test_what_is_added(case):
    grammar, both = understood(case["body"])
    assert [person.name for person in grammar] == case["grammar"]
    assert [person.name for person in both if person.rule != "voter"] == case["grammar"]
    assert [person.name for person in both if person.rule == "voter"] == case["added"]


def test_an_added_name_has_the_titles_that_stand_before_any_of_its_places():
    _, both = understood("县委书记傳明远釆取“四不两直”方式检查。傳明远强调，责任重于泰山。")
    assert [(p.name, p.titles, p.mentions) for p in both] == [("傳明远", ("县委书记",), ((4, 7), (20, 23)))]


def test_an_added_name_is_known_in_the_other_reports_of_the_page():
    made = page(article("县委副书记、凌若云主持会议。", id="1"), article("市民给凌若云写来感谢信。", id="2"))
    first, second = people.extract(made, (Facts(), Facts()))
    assert [(p.name, p.rule) for p in (*first.people, *second.people)] == [
        ("凌若云", "voter"),
        ("凌若云", "voter"),
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_the_grammar_found_stays(path):
    """But for a title that swallowed a name which the voter knows: 詹淑兰和|县政府党组成员."""
    for alone, both in zip(parse(path, voter=False).facts, parse(path).facts, strict=True):
        kept = {(person.name, person.titles) for person in both.people}
        added = {person.name for person in both.people} - {person.name for person in alone.people}
        found = {
            (person.name, tuple(freed(title, added) for title in person.titles)) for person in alone.people
        }
        assert found <= kept


def freed(title: str, names: set[str]) -> str:
    swallowed = next((name for name in names if f"{name}和" in title), None)
    return title.partition(f"{swallowed}和")[2] if swallowed else title


def test_without_the_voter_the_tagger_is_not_asked(monkeypatch):
    monkeypatch.setattr(tagger, "tag", None)
    assert {person.rule for facts in parse(ASKED, voter=False).facts for person in facts.people} & {
        "voter"
    } == set()
    with pytest.raises(TypeError):
        parse(ASKED)


def test_where_nothing_is_doubtful_the_tagger_is_not_asked(monkeypatch):
    monkeypatch.setattr(tagger, "tag", None)
    assert [person.name for person in understood("县委书记范德胜主持会议。")[1]] == ["范德胜"]


def test_a_page_of_doubts_only_is_no_text(monkeypatch):
    monkeypatch.setattr(tagger, "tag", None)
    body = "".join(f"县政协罗大{chr(0x4E00 + number)}指出，" for number in range(6000))
    assert len(body) > voter.MOST
    assert understood(body)[1] == understood(body)[0]


def test_the_same_with_any_batch_and_any_number_of_pages(monkeypatch):
    together = [to_record(issue) for issue in parse_each(PAGES[20:26])]
    monkeypatch.setattr(tagger, "BATCH", 1)
    assert [to_record(issue) for path in PAGES[20:26] for issue in parse_each([path])] == together


def test_the_tagger_sees_what_stands_around_a_reading_within_its_sentence():
    key = "前一句。" + "王成在" * 6 + "罗大勇说。后一句。"
    at = key.index("罗大勇")
    far, near = voter.Candidate(4, 6, 5.0), voter.Candidate(at, at + 3, 5.0)
    shown = [[key[a:b] for a, b in voter._windows(key, options)] for options in ([near], [far], [far, near])]
    assert shown == [
        ["在" + "王成在" * 5 + "罗大勇说。"],
        ["王成在王成在王成在王"],
        ["王成在" * 6 + "罗大勇说。"],
    ]


def test_on_spoilt_pages_it_finds_far_more_than_it_invents():
    """A few of the pages of which `python -m benchmarks.quality` prints them all."""
    found, invented = set(), set()
    for source, names in list(noise.printings("pages", 1))[::3]:
        alone, both = (
            {p.name for f in understand(source, voter=v).facts for p in f.people} for v in (False, True)
        )
        found |= (both - alone) & names
        invented |= both - alone - names
    assert len(found) >= 15
    assert len(invented) <= len(found) / 4


def test_spoilt_pages_are_the_same_each_time_and_hold_their_names():
    for once, twice in zip(noise.printings("pages", 1), noise.printings("pages", 1), strict=True):
        assert once == twice
        assert [name for name in once[1] if name not in plain(once[0].text)] == []
