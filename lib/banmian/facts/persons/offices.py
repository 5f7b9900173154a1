"""What a title says of its post: whose it is, what it is, and whether it is held.

县水利局原局长 is (县水利局, 局长, former), 靖澜县人民政府代县长 is (靖澜县, 县长, acting).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from banmian import lexicon
from banmian.facts.persons.posts import ends_in_post
from banmian.facts.persons.scores import is_place
from banmian.vocabulary import vocabulary

BRACKETS = re.compile(r"（[^（）]*+）")
LEVELS = "省市州盟县旗区镇乡村"
WIDE = ("省", "市", "州", "盟", "自治")
PLACE = re.compile(r"(\w{2,10}?)(?:[省市州盟县旗区]|[镇乡](?:$|[党人政纪]))")
ESTABLISHED = 6
"""Characters from which a company or a school has a name of its own."""


class Office(NamedTuple):
    """A post of a body as a title gives it."""

    body: str
    """As printed, without brackets; a bare 县长 has the body 县, a bare 局长 none."""
    post: str
    standing: str
    """A code of ``schema.STANDINGS``."""

    @property
    def title(self) -> str:
        """The office in words: 县教育局局长, 靖澜县县长, 县长."""
        return self.post if self.body == self.post[-2:-1] else self.body + self.post


@cache
def _words(kind: str) -> tuple[str, ...]:
    """Entries of ``lexicon/offices.toml``, the longest first."""
    return tuple(sorted(lexicon.table("offices")[kind].split(), key=len, reverse=True))


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(_words(kind))


@lru_cache(maxsize=1 << 16)
def office(title: str) -> Office | None:
    """The office of a title; None where it ends in no post (副县级干部, 村民)."""
    title = BRACKETS.sub("", title)
    found = ends_in_post(title)
    if found is None:
        return None
    body, post = _split(title[: found.start], title[found.start :])
    deputy = next((word for word in _words("deputy") if body.endswith(word)), "")
    body, standing = _standing(body.removesuffix(deputy))
    return Office(_placed(body, post), deputy + post, standing)


def _split(body: str, post: str) -> tuple[str, str]:
    """党工委书记, which is one word among the posts, is the 书记 of a 党工委; 镇党委书记 that of a 镇党委."""
    while head := next((word for word in _words("heads") if post.startswith(word)), ""):
        if ends_in_post(post.removeprefix(head)) is None:
            break
        body, post = body + head, post.removeprefix(head)
    return body, post


def _standing(body: str) -> tuple[str, str]:
    """The body without the word for former or acting, and what that word says."""
    for code in ("former", "acting"):
        for word in _words(code):
            if body.endswith(word) and not _inside_word(body, len(word)):
                return body.removesuffix(word), code
            if body.startswith(word) and not _is_name(body, word):
                return body.removeprefix(word), code
    return body, "holds"


def _inside_word(body: str, length: int) -> bool:
    """时代|书记: the mark is the end of a word."""
    return length == 1 and body[-2:] in vocabulary() and len(body) > 1


def _is_name(body: str, word: str) -> bool:
    """原阳县, 前进镇, 代县: the mark is the beginning of a place, or of another word."""
    names = (body[: len(word) + n] for n in (1, 2))
    return len(word) == 1 and any(name in vocabulary() for name in names)


def _placed(body: str, post: str) -> str:
    """县长 is head of a 县, also as 靖澜县人民政府县长 and 靖澜县长."""
    if post not in _set("level"):
        return body
    for word in _words("government"):
        body = body.removesuffix(word)
    return body if body.endswith(post[0]) else body + post[0]


@lru_cache(maxsize=1 << 14)
def is_singular(post: str) -> bool:
    """Whether a body has one holder of the post at a time: 书记 and 常务副县长, not 副书记 or 委员."""
    found = ends_in_post(post)
    if found is None or found.kind != "single" or post[found.start :] in _set("loose"):
        return False
    return post[: found.start] not in _set("several")


@lru_cache(maxsize=1 << 14)
def is_exclusive(post: str) -> bool:
    """Whether a person holds one such post at a time: nobody is 局长 of two bodies, 主任 some are."""
    return _bare(post) in _set("exclusive")


@lru_cache(maxsize=1 << 14)
def is_leading(held: Office) -> bool:
    """Whether a post of the leadership of a place."""
    return is_exclusive(held.post) or held.post == "常委" or held.body.endswith(_words("organs"))


@lru_cache(maxsize=1 << 14)
def is_plain(held: Office) -> bool:
    """Whether a calling that no leader has: 护林员, 记者."""
    return held.post in _set("plain")


def _bare(post: str) -> str:
    return next((post.removeprefix(word) for word in _words("deputy") if post.startswith(word)), post)


def is_common(body: str) -> bool:
    """Whether a place has many such bodies, and the name does not say which: 村党支部, 镇, or none at all."""
    return not body or body.startswith(_words("common"))


def names_place(body: str) -> bool:
    """Whether a body is told from its like in other places: 靖澜县 and 澄江医科大学, not 县委, 高新区 or 公安分局."""
    if not body or body[0] in LEVELS:
        return False
    named = PLACE.match(body)
    if named and named[1] not in _set("zones"):
        return True
    return any(is_place(body[:length]) for length in (2, 3)) or (
        len(body) >= ESTABLISHED and body.endswith(_words("establishments"))
    )


def is_wide(body: str) -> bool:
    """Whether a body of a city or more, which the papers of several counties mean alike: 市委, 省政府."""
    return body.startswith(WIDE)


def settled(bodies: Iterable[str]) -> dict[str, str]:
    """Each body → the one longer body that ends in it (教育局 → 靖澜县教育局); itself if none or several do."""
    ending: dict[str, set[str]] = defaultdict(set)
    chosen = {}
    for body in sorted(set(bodies), key=lambda body: (-len(body), body)):
        longer = ending[body]
        chosen[body] = next(iter(longer)) if len(longer) == 1 else body
        if chosen[body] == body:
            for at in range(len(body) + 1):
                ending[body[at:]].add(body)
    return chosen


def abbreviates(one: str, other: str) -> bool:
    """Whether the shorter is the longer with characters left out: 教体局 and 教育体育局."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return short[:1] == long[:1] and short[-1:] == long[-1:] and all(char in rest for char in short)
