"""A frame as the rows that a chart is drawn from."""

from __future__ import annotations

from typing import Any, cast

import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """One dictionary a row, column → value."""
    return cast("list[Row]", frame.to_dict("records"))
