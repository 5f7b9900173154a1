"""How rightly pages are read: `python -m benchmarks.quality [--errors | --floors] [--no-voter]`.

Prints every measure over the labelled pages of `tests/quality`, then the names of each page as a set
beside what other taggers of names find on the same pages, and beside those of pages spoilt as scanning
spoils them. `--errors` lists what is read wrongly, by class; `--floors` records what is measured as the
floors of the gate; `--no-voter` measures the grammar alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks import noise, peers
from tests.quality.labels import SETS
from tests.quality.measure import measured, write_floors
from tests.quality.scorer import ATTRIBUTES, Tallies

CLASSES = {
    "layout": ("articles", "bodies", "headlines", "kickers", "subheads", "conservation"),
    "kinds": ("kinds",),
    "dates and ordinals": ("dates", "ordinals"),
    "names": ("people", "bylines"),
    "titles": ("titles",),
    "roles and presence": ("roles", "presence"),
    "identity": ("canonical",),
    "slogans": ("slogans",),
    "topics": ("topics",),
    "organisations and places": ("organisations", "places"),
    "faults of the page": ("anomalies",),
}
FACTS = "{0:16}{1.precision:9.3f}{1.recall:9.3f}{1.f1:9.3f}{1.hit:8}{1.missed:8}{1.invented:9}"
ATTRIBUTE = "{0:16}{1.recall:27.3f}{1.hit:8}{1.missed:8}"
HEAD = f"{'':16}{'P':>9}{'R':>9}{'F1':>9}{'found':>8}{'missed':>8}{'invented':>9}"


def table(tallies: Tallies) -> Iterator[str]:
    """A line a measure: precision, recall and F1 of facts, accuracy of attributes, and the counts."""
    yield HEAD
    for measure, tally in tallies.items():
        yield (ATTRIBUTE if measure in ATTRIBUTES else FACTS).format(measure, tally)


def errors(tallies: Tallies) -> Iterator[str]:
    """A line an error, under its class with the number of them."""
    for name, measures in CLASSES.items():
        found = [f"  {measure} · {error}" for measure in measures for error in tallies[measure].errors]
        yield f"{name}: {len(found)}"
        yield from found


def main(*arguments: str) -> None:
    if "--floors" in arguments:
        write_floors()
    for name in SETS:
        tallies = measured(name, voter="--no-voter" not in arguments)
        print(f"\n{name}", *table(tallies), sep="\n")
        if "--errors" in arguments:
            print(*errors(tallies), sep="\n")
    if not arguments:
        print("\nnames, a page's as a set", *peers.table("pages"), sep="\n")
        print("\nthe same on spoilt pages", *noise.table("pages"), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
