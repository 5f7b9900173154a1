"""What the record holds at a moment, told cheaply however large it is: whether an open library is still true."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from banmian.library import jobs, record

QUESTION = """
SELECT (SELECT coalesce(max(rowid), 0) FROM sources), (SELECT coalesce(max(number), 0) FROM events),
    EXISTS (SELECT 1 FROM jobs WHERE state IN (?, ?))
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """Sources and events are only ever added, so their last rows say whether any came."""

    sources: int
    events: int
    busy: bool
    """Whether a job is under way; its pages come one after the other."""

    def outdates(self, earlier: Moment) -> bool:
        """Whether the frames opened then have to be opened again; pages of a job are waited for until it ends."""
        more = self.sources != earlier.sources and not self.busy
        return more or self.events != earlier.events


def moment(folder: Path) -> Moment:
    """The record of a library now. Raises UnreadableFile where there is none, DamagedLibrary."""
    with record.reading(folder) as database:
        sources, events, busy = database.execute(QUESTION, jobs.OPEN).fetchone()
    return Moment(sources, events, bool(busy))
