"""What is found in frames, found once: several measures of a page ask for the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from banmian.frames import Frames

P = ParamSpec("P")
T = TypeVar("T")
MOST, LARGEST = 256, 1 << 30
"""Answers, and their bytes, kept for the same frames: those longest unused go first."""
Answers = dict[object, tuple[Any, int]]
"""What was found, and its bytes, by what was asked."""
_FOUND: WeakKeyDictionary[Frames, Answers] = WeakKeyDictionary()


def once(measure: Callable[Concatenate[Frames, P], T]) -> Callable[Concatenate[Frames, P], T]:
    """``measure`` with what it found kept for as long as the frames are; its arguments are hashable.

    Each caller gets a table of its own: pandas copies what is written to, and nothing else.
    """
    asks = signature(measure)

    @wraps(measure)
    def found(frames: Frames, /, *rest: P.args, **more: P.kwargs) -> T:
        kept = _FOUND.setdefault(frames, {})
        bound = asks.bind(frames, *rest, **more)
        bound.apply_defaults()
        asked = measure, bound.args[1:], tuple(bound.kwargs.items())
        known = kept.pop(asked, None)
        if known is None:
            answer = measure(frames, *rest, **more)
            known = answer, _bytes(answer)
        kept[asked] = known
        _spare(kept)
        own: T = _own(known[0])
        return own

    return found


def _own(answer: Any) -> Any:  # noqa: ANN401
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame | pd.Series) else answer


def _spare(kept: Answers) -> None:
    """Let go of what is too much, but not of what was found last."""
    over = sum(size for _, size in list(kept.values())) - LARGEST
    for asked in list(kept)[:-1]:
        if over <= 0 and len(kept) <= MOST:
            return
        over -= kept.pop(asked, (None, 0))[1]


def _bytes(answer: object) -> int:
    match answer:
        case pd.DataFrame():
            return int(answer.memory_usage().sum())
        case pd.Series():
            return answer.memory_usage()
        case np.ndarray():
            return answer.nbytes
        case tuple():
            return sum(map(_bytes, answer))
    return 0
