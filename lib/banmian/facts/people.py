"""The people of each article: one ``Appearance`` a person, bylines left out.

``extract`` finds them and what they did; ``settle``, behind the kinds, says who was there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from banmian import lexicon
from banmian.facts.persons.above import with_lines_above
from banmian.facts.persons.absence import Absence
from banmian.facts.persons.kinds import person_kind
from banmian.facts.persons.leaders import bears_leader_name, leaders
from banmian.facts.persons.lengths import settled
from banmian.facts.persons.mention import Mention
from banmian.facts.persons.mentions import everywhere, grammar
from banmian.facts.persons.one import one_person
from banmian.facts.persons.reading import Reading
from banmian.facts.persons.roles import joints, roles
from banmian.facts.persons.titles import completed
from banmian.facts.persons.towns import without_towns
from banmian.facts.persons.verbs import RoleVerb
from banmian.facts.persons.voter import titled, voted
from banmian.records import Appearance, Article, Body, Facts, Page

EVERYDAY = frozenset({"dispatch", "photo", "study"})
"""Kinds of reports in which nobody but an official inspects who comes or helps."""
Known = tuple[Facts, ...]


def extract(page: Page, known: Known) -> Known:
    """Adds people with titles and roles; a name found in one article is known to all."""
    return _extracted(page, known, voter=True)


def by_grammar(page: Page, known: Known) -> Known:
    """The same without the second voter."""
    return _extracted(page, known, voter=False)


def _extracted(page: Page, known: Known, *, voter: bool) -> Known:
    """A headline without a body tells of nobody."""
    told = [(article, facts) for article, facts in zip(page.articles, known, strict=True) if article.body.key]
    people = iter(_told([article for article, _ in told], [facts for _, facts in told], voter=voter))
    return tuple(
        replace(facts, people=next(people)) if article.body.key else facts
        for article, facts in zip(page.articles, known, strict=True)
    )


def _told(
    articles: Sequence[Article], known: Sequence[Facts], *, voter: bool
) -> list[tuple[Appearance, ...]]:
    """The people of each of the articles, which all have bodies."""
    readings = [Reading(article.body) for article in articles]
    credited = [_credited(article.body, facts) for article, facts in zip(articles, known, strict=True)]
    found = settled(readings, [_mentions(*body) for body in zip(readings, credited, strict=True)])
    mentions = _everywhere(readings, found, credited)
    more = voted(readings, mentions, credited) if voter else []
    if any(more):
        both = _everywhere(readings, [[*a, *b] for a, b in zip(found, more, strict=True)], credited)
        mentions = titled(readings, both, more)
    rows = zip(articles, readings, without_towns(readings, mentions), strict=True)
    return [with_lines_above(article, _people(reading, seen)) for article, reading, seen in rows]


def _credited(body: Body, facts: Facts) -> bytearray:
    """Which characters of the key stand in bylines."""
    closed = bytearray(len(body.key) + 1)
    for start, end in facts.byline.spans:
        first, last = bisect_left(body.places, start), bisect_left(body.places, end)
        closed[first:last] = b"\1" * (last - first)
    return closed


def _mentions(reading: Reading, credited: bytearray) -> list[Mention]:
    """What the grammar finds outside the bylines, with the national leaders."""
    national = list(leaders(reading))
    theirs = {mention.start for mention in national}
    people = (m for m in grammar(reading) if not bears_leader_name(m.name(reading.key)))
    found = chain((mention for mention in people if mention.start not in theirs), national)
    return _numbered(m for m in found if not any(credited[m.start : m.end]))


def _everywhere(
    readings: Sequence[Reading], found: Sequence[Sequence[Mention]], credited: Sequence[bytearray]
) -> list[list[Mention]]:
    """The mentions found, and every further place on the page of a name found anywhere on it."""
    names = {
        mention.name(reading.key)
        for mentions, reading in zip(found, readings, strict=True)
        for mention in mentions
        if not bears_leader_name(mention.name(reading.key))
    }
    every = zip(readings, found, credited, strict=True)
    return [everywhere(reading, mentions, names, closed) for reading, mentions, closed in every]


def _numbered(mentions: Iterable[Mention]) -> list[Mention]:
    """With the lists counted from 1: a byline, which also reads like a list, is gone by now."""
    numbers: dict[int | None, int | None] = {None: None}
    numbered = []
    for mention in mentions:
        number = numbers.setdefault(mention.list_number, len(numbers))
        numbered.append(mention if number == mention.list_number else mention._replace(list_number=number))
    return numbered


def _people(reading: Reading, mentions: Sequence[Mention]) -> tuple[Appearance, ...]:
    if not mentions:
        return ()
    joined = joints(reading, mentions)
    verbs, heads = roles(reading, mentions, joined), _heads(mentions, joined)
    absence = Absence(reading.key)
    return tuple(
        _appearance(
            reading.body,
            [mentions[i] for i in group],
            [verb for i in group for verb in verbs[i]],
            away=all(absence.only_mentioned(mentions[i], heads[i]) for i in group)
            or any(absence.gone(mentions[i]) for i in group),
        )
        for group in one_person(reading.key, mentions)
    )


def _heads(mentions: Sequence[Mention], joined: Sequence[bool]) -> list[int]:
    """Where the list of each mention begins: 授予 before a list is said of all of it."""
    heads: list[int] = []
    for mention, goes_on in zip(mentions, joined, strict=True):
        heads.append(heads[-1] if goes_on else mention.unit)
    return heads


def _appearance(
    body: Body, mentions: Sequence[Mention], verbs: Sequence[RoleVerb], *, away: bool
) -> Appearance:
    """One person of the article; ``away`` is what the mentions alone say."""
    first = next((m for m in mentions if "·" in m.name(body.key)), mentions[0])
    listed = next((m for m in mentions if m.list_number is not None), first)
    titles = _titles(mentions)
    name = first.name(body.key)
    leader = any(mention.rule == "national_leader" for mention in mentions)
    led = any(mention.group and "领导" in body.key[mention.unit : mention.start] for mention in mentions)
    return Appearance(
        name=name,
        canonical=name,
        titles=titles,
        full_titles=completed(titles),
        roles=tuple(dict.fromkeys(verb.role for verb in verbs)),
        role_verb=body.key[verbs[0].start : verbs[0].end] if verbs else None,
        present=not (away or leader),
        kind=person_kind(name, titles, leader=leader, led=led),
        list_number=listed.list_number,
        position=listed.position,
        span=body.span(first.start, first.end),
        mentions=tuple(body.span(mention.start, mention.end) for mention in mentions),
        rule=first.rule,
    )


def _titles(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Every post once; 骆书记 and 秦院士 add none to a title already given."""
    full = [title for m in mentions if m.rule != "before_post" for title in m.titles]
    called = [title for m in mentions if m.rule == "before_post" for title in m.titles]
    titles = tuple(dict.fromkeys(full or called[:1]))
    if len(titles) < 2:
        return titles
    return tuple(t for t in titles if not any(t != other and other.endswith(t) for other in titles))


