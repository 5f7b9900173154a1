"""Where the people of a text stand: behind posts, in lists, before their verbs, in frames.

Every reader yields ``Mention``s over the key of one body; ``collect`` puts them in order. A name that
the grammar found once is then looked for everywhere (``propagate``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian import lexicon
from banmian.facts.persons.names import Candidate, boundary, candidates, is_row, surname_weight
from banmian.facts.persons.posts import Chain, Post, find_posts, read_chain
from banmian.facts.persons.verbs import first_role, opens_clause
from banmian.records import Body
from banmian.vocabulary import vocabulary

BEHIND_POST, IN_LIST, BEHIND_GROUP, FRAMED = 2.0, 1.5, 0.5, 4.0
ENOUGH, ENOUGH_LISTED, ENOUGH_ALONE = 3.0, 4.5, 6.0
SOLID_LIST = 3
"""So many sure names in a row need no verb close by: 唐松、明青云、司马年…等12位委员先后发言."""
CLOSURE = 1.5
"""Gained by a doubtful name between a title of the same list and its verb: 副书记于是陪同."""
"""Scores from which a reading is a name; all found on the development pages (see docs/methods)."""
NO_CHAIN = Chain(0, (), (), True)
BODY_ENDS = frozenset("委局办厅部处科室站所组会区县市镇乡村街州旗校院")
ASIDE = re.compile(r"（[^（）\n]{1,20}）")
JOINT = re.compile(r"、|以及|和|与|及|，(?=[^，。；\n]{0,1}$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the key. ``unit`` is where its titles begin; ``after`` where its asides end."""

    start: int
    end: int
    unit: int
    after: int
    titles: tuple[str, ...]
    rule: str
    group: bool = False
    list_number: int | None = None
    position: int | None = None

    def name(self, key: str) -> str:
        return key[self.start : self.end]


def collect(body: Body, known: Iterable[str]) -> list[Mention]:
    """Every mention of the body by the grammar, from left to right; ``known``: full names
    accepted elsewhere on the page.
    """
    titled = list(behind_posts(body))
    taken = bytearray(len(body.key) + 1)
    found: list[Mention] = []
    readers = (titled, framed(body), before_posts(body), before_verbs(body))
    for mentions in readers:
        for mention in mentions:
            if not any(taken[mention.start : mention.end]):
                found.append(mention)
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    names = {m.name(body.key) for m in found} | set(known)
    found += [m for m in propagate(body, names) if not any(taken[m.start : m.end])]
    return sorted(found, key=lambda mention: mention.start)


def behind_posts(body: Body) -> Iterator[Mention]:
    """Names right behind a post or a group label, and the bare names that follow in the list."""
    key = body.key
    posts = find_posts(key)
    ends = frozenset(post.end for post in posts if post.kind != "groups")
    floor, number, position, last_after = 0, 0, 0, -9
    for post in posts:
        if post.start < floor:
            continue
        best = _behind(body, post)
        chain = read_chain(key, post, floor, ends) if candidates(body, post.end) or best else NO_CHAIN
        joined = last_after >= 0 and re.fullmatch(r"[、，和与及]?|以及", key[last_after : chain.start])
        if best is None and joined and first_role(key, post.end + 2, near=True):
            best = _best(body, post.end, BEHIND_POST + CLOSURE, ENOUGH)
        if best is None:
            continue
        number, position = (number, position + 1) if joined else (number + 1, 1)
        first = _mention(body, best, chain, "behind_group" if chain.group else "behind_post")
        if best.start > post.end:
            first = replace(first, titles=(*first.titles, key[post.end + 1 : best.start - 1]))
        for mention in (first, *_following(body, first.after, chain, posts)):
            yield replace(mention, list_number=number, position=position)
            position += 1
            floor = last_after = mention.after
        position -= 1


def _behind(body: Body, post: Post) -> Candidate | None:
    """The name behind a post or group label, or behind its aside: 校长（中国科学院院士）沈阔."""
    if post.kind == "groups":
        best = _best(body, post.end, BEHIND_GROUP, ENOUGH)
        sure = best and (
            not _ordinary(body.key[best.start : best.end]) or first_role(body.key, best.end, near=True)
        )
        return best if sure and best and _has_family(body.key[best.start : best.end]) else None
    aside, titles = _asides(body.key, post.end)
    return _best(body, aside if titles else post.end, BEHIND_POST, ENOUGH)


def _has_family(name: str) -> bool:
    return len(name) >= 4 or max(surname_weight(name[:2]), surname_weight(name[0])) > 0 or is_row(name)


def _best(body: Body, at: int, bonus: float, enough: float) -> Candidate | None:
    options = candidates(body, at)
    return options[0] if options and options[0].score + bonus >= enough else None


def _mention(body: Body, best: Candidate, chain: Chain, rule: str) -> Mention:
    after, titles = _asides(body.key, best.end)
    unit = chain.start if chain is not NO_CHAIN else best.start
    return Mention(best.start, best.end, unit, after, (*chain.pieces, *titles), rule, chain.group)


