"""Page images: their characters recognised by the extra ``ocr``, lines put in columns."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Protocol

import numpy as np
from PIL import Image, ImageSequence, UnidentifiedImageError

from banmian.errors import UnreadableFile, UnsupportedFormat
from banmian.reading.formats import Extract
from banmian.reading.formats.columns import Printed, in_columns, set_text

_MOST_PIXELS = 120_000_000
"""A broadsheet page scanned at 400 dots an inch has 90 million."""
_OTHER_SIZE = 1.35
"""The boxes of lines in one size of type differ by as much."""
_SHORTEST_SIDE, _LONGEST_STRIP = 32, 12
_DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


def read(raw: bytes, name: str, _: str | None) -> Extract:
    """The text of a picture; of all pictures of a TIFF file."""
    try:
        with Image.open(io.BytesIO(raw)) as picture:
            _check(picture.size, name)
            return recognised((frame.convert("RGB") for frame in ImageSequence.Iterator(picture)), name)
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except _DAMAGED:
        raise UnreadableFile(f"{name}：图片已损坏，请重新扫描或导出。") from None


def _check(size: tuple[int, int], name: str) -> None:
    """The recogniser enlarges a strip until its short side has 736 pixels: 5 × 2,000 took all memory."""
    if size[0] * size[1] > _MOST_PIXELS:
        raise _too_large(name)
    if min(size) < _SHORTEST_SIDE or max(size) > _LONGEST_STRIP * min(size):
        raise UnreadableFile(f"{name}：图片太小或太窄，不是一版报纸，请换一张。")


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(f"{name}：图片超过 {_MOST_PIXELS // 1_000_000} 百万像素的上限，请缩小后再试。")


def recognised(pictures: Iterable[Image.Image], name: str) -> Extract:
    """What stands on scanned pages. Raises UnsupportedFormat without the extra ``ocr``."""
    engine = _engine()
    if engine is None:
        raise UnsupportedFormat(
            f"{name}：这是图片，要先装文字识别才能读，请运行 pip install rapidocr onnxruntime 后再试。"
        )
    pages = [_page(engine, picture, name) for picture in pictures]
    text = "\n".join(page for page in pages if page)
    return Extract(text, "ocr", (f"文字由图片识别而来，共 {len(''.join(text.split()))} 字，可能有误。",))


def _page(engine: Callable[[object], _Found], picture: Image.Image, name: str) -> str:
    _check(picture.size, name)
    lines = in_columns(list(_printed(engine(np.asarray(picture)))))
    return set_text(lines, _OTHER_SIZE)


class _Found(Protocol):
    """What the recogniser gives for a picture: boxes of four corners each, and their words."""

    boxes: np.ndarray[tuple[int, int, int], np.dtype[np.float32]] | None
    txts: tuple[str, ...] | None


def _printed(found: _Found) -> Iterator[Printed]:
    """A line that is aslant is put upright."""
    for box, words in zip(found.boxes if found.boxes is not None else (), found.txts or (), strict=True):
        (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
        if words.strip():
            yield Printed(words.strip(), float(left), float(top), float(right), float(bottom))


@cache
def _engine() -> Callable[[object], _Found] | None:
    """The recogniser, which takes seconds to start; None where the extra is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    engine: Callable[[object], _Found] = RapidOCR(params={"Global.log_level": "error"})
    return engine
