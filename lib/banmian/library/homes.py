"""``identity.homes`` over millions of sightings: the same homes, by codes instead of records."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from banmian.facts.persons.offices import is_leading, office
from banmian.identity.sightings import ANYWHERE, Home

Codes = NDArray[np.int64]


def homes(seen: pd.DataFrame) -> dict[str, Home]:
    """The home of each page with a sighting; ``seen`` are rows of ``sightings.Kept`` in categories."""
    pages = seen["issue_id"].cat.categories.tolist()
    papers = seen["paper"].cat.categories.tolist()
    issue, paper = (seen[name].cat.codes.to_numpy("int64") for name in ("issue_id", "paper"))
    printed = np.full(len(pages), -1)
    printed[issue] = paper
    # all that a paper printed is one place
    where, keys = _shared(seen, np.where(paper < 0, issue, len(pages) + paper))
    nameless = where < len(pages)
    count = len(pages) + int(keys.max(initial=-1)) + 1
    edges = (where[nameless], len(pages) + keys[nameless])
    ties = coo_array((np.ones(int(nameless.sum())), edges), shape=(count, count))
    _, group = connected_components(ties, directed=False)
    leads = pd.DataFrame(
        {"group": group[len(pages) + keys[~nameless]], "paper": where[~nameless] - len(pages)}
    ).drop_duplicates()
    only = leads[~leads["group"].duplicated(keep=False)]
    first = _first(seen, group)
    of_paper = [Home(paper, known=True) for paper in papers]
    known = {place: of_paper[code] for place, code in zip(only["group"], only["paper"], strict=True)}
    return {
        pages[n]: of_paper[printed[n]] if printed[n] >= 0
        else known.get(group[n]) or Home(pages[first[group[n]]], known=False)
        for n in np.flatnonzero(np.bincount(issue, minlength=len(pages))).tolist()
    }  # fmt: skip


def _shared(seen: pd.DataFrame, place: Codes) -> tuple[Codes, Codes]:
    """For each leading post beside a name: where that is, and the number of that name in that post."""
    where, names, titles = _once(seen, place)
    held, starts = _leading(seen["full_titles"].cat.categories)
    often = (starts[1:] - starts[:-1])[titles]
    at = np.repeat(starts[titles], often) + np.arange(often.sum()) - np.repeat(often.cumsum() - often, often)
    keys = pd.factorize(np.repeat(names, often) * (int(held.max(initial=0)) + 1) + held[at])[0]
    return np.repeat(where, often), keys


def _once(seen: pd.DataFrame, place: Codes) -> tuple[Codes, Codes, Codes]:
    """Place, name and titles of the sightings, those of one place that are alike only once."""
    near = ~seen["kind"].isin(ANYWHERE).to_numpy()
    names, titles = (seen[name].cat.codes.to_numpy("int64")[near] for name in ("name", "full_titles"))
    several = len(seen["full_titles"].cat.categories)
    pairs, alike = pd.factorize(names * several + titles)
    every = pd.unique(place[near] * len(alike) + pairs)
    where, pairs = np.divmod(every, max(len(alike), 1))
    return where, *np.divmod(alike[pairs], max(several, 1))


def _leading(titles: Iterable[str]) -> tuple[Codes, Codes]:
    """The leading posts of each cell of titles, one behind the other, and where those of each begin."""
    numbers: dict[tuple[str, str], int] = {}
    held: list[int] = []
    starts = [0]
    for cell in titles:
        offices = {found for title in cell.split("\n") if (found := office(title))}
        posts = sorted({(one.body, one.post) for one in offices if is_leading(one)})
        held += (numbers.setdefault(post, len(numbers)) for post in posts)
        starts.append(len(held))
    return np.array(held, dtype="int64"), np.array(starts)


def _first(seen: pd.DataFrame, group: Codes) -> dict[int, int]:
    """Of each group of pages without a paper the first in time."""
    rows = seen[seen["paper"].isna()]
    days = rows["day"].groupby(rows["issue_id"].cat.codes.to_numpy()).min()
    places = days.index.to_numpy()
    in_time = days.fillna(pd.Timestamp("2262-01-01")).to_numpy().argsort(kind="stable")
    found: dict[int, int] = {}
    for place in places[in_time]:
        found.setdefault(int(group[place]), int(place))
    return found
