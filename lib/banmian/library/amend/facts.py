"""Dates, kinds and names of events set, and faults dismissed, behind the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from banmian.library.actions import DATE, DISMISS, KIND, NAME
from banmian.library.amend.quotes import article_at
from banmian.library.amend.turns import in_turn
from banmian.library.corrections import Correction
from banmian.records import Anomaly, Facts, Issue

BY_HAND = "人工更正"
"""The rule, and the evidence of the year, of what a user set."""
INFERRED = "year_inferred"


def amended(issue: Issue, lines: Sequence[Correction]) -> tuple[Issue, list[Correction]]:
    """The facts put right, and the corrections that found no place.

    Target ``quote`` of the article. ``date``: value ``date`` and, if not the same, ``end_date``. ``kind``: value
    ``kind``, a code. ``name``: value ``name`` of the event. ``dismiss``: target ``kind`` and ``detail`` of a fault,
    with ``quote`` where it is of an article.
    """
    return in_turn(issue, lines, {DISMISS: _dismissed, DATE: _set, KIND: _set, NAME: _set})


def _set(issue: Issue, line: Correction) -> Issue | None:
    place = article_at(issue.page, str(line.target["quote"]))
    if place is None:
        return None
    facts = list(issue.facts)
    facts[place] = _HOW[line.action](facts[place], line)
    return replace(issue, facts=tuple(facts))


def _dated(facts: Facts, line: Correction) -> Facts:
    day, end = (_day(line.value.get(name)) for name in ("date", "end_date"))
    event = replace(facts.event, date=day, end_date=end, year_evidence=BY_HAND, rule=BY_HAND)
    told = tuple(fault for fault in facts.anomalies if fault.kind != INFERRED)
    return replace(facts, event=event, anomalies=told)


def _kinded(facts: Facts, line: Correction) -> Facts:
    return replace(facts, kind=str(line.value["kind"]), kind_rule=BY_HAND)


def _named(facts: Facts, line: Correction) -> Facts:
    return replace(facts, event=replace(facts.event, name=str(line.value["name"]), rule=BY_HAND))


def _dismissed(issue: Issue, line: Correction) -> Issue | None:
    """The fault that is so called; where it is told in other words now, the only one of its kind in that place."""
    place = article_at(issue.page, str(line.target.get("quote", "")))
    if place is None:
        kept = _kept(issue.anomalies, line)
        return None if kept is None else replace(issue, anomalies=kept)
    kept = _kept(issue.facts[place].anomalies, line)
    if kept is None:
        return None
    facts = list(issue.facts)
    facts[place] = replace(facts[place], anomalies=kept)
    return replace(issue, facts=tuple(facts))


def _kept(faults: Sequence[Anomaly], line: Correction) -> tuple[Anomaly, ...] | None:
    alike = [fault for fault in faults if fault.kind == line.target["kind"]]
    told = [fault for fault in alike if fault.detail == line.target.get("detail")]
    gone = told[:1] or (alike if len(alike) == 1 else [])
    return tuple(fault for fault in faults if fault is not gone[0]) if gone else None


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(str(text)) if text else None


_HOW: dict[str, Callable[[Facts, Correction], Facts]] = {DATE: _dated, KIND: _kinded, NAME: _named}
