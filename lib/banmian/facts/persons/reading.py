"""A body made ready for names: its words, posts, clauses and closers, each looked up once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import NamedTuple

from banmian import lexicon
from banmian.facts.persons.edges import edge_marks
from banmian.facts.persons.posts import Post, find_posts
from banmian.facts.persons.scores import OPEN_AFTER, characters, is_verb, opens_name
from banmian.facts.persons.verbs import RoleVerb, Verbs, opens_clause
from banmian.records import Body
from banmian.vocabulary import Entry, entry_at, longest_at, vocabulary
from banmian.words import Words

NEAR_NOUN = 6
"""Characters behind a verb in which its 的 makes it say who: 和|走访慰问的干部."""
NEAR = 6
"""Characters of adverbs that may stand between a name and its verb: 先后, 逐一, 在讲话时."""

RARE = 50
"""Frequency below which a word may as well be the end of a name and a word: 同|到."""
ELEMENT_END = re.compile(r"[、，。；\n]")
OBJECTS = "“‘《"
SETTLEMENTS = "苏嘎街社小乡镇"
"""First characters of words of places: asked before the words."""
SELDOM = "边时一"
"""Characters that say how well a name may end before them by what else stands there."""
STOP = re.compile(r"[，。；：！？\n]")


class Candidate(NamedTuple):
    """A reading of the key as a name: half-open span into the key, and how good it is."""

    start: int
    end: int
    score: float


class Reading:
    """The key of a body with what is looked up in it again and again."""

    def __init__(self, body: Body) -> None:
        self.body, self.key, self.breaks = body, body.key, body.breaks
        self.words = Words(self.key)
        self.posts = find_posts(self.key, self.words)
        self.post_starts = [post.start for post in self.posts]
        self.group_ends = frozenset(post.end for post in self.posts if post.kind == "groups")
        self.post_ends = frozenset(post.end for post in self.posts if post.kind != "groups")
        self.verbs = Verbs(self.key)
        self.stops = [found.start() for found in STOP.finditer(self.key)]
        """Where clauses end."""
        heads = opens_clause(self.key)
        self.heads = frozenset(heads)
        self.openings = [at for at in heads if opens_name(self.key, at)]
        """The heads at which a name may stand, sorted."""
        told = Counter(self.key[at : at + n] for at in self.openings for n in (2, 3))
        self.again = frozenset(at for at in self.openings if _is_told(told, self.key[at : at + 3]))
        """Those at which the same characters stand as at another."""
        acted = (verb.start for verb in self.verbs.all if self._acted(verb))
        plain = (found.end() for found in _stranded().finditer(self.key) if self._alone(found))
        self.stranded = frozenset([*acted, *plain])
        """Where what wants an object ends and has none, so that it ends a name: 张景和|、 朱日和|关于, 薛广和|主持."""
        self.candidates: dict[int, list[Candidate]] = {}
        self._edges: list[int] = []
        self._words_at: dict[int, tuple[int, Entry]] = {}

    def _acted(self, verb: RoleVerb) -> bool:
        """Whether the verb leaves what is before it no object: 和|主持会议, 和|希望, 前|说，; not 和|参加会议的同志; 和|走访慰问医院外出支援的队员."""
        before = self.key[verb.start - 1 : verb.start]
        if before not in characters("governs"):
            return False
        stop, told = bisect_left(self.stops, verb.start), verb.role in {"speak", "report"}
        end = self.stops[stop] if stop < len(self.stops) else len(self.key)
        if told and (verb.end == end or self.key.startswith("“", verb.end)):
            return True
        joins = before in characters("joins") or before in characters("nouns")
        near = min(end, verb.end + NEAR_NOUN) if verb.role == "inspect" else end
        return joins and (told or "的" not in self.key[verb.start : near])

    def _alone(self, found: re.Match[str]) -> bool:
        """和|到大坪镇, 和|和村民, but not 和|到场的客人, 和|同学, 一|同."""
        if not found["onward"]:
            return True
        onward = longest_at(self.key, found.end()) in {"", found["onward"]}
        word = longest_at(self.key, found.start())
        return onward and (len(word) < 2 or vocabulary()[word].frequency < RARE)

    def edge(self, at: int) -> int:
        """The last place at or before ``at`` where a title may begin: at the latest where the sentence does."""
        if not self._edges:
            self._edges = edge_marks(self.key, self.words, self.post_ends | self.group_ends)
        return self._edges[bisect_right(self._edges, at) - 1]

    def is_edge(self, at: int) -> bool:
        """Whether a title or name can begin at ``at``: behind a mark, white space or a word that takes one."""
        if at in self.breaks or not self.key[at - 1].isalnum():
            return True
        return self.edge(at) == at

    def posts_between(self, start: int, end: int) -> list[Post]:
        """The posts that begin in ``key[start:end]``."""
        return self.posts[bisect_left(self.post_starts, start) : bisect_left(self.post_starts, end)]

    def element_end(self, at: int) -> int:
        """Where the element of a list ends that ``at`` lies in."""
        found = ELEMENT_END.search(self.key, at)
        return found.start() if found else len(self.key)

    def first_role(self, at: int, near: int = NEAR) -> RoleVerb | None:
        """The role verb right behind ``at``, adverbs apart: of the same clause, ``near`` characters away at most."""
        found = bisect_left(self.verbs.starts, at)
        if found == len(self.verbs.starts) or self.verbs.starts[found] > at + near:
            return None
        stop = bisect_left(self.stops, at)
        within = stop == len(self.stops) or self.verbs.starts[found] < self.stops[stop]
        return self.verbs.all[found] if within else None

    def word_at(self, at: int) -> tuple[int, Entry]:
        """How long the longest word of the dictionary is that begins at ``at``, and what is known of it."""
        found = self._words_at.get(at)
        if found is None:
            found = self._words_at[at] = entry_at(self.key, at)
        return found

    def boundary(self, at: int) -> float:
        """How well a name may end before ``key[at]``: 3 certainly, below zero hardly."""
        char, behind = self.key[at : at + 1], self.key[at + 1 : at + 2]
        if not (char.isalnum() or char == "_"):
            return 3.0
        if at in self.breaks:
            return 2.5
        if char in SELDOM and (told := self._seldom(at, char)):
            return told
        if behind and behind in characters("aspect") and char not in characters("aspect"):
            return 1.5  # 王成|到了
        if at + 1 in self.stranded:
            return -1.0
        return 3.0 if at in self.verbs.closers else self._open(at, char)

    def _seldom(self, at: int, char: str) -> float:
        """王成|边走边说, 王成|时，, but not 王一|一行; zero where the character says nothing of that kind."""
        if char == "边":
            return 3.0 if self.key.startswith("边", at + 2) and self.key[at + 1] != "\n" else 0.0
        if char == "时":
            return 1.5 if self.key.startswith("，", at + 1) else 0.0
        return -1.0 if self.key.startswith("一行", at + 1) else 0.0

    def _open(self, at: int, char: str) -> float:
        """How well what begins here, a word or a character, may follow a name."""
        if char in characters("rather_last"):
            return 0.3  # 刘志刚|帮
        if char in characters("after") or char.isascii():
            return 1.5
        if char in SETTLEMENTS and self.key.startswith(_settlements(), at):
            return -1.5
        length, word = self.word_at(at)
        if word.tag in OPEN_AFTER or self.key.startswith("地", at + length):
            return 1.5
        return 0.3 if length or is_verb(char) else -1.0


def _is_told(heads: Counter[str], three: str) -> bool:
    """Whether a report tells of somebody: 杨立娟 stands at the heads of two clauses, 黄健 of three."""
    return heads[three] > 1 or heads[three[:2]] > 2


@cache
def _settlements() -> tuple[str, ...]:
    """Words of places, behind which their names end: 哈达图|苏木."""
    return tuple(lexicon.table("title_edges")["settlements"].split())


@cache
def _stranded() -> re.Pattern[str]:
    edges = lexicon.table("title_edges")
    prepositions, onward = (lexicon.any_of(edges[kind].split()) for kind in ("prepositions", "onward"))
    governs, joins, nouns = ("".join(characters(kind)) for kind in ("governs", "joins", "nouns"))
    return re.compile(
        rf"[{governs}](?=[^\w{OBJECTS}]|_|的|\Z|{prepositions})|[{joins}](?=\w[着了])|[{joins}{nouns}](?=(?P<onward>{onward}))"
    )
