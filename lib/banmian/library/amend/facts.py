"""Dates, kinds and names of events set, and faults dismissed, behind the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from banmian.library.amend.quotes import article_at
from banmian.library.corrections import Correction
from banmian.records import Facts, Issue

DATE, KIND, NAME, DISMISS = "date", "kind", "name", "dismiss"
BY_HAND = "人工更正"
"""The rule, and the evidence of the year, of what a user set."""


def amended(issue: Issue, lines: Sequence[Correction]) -> tuple[Issue, list[Correction]]:
    """The facts put right, and the corrections that found no place.

    Target ``quote`` of the article. ``date``: value ``date`` and, if not the same, ``end_date``. ``kind``: value
    ``kind``, a code. ``name``: value ``name`` of the event. ``dismiss``: target ``kind`` and ``detail`` of a fault,
    with ``quote`` where it is of an article.
    """
    unplaced = []
    for line in lines:
        if line.action in (*_HOW, DISMISS):
            done = _dismissed(issue, line) if line.action == DISMISS else _set(issue, line)
            if done is None:
                unplaced.append(line)
            else:
                issue = done
    return issue, unplaced


def _set(issue: Issue, line: Correction) -> Issue | None:
    place = article_at(issue.page, str(line.target.get("quote", "")))
    if place is None:
        return None
    facts = list(issue.facts)
    facts[place] = _HOW[line.action](facts[place], line)
    return replace(issue, facts=tuple(facts))


def _dated(facts: Facts, line: Correction) -> Facts:
    day, end = (_day(line.value.get(name)) for name in ("date", "end_date"))
    return replace(
        facts, event=replace(facts.event, date=day, end_date=end, year_evidence=BY_HAND, rule=BY_HAND)
    )


def _kinded(facts: Facts, line: Correction) -> Facts:
    return replace(facts, kind=str(line.value["kind"]), kind_rule=BY_HAND)


def _named(facts: Facts, line: Correction) -> Facts:
    return replace(facts, event=replace(facts.event, name=str(line.value["name"]), rule=BY_HAND))


def _dismissed(issue: Issue, line: Correction) -> Issue | None:
    fault = (str(line.target.get("kind")), str(line.target.get("detail")))
    of_page = tuple(a for a in issue.anomalies if (a.kind, a.detail) != fault)
    facts = tuple(
        replace(said, anomalies=tuple(a for a in said.anomalies if (a.kind, a.detail) != fault))
        for said in issue.facts
    )
    left = replace(issue, anomalies=of_page, facts=facts)
    return left if left != issue else None


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(str(text)) if text else None


_HOW: dict[str, Callable[[Facts, Correction], Facts]] = {DATE: _dated, KIND: _kinded, NAME: _named}
