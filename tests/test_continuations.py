"""Reports printed on the pages of several files: which are made one, and where each word of them is printed."""

from __future__ import annotations

import hashlib
from itertools import permutations

import pytest

from banmian import load
from banmian.continuations import joined, lifted, printed
from banmian.frames import article, facts
from banmian.jumps import ends, matched
from banmian.layout import flat
from banmian.parsing import understand
from banmian.records import Issue, Source
from tests.articles import cases

CASES = {case["why"]: case for case in cases("continuations")}
CUT = CASES["a sentence cut by the jump, dates and page numbers printed on both pages"]
THREE = CASES["over three pages"]


def read(case) -> list[Issue]:
    return [
        understand(
            Source(page["name"], page["text"], hashlib.sha256(page["text"].encode()).hexdigest(), "utf-8")
        )
        for page in case["pages"]
    ]


def written(folder, case):
    for page in case["pages"]:
        (folder / page["name"]).write_text(page["text"], "utf-8")
    return load(folder)


def whole(issues):
    """The reports that have parts on other pages."""
    return [found for issue in issues for found in issue.page.articles if found.parts]


def open_ends(issues) -> int:
    return sum(1 for issue in issues for _ in ends(issue))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_joined(case):
    issues = joined(read(case))
    found = {flat(one.headline.text): flat(one.body.text) for one in whole(issues)}
    assert found.keys() == case["joined"].keys()
    assert [words for headline, words in case["joined"].items() if words not in found[headline]] == []
    assert open_ends(issues) == case["open"]
    missing = [fault for issue in issues for said in issue.facts for fault in said.anomalies]
    assert sum(fault.kind == "text_missing" for fault in missing) == case["open"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_order_of_the_files_does_not_matter(case):
    pages = read(case)
    told = {issue.issue_id: issue for issue in joined(pages)}
    for order in permutations(pages):
        again = joined(order)
        assert [issue.issue_id for issue in again] == [issue.issue_id for issue in order]
        assert {issue.issue_id: issue for issue in again} == told


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_page_accounts_for_its_own_characters(case):
    for issue in joined(read(case)):
        page, text = issue.page, issue.source.text
        owners = [0] * len(text)
        spans = [span for found in (*page.articles, *page.continued) for span in found.spans]
        for start, end in (*spans, *page.leftover):
            for at in range(start, end):
                owners[at] += 1
        assert [c for c, times in zip(text, owners, strict=True) if not c.isspace() and times != 1] == []


@pytest.mark.parametrize("case", [CUT, THREE], ids=["two pages", "three pages"])
def test_each_character_leads_to_the_page_that_prints_it(case):
    issues = joined(read(case))
    sources = {issue.issue_id: issue.source.text for issue in issues}
    (found,) = whole(issues)
    for char, at in zip(found.body.text, found.body.offsets, strict=True):
        home, (start, end) = printed(found, (at, at + 1))
        assert char == "\n" or sources[home][start:end] == char
        assert lifted(found, home, (start, end)) == (at, at + 1)
    assert sources.keys() == {printed(found, (at, at + 1))[0] for at in found.body.offsets}


def test_what_runs_over_the_jump_is_shown_up_to_it():
    first, _ = (issue.source.text for issue in read(CUT))
    (found,) = whole(joined(read(CUT)))
    at = found.body.text.index("环境，孟川")
    span = found.body.offsets[at], found.body.offsets[at + 4] + 1
    home, (start, end) = printed(found, span)
    assert (home, first[start:end]) == (read(CUT)[0].issue_id, "环")


def test_the_whole_report_is_read_as_one(tmp_path):
    frames = written(tmp_path, CUT)
    assert sorted(frames.articles["headline"]) == ["市委常委会召开扩大会议", "我市冬季供暖全面启动"]
    event = frames.events[frames.events["kind"] == "meeting"].iloc[0]
    assert (str(event["date"].date()), event["chair"]) == ("2023-10-31", "孟川")
    people = frames.appearances.set_index("name")
    assert people.loc["林远山", ["event_id", "present", "titles"]].tolist() == [
        event["event_id"], True, "市委副书记",
    ]  # fmt: skip
    assert frames.issues["articles"].tolist() == [1, 1]
    assert frames.issues["quality"].tolist() == [1.0, 1.0]


def test_the_seam_is_noted_on_the_page_behind_it(tmp_path):
    frames = written(tmp_path, CUT)
    faults = frames.anomalies[frames.anomalies["kind"] != "year_inferred"]
    (fault,) = faults.to_dict("records")
    behind = next(page for page in frames.pages.values() if page.source.name == "三.txt")
    whole_one = frames.articles["article_id"][frames.articles["headline"] == "市委常委会召开扩大会议"].item()
    assert (fault["kind"], fault["issue_id"], fault["article_id"]) == (
        "paragraph_broken", behind.issue_id, whole_one,
    )  # fmt: skip
    assert behind.source.text[fault["start"] : fault["end"]] == "境"
    assert fault["detail"].endswith("分在两版，已接合。")


def test_the_rest_of_both_pages_stays_as_each_alone_says(tmp_path):
    alone = {issue.issue_id: issue for issue in read(CUT)}
    for issue in joined(list(alone.values())):
        kept = [found for found in issue.page.articles if not found.parts]
        assert all(found in alone[issue.issue_id].page.articles for found in kept)
        before = dict(zip(alone[issue.issue_id].page.articles, alone[issue.issue_id].facts, strict=True))
        said = zip(issue.page.articles, issue.facts, strict=True)
        assert all(before[found] == told for found, told in said if not found.parts)


def test_pages_without_open_ends_are_the_very_same():
    pages = read(CUT)
    other = understand(
        Source("x.txt", "供暖启动\n\n本报讯（记者 高远）11月1日，供暖启动。", "f" * 64, "utf-8")
    )
    assert list(ends(other)) == []
    assert joined([*pages, other])[2] is other


def test_ends_alone_tell_the_pairs():
    every = [end for issue in read(THREE) for end in ends(issue)]
    pairs = matched(reversed(every))
    assert {(head.jump.here, tail.jump.here) for head, tail in pairs} == {(1, 2), (2, 3)}


def test_a_report_on_two_pages_is_one_in_the_frames(tmp_path):
    frames = written(tmp_path, THREE)
    articles = frames.articles.set_index("headline")["article_id"]
    first = articles["全市重点项目建设推进会召开"]
    assert len(articles) == 2
    assert article(frames, first).body.text.endswith("作了发言。")
    assert {person.name for person in facts(frames, first).people} == {"林远山", "海涛"}
