"""The form in which printed texts are searched: character by character, so that every substring finds its place.

``layout.key`` weighs a mark by what stands beside it; a word cut out of a text would then not be found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from banmian.layout.key import INVISIBLE, in_one_guise, tight

_MARKS = (
    dict(zip(",:;?!().｡､", "，：；？！（）·。、", strict=True))
    | dict.fromkeys('”"', "“")
    | dict.fromkeys("’'", "‘")
)
_MARK = re.compile(f"[{re.escape(''.join(_MARKS))}]")
_BLANK = rf"[\s{INVISIBLE}]*+"


class Hit(NamedTuple):
    """A half-open span of a printed text, and the word that stands there."""

    start: int
    end: int
    word: str


def folded(text: str) -> str:
    """One set of marks and widths, small letters; as long as ``text``."""
    # the one capital whose small letter is two characters, and the one small letter that has two forms
    small = in_one_guise(text).replace("İ", "i").lower().replace("ς", "σ")
    return _MARK.sub(lambda mark: _MARKS[mark[0]], small)


def plain(text: str) -> str:
    """The form that is searched: ``folded``, without white space."""
    return tight(folded(text))


def asked(query: str) -> tuple[str, ...]:
    """The words of a query, each once, in the form that is searched: white space parts them."""
    return tuple(dict.fromkeys(word for part in query.split() if (word := plain(part))))


def hits(text: str, words: Sequence[str]) -> list[Hit]:
    """Every place of each of these words (of ``asked``) in a printed text, whatever white space is in it."""
    whole = folded(text)
    return sorted(hit for word in words for hit in _places(whole, word))


def _places(text: str, word: str) -> Iterator[Hit]:
    pattern = re.compile(_BLANK.join(map(re.escape, word)))
    found = pattern.search(text)
    while found:
        yield Hit(*found.span(), word)
        found = pattern.search(text, found.start() + 1)
