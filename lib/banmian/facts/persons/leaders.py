"""National leaders where the text names them, and not where a doctrine bears the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from banmian import lexicon
from banmian.facts.persons.chains import read_chain
from banmian.facts.persons.mention import Mention
from banmian.facts.persons.reading import Reading

DOCTRINE = re.compile(r"[^，。；、“”（）\n]{0,16}?思想")


@cache
def _names() -> re.Pattern[str]:
    return re.compile(lexicon.any_of(lexicon.words("national_leaders")))


@cache
def _office() -> re.Pattern[str]:
    return re.compile(lexicon.any_of(lexicon.table("person_frames")["office"].split()))


def leaders(reading: Reading) -> Iterator[Mention]:
    """习近平总书记 and 国务院总理李强, not 习近平文化思想 and not a county's 李强."""
    key = reading.key
    posts = {post.end: post for post in reading.posts}
    for found in _names().finditer(key):
        start, end = found.span()
        office = _office().match(key, end)
        if not office and (DOCTRINE.match(key, end) or key.startswith("《", max(0, start - 1))):
            continue
        before = posts.get(start)
        chain = read_chain(reading, before, 0) if before else None
        titles = chain.pieces if chain else ()
        if office and not titles:
            titles = (office[0],)
        if found[0] == _head() or any(is_national(title) for title in titles):
            after = office.end() if office else end
            yield Mention(start, end, chain.start if chain else start, after, titles, "national_leader")


@cache
def _head() -> str:
    """Who needs no office beside the name to be meant: the first of the list."""
    return lexicon.words("national_leaders")[0]


def bears_leader_name(name: str) -> bool:
    """Whether only ``leaders`` may say that this name stands for a person: it is in a doctrine's too."""
    return name.startswith(_head())


def is_national(title: str) -> bool:
    """Whether a title is one of the national leadership's."""
    return title.startswith(_national_offices()) or title in _sole_offices()


@cache
def _national_offices() -> tuple[str, ...]:
    return tuple(lexicon.table("person_kinds")["national"].split())


@cache
def _sole_offices() -> frozenset[str]:
    return frozenset(lexicon.table("person_frames")["sole_office"].split())
