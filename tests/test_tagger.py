"""jieba's tagger read with numpy: known tags, and the same whatever it is tagged beside."""

from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.tagger import LONGEST, tag

SENTENCE = "市政协副主席、党工委书记周立沛主持召开会议，许德辉、路福林在南河市作交流发言。"


def words(text, *tags):
    return [text[a:b] for a, b, found in tag([text])[0] if found in tags]


def test_people():
    assert words(SENTENCE, "PER") == ["周立沛", "许德辉", "路福林"]


def test_places_bodies_and_days():
    text = "昨天，李明在北京大学会见了来自上海的客人。"
    assert words(text, "TIME") == ["昨天"]
    assert words(text, "ORG") == ["北京大学"]
    assert words(text, "LOC") == ["上海"]
    assert words(text, "PER") == ["李明"]


def test_verbs_and_marks():
    assert words("他走了。", "v", "w") == ["走", "。"]


def test_full_width_marks_are_read_like_half_width_ones():
    full, half = "王伟、李静出席。", "王伟,李静出席."
    assert [t.tag for t in tag([full])[0]] == [t.tag for t in tag([half])[0]]


def test_nothing():
    assert tag([]) == []
    assert tag([""]) == [[]]


def test_a_long_text_is_tagged_to_its_end():
    text = "王成说。" * LONGEST
    assert tag([text])[0][-1].end == len(text)


@settings(max_examples=25)
@given(st.lists(st.text(alphabet="王成说，。在北京 12ab㛃", min_size=1, max_size=30), min_size=1, max_size=6))
def test_a_batch_tags_each_text_as_alone(texts):
    assert tag(texts) == [tag([text])[0] for text in texts]


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=60))
def test_runs_cover_the_text_in_order(text):
    runs = tag([text])[0]
    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])]
    assert runs[-1].end == len(text)