def _asides(key: str, at: int) -> tuple[int, tuple[str, ...]]:
    """Skips （女，藏族）（回族）; a post in brackets is a title: 曾宪章（中国工程院院士）."""
    titles: list[str] = []
    while found := ASIDE.match(key, at):
        inner = found[0][1:-1]
        posts = find_posts(inner)
        if posts and posts[-1].end == len(inner) and posts[-1].kind != "groups":
            titles += inner.split("、")
        at = found.end()
    return at, tuple(titles)


def _following(body: Body, at: int, chain: Chain, posts: list[Post]) -> Iterator[Mention]:
    """Bare names behind 、和 or a space; a doubtful one between two good ones is accepted."""
    doubtful: list[Mention] = []
    while (start := _next_member(body, at)) is not None:
        carried = NO_CHAIN if body.key[start - 1] == "与" else chain._replace(pieces=chain.carried)
        if _titled_element(body, start, posts):
            return
        options = [c for c in candidates(body, start) if c.score + IN_LIST >= ENOUGH - 2.0]
        if not options:
            return
        member = _mention(body, options[0], carried, "in_list")
        member = replace(member, unit=member.start)
        at = member.after
        if options[0].score + IN_LIST < ENOUGH:
            doubtful.append(member)
            continue
        yield from doubtful
        doubtful = []
        yield member


def _next_member(body: Body, at: int) -> int | None:
    found = re.match(r"、|以及|和|与|及", body.key[at : at + 2])
    if found:
        return at + found.end()
    return at if at in body.breaks and body.key[at - 1] not in "。；，" else None


def _titled_element(body: Body, start: int, posts: list[Post]) -> bool:
    """Whether the element that begins here is a title with a name behind it: 、秘书长北辰."""
    stop = re.search(r"[、，。；\n]", body.key[start:])
    end = start + stop.start() if stop else len(body.key)
    inside = (post for post in posts if start <= post.start and post.end < end and post.kind)
    return any(_best(body, post.end, BEHIND_POST, ENOUGH) for post in inside)


BEFORE_NAME = {
    "appointed": re.compile(r"(?:任命|选举|补选|推选|聘任|聘请|提名|任)(?=(.{2,6}?)(?:同志)?(?:为|担任))"),
    "removed": re.compile(r"(?:免去|免除|撤销|接受)(?=(.{2,6}?)(?:同志)?(?:的|辞去))"),
    "member_of": re.compile(r"(?:以|由)(?=[^，。\n]{2,40}?(?:为组长|任组长|为主任|担任组长|等?组成|牵头))"),
    "contact": re.compile(r"(?:联系人|经办人|监护人|收件人|负责人)：(?=(.{2,4}))"),
}
SEX = re.compile(r"[，,]?(?:男|女)(?:[，,]|[^，。\n]{0,3}族)")
LOST = re.compile(r"(?:不慎)?(?:遗失|丢失)")


def framed(body: Body) -> Iterator[Mention]:
    """Names that a frame holds: 任命X为, 免去X的, 由X、Y组成, X，男，汉族, X遗失身份证."""
    key = body.key
    for rule, pattern in BEFORE_NAME.items():
        for found in pattern.finditer(key):
            yield from _frame_list(body, found.end(), rule)
    for at in opens_clause(key):
        yield from _appointed(body, at)
        options = [
            c
            for c in candidates(body, at)
            if SEX.match(key, c.end) or LOST.match(key, _asides(key, c.end)[0])
        ]
        if options:
            best = options[0]
            titles = _row_titles(key, best.end) if SEX.match(key, best.end) else ()
            yield Mention(best.start, best.end, best.start, best.end, titles, "notice")


APPOINTED = re.compile(r"(?:同志)?(?:为|任)([^，。；\n]{2,40})(?=[，。；\n])")
REMOVED = re.compile(r"(?:同志)?的[^，。；\n]{2,40}职务")


def _appointed(body: Body, at: int) -> Iterator[Mention]:
    """The rows of a list of appointments: X为省审计厅厅长。 Y的省审计厅厅长职务。"""
    for option in candidates(body, at):
        found, removed = APPOINTED.match(body.key, option.end), REMOVED.match(body.key, option.end)
        posts = find_posts(found[1]) if found else []
        if removed or (found and posts and posts[-1].end == len(found[1])):
            titles = tuple(found[1].split("、")) if found and not removed else ()
            rule = "removed" if removed else "appointed"
            yield Mention(option.start, option.end, option.start, option.end, titles, rule)
            return


def _frame_list(body: Body, at: int, rule: str) -> Iterator[Mention]:
    best = _best(body, at, FRAMED, ENOUGH)
    if best is None:
        return
    titles = _appointed_titles(body.key, best.end) if rule == "appointed" else ()
    first = Mention(best.start, best.end, best.start, best.end, titles, rule)
    yield first
    for member in _following(body, first.after, NO_CHAIN, []):
        yield replace(member, rule=rule, titles=titles)


