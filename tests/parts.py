"""Parts of a library made by hand: the same issues as texts in memory and as files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from banmian.frames import Frames, to_frames
from banmian.library import parts
from banmian.library.bodies import InParts
from banmian.library.parts import Note, Part
from banmian.records import Issue


def part(folder: Path, *issues: Issue, key: str = "now") -> Part:
    return parts.write(folder, issues, {issue.issue_id: Note(key) for issue in issues})


def stored(folder: Path, issues: list[Issue], size: int = 2) -> Frames:
    """The frames of ``to_frames`` with their texts and counts in parts of so many pages."""
    slices = [issues[at : at + size] for at in range(0, len(issues), size)]
    chosen = {issue.issue_id: part(folder, *some) for some in slices for issue in some}
    frames = to_frames(issues)
    return replace(frames, bodies=InParts(folder, chosen, frames.articles["article_id"]))
