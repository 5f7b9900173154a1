"""What is found in frames, found once: several measures of a page ask for the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from banmian.frames import Frames

P = ParamSpec("P")
T = TypeVar("T")
MOST = 256
"""Answers kept for the same frames: those first found go first."""
_FOUND: WeakKeyDictionary[Frames, dict[object, Any]] = WeakKeyDictionary()


def once(measure: Callable[Concatenate[Frames, P], T]) -> Callable[Concatenate[Frames, P], T]:
    """``measure`` with what it found kept for as long as the frames are; its arguments are hashable.

    Each caller gets a table of its own: pandas copies what is written to, and nothing else.
    """

    @wraps(measure)
    def found(frames: Frames, /, *rest: P.args, **more: P.kwargs) -> T:
        kept = _FOUND.setdefault(frames, {})
        asked = measure, rest, tuple(more.items())
        if asked not in kept:
            kept[asked] = measure(frames, *rest, **more)
            if len(kept) > MOST:
                kept.pop(next(iter(kept)), None)
        answer: T = _own(kept[asked])
        return answer

    return found


def _own(answer: Any) -> Any:  # noqa: ANN401
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame | pd.Series) else answer
