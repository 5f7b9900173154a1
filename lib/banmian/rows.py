"""Records → rows of ``schema.TABLES``, in the order of their columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from banmian import continuations, schema, words
from banmian.census import Row, Seen, called, joined, person_row
from banmian.facts.persons.offices import office
from banmian.layout.key import flat
from banmian.lexicon import table
from banmian.records import Anomaly, Appearance, Article, Entity, Facts, Issue, Merge

NO_SPAN: tuple[None, None] = (None, None)
NEAR = 20
"""Characters around a name in which a word for a proposal counts."""
BROKEN = {"text_missing", "body_without_headline"}


def table_rows(
    issues: Sequence[Issue], merges: Iterable[Merge] = (), own: tuple[str, ...] = ()
) -> dict[str, list[Row]]:
    """The rows of every table by its name; ``own`` are the user's words, as in ``words.content``."""
    rows: dict[str, list[Row]] = {name: [] for name in schema.TABLES}
    people = _people(issues)
    names = called(people)
    for issue in issues:
        rows["issues"].append(_issue(issue))
        rows["anomalies"] += (_fault(issue.issue_id, None, fault) for fault in issue.anomalies)
        for article, facts in zip(issue.page.articles, issue.facts, strict=True):
            for name, row in _article_rows(issue, article, facts, names, own):
                rows[name].append(row)
    rows["people"] = [person_row(person_id, names[person_id], seen) for person_id, seen in people.items()]
    rows["merges"] = sorted((merge_row(merge) for merge in merges), key=_surest)
    return rows


def _people(issues: Iterable[Issue]) -> dict[str, list[Seen]]:
    people: dict[str, list[Seen]] = defaultdict(list)
    for issue in issues:
        paper = issue.page.paper or ""
        for facts in issue.facts:
            for one in facts.people:
                seen = Seen(facts.event.date, paper, one.name, one.canonical, one.kind, one.full_titles)
                people[_id(one)].append(seen)
    return people


def _id(person: Appearance) -> str:
    """Of an issue that ``identity`` has not seen the names are all there is."""
    return person.person_id or person.canonical


def _issue(issue: Issue) -> Row:
    page, source = issue.page, issue.source
    days = [day for said in issue.facts for day in (said.event.date, said.event.end_date) if day]
    whole = [_whole(found, said) for found, said in zip(page.articles, issue.facts, strict=True)]
    return (
        issue.issue_id, source.name, page.paper, issue.home or page.paper, page.publication_date,
        min(days, default=None), max(days, default=None), len(page.articles),
        _printed(source.text), sum(_printed(source.text[start:end]) for start, end in page.leftover),
        sum(whole) / len(whole) if whole else None, source.encoding,
    )  # fmt: skip


def _fault(issue_id: str, article_id: str | None, fault: Anomaly) -> Row:
    return (issue_id, article_id, fault.kind, fault.detail, *(fault.span or NO_SPAN))


def _on_its_page(issue_id: str, found: Article, fault: Anomaly) -> Row:
    """A fault of an article that goes on on another page may be there."""
    if not fault.span:
        return _fault(issue_id, found.article_id, fault)
    issue_id, span = continuations.printed(found, fault.span)
    return _fault(issue_id, found.article_id, replace(fault, span=span))


def _article_rows(
    issue: Issue, found: Article, said: Facts, names: Mapping[str, str], own: tuple[str, ...]
) -> Iterator[tuple[str, Row]]:
    """(table, row) of everything that one article says."""
    key = (found.article_id, issue.issue_id)
    yield "articles", _article(key, found, said)
    if said.kind in schema.EVENT_KINDS:
        yield "events", _event(key, said, names)
    for person in said.people:
        yield "appearances", _appearance(key, said.kind, person)
        for title, full in zip(person.titles, person.full_titles, strict=True):
            yield from _post(key, found, person, title, full)
    for slogan in said.slogans:
        row = (slogan.canonical, slogan.printed, slogan.expansion, slogan.where, *slogan.span, slogan.rule)
        yield "slogans", key + row
    yield from _topics(key, said)
    for entity in said.organisations:
        yield "organisations", key + _entity(entity)
    for entity in said.places:
        yield "places", key + _entity(entity)
    for word, count in sorted(Counter(token.word for token in words.content(found, said, own)).items()):
        yield "terms", (*key, word, count)
    for fault in said.anomalies:
        yield "anomalies", _on_its_page(issue.issue_id, found, fault)


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


def _event(key: Row, said: Facts, names: Mapping[str, str]) -> Row:
    event = said.event
    chairs = [names[_id(person)] for person in said.people if "chair" in person.roles and person.present]
    return (
        key[0], *key, event.date, event.end_date, event.part_of_day, said.kind, event.name, event.series,
        *(event.ordinal or (None, None)), event.year_evidence, event.agenda, joined(chairs),
        *(event.name_span or event.date_span or NO_SPAN), event.rule,
    )  # fmt: skip


def _appearance(key: Row, kind: str, person: Appearance) -> Row:
    roles = [schema.ROLES[role] for role in person.roles]
    return (
        *key, key[0] if kind in schema.EVENT_KINDS else None, _id(person), person.name,
        person.roles[0] if person.roles else None, joined(roles), person.role_verb, person.present,
        joined(person.titles), person.kind, person.list_number, person.position, *person.span, person.rule,
    )  # fmt: skip


def _post(key: Row, found: Article, person: Appearance, title: str, full: str) -> Iterator[tuple[str, Row]]:
    held = office(full)
    if held:
        standing = "proposed" if held.standing != "former" and _is_proposed(found, person) else held.standing
        yield "posts", (*key, _id(person), title, held.body, held.post, standing, *person.span)


def _is_proposed(found: Article, person: Appearance) -> bool:
    """提名某某为县长候选人: of the frames for an appointment those that only propose."""
    start, end = person.span
    near = found.body.text[max(0, start - NEAR) : end + NEAR]
    return person.rule == "appointed" and any(word in near for word in table("offices")["proposed"].split())


def merge_row(merge: Merge) -> Row:
    return (
        merge.person_id, merge.other_id, merge.name, merge.other, merge.decision, merge.reason, merge.confidence,
        joined(merge.posts), merge.articles, merge.other_articles,
    )  # fmt: skip


def _surest(row: tuple[Any, ...]) -> Row:
    """The surest first; then by who it is about, so that each stands where it stood when others come or go."""
    person_id, other_id, name, other, _, reason, confidence, _, articles, other_articles = row
    return -confidence, person_id, other_id, name, other, reason, articles, other_articles


def _topics(key: Row, said: Facts) -> Iterator[tuple[str, Row]]:
    ranked = sorted(said.topics, key=lambda topic: -topic.share)
    for rank, topic in enumerate(ranked, 1):
        seen = joined(word for word, _, _ in topic.evidence)
        yield "topics", (*key, topic.topic, rank, topic.share, seen, len(topic.evidence))
        for word, where, span in topic.evidence:
            yield "topic_words", (*key, topic.topic, word, where, *span)


def _entity(entity: Entity) -> Row:
    return (entity.canonical, entity.printed, *entity.span, entity.rule)


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
