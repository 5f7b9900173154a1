"""The labelled pages: what a careful reader finds on each (README.md says how it is written down)."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SETS = {
    "pages": (HERE / "pages", HERE / "gold"),
    "seeds": (HERE.parent.parent / "seeds", HERE / "seeds_gold"),
}
"""By name: the folder of the pages and that of their labels."""
_ONE_FORM = str.maketrans("(),:;?!“”‘’", "（），：；？！\"\"''")


@cache
def labels(name: str) -> list[dict[str, Any]]:
    """The labels of a set, in the order of the pages."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(SETS[name][1].glob("*.json"))]


def plain(text: str | None) -> str:
    """Text as compared: without white space, its punctuation in one form."""
    return re.sub(r"\s", "", text or "").translate(_ONE_FORM)
