"""The toolbar of a chart in Chinese: what ``st.plotly_chart(config=…)`` and the HTML export take.

The toolbar's camera draws in the reader's browser; it knows one format at a time, and a button of
our own needs JavaScript, which a configuration cannot carry.
"""

from __future__ import annotations

from typing import Any, Literal

ImageFormat = Literal["png", "svg"]

_WORDS = {
    "Download plot as a PNG": "下载图片（PNG）",
    "Download plot": "下载图片（SVG）",
    "Preparing image - this may take a few seconds": "正在生成图片",
    "Image download succeeded": "图片已下载",
    "Sorry, there was a problem downloading your image!": "图片没能下载",
    "Zoom": "缩放",
    "Pan": "平移",
    "Reset axes": "复原",
    "Double-click to zoom back out": "双击复原",
    "Double-click on legend to isolate one trace": "双击图例只看一类",
}
_UNUSED = ["zoomIn2d", "zoomOut2d", "autoScale2d", "lasso2d", "select2d"]


def config(filename: str, image: ImageFormat = "png") -> dict[str, Any]:
    """Plotly's ``config`` with the camera set to ``image``; ``filename`` has no ending.

    A PNG is drawn at twice the size on screen; an SVG has no size.
    """
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "modeBarButtonsToRemove": _UNUSED,
        "toImageButtonOptions": {"format": image, "filename": filename, "scale": 2},
        "locale": "zh",
        "locales": {"zh": {"dictionary": _WORDS, "format": {}}},
    }
