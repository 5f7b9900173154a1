"""A figure as one HTML file that needs no network, now or in ten years."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from string import Template

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from banmian.charts import toolbar
from banmian.charts.theme import SANS

# The policy forbids the browser every request: what the file shows is in the file.
_PAGE = Template("""<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:">
<title>$title</title>
<style>
body { margin: 0 auto; max-width: 1100px; padding: 16px; background: $paper; color: $ink; \
font: 15px/1.6 $sans; }
header, footer { color: $muted; font-size: 13px; }
</style>
</head>
<body>
<header>$header</header>
<main id="figure"></main>
<footer>$caption</footer>
<script>$plotly</script>
<script>
const figure = $figure, config = $config;
const camera = (format, words) => ({
  name: format, title: words, icon: Plotly.Icons.camera,
  click: div => Plotly.downloadImage(div, {...config.toImageButtonOptions, format}),
});
config.modeBarButtonsToRemove.push("toImage");
config.modeBarButtonsToAdd = [camera("png", "下载图片（PNG）"), camera("svg", "下载图片（SVG）")];
config.responsive = true;
Plotly.newPlot("figure", figure.data, figure.layout, config);
</script>
</body>
</html>
""")


def figure_html(figure: go.Figure, header: str, filename: str = "banmian") -> bytes:
    """``figure`` with plotly.js inside; ``header`` says in words what was selected.

    Title and caption are the figure's own. ``filename``, without ending, is what its pictures are
    saved as. Every text is escaped.
    """
    layout = figure.layout
    colours = layout.template.layout
    return _PAGE.substitute(
        title=escape(_literal(layout.title.text)),
        header=escape(header),
        caption=escape((layout.meta or {}).get("caption", "")),
        paper=colours.paper_bgcolor,
        ink=colours.font.color,
        muted=colours.legend.font.color,
        sans=SANS,
        plotly=get_plotlyjs(),
        figure=_script(figure.to_json()),
        config=_script(json.dumps(toolbar.config(filename))),
    ).encode()


def _literal(text: str) -> str:
    """What Plotly shows for ``text``: its line breaks and entities resolved."""
    return unescape(re.sub(r"<br>", " ", text))


def _script(text: str) -> str:
    """JSON that no browser takes for the end of the script it stands in."""
    return text.replace("<", "\\u003c")
