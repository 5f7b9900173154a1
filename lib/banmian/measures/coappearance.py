"""Who appears with whom: joint events observed beside those that chance would give.

Persons present × distinct events. Within a stratum (a paper's meeting series in one year, as posts
change hands; or its events of one kind, where the series has one event only) everyone's number of
events is held fixed; the joint events of a pair are then hypergeometric (Tumminello et al. 2011,
10.1371/journal.pone.0017994), and over strata the sum of independent ones. Pairs that no possible
number of joint events could make surprising are not tested (Tarone 1990, Biometrics 46: 515–522): who
always attends has no informative edge. q is Benjamini and Hochberg's (1995) over the pairs tested.
Post explains most ties: a small q is no influence.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster import hierarchy

from banmian.frames import Frames
from banmian.measures.chance import Numbers, false_discovery_rate, joint
from banmian.measures.ledger import attendance, present

ALPHA = 0.05
Counts = NDArray[np.int64]


def pairs(
    frames: Frames, least: int = 1, kinds: Collection[str] | None = None, top: int = 60
) -> pd.DataFrame:
    """A row a pair of the ``top`` persons with at least ``least`` events, strongest first.

    ``observed`` joint events of ``of`` events beside ``expected`` and their ``difference``; ``weight``
    counts an event of n persons as 1/(n−1) (Newman 2001, 10.1103/PhysRevE.64.016132); ``p`` and ``q``
    of so many or more by chance; ``verdict`` is a code of ``schema.VERDICTS``, q missing where thin.
    """
    people = attendance(frames, kinds)
    people = people[people["n"] >= least].head(top).set_index("person_id")
    there = _incidence(frames, kinds)
    first, second = np.triu_indices(len(people), 1)
    return _tested(there, people, first, second)


def companions(frames: Frames, person_id: str) -> pd.DataFrame:
    """A row a person who was at an event with this one: ``pairs`` from that person's side.

    ``n`` is the number of events of the other; q is over this person's pairs alone.
    """
    there = _incidence(frames, None)
    people = attendance(frames).set_index("person_id")
    if person_id not in people.index:
        people = people.head(0)
    place = people.index.get_indexer(pd.Index([person_id]))
    others = np.flatnonzero(people.index != person_id)
    table = _tested(there, people, np.repeat(place, len(others)), others)
    table = table[table["observed"] > 0].rename(
        columns={"person_b": "person_id", "name_b": "person", "n_b": "n"}
    )
    columns = ["person_id", "person", "observed", "expected", "difference", "n", "of", "weight", "p", "q"]
    return table[[*columns, "verdict", "enough"]].reset_index(drop=True)


def matrix(table: pd.DataFrame) -> pd.DataFrame:
    """``pairs`` as cells of a square: both triangles, persons who appear together side by side.

    ``row`` and ``col`` are places from 0, in the order of an average-linkage clustering by Jaccard
    distance, leaves ordered optimally (Bar-Joseph et al. 2001, 10.1093/bioinformatics/17.suppl_1.S22).
    """
    back = {"person_a": "person_b", "person_b": "person_a", "name_a": "name_b", "name_b": "name_a"}
    back |= {"n_a": "n_b", "n_b": "n_a"}
    both = pd.concat([table, table.rename(columns=back)], ignore_index=True)
    place = {person: number for number, person in enumerate(_clustered(both))}
    both["row"], both["col"] = both["person_a"].map(place), both["person_b"].map(place)
    names = {"person_a": "person_row", "person_b": "person_col", "name_a": "name_row", "name_b": "name_col"}
    columns = ["person_row", "person_col", "row", "col", "name_row", "name_col"]
    cells = both.rename(columns=names).sort_values(["row", "col"], ignore_index=True)
    return cells[[*columns, "observed", "expected", "difference", "q", "verdict"]]


def _clustered(both: pd.DataFrame) -> list[str]:
    people = (
        both[["person_a", "n_a"]].drop_duplicates().sort_values(["n_a", "person_a"], ascending=[False, True])
    )
    ids = people["person_a"].tolist()
    if len(ids) < 3:
        return ids
    either = both["n_a"] + both["n_b"] - both["observed"]
    apart = both.assign(apart=1 - both["observed"] / either).pivot(
        index="person_a", columns="person_b", values="apart"
    )
    condensed = apart.reindex(index=ids, columns=ids).to_numpy()[np.triu_indices(len(ids), 1)]
    tree = hierarchy.linkage(condensed, "average", optimal_ordering=True)
    return [ids[leaf] for leaf in hierarchy.leaves_list(tree)]


def _incidence(frames: Frames, kinds: Collection[str] | None) -> pd.DataFrame:
    """A row a person at a distinct event, with the stratum of the event."""
    there = present(frames, kinds).drop_duplicates(["person_id", "event_id"])
    events = frames.events.set_index("event_id").loc[there["event_id"].unique()]
    issue = events["issue_id"].astype("str")
    paper = issue.map(frames.issues.set_index("issue_id")["paper"]).fillna("")
    setting = paper + " " + events["date"].dt.year.astype("str").fillna("") + " "
    series, kind = (setting + events[name].astype("str") for name in ("series", "kind"))
    often = series.map(series.value_counts()) > 1
    return there.assign(stratum=there["event_id"].map(series.where(often, kind)))


def _tested(there: pd.DataFrame, people: pd.DataFrame, first: Counts, second: Counts) -> pd.DataFrame:
    """The table of ``pairs`` for the pairs of rows ``first`` and ``second`` of ``people``."""
    size = there.groupby("event_id")["person_id"].transform("size")
    seats = there.assign(weight=1 / (size - 1).clip(lower=1))
    observed, expected, weight = (np.zeros(len(first)) for _ in range(3))
    draws = []
    for _, stratum in seats.groupby("stratum"):
        worth = _square(stratum, people.index)
        at = (worth > 0).astype(float)
        a, b = at.sum(axis=1)[first], at.sum(axis=1)[second]
        observed += (at @ at.T)[first, second]
        weight += (worth @ at.T)[first, second]
        expected += a * b / at.shape[1]
        draws.append((a, b, at.shape[1]))
    table = pd.DataFrame(
        {
            **_ends(people, first, "a"), **_ends(people, second, "b"),
            "observed": observed.astype("int64"), "expected": expected, "difference": observed - expected,
            "of": there["event_id"].nunique(), "weight": weight,
        }
    )  # fmt: skip
    return _judged(table, joint(draws, len(first)))


def _square(stratum: pd.DataFrame, people: pd.Index) -> Numbers:
    """Persons × events of a stratum: the weight of the event where the person was there, else 0."""
    wide = stratum.pivot(index="person_id", columns="event_id", values="weight")
    return wide.reindex(people).fillna(0).to_numpy(float)


def _ends(people: pd.DataFrame, places: Counts, side: str) -> dict[str, object]:
    one = people.iloc[places]
    values = {"person": one.index, "name": one["person"], "n": one["n"]}
    return {f"{name}_{side}": column.to_numpy() for name, column in values.items()}


def _judged(table: pd.DataFrame, chance: Numbers) -> pd.DataFrame:
    """With p, q and verdict, ``chance`` being the distribution of each row's joint events."""
    at_least = np.minimum(np.flip(np.cumsum(np.flip(chance, 1), 1), 1), 1)
    rows = np.arange(len(table))
    greatest = chance.shape[1] - 1 - np.argmax(np.flip(chance > 0, 1), 1)
    p = at_least[rows, table["observed"]]
    tested = at_least[rows, greatest] <= ALPHA
    q = np.full(len(table), np.nan)
    q[tested] = false_discovery_rate(p[tested])
    verdict = np.select([~tested, q <= ALPHA], ["thin", "more"], "expected")
    table = table.assign(p=p, q=q, verdict=verdict, enough=tested)
    order = ["q", "observed", "difference", "person_a", "person_b"]
    return table.sort_values(order, ascending=[True, False, False, True, True], ignore_index=True)
