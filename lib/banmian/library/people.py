"""What the user decided about persons, found again in the sightings of all pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from banmian.identity.persons import Person
from banmian.identity.rulings import Ruling, in_force
from banmian.identity.sightings import Home, Sighting
from banmian.library.actions import APART, RENAME, SAME
from banmian.library.corrections import Correction
from banmian.library.references import Quote, Reference

SIDES = {SAME: ("one", "other"), APART: ("one", "other"), RENAME: ("person",)}


@dataclass(frozen=True, slots=True)
class Ruled:
    """The lines as ``identity`` takes them, and those that found nobody."""

    rulings: tuple[Ruling, ...] = ()
    names: tuple[tuple[frozenset[Sighting], str], ...] = ()
    """What a person who is seen there goes by; of several the last."""
    unplaced: tuple[Correction, ...] = ()


def quotes(lines: Iterable[Correction]) -> set[Quote]:
    """The reports that the lines quote."""
    return {quote for line in lines for said in _references(line) if said for quote in said.quotes}


def names(line: Correction) -> tuple[str, ...]:
    """The names that a line speaks of, or gives."""
    given = (str(line.value["name"]),) if line.action == RENAME else ()
    return (*given, *(name for said in _references(line) if said for name in sorted(said.names)))


def ruled(
    lines: Iterable[Correction],
    seen: Sequence[Sighting],
    homes: Mapping[str, Home],
    articles: Mapping[Quote, str],
) -> Ruled:
    """``same_person`` and ``not_same_person``: target ``one`` and ``other``, references; ``rename``: target
    ``person``, value ``name``. ``articles`` says where the quotes stand.
    """
    rulings, names, unplaced = [], [], []
    asked = [line for line in lines if line.action in SIDES]
    known = _by_name(seen) if asked else {}
    for line in asked:
        first, *others = (
            said.found(known, homes, articles) if said else frozenset() for said in _references(line)
        )
        others = [side - first for side in others]
        if not first or not all(others):
            unplaced.append(line)
        elif line.action == RENAME:
            names.append((first, str(line.value["name"])))
        else:
            rulings.append(Ruling(first, others[0], line.action == SAME))
    return Ruled(tuple(in_force(rulings)), tuple(names), tuple(unplaced))


def called(persons: Sequence[Person], ruled: Ruled) -> list[Person]:
    """The persons under the names that the user gave them."""
    owner = {sighting: person.person_id for person in persons for sighting in person.seen}
    given: dict[str, str] = {}
    for seen, name in ruled.names:
        [(person_id, _)] = Counter(owner[sighting] for sighting in seen).most_common(1)
        given[person_id] = name
    return [replace(one, name=given[one.person_id]) if one.person_id in given else one for one in persons]


def _by_name(seen: Sequence[Sighting]) -> dict[str, list[Sighting]]:
    """Under every spelling of a name."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        for name in {sighting.name, *sighting.spellings}:
            found[name].append(sighting)
    return found


def _references(line: Correction) -> Iterator[Reference | None]:
    yield from (Reference.read(line.target.get(side)) for side in SIDES.get(line.action, ()))
