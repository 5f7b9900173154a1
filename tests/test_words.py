"""Segmentation: the two engines agree, offsets slice back, names and posts are left out of counts."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import lexicon, words
from banmian.reading import page_files, read
from banmian.records import Byline, Facts
from tests.library import person, report, slogan

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))
PAGES = [read(page).text for page in (*SEEDS, *page_files(HERE / "quality" / "pages"))]
RUN = re.compile(f"[{words.HAN}]+")
RARE = "王㛃和李䶮、陈𬘓参加二〇二五年会议"


@cache
def engines(own: tuple[str, ...] = ()) -> tuple[words.Cut, words.Cut]:
    return words.by_rjieba(own), words.by_jieba(own)


def both(text: str, own: tuple[str, ...] = ()) -> tuple[list[list[str]], list[list[str]]]:
    """Each run of the text as the one and as the other engine cuts it."""
    rust, python = ([list(cut(run)) for run in RUN.findall(text)] for cut in engines(own))
    return rust, python


@cache
def own_words() -> tuple[str, ...]:
    """A thousand stretches of two to six characters of the pages, as if somebody had entered them."""
    chance = Random(1)
    runs = [run for page in PAGES for run in RUN.findall(page) if len(run) > 5]
    chosen = [(chance.choice(runs), chance.randint(2, 6)) for _ in range(1000)]
    starts = [chance.randint(0, len(run) - size) for run, size in chosen]
    return tuple(run[start : start + size] for start, (run, size) in zip(starts, chosen, strict=True))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_engines_agree_on_real_pages(seed):
    rust, python = both(seed.read_text("utf-8"))
    assert sum(map(len, rust)) > 1000
    assert rust == python


@given(st.sampled_from(PAGES), st.floats(0, 1), st.integers(1, 600), st.booleans())
def test_engines_agree_on_any_stretch_of_a_page(page, place, size, users):
    """Wherever a run is cut off, and with words of a user's own in the middle of it."""
    start = int(place * (len(page) - 1))
    rust, python = both(page[start : start + size], own_words() if users else ())
    assert rust == python


def test_words_of_a_users_own_are_whole_and_in_one_call_only():
    text, own = "先后来到云和里便民驿站，察看秋水长廊。", ("云和里便民驿站", "秋水长廊")
    assert both(text, own) == ([["先后", "来到", own[0]], ["察看", own[1]]],) * 2
    assert set(own) <= {token.word for token in words.tokens(text, own)}
    assert not set(own) & {token.word for token in words.tokens(text)}


def test_a_word_that_is_entered_again_counts_once():
    """Counted twice in the total, as jieba does, 打药, which is rare, would be preferred to its characters."""
    own = own_words()[:40]
    assert both("驾驶打药", own * 40) == both("驾驶打药", own) == ([["驾驶", "打", "药"]],) * 2


def test_a_word_that_the_dictionary_has_counts_once():
    """With what it had before left in the total, 不在 would just be preferred to its characters."""
    rust, python = both("他不在村里，支部的农民也不在。", own_words())
    assert rust == python


def test_engines_agree_on_rare_characters():
    rust, python = both(RARE)
    assert rust == python
    assert "".join(chain.from_iterable(rust)) == RARE.replace("、", "")


@given(st.text(st.sampled_from("的一是在了党委会议环境保护高新区大气污染防治"), max_size=40))
def test_engines_agree_on_any_run(run):
    rust, python = both(run)
    assert rust == python


@pytest.mark.parametrize("word", lexicon.words("compounds"))
def test_compound_stays_whole(word):
    assert both(word) == ([[word]], [[word]])


@given(st.text())
def test_tokens_slice_back_and_cover_every_chinese_character(text):
    found = list(words.tokens(text))
    assert [text[token.start : token.end] for token in found] == [token.word for token in found]
    assert "".join(token.word for token in found) == "".join(RUN.findall(text))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_no_piece_that_is_cut_is_longer_than_a_chunk(monkeypatch):
    """Jieba is quadratic on runs of single characters: 40,000 的 took it 37 s."""
    pieces = []
    monkeypatch.setattr(words, "cutter", lambda own: lambda run: pieces.append(run) or [run])
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


@given(st.text(st.sampled_from("县委书记王伟、李明主持召开会议，1月在abc。\n"), max_size=60))
def test_a_word_asked_for_by_its_place_is_that_of_the_whole_text(text):
    found = words.Words(text)
    whole = list(words.tokens(text))
    for place in range(len(text)):
        covering = [tuple(token) for token in whole if token.start <= place < token.end]
        assert [found.at(place)] == (covering or [None])
    ends = {end for word, end in found if words.GAP not in word}
    assert ends == {token.end for token in whole}
