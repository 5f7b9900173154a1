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

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.cluster import hierarchy

from banmian.frames import Frames, Places, find, place, places
from banmian.measures.chance import false_discovery_rate, tails
from banmian.measures.ledger import attendance
from banmian.measures.seats import seats, sizes
from banmian.measures.tilted import Numbers
from banmian.once import once

ALPHA = 0.05
Kinds = tuple[str, ...] | None


@once
def pairs(frames: Frames, least: int = 1, kinds: Kinds = None, top: int = 60) -> pd.DataFrame:
    """A row a pair of the ``top`` persons with at least ``least`` events, strongest first.

    ``observed`` joint events of ``of`` events beside ``expected`` and their ``difference``; ``weight``
    counts an event of n persons as 1/(n−1) (Newman 2001, 10.1103/PhysRevE.64.016132); ``p`` and ``q``
    of so many or more by chance; ``verdict`` is a code of ``schema.VERDICTS``, q missing where thin.
    """
    people = attendance(frames, kinds)
    people = people[people["n"] >= least].head(top)
    first, second = np.triu_indices(len(people), 1)
    return _tested(frames, kinds, people, first, second)


def companions(frames: Frames, person_id: str) -> pd.DataFrame:
    """A row a person who was at an event with this one: ``pairs`` from that person's side.

    ``n`` is the number of events of the other; q is over this person's pairs alone.
    """
    # whoever shares no stratum with the person could not have met it: no such pair is tested
    near = set(_near(frames, place(frames.whole.appearances["person_id"], person_id)))
    people = attendance(frames)
    people = people[people["person_id"].isin(near)].reset_index(drop=True)
    own = (people["person_id"] == person_id).to_numpy()
    others = np.flatnonzero(~own)
    table = _tested(frames, None, people, np.repeat(np.flatnonzero(own), len(others)), others)
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


class Strata(NamedTuple):
    """The distinct events that somebody was at, by stratum."""

    of: Places
    """By the place of an event its stratum; -1 where nobody was."""
    sizes: Places
    """How many events a stratum has."""

    def members(self) -> sparse.csr_array:
        """Events × strata: 1 where the event is of the stratum."""
        inside = np.flatnonzero(self.of >= 0)
        where = inside, self.of[inside]
        return sparse.csr_array((np.ones(len(inside)), where), (len(self.of), len(self.sizes)))


@once
def _strata(frames: Frames, kinds: Kinds) -> Strata:
    whole, attended = frames.whole, np.flatnonzero(sizes(frames, kinds))
    events = whole.events.iloc[attended]
    paper = pd.factorize(whole.issues["paper"])[0][places(events["issue_id"])]
    setting = pd.factorize(paper * 10_000 + events["date"].dt.year.fillna(0).to_numpy(int))[0]
    series, kind = (setting * 100_000 + places(events[name]) for name in ("series", "kind"))
    often = pd.Series(series).duplicated(keep=False) & events["series"].notna().to_numpy()
    found = pd.factorize(np.where(often, 2 * series, 2 * kind + 1))[0]
    of = np.full(len(whole.events), -1)
    of[attended] = found
    return Strata(of, np.bincount(found))


def _near(frames: Frames, person: int) -> pd.Series[str]:
    """Who was at any event of the strata that this person was in."""
    there, strata = seats(frames), _strata(frames, None)
    stratum = strata.of[there["event"]]
    own = np.zeros(len(strata.sizes), bool)
    own[stratum[there["person"] == person]] = True
    return frames.whole.people["person_id"].iloc[there["person"][own[stratum]].unique()]


def _tested(
    frames: Frames, kinds: Kinds, people: pd.DataFrame, first: Places, second: Places
) -> pd.DataFrame:
    """The table of ``pairs`` for the pairs of rows ``first`` and ``second`` of ``people``."""
    strata, size = _strata(frames, kinds), sizes(frames, kinds)
    at = _incidence(frames, kinds, people["person_id"])
    worth = at.multiply(1 / np.maximum(size - 1, 1)).tocsr()
    left, row = np.unique(first, return_inverse=True)
    observed, weight = ((part[left] @ at.T).toarray()[row, second] for part in (at, worth))
    counts = at @ strata.members()
    used = np.unique(counts[left].indices)
    attended = counts[:, used].T.toarray()
    draws = [
        (own[first], own[second], int(size)) for own, size in zip(attended, strata.sizes[used], strict=True)
    ]
    expected = sum((a * b / n for a, b, n in draws), np.zeros(len(first)))
    table = pd.DataFrame(
        {
            **_ends(people, first, "a"), **_ends(people, second, "b"),
            "observed": observed.astype("int64"), "expected": expected, "difference": observed - expected,
            "of": int((size > 0).sum()), "weight": weight,
        }
    )  # fmt: skip
    return _judged(table, *tails(draws, observed))


def _incidence(frames: Frames, kinds: Kinds, people: pd.Series[str]) -> sparse.csr_array:
    """These persons × all events: 1 where one was there."""
    there, whole = seats(frames, kinds), frames.whole
    rows = np.full(len(whole.people), -1)
    rows[find(frames.whole.appearances["person_id"], people)] = np.arange(len(people))
    own = rows[there["person"]]
    where = own[own >= 0], there["event"].to_numpy()[own >= 0]
    return sparse.csr_array((np.ones(len(where[0])), where), (len(people), len(whole.events)))


def _ends(people: pd.DataFrame, rows: Places, side: str) -> dict[str, object]:
    one = people.iloc[rows]
    values = {"person": one["person_id"], "name": one["person"], "n": one["n"]}
    return {f"{name}_{side}": column.to_numpy() for name, column in values.items()}


def _judged(table: pd.DataFrame, p: Numbers, least: Numbers) -> pd.DataFrame:
    """With p, q and verdict; ``least`` is the p of the greatest number that was possible."""
    tested = least <= ALPHA
    q = np.full(len(table), np.nan)
    q[tested] = false_discovery_rate(p[tested])
    verdict = np.select([~tested, q <= ALPHA], ["thin", "more"], "expected")
    table = table.assign(p=p, q=q, verdict=verdict, enough=tested)
    order = ["q", "observed", "difference", "person_a", "person_b"]
    return table.sort_values(order, ascending=[True, False, False, True, True], ignore_index=True)