def settle(page: Page, known: Known) -> Known:
    """Behind the kinds: who of a notice or a list of honours was not there, who was the guest of talks, who
    explains to the paper what at a meeting would be a report.
    """
    told = (tuple(_settled(person, facts.kind) for person in facts.people) for facts in known)
    return tuple(
        replace(facts, people=people) if people != facts.people else facts
        for facts, people in zip(known, told, strict=True)
    )


@cache
def _coming() -> frozenset[str]:
    return frozenset(lexicon.table("predicates")["coming"].split())


def _settled(person: Appearance, kind: str) -> Appearance:
    if kind == "notice":
        person = replace(person, present=False)
    if not person.present:
        return replace(person, roles=("mention",), role_verb=None)
    roles = _roles(person, kind)
    return person if roles == person.roles else replace(person, roles=roles)


def _roles(person: Appearance, kind: str) -> tuple[str, ...]:
    """Those of somebody present, with what the kind of the report says of them."""
    roles, outside = person.roles, person.kind in {"company", "expert", "foreign"}
    if kind == "study" and person.kind == "expert" and "speak" not in roles:
        return ("speak", *roles)
    if kind == "dispatch" and person.role_verb == "介绍" and "speak" not in roles:
        return (*roles, "speak")
    if kind == "ceremony" and {"inspect", "speak"}.issuperset(roles):
        return (*roles, "attend")
    came = kind in EVERYDAY and roles == ("inspect",) and person.role_verb in _coming()
    if came and person.kind != "official":
        return ("attend",)
    if kind == "talks" and outside and "chair" not in roles and "guest" not in roles:
        return ("guest", *roles)
    return roles or ("attend",)