def _appointed_titles(key: str, at: int) -> tuple[str, ...]:
    found = re.match(r"(?:同志)?(?:为|担任)([^，。；\n]{2,40})", key[at : at + 50])
    posts = find_posts(found[1]) if found else []
    return tuple(found[1][: posts[-1].end].split("、")) if found and posts else ()


def _row_titles(key: str, at: int) -> tuple[str, ...]:
    """The post held now, of a row of a public notice: 现任X局副局长，拟任… or a table's cell."""
    line = key[at : at + 200].split("\n", maxsplit=1)[0].split("拟", maxsplit=1)[0]
    cells = [
        cell
        for cell in re.split(r"[，；。]|现任|\d+(?:\.\d+)?|大学|研究生|本科|大专|硕士|博士", line)
        if cell
    ]
    posted = [cell for cell in cells if (p := find_posts(cell)) and p[-1].kind != "groups"]
    if not posted:
        return ()
    last = find_posts(posted[-1])[-1]
    return tuple(posted[-1][: last.end].split("、"))


def before_posts(body: Body) -> Iterator[Mention]:
    """Names before 院士, 书记, 同志, 老人, with a left edge: 会见秦九章院士一行."""
    key = body.key
    styles = lexicon.words("styles")
    automaton = AhoCorasick(list(styles), matchkind=MatchKind.LeftmostLongest)
    for which, start, _ in automaton.find_matches_as_indexes(key):
        for length in (4, 3, 2):
            at = start - length
            if at < 0 or not _left_edge(body, at) or key[start - 1] in BODY_ENDS:
                continue
            options = [c for c in candidates(body, at) if c.end == start and c.score >= ENOUGH]
            if options and not _ordinary(key[at:start]):
                posts = find_posts(styles[which])
                titles = (styles[which],) if posts and posts[0].kind != "groups" else ()
                yield Mention(at, start, at, start + len(styles[which]), titles, "before_post")
                break


def _left_edge(body: Body, at: int) -> bool:
    """Whether a name can begin here: behind a mark, white space, or a word that takes one."""
    key = body.key
    if at == 0 or at in body.breaks or not key[at - 1].isalnum():
        return True
    edges = lexicon.table("title_edges")["edges"].split()
    return any(key.endswith(edge, 0, at) for edge in edges)


def before_verbs(body: Body) -> Iterator[Mention]:
    """Names without any title, at the head of a clause: 许德辉、路福林作交流发言, ”于得水说."""
    for start in opens_clause(body.key):
        members = _bare_list(body, start)
        enough = ENOUGH_ALONE if len(members) == 1 else ENOUGH_LISTED
        solid = sum(_alone(body, member.start, enough) is not None for member in members)
        if solid and (solid >= SOLID_LIST or first_role(body.key, members[-1].after, near=True)):
            yield from members


def _bare_list(body: Body, start: int) -> list[Mention]:
    """The names from ``start`` on, the first of which may be doubtful if others follow."""
    best = _alone(body, start, ENOUGH_ALONE) or _best(body, start, IN_LIST, ENOUGH)
    if best is None:
        return []
    after, _ = _asides(body.key, best.end)
    first = Mention(best.start, best.end, best.start, after, (), "before_verb")
    following = [replace(m, rule="before_verb") for m in _following(body, after, NO_CHAIN, [])]
    return [first, *following]


def _alone(body: Body, start: int, enough: float) -> Candidate | None:
    """A name that stands by itself must have a known family name and be no ordinary word."""
    key = body.key
    for option in candidates(body, start):
        name = key[start : option.end]
        if option.score >= enough and _has_family(name) and not _ordinary(name):
            return option
    return None


def _ordinary(name: str) -> bool:
    """Whether the name is also a word: 高峰, 安全, 周到."""
    entry = vocabulary().get(name)
    return entry is not None and not entry.tag.startswith("nr")


ADVERB = 2
"""Characters between a name that is also a word and its verb: 高峰要求, 周到当即联系, not 高峰时段."""


def propagate(body: Body, names: set[str]) -> Iterator[Mention]:
    """Every further place of a name already accepted. A name that is also an ordinary word (高峰,
    安全) counts only at the head of a clause with its verb right behind.
    """
    if not names:
        return
    automaton = AhoCorasick(sorted(names), matchkind=MatchKind.LeftmostLongest)
    heads = set(opens_clause(body.key))
    for _, start, end in automaton.find_matches_as_indexes(body.key):
        name = body.key[start:end]
        ordinary = _ordinary(name)
        verb = first_role(body.key, end, near=True)
        if ordinary and not (start in heads and verb and verb.start - end <= ADVERB):
            continue
        if len(name) == 2 and not ordinary and boundary(body, end) < 0 and start not in heads:
            continue
        yield Mention(start, end, start, end, (), "known_name")
