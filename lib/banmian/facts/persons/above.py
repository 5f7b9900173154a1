"""What the lines above a report say of its people: 符致和主持, 村医杨立娟的药箱."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from banmian.facts.persons.posts import find_posts
from banmian.facts.persons.verbs import RoleVerb, Verbs
from banmian.layout.key import normalise
from banmian.records import Appearance, Article

NEAR = 14
"""Characters between a name and its verb at most: 在库木塔斯口岸|调研."""
LONGEST = 6
"""Characters of a title that a headline has room for."""
BREAK = re.compile(r"[\s，；：！？、—]")


def with_lines_above(article: Article, people: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """The ``people`` with the role that a headline, kicker or subhead adds, and the title of who has none."""
    texts = [normalise(line.text) for line in (article.headline, article.subhead, article.kicker) if line]
    names = [person.name for person in people]
    return tuple(_told(person, text, names) for person in people for text in [_naming(person.name, texts)])


def _naming(name: str, texts: Sequence[str]) -> str:
    return next((text for text in texts if name in text), "")


def _told(person: Appearance, text: str, names: Sequence[str]) -> Appearance:
    if not text:
        return person
    at = text.index(person.name)
    verb = _verb(text, at + len(person.name), names)
    if verb and verb.role not in person.roles:
        said = person.role_verb or text[verb.start : verb.end]
        person = replace(person, roles=(*person.roles, verb.role), role_verb=said)
    title = "" if person.titles else _title(text, at)
    return replace(person, titles=(title,), full_titles=(title,)) if title else person


def _verb(text: str, at: int, names: Sequence[str]) -> RoleVerb | None:
    """The first verb behind the name, other names of the report apart."""
    verb = next(iter(Verbs(text).between(at, len(text))), None)
    between = BREAK.sub("", text[at : verb.start]) if verb else ""
    for name in names:
        between = between.replace(name, "")
    return verb if verb and len(between) <= NEAR else None


def _title(text: str, at: int) -> str:
    """The post right before the name, with what it begins with behind the last break."""
    start = max((found.end() for found in BREAK.finditer(text, 0, at)), default=0)
    posts = find_posts(text[start:at])
    closes = posts and posts[-1].end == at - start and posts[-1].kind != "groups"
    return text[start:at] if closes and at - start <= LONGEST else ""
