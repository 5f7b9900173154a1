"""Which names of a library may show one person: telling persons anew is needed only for these together.

Two names are linked wherever ``identity`` may weigh them, or count them, together; what no chain of links
connects is told the same alone as with all others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

import pandas as pd

from banmian.facts.persons.offices import is_leading, is_singular, office
from banmian.identity.sets import Sets
from banmian.identity.spellings import alike, parts

NOBODY: Mapping[str, str] = {}


def kin(
    *seen: pd.DataFrame, meant: Sequence[Sequence[str]] = (), before: Mapping[str, str] = NOBODY
) -> dict[str, str]:
    """For each name in these sightings, and each other spelling, the one that stands for all that are linked with it.

    ``meant`` are names that a correction speaks of together. ``before`` is what this gave for most of these sightings:
    what was linked then stays linked, and only names that are new are compared with all.
    """
    spelt = {
        (name, spelling)
        for name, cell in together(seen, "spellings")
        for spelling in spellings(cell)
        if spelling != name
    }
    titled = together(seen, "full_titles")
    said = [(names[0], name) for names in meant for name in names]
    every = dict.fromkeys(chain((name for name, _ in titled), *spelt, *said))
    linked = Sets[str]()
    links = _links(every, every.keys() - before.keys())
    for other, one in before.items():
        linked.join(one, other)
    for one, other in chain(spelt, links, _one_character(titled), said):
        linked.join(one, other)
    return {name: linked.of(name) for name in every}


def together(seen: Iterable[pd.DataFrame], column: str) -> list[tuple[str, str]]:
    """Each name with each cell that stands beside it, once: by codes, for there are millions of rows."""
    found: dict[tuple[str, str], None] = {}
    for rows in seen:
        names, cells = rows["name"].array, rows[column].array
        several = max(len(cells.categories), 1)
        pairs = pd.unique(names.codes.astype("int64") * several + cells.codes)
        both = names.categories.take(pairs // several), cells.categories.take(pairs % several)
        found |= dict.fromkeys(zip(*both, strict=True))
    return list(found)


def spellings(cell: str) -> list[str]:
    """The spellings in a cell of sightings."""
    return list(json.loads(cell))


def _links(names: Iterable[str], new: Set[str]) -> Iterator[tuple[str, str]]:
    """Between names that are new, or new and known."""
    yield from ((one, other) for one, other, _ in alike(names, new))
    yield from ((name, part) for name in names if "·" in name for part in parts(name))


def _one_character(titled: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names with one character apart in a post that has one holder."""
    first: dict[tuple[object, ...], str] = {}
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, cell in titled:
        offices = (found for title in cell.split("\n") if (found := office(title)))
        held[name] |= {(one.body, one.post) for one in offices if is_singular(one.post) and is_leading(one)}
    for name, posts in held.items():
        masks = [(name[:at], name[at + 1 :]) for at in range(len(name))]
        yield from ((first.setdefault((*post, *mask), name), name) for post in posts for mask in masks)
