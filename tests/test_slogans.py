"""Slogans: policy phrases are found, speech, images and names are left, and forms agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.facts.quoted import quotations
from banmian.facts.slogans import canonical, slogans
from tests.articles import article, cases


@pytest.mark.parametrize("case", cases("slogans"), ids=lambda case: case["why"])
def test_slogans(case):
    assert {slogan.canonical for slogan in slogans(article(case["body"]))} == set(case["slogans"])


@pytest.mark.parametrize("case", cases("expansions"), ids=lambda case: case["why"])
def test_expansion(case):
    found = {slogan.canonical: slogan.expansion for slogan in slogans(article(case["body"]))}
    assert (found[case["slogan"]] or "") == case["expansion"]


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("4个意识", "四个意识"),
        ("四个意识", "四个意识"),
        ("十二项重大举措", "12项重大举措"),
        ("12项重大举措", "12项重大举措"),
        ("二十条", "20条"),
        ("三十工程", "三十工程"),
        ("1+2+4+N", "1+2+4+N"),
        ("365", "365"),
    ],
)
def test_counts_have_one_form(printed, form):
    assert canonical(printed) == form


def test_where_a_slogan_stands():
    report = article("落实 “四个\n到位” 要求，做到“四个到位”。", "落实“四个到位”", kicker="“双招双引”再发力")
    found = [(slogan.where, slogan.canonical, slogan.span) for slogan in slogans(report)]
    assert found == [
        ("headline", "四个到位", (3, 7)),
        ("kicker", "双招双引", (1, 5)),
        ("body", "四个到位", (4, 9)),
        ("body", "四个到位", (17, 21)),
    ]


def test_half_width_marks_and_full_width_figures():
    found = list(slogans(article('实施"３４５"创新行动,做到"两个维护".')))
    assert [slogan.canonical for slogan in found] == ["345", "两个维护"]


@given(st.text("“”‘’、，。一二三个要落实机制说a\n ", max_size=60))
def test_quotations_lie_in_their_text(text):
    for quoted in quotations(text):
        assert text[slice(*quoted.span)].replace("\n", "") == quoted.inner
