"""Identity: one person under two spellings over pages, and two who only look alike."""

import datetime as dt
from dataclasses import replace
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import schema
from banmian.facts import people
from banmian.identity import identify, reconcile
from banmian.identity.pairs import CONFIDENCE
from banmian.records import Anomaly, Facts, Issue
from tests.articles import article, cases, page


def issue(*bodies, damage=0, name="1"):
    made = page(*(article(body, id=f"{name}-{n}") for n, body in enumerate(bodies)))
    made = replace(made, issue_id=name)
    broken = tuple(Anomaly("paragraph_broken", "") for _ in range(damage))
    known = tuple(Facts(kind="meeting", anomalies=broken) for _ in bodies)
    return Issue(made, people.settle(made, people.extract(made, known)))


def canonical(issues):
    return [p.canonical for done in reconcile(issues) for facts in done.facts for p in facts.people]


def variants(issues):
    return [a.detail for done in reconcile(issues) for facts in done.facts for a in facts.anomalies]


FIRST = "高新区党工委副书记、管委会主任官立红出席会议。"
SECOND = "高新区党工委副书记、管委会主任宫立红出席会议。"


def test_the_same_post_under_two_look_alike_names_is_one_person():
    assert len(set(canonical([issue(FIRST), issue(SECOND, name="2")]))) == 1


def test_the_spelling_of_the_cleaner_page_is_the_name_whatever_the_counts():
    damaged = issue(FIRST, FIRST, FIRST, damage=2)
    assert set(canonical([damaged, issue(SECOND, name="2")])) == {"宫立红"}


def test_the_spelling_of_more_issues_is_the_name():
    pages = [issue(FIRST, name="1"), issue(FIRST, name="2"), issue(SECOND, name="3")]
    assert set(canonical(pages)) == {"官立红"}


def test_both_spellings_stay_visible():
    done = reconcile([issue(FIRST), issue(SECOND, name="2")])
    assert [p.name for d in done for f in d.facts for p in f.people] == ["官立红", "宫立红"]


def test_a_variant_is_noted_where_it_is_printed():
    noted = variants([issue(FIRST, name="1"), issue(FIRST, name="2"), issue(SECOND, name="3")])
    assert noted == ["“宫立红”又作“官立红”，看作一人。"]


def test_other_posts_keep_two_people_apart():
    other = issue("县农业农村局局长宫立红出席会议。", name="2")
    assert canonical([issue(FIRST), other]) == ["官立红", "宫立红"]


def test_who_stand_side_by_side_are_two():
    both = issue("副县长官立红、宫立红出席会议。")
    assert canonical([both]) == ["官立红", "宫立红"]


def test_names_that_do_not_look_alike_are_two():
    assert canonical([issue("县长王伟出席会议。"), issue("县长王韦出席会议。", name="2")]) == ["王伟", "王韦"]


def test_two_spellings_in_one_report_are_one_person_by_the_one_printed_more():
    mixed = issue("县长宋未平主持会议。宋未平要求抓落实。宋末平强调，时间不等人。")
    (facts,) = reconcile([mixed])[0].facts
    assert [(p.name, p.canonical, len(p.mentions)) for p in facts.people] == [("宋未平", "宋未平", 3)]
    assert [a.kind for a in facts.anomalies] == ["name_variant"]


def test_the_order_of_pages_does_not_matter():
    pages = [issue(FIRST, name="1"), issue(SECOND, name="2"), issue(SECOND, name="3")]
    assert set(canonical(pages)) == set(canonical(pages[::-1])) == {"宫立红"}


def test_nothing_in_nothing_out():
    assert reconcile([]) == ()


def told(pages):
    return identify([printed(*one) for one in pages])


def printed(paper, day, *bodies):
    """A page whose id comes from what is on it."""
    made = issue(*bodies, name=f"{crc32(''.join([paper, day, *bodies]).encode()):08x}")
    date = dt.date.fromisoformat(day)
    return replace(made, page=replace(made.page, paper=paper or None, publication_date=date))


def people_of(done):
    return [p.person_id for i in done.issues for facts in i.facts for p in facts.people]


def decided(done):
    return sorted([m.name, m.other, m.decision, m.reason] for m in done.merges)


@pytest.mark.parametrize("case", cases("identity"), ids=lambda case: case["why"])
def test_cases(case):
    done = told(case["pages"])
    assert people_of(done) == case["people"]
    assert decided(done) == case["merges"]


@pytest.mark.parametrize("case", cases("identity"), ids=lambda case: case["why"])
def test_the_order_of_pages_changes_nothing(case):
    backwards = told(case["pages"][::-1])
    per_page = [[p.person_id for facts in i.facts for p in facts.people] for i in backwards.issues]
    assert [one for page in per_page[::-1] for one in page] == case["people"]
    assert decided(backwards) == case["merges"]


@pytest.mark.parametrize("case", cases("identity"), ids=lambda case: case["why"])
def test_a_page_of_others_changes_nothing(case):
    other = ["远山周刊", "2023-12-01", "远山县委书记钱多、远山县财政局局长孙少出席会议。"]
    done = told([*case["pages"], other])
    assert people_of(done)[: len(case["people"])] == case["people"]
    assert decided(done) == case["merges"]


@pytest.mark.parametrize("case", cases("identity"), ids=lambda case: case["why"])
def test_later_pages_leave_the_ids_of_the_first_one(case):
    first = people_of(told(case["pages"][:1]))
    assert people_of(told(case["pages"]))[: len(first)] == first


def test_every_reason_has_a_confidence_and_a_word():
    assert set(CONFIDENCE) == set(schema.MERGE_REASONS)


@given(
    st.permutations(
        [page for case in cases("identity")[:1] + cases("identity")[9:12] for page in case["pages"]]
    )
)
def test_persons_do_not_depend_on_the_order_of_pages(pages):
    def by_page(pages):
        issues = told(pages).issues
        return {i.issue_id: [p.person_id for facts in i.facts for p in facts.people] for i in issues}

    assert by_page(pages) == by_page(sorted(pages))
    assert decided(told(pages)) == decided(told(sorted(pages)))
