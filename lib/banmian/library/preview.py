"""What a file would bring into a library, before anything of it is taken in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from banmian.layout.key import text_digest
from banmian.library import files, jobs, record
from banmian.library.given import NOTHING, OF_PAGE, Given
from banmian.parsing import Outcome, Refused
from banmian.records import Issue
from banmian.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Preview:
    """A page as it would be read, or why it would not."""

    name: str
    state: str
    """A code of ``jobs``: what would become of it."""
    sentence: str = ""
    """What had to be mended, or why it is known, a twin or refused."""
    paper: str | None = None
    publication_date: dt.date | None = None
    page_number: int | None = None
    last_date: dt.date | None = None
    """Of its last event."""
    headlines: tuple[str | None, ...] = ()
    """One an article."""
    people: tuple[str, ...] = ()
    """Everybody once, in the order of the page."""
    anomalies: tuple[tuple[str, int], ...] = ()
    """(code of ``schema.ANOMALY_KINDS``, how many), the most frequent first."""
    sha256: str = ""
    text_sha256: str = ""
    """Of its bytes and of what they print, by which files that are brought together are told to be one page."""


def preview(
    folder: Path, sandbox: Sandbox, name: str, raw: bytes, given: Given = NOTHING
) -> tuple[Preview, ...]:
    """The page in the bytes of a file, or the pages of an archive; they are read in the sandbox.

    ``folder`` is the library that they would come into, which need not exist yet.
    """
    said = {key: value for key, value in asdict(given).items() if key in OF_PAGE and value}
    outcomes = sandbox.parse(name, raw, given.encoding, said)
    return tuple(_judged(folder, outcome, given) for outcome in outcomes)


def _judged(folder: Path, outcome: Outcome, given: Given) -> Preview:
    if isinstance(outcome, Refused):
        return Preview(outcome.name, jobs.REFUSED, outcome.sentence)
    state, other = _there(folder, outcome)
    later = "收下时，所填的报名、日期、版次会记作更正。" if given.of_page() else ""
    sentence = {
        jobs.KNOWN: f"库中已有（{other}）。{later}",
        jobs.TWIN: f"与库中的 {other} 是同一版。{'' if given.twins else later}",
    }.get(state, "")
    if given.twins and state == jobs.TWIN:
        state = jobs.ADDED
    days = [said.event.date for said in outcome.facts if said.event.date]
    everybody = (person.canonical for said in outcome.facts for person in said.people)
    faults = [*outcome.anomalies, *(fault for said in outcome.facts for fault in said.anomalies)]
    return Preview(
        outcome.source.name, state, "".join([sentence, *outcome.source.repairs]), outcome.page.paper,
        outcome.page.publication_date, outcome.source.page_number, max(days, default=None),
        tuple(article.headline.text if article.headline else None for article in outcome.page.articles),
        tuple(dict.fromkeys(everybody)), tuple(Counter(fault.kind for fault in faults).most_common()),
        outcome.source.sha256, text_digest(outcome.source.text),
    )  # fmt: skip


def apart(seen: Iterable[Preview], *, twins: bool) -> list[Preview]:
    """The previews of what is brought together: a page that another of these files has already comes in once."""
    first: dict[str, str] = {}
    return [_judged_again(found, first, twins=twins) for found in seen]


def _judged_again(found: Preview, first: dict[str, str], *, twins: bool) -> Preview:
    if found.state != jobs.ADDED:
        return found
    if other := first.get(found.sha256):
        return replace(found, state=jobs.KNOWN, sentence=f"与这次的 {other} 是同一个文件。{found.sentence}")
    other = first.get(found.text_sha256)
    first.setdefault(found.sha256, found.name)
    first.setdefault(found.text_sha256, found.name)
    if not other:
        return found
    state = jobs.ADDED if twins else jobs.TWIN
    return replace(found, state=state, sentence=f"与这次的 {other} 是同一版。{found.sentence}")


def _there(folder: Path, issue: Issue) -> tuple[str, str]:
    """What would become of the page, and the name of the one that is there already."""
    if not record.exists(folder):
        return jobs.ADDED, ""
    text = text_digest(issue.source.text)
    with record.reading(folder) as database:
        found = database.execute(
            "SELECT name, sha256, ending FROM sources WHERE sha256 = ? OR text_sha256 = ? ORDER BY sha256 != ?",
            (issue.source.sha256, text, issue.source.sha256),
        ).fetchone()
    if not found:
        return jobs.ADDED, ""
    name, sha256, ending = found
    if sha256 != issue.source.sha256:
        return jobs.TWIN, name
    lost = not files.is_known(files.place(folder, sha256, ending), sha256)
    return (jobs.ADDED, "") if lost else (jobs.KNOWN, name)
