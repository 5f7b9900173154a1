"""Topics: the main one of invented reports, shares that add up, evidence that stands where it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.errors import BadLexicon
from banmian.facts.texts import texts
from banmian.facts.topics import topics
from banmian.lexicon import table
from banmian.lexicon.topics import VARIABLE
from banmian.records import Appearance, Facts
from tests.articles import article, cases

NAMES = [topic["name"] for topic in table("topics")["topic"]]


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A lexicon of the user's own with the text that the test gives it."""

    def write(text):
        path = tmp_path / "topics.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.setenv(VARIABLE, str(path))

    return write


@pytest.mark.parametrize("case", cases("topics"), ids=lambda case: case["headline"])
def test_main_topic(case):
    assert topics(article(case["body"], case["headline"]))[0].topic == case["topic"]


def test_every_topic_has_cases():
    assert {case["topic"] for case in cases("topics")} == set(NAMES)
    assert len(NAMES) == 16


@given(
    st.lists(
        st.sampled_from(["招商引资", "防汛", "党建", "会议", "调研", "，", "。", "\n", "学校", "x"]),
        max_size=30,
    )
)
def test_shares_add_up_and_evidence_is_printed(pieces):
    report = article("".join(pieces).strip("\n"), "全市防汛工作会议")
    found = topics(report)
    assert sum(topic.share for topic in found) == pytest.approx(1)
    printed = {text.where: text for text in texts(report)}
    sources = {"headline": report.headline.text, "body": report.body.text}
    for topic in found:
        for word, where, (start, end) in topic.evidence:
            assert where in printed
            assert sources[where][start:end].replace("\n", "") == word


def test_no_word_no_topic():
    assert topics(article("他笑了笑。", "无题")) == ()


def test_a_longer_context_forbids_the_word():
    assert topics(article("他在会议中心旁边的教育路上走。")) == ()
    assert topics(article("我们召开学习会。"))[:1] != topics(article("学校开学。"))[:1]


def test_the_headline_weighs_more_than_the_body():
    found = topics(article("大家谈到了招商引资。", "全市防汛工作会议召开"))
    assert found[0].topic == "应急防汛"


def test_words_of_ones_own(own):
    own('veto = ["防汛路"]\n[[topic]]\nname = "低空经济"\nstrong = ["无人机"]\n')
    assert [topic.topic for topic in topics(article("无人机从防汛路上起飞。"))] == ["低空经济"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[topic", "不是有效的 TOML"),
        ("[[topic]]\nstrong = []", "没有 name"),
        ('[[topic]]\nname = "新"\nstrong = "词"', "“新”的 strong 应是一串词"),
        ('[[topic]]\nname = "新"\nweak = ["", "词"]', "“新”的 weak 应是一串词"),
        ('veto = "词"', "应是一串词"),
        ('topic = "词"', "[[topic]]"),
        (b"\xff\xfe\x00", "读不出来"),
    ],
)
def test_a_lexicon_of_another_form(own, text, says):
    own(text)
    with pytest.raises(BadLexicon, match="议题词表") as caught:
        topics(article("会议召开。"))
    assert says in str(caught.value)


def test_a_lexicon_that_is_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(BadLexicon, match="读不出来"):
        topics(article("会议召开。"))


def test_titles_and_names_count_for_less():
    named = {"list_number": None, "position": None, "span": (6, 9), "mentions": ((6, 9),), "rule": ""}
    roles = {"roles": ("inspect",), "role_verb": "检查", "present": True, "kind": "official"}
    person = Appearance("安白鹭", "安白鹭", ("市教育局局长",), ("市教育局局长",), **roles, **named)
    report = article("市教育局局长安白鹭检查供水管网。")
    assert topics(report, Facts(people=(person,)))[0].topic == "城市建设"
    assert topics(article("白鹭归来。"))[0].topic == "生态环保"
