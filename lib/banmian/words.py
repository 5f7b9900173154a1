"""Segmentation behind one interface: tokens with offsets, from rjieba or, with the same result, jieba.

Only runs of Chinese characters are cut (the two differ on Latin and digits), at most 256 characters
of one at a time: jieba's HMM is quadratic on runs of single characters (40,000 的 took it 37 s).
"""

from __future__ import annotations

import importlib.util
import logging
import os
import re
import sys
import tempfile
import warnings
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, chain, compress
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from banmian import lexicon
from banmian.layout.key import flat
from banmian.records import Article, Body, Facts, Span

HAN = "〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af"
OUTSIDE, GAP = re.compile(f"[^{HAN}]"), "\n"
CHUNK = 256
PART = re.compile(rf"(?:[^{GAP}]{{1,{CHUNK}}}+(?!.)|{GAP})++|[^{GAP}]{{{CHUNK}}}")
"""Runs with the gaps between them; a longer run in pieces."""
FREQUENCY = 10_000
"""Of a word that we add: enough to keep every entry of the list whole (tested)."""

Cut = Callable[[str], Iterable[str]]


class Token(NamedTuple):
    """A word and its half-open span into the text that was cut."""

    word: str
    start: int
    end: int


class Words:
    """The words of a text, each a bare (word, start, end): tokens of a whole page take as long as cutting it.

    ``own`` are words of a user's own, of Chinese characters alone: they are known to this text only.
    """

    def __init__(self, text: str, own: tuple[str, ...] = ()) -> None:
        cut, runs = cutter(own), OUTSIDE.sub(GAP, text)
        self._words = [word for part in PART.findall(runs) for word in cut(part)]
        self._ends = list(accumulate(map(len, self._words)))

    def at(self, place: int) -> tuple[str, int, int] | None:
        """The word that ``place`` lies in; None outside the runs."""
        number = bisect_right(self._ends, place)
        if number == len(self._ends) or self._words[number][0] == GAP:
            return None
        word, end = self._words[number], self._ends[number]
        return word, end - len(word), end

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Each word and where it ends, in order, the gaps between the runs among them."""
        return zip(self._words, self._ends, strict=True)

    def among(self, wanted: Container[str]) -> Iterator[tuple[str, int]]:
        """Those of the ``wanted`` words, each with where it ends."""
        return compress(self, map(wanted.__contains__, self._words))


def tokens(text: str, own: tuple[str, ...] = ()) -> Iterator[Token]:
    """The words of all runs of Chinese characters in ``text``; ``own`` as in ``Words``."""
    return (Token(word, end - len(word), end) for word, end in Words(text, own) if word[0] != GAP)


def content(article: Article, facts: Facts, own: tuple[str, ...] = ()) -> tuple[Token, ...]:
    """The words of the body that say what a report is about, with spans into the body text; ``own`` as
    in ``Words``.

    A policy phrase (“两个维护”) is one word, under its canonical form. Single characters are left out,
    and whatever touches a byline, a person or a printed post.
    """
    body = article.body
    hidden = bytearray(len(body.text))
    for start, end in chain(facts.byline.spans, _people(facts), _posts(body, facts)):
        hidden[start:end] = b"\1" * (end - start)
    cut = (
        Token(word, *body.span(end - len(word), end))
        for word, end in Words(body.key, own)
        if len(word) > 1 and word[0] != GAP
    )
    phrases = _free(_phrases(facts), hidden)
    for phrase in phrases:
        hidden[phrase.start : phrase.end] = b"\1" * (phrase.end - phrase.start)
    return tuple(sorted([*phrases, *_free(cut, hidden)], key=lambda token: token.start))


def _free(found: Iterable[Token], hidden: bytearray) -> list[Token]:
    return [token for token in found if hidden.find(1, token.start, token.end) < 0]


def _phrases(facts: Facts) -> Iterator[Token]:
    """The phrases of the body, of two that overlap the first and longer one."""
    spans = (Token(phrase.canonical, *phrase.span) for phrase in facts.slogans if phrase.where == "body")
    reached = 0
    for phrase in sorted(spans, key=lambda token: (token.start, -token.end)):
        if phrase.start >= reached:
            reached = phrase.end
            yield phrase


def _people(facts: Facts) -> Iterator[Span]:
    return (span for person in facts.people for span in person.mentions)


def _posts(body: Body, facts: Facts) -> Iterator[Span]:
    for post in {flat(title) for person in facts.people for title in person.titles} - {""}:
        at = body.key.find(post)
        while at >= 0:
            yield body.span(at, at + len(post))
            at = body.key.find(post, at + len(post))


@cache
def stop_words() -> frozenset[str]:
    """Function words and the boilerplate of the genre (党工委 会议 强调 …)."""
    return frozenset(lexicon.words("stopwords"))


@lru_cache(maxsize=4)  # a dictionary takes 58 MB: ours, and one a library that is open
def cutter(own: tuple[str, ...] = ()) -> Cut:
    """The fastest segmenter that is installed, with the user's ``own`` words."""
    return by_rjieba(own) if importlib.util.find_spec("rjieba") else by_jieba(own)


def by_rjieba(own: tuple[str, ...] = ()) -> Cut:
    """``rjieba`` with a dictionary to itself: jieba's, our compounds and the user's ``own`` words."""
    import rjieba

    segmenter = rjieba.Jieba()
    for word in dict.fromkeys((*lexicon.words("compounds"), *own)):
        segmenter.add_word(word, FREQUENCY, None)
    return lambda run: segmenter.cut(run, True)


def by_jieba(own: tuple[str, ...] = ()) -> Cut:
    """``jieba`` with such a dictionary, and its Chinese characters widened to all of ``HAN``."""
    segmenter = _private_jieba().Tokenizer()
    segmenter.tmp_dir = _cache_folder()
    segmenter.initialize()
    for word in dict.fromkeys((*lexicon.words("compounds"), *own)):
        # jieba adds to its total without taking off what the word, 支部 or 农民, had in it before
        segmenter.total -= segmenter.FREQ.get(word, 0)
        segmenter.add_word(word, FREQUENCY)
    return lambda run: segmenter.cut(run, HMM=True)


@cache
def _private_jieba() -> ModuleType:
    """A copy of jieba's modules, so that no pattern of the shared ones is changed.

    The shared patterns end at U+9FD5 and split 㛃 䶮 𬘓, characters of given names, off their words.
    """
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=".*jieba")
    name = f"{__name__}.jieba"
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    folder = str(Path(spec.origin).parent)
    own = importlib.util.spec_from_file_location(name, spec.origin, submodule_search_locations=[folder])
    module: Any = importlib.util.module_from_spec(own)  # type: ignore[arg-type]
    sys.modules[name] = module
    own.loader.exec_module(module)  # type: ignore[union-attr]
    module.setLogLevel(logging.CRITICAL)
    module.re_han_default = module.finalseg.re_han = re.compile(f"([{HAN}]+)")
    return module  # type: ignore[no-any-return]


def _cache_folder() -> str:
    """Of the user, not the shared temporary folder: jieba loads its cache with ``marshal``."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "banmian"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:  # a home that is not to be written
        return tempfile.mkdtemp(prefix="banmian-")
    return str(folder)
