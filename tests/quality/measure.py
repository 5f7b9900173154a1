"""The labelled pages read by the parser and scored; the floors that the gate holds them to."""

from __future__ import annotations

import tomllib
from functools import cache

from banmian import to_record
from banmian.identity import reconcile
from banmian.parsing import parse_each
from banmian.records import Issue
from tests.quality.labels import HERE, SETS, labels
from tests.quality.scorer import ATTRIBUTES, Tallies, Tally, compare

FLOORS = HERE / "floors.toml"
HEADER = """\
# The least that each measure may be on the labelled pages, rounded down to thousandths.
# Written by `python -m benchmarks.quality --floors`; raising (or lowering) one is a commit of its own.
"""


@cache
def measured(name: str, *, voter: bool = True) -> Tallies:
    """Every measure over the pages of a set, which are read together as one library."""
    outcomes = parse_each(sorted(SETS[name][0].iterdir()), voter=voter)
    issues = reconcile([issue for issue in outcomes if isinstance(issue, Issue)])
    return compare(
        labels(name), {issue.source.name: (issue.source.text, to_record(issue)) for issue in issues}
    )


def figures(measure: str, tally: Tally) -> dict[str, float]:
    """What the floors hold of a measure, rounded down to thousandths."""
    rates = {"precision": tally.precision, "recall": tally.recall}
    if measure in ATTRIBUTES:
        rates = {"accuracy": tally.recall}
    return {figure: int(rate * 1000) / 1000 for figure, rate in rates.items()}


def floors() -> dict[str, dict[str, dict[str, float]]]:
    """By set and measure, the recorded figures."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def write_floors() -> None:
    """Record what is measured now."""
    lines = [HEADER]
    for name in SETS:
        lines.append(f"\n[{name}]\n")
        for measure, tally in measured(name).items():
            rates = (f"{figure} = {rate:.3f}" for figure, rate in figures(measure, tally).items())
            lines.append(f"{measure} = {{ {', '.join(rates)} }}\n")
    FLOORS.write_text("".join(lines), "utf-8")
