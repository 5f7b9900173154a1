"""Records → rows of ``schema.TABLES``, in the order of their columns."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from banmian import schema, words
from banmian.layout.key import flat
from banmian.records import Anomaly, Appearance, Article, Entity, Facts, Issue

Row = tuple[object, ...]
NO_SPAN: tuple[None, None] = (None, None)
BROKEN = {"text_missing", "body_without_headline"}

Sighting = tuple[dt.date | None, Appearance]
"""The day of an event, and a person in its report."""


def table_rows(issues: Iterable[Issue]) -> dict[str, list[Row]]:
    """The rows of every table by its name."""
    rows: dict[str, list[Row]] = {name: [] for name in schema.TABLES}
    people: dict[str, list[Sighting]] = defaultdict(list)
    for issue in issues:
        rows["issues"].append(_issue(issue))
        rows["anomalies"] += (_fault(issue, None, fault) for fault in issue.anomalies)
        for article, facts in zip(issue.page.articles, issue.facts, strict=True):
            for name, row in _article_rows(issue, article, facts):
                rows[name].append(row)
            for person_id, person in zip(_ids(facts.people), facts.people, strict=True):
                people[person_id].append((facts.event.date, person))
    rows["people"] = [_person(person_id, seen) for person_id, seen in people.items()]
    return rows


def _issue(issue: Issue) -> Row:
    page, source = issue.page, issue.source
    days = [day for said in issue.facts for day in (said.event.date, said.event.end_date) if day]
    whole = [_whole(found, said) for found, said in zip(page.articles, issue.facts, strict=True)]
    return (
        issue.issue_id, source.name, page.paper, page.publication_date,
        min(days, default=None), max(days, default=None), len(page.articles),
        _printed(source.text), sum(_printed(source.text[start:end]) for start, end in page.leftover),
        sum(whole) / len(whole) if whole else None, source.encoding,
    )  # fmt: skip


def _fault(issue: Issue, article_id: str | None, fault: Anomaly) -> Row:
    return (issue.issue_id, article_id, fault.kind, fault.detail, *(fault.span or NO_SPAN))


def _article_rows(issue: Issue, found: Article, said: Facts) -> Iterator[tuple[str, Row]]:
    """(table, row) of everything that one article says."""
    key = (found.article_id, issue.issue_id)
    people = tuple(zip(_ids(said.people), said.people, strict=True))
    yield "articles", _article(key, found, said)
    if said.kind in schema.EVENT_KINDS:
        yield "events", _event(key, said)
    for person_id, person in people:
        yield "appearances", _appearance(key, said.kind, person_id, person)
    for slogan in said.slogans:
        row = (slogan.canonical, slogan.printed, slogan.expansion, slogan.where, *slogan.span, slogan.rule)
        yield "slogans", key + row
    yield from _topics(key, said)
    for entity in said.organisations:
        yield "organisations", key + _entity(entity)
    for entity in said.places:
        yield "places", key + _entity(entity)
    for word, count in sorted(Counter(token.word for token in words.content(found, said)).items()):
        yield "terms", (*key, word, count)
    for fault in said.anomalies:
        yield "anomalies", _fault(issue, found.article_id, fault)


def _article(key: Row, found: Article, said: Facts) -> Row:
    lines = (
        "".join(line.text.split()) if line else None for line in (found.headline, found.kicker, found.subhead)
    )
    event = said.event
    return (
        *key, found.number, *lines, said.kind, event.date, event.end_date, event.part_of_day,
        _printed(found.body.text), _headline_share(found), _whole(found, said),
        min((start for start, _ in found.spans), default=None),
        max((end for _, end in found.spans), default=None),
    )  # fmt: skip


def _event(key: Row, said: Facts) -> Row:
    event = said.event
    chairs = [person.canonical for person in said.people if "chair" in person.roles and person.present]
    return (
        key[0], *key, event.date, event.end_date, event.part_of_day, said.kind, event.name, event.series,
        *(event.ordinal or (None, None)), event.year_evidence, event.agenda, _joined(chairs),
        *(event.name_span or event.date_span or NO_SPAN), event.rule,
    )  # fmt: skip


def _appearance(key: Row, kind: str, person_id: str, person: Appearance) -> Row:
    roles = [schema.ROLES[role] for role in person.roles]
    return (
        *key, key[0] if kind in schema.EVENT_KINDS else None, person_id, person.name,
        person.roles[0] if person.roles else None, _joined(roles), person.role_verb, person.present,
        _joined(person.titles), person.kind, person.list_number, person.position, *person.span, person.rule,
    )  # fmt: skip


def _topics(key: Row, said: Facts) -> Iterator[tuple[str, Row]]:
    ranked = sorted(said.topics, key=lambda topic: -topic.share)
    for rank, topic in enumerate(ranked, 1):
        seen = _joined(word for word, _, _ in topic.evidence)
        yield "topics", (*key, topic.topic, rank, topic.share, seen, len(topic.evidence))
        for word, where, span in topic.evidence:
            yield "topic_words", (*key, topic.topic, word, where, *span)


def _entity(entity: Entity) -> Row:
    return (entity.canonical, entity.printed, *entity.span, entity.rule)


def _ids(people: Iterable[Appearance]) -> list[str]:
    """The canonical name; who shares it with someone before in the same report has a number."""
    seen: Counter[str] = Counter()
    ids = []
    for person in people:
        seen[person.canonical] += 1
        number = seen[person.canonical]
        ids.append(person.canonical if number == 1 else f"{person.canonical}{number}")
    return ids


def _joined(values: Iterable[str]) -> str | None:
    """Each value once, in its order; None of none."""
    return "、".join(dict.fromkeys(values)) or None


def _printed(characters: str) -> int:
    """How many characters are no white space."""
    return sum(map(len, characters.split()))


def _whole(found: Article, said: Facts) -> bool:
    """A body is there, with a headline or without need of one (a brief, a picture), nothing missing."""
    return bool(found.body.text.strip()) and not BROKEN & {fault.kind for fault in said.anomalies}


def _headline_share(found: Article) -> float | None:
    """Of the headline's pairs of neighbouring characters, those that occur in the body."""
    if found.headline is None or not found.body.key:
        return None
    headline = flat(found.headline.text)
    pairs = {headline[at : at + 2] for at in range(len(headline) - 1)}
    return sum(pair in found.body.key for pair in pairs) / len(pairs) if pairs else None


def _person(person_id: str, seen: list[Sighting]) -> Row:
    """Without the counts, which ``frames.counted`` makes of the appearances."""
    in_time = sorted(seen, key=lambda sighting: sighting[0] or dt.date.max)
    days = [day for day, _ in seen if day]
    people = [person for _, person in in_time]
    name = people[0].canonical
    kind, _ = Counter(person.kind for person in people).most_common(1)[0]
    return (
        person_id, name, _joined(person.name for person in people if person.name != name), kind,
        min(days, default=None), max(days, default=None),
        _joined(title for person in people for title in person.full_titles), None, None,
    )  # fmt: skip
