"""What is told of persons, written into the tables of a library."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from banmian import schema
from banmian.census import joined
from banmian.frames import places
from banmian.identity.sightings import Home
from banmian.library.tables import Tables
from banmian.library.telling import OWNER, Telling
from banmian.schema import ROLES


def named(tables: Tables, seen: pd.DataFrame, told: Telling) -> Tables:
    """The tables with persons in them; ``seen`` stands in the order of ``appearances``, both in that of time."""
    rows = _Rows(seen)
    owner = told.owner
    appearances = tables["appearances"].assign(person_id=owner)
    order = owner.categories.take(pd.unique(owner.codes))
    people = told.people.set_index("person_id").loc[order].reset_index()
    names = people.set_index("person_id")["name"].loc[owner.categories].to_numpy()
    return tables | {
        "people": _typed(schema.PEOPLE, people),
        "merges": _surest_first(told.merges),
        "appearances": appearances,
        "posts": tables["posts"].assign(person_id=_holders(tables["posts"], rows, owner)),
        "events": _chaired(tables["events"], appearances, names),
        "issues": _housed(tables["issues"], told.homes),
        "anomalies": _varied(tables, told.variants),
    }


class _Rows:
    """Where a sighting stands: those of a report follow each other, by their numbers."""

    def __init__(self, seen: pd.DataFrame) -> None:
        self._articles, codes = seen["article_id"].cat.categories, places(seen["article_id"])
        self._first = np.full(len(self._articles) + 1, -1)
        begins = np.flatnonzero(np.diff(codes, prepend=-1))
        self._first[codes[begins]] = begins

    def of(self, articles: pd.Series, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of these persons, by report and number in it."""
        known = pa.array(self._articles, pa.large_string())
        own = pa.array(articles.cat.categories, pa.large_string())
        where = (
            np.arange(len(own)) if own.equals(known) else pc.fill_null(pc.index_in(own, known), -1).to_numpy()
        )
        return self._first[where[articles.cat.codes]] + numbers


def _surest_first(merges: pd.DataFrame) -> pd.DataFrame:
    """In the order of ``rows``."""
    by = ["person_id", "other_id", "name", "other", "reason", "articles", "other_articles"]
    plain = merges.astype({"person_id": "str", "other_id": "str", "reason": "str"})
    plain = plain.assign(sure=-merges["confidence"]).sort_values(["sure", *by])
    return _typed(schema.MERGES, plain.drop(columns="sure"))


def _typed(table: schema.Table, rows: pd.DataFrame) -> pd.DataFrame:
    """With the dtypes of the schema, categories sorted."""
    labels = {column.name: "str" for column in table.columns if column.dtype == schema.LABEL}
    dtypes = {column.name: column.dtype for column in table.columns}
    return rows.astype(labels).astype(dtypes).reset_index(drop=True)


def _holders(posts: pd.DataFrame, rows: _Rows, owner: pd.Categorical) -> pd.Categorical:
    """Whose each post is: the parts know everybody by the number in the report."""
    numbers = posts["person_id"].cat.categories.to_numpy("int64")[posts["person_id"].cat.codes]
    return owner.take(rows.of(posts["article_id"], numbers)).remove_unused_categories()


def _chaired(events: pd.DataFrame, appearances: pd.DataFrame, names: NDArray[np.object_]) -> pd.DataFrame:
    """The events with those who chaired them; ``names`` are those of persons by their codes."""
    chair = [roles for roles in appearances["roles"].cat.categories if ROLES["chair"] in roles.split("、")]
    chaired = appearances[appearances["present"] & appearances["roles"].isin(chair)]
    rows = pd.DataFrame(
        {"article": places(chaired["article_id"]), "name": names[places(chaired["person_id"])]}
    )
    several = rows["article"].duplicated(keep=False)
    chairs = pd.concat(
        [
            rows[~several].set_index("article")["name"],
            rows[several].groupby("article", sort=False)["name"].agg(joined),
        ]
    )
    found = chairs.reindex(places(events["article_id"])).to_numpy()
    return events.assign(chair=pd.array(found, dtype="str"))


def _housed(issues: pd.DataFrame, homes: Mapping[str, Home]) -> pd.DataFrame:
    found = [homes[page].name if page in homes else None for page in issues["issue_id"].tolist()]
    own = issues["paper"].fillna(issues["issue_id"]).astype("str")
    return issues.assign(home=pd.Series(found, issues.index, "str").fillna(own))


def _varied(tables: Tables, variants: pd.DataFrame) -> pd.DataFrame:
    """The faults with a name_variant for everybody who is printed under more than one name, by page and article."""
    faults = tables["anomalies"]
    labels = pd.Index(sorted({*faults["kind"].cat.categories, *variants["kind"].unique()}), dtype="str")
    kinds = {name: faults[name].dtype for name in ("issue_id", "article_id")}
    kinds |= {"kind": pd.CategoricalDtype(labels)}
    more = variants.drop(columns=OWNER).astype(kinds)
    every = pd.concat([faults.astype({"kind": kinds["kind"]}), more], ignore_index=True)
    # what is of a whole page comes before its articles; a fault may stand on another page than its article begins
    article, page = places(every["article_id"]), places(every["issue_id"])
    home = np.append(places(tables["articles"]["issue_id"]), -1)[article]
    order = np.lexsort((article, np.where(article < 0, page, home)))
    return every.iloc[order].reset_index(drop=True)
