"""Segmentation: the two engines agree, offsets slice back, names and posts are left out of counts."""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian import lexicon, words
from banmian.records import Byline, Facts
from tests.library import person, report, slogan

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
RARE = "王㛃和李䶮、陈𬘓参加二〇二五年会议"


@cache
def engines() -> tuple[words.Cut, words.Cut]:
    return words.by_rjieba(), words.by_jieba()


def both(text: str) -> tuple[list[list[str]], list[list[str]]]:
    """Each run of the text as the one and as the other engine cuts it."""
    rust, python = ([list(cut(run)) for run in words.RUN.findall(text)] for cut in engines())
    return rust, python


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_engines_agree_on_real_pages(seed):
    rust, python = both(seed.read_text("utf-8"))
    assert sum(map(len, rust)) > 1000
    assert rust == python


def test_engines_agree_on_rare_characters():
    rust, python = both(RARE)
    assert rust == python
    assert "".join(chain.from_iterable(rust)) == RARE.replace("、", "")


@given(st.text(st.sampled_from("的一是在了党委会议环境保护高新区大气污染防治"), max_size=40))
@settings(deadline=None)
def test_engines_agree_on_any_run(run):
    rust, python = both(run)
    assert rust == python


@pytest.mark.parametrize("word", lexicon.words("compounds"))
def test_compound_stays_whole(word):
    assert both(word) == ([[word]], [[word]])


@given(st.text())
@settings(deadline=None)
def test_tokens_slice_back_and_cover_every_chinese_character(text):
    found = list(words.tokens(text))
    assert [text[token.start : token.end] for token in found] == [token.word for token in found]
    assert "".join(token.word for token in found) == "".join(words.RUN.findall(text))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_no_piece_that_is_cut_is_longer_than_a_chunk(monkeypatch):
    """Jieba is quadratic on runs of single characters: 40,000 的 took it 37 s."""
    pieces = []
    monkeypatch.setattr(words, "cutter", lambda: lambda run: pieces.append(run) or [run])
    assert sum(token.end - token.start for token in words.tokens("的" * 100_000)) == 100_000
    assert max(map(len, pieces)) == words.CHUNK


def counted(body: str, facts: Facts) -> list[str]:
    article, _ = report(body)
    return [token.word for token in words.content(article, facts)]


def test_names_posts_and_bylines_are_left_out():
    body = "本报讯（记者李冬梅）县委书记张志强强调安全生产。"
    facts = Facts(
        byline=Byline(reporters=("李冬梅",), spans=((3, 10),)),
        people=(person("张志强", "speak", titles=["县委书记"], at=(14, 17)),),
    )
    assert counted(body, facts) == ["本报讯", "强调", "安全生产"]


def test_a_policy_phrase_is_one_word_and_counts_once():
    phrases = (slogan("两个维护", 4), slogan("两个维护和四个意识", 4), slogan("四个意识", 9))
    assert counted("坚决做到两个维护和四个意识。", Facts(slogans=phrases)) == [
        "坚决",
        "做到",
        "两个维护和四个意识",
    ]
    titled = (slogan("做到", 0, "headline"),)
    assert counted("做到维护。", Facts(slogans=titled)) == ["做到", "维护"]


def test_a_word_broken_by_white_space_counts_as_one():
    assert counted("大 气污\u3000染防治", Facts()) == ["大气污染防治"]


def test_content_spans_point_into_the_printed_body():
    article, _ = report("推进 污 染治理")
    spans = [
        (token.word, article.body.text[token.start : token.end]) for token in words.content(article, Facts())
    ]
    assert spans == [("推进", "推进"), ("污染", "污 染"), ("治理", "治理")]


def test_stop_words_hold_the_boilerplate_of_the_genre():
    assert {"党工委", "管委会", "会议", "强调", "记者"} <= words.stop_words()
    assert not {"污染", "安全生产", "招商引资"} & words.stop_words()
