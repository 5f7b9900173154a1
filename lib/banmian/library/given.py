"""What a user says about a file that comes in."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields, replace

from banmian.records import Source

OF_PAGE = ("paper", "publication_date", "page_number")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about a file; None where the page itself shall tell."""

    paper: str | None = None
    publication_date: dt.date | None = None
    page_number: int | None = None
    encoding: str | None = None
    twins: bool = False
    """Take it in even if the same page is there in another format."""

    def written(self) -> str:
        """As JSON, without what is not given."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}, default=str)

    def of_page(self) -> dict[str, str | int]:
        """What of it a correction can say as well, as a correction says it."""
        said = {name: getattr(self, name) for name in OF_PAGE}
        return {
            name: value if isinstance(value, int) else str(value) for name, value in said.items() if value
        }

    @classmethod
    def read(cls, text: str) -> Given:
        """The reverse of ``written``."""
        values = {name: value for name, value in json.loads(text).items() if name in _NAMES}
        if day := values.get("publication_date"):
            values["publication_date"] = dt.date.fromisoformat(day)
        return cls(**values)


NOTHING = Given()
_NAMES = {field.name for field in fields(Given)}


def described(source: Source, given: Given) -> Source:
    """The source with what the user said about it."""
    said = {name: getattr(given, name) for name in OF_PAGE}
    return replace(source, **{name: value for name, value in said.items() if value})
