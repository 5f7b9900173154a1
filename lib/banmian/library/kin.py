"""Which names of a library may show one person: telling persons anew is needed only for these together.

Two names are linked wherever ``identity`` may weigh them, or count them, together; what no chain of links
connects is told the same alone as with all others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from banmian.facts.persons.offices import is_leading, is_singular, office
from banmian.identity.sets import Sets
from banmian.identity.spellings import alike, parts


def kin(seen: pd.DataFrame, meant: Sequence[Sequence[str]] = ()) -> dict[str, str]:
    """For each name, and each other spelling, the one that stands for all that are linked with it.

    ``meant`` are names that a correction speaks of together.
    """
    names = [str(name) for name in seen["name"].unique()]
    linked = Sets[str]()
    for one, other in _links(seen, names):
        linked.join(one, other)
    ruled = [name for said in meant for name in said]
    for said in meant:
        for name in said:
            linked.join(said[0], name)
    spelt = (spelling for cell in seen["spellings"].unique() for spelling in spellings(cell))
    return {name: linked.of(name) for name in (*names, *spelt, *ruled)}


def spellings(cell: str) -> list[str]:
    """The spellings in a cell of sightings."""
    return list(json.loads(cell))


def _links(seen: pd.DataFrame, names: list[str]) -> Iterator[tuple[str, str]]:
    for name, cell in seen[["name", "spellings"]].drop_duplicates().itertuples(index=False, name=None):
        yield from ((str(name), spelling) for spelling in spellings(str(cell)))
    yield from ((one, other) for one, other, _ in alike(names))
    yield from ((name, part) for name in names if "·" in name for part in parts(name))
    yield from _one_character(seen[["name", "full_titles"]].drop_duplicates())


def _one_character(seen: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Names with one character apart in a post that has one holder."""
    first: dict[tuple[object, ...], str] = {}
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, cell in seen.itertuples(index=False):
        offices = (found for title in cell.split("\n") if (found := office(title)))
        held[name] |= {(one.body, one.post) for one in offices if is_singular(one.post) and is_leading(one)}
    for name, posts in held.items():
        masks = [(name[:at], name[at + 1 :]) for at in range(len(name))]
        yield from ((first.setdefault((*post, *mask), name), name) for post in posts for mask in masks)
