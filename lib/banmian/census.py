"""Everyone who is seen → the rows of the table of people, and what each of them is called."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Row = tuple[object, ...]


class Seen(NamedTuple):
    """A person in a report."""

    day: dt.date | None
    """Of the event."""
    paper: str
    name: str
    canonical: str
    kind: str
    full_titles: Sequence[str]


def called(people: Mapping[str, Sequence[Seen]]) -> dict[str, str]:
    """What each person is called; namesakes with what tells them apart: 王伟（县教育局局长）."""
    names = {person_id: seen[0].canonical for person_id, seen in people.items()}
    for mark in (_title, _paper):
        often = Counter(names.values())
        names = {
            person_id: _marked(name, mark(people[person_id])) if often[name] > 1 else name
            for person_id, name in names.items()
        }
    return names


def person_row(person_id: str, name: str, seen: Sequence[Seen]) -> Row:
    """Without the counts, which ``frames.counted`` makes of the appearances."""
    in_time = sorted(seen, key=lambda sighting: sighting.day or dt.date.max)
    days = [sighting.day for sighting in seen if sighting.day]
    kind, _ = Counter(sighting.kind for sighting in in_time).most_common(1)[0]
    return (
        person_id, name, joined(one.name for one in in_time if one.name != one.canonical), kind,
        min(days, default=None), max(days, default=None),
        joined(title for one in in_time for title in one.full_titles), None, None,
    )  # fmt: skip


def joined(values: Iterable[str]) -> str | None:
    """Each value once, in its order; None of none."""
    return "、".join(dict.fromkeys(values)) or None


def _marked(name: str, mark: str) -> str:
    if not mark:
        return name
    return f"{name[:-1]}，{mark}）" if name.endswith("）") else f"{name}（{mark}）"


def _title(seen: Sequence[Seen]) -> str:
    """The title printed most beside a person."""
    printed = Counter(title for one in seen for title in one.full_titles)
    return printed.most_common(1)[0][0] if printed else ""


def _paper(seen: Sequence[Seen]) -> str:
    return Counter(one.paper for one in seen).most_common(1)[0][0]
