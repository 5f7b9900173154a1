"""Identity: one person under two spellings over pages, and two who only look alike."""

from dataclasses import replace

from banmian.facts import people
from banmian.identity import reconcile
from banmian.records import Anomaly, Facts, Issue
from tests.articles import article, page


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
