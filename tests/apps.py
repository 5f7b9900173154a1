"""The dashboard run without a browser, and what it shows as text."""

import html
import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

import banmian

ROOT = Path(__file__).resolve().parents[1]
VIEWS = ("overview", "timeline", "topics", "officials", "clouds", "search", "reader")
"""The pages that are about what the filters leave, whatever else the URL says."""
PAGES = (*VIEWS, "library")
SEEDS = banmian.load(ROOT / "seeds")
HOSTILE = """<script>alert(1)</script>报

# ![图](http://evil.example/a.png) 县委召开$x^2$会议:red[红]

本报讯（记者 <b>王伟</b>）2024年5月17日上午，县委书记李建国主持召开县委常委会第8次会议，研究<img src=x onerror=alert(2)>生态环境保护和项目建设。\
县委副书记、县长张丽华出席会议。会议强调，要落实“<i>三个</i>避让”和“1+2+4+N”要求，[点我](javascript:alert(3)) `代码` *星* _线_ ~删~ $钱$ :smile:。

会议还研究了其他事项&amp;杂项。
"""


def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app if page == "overview" else app.switch_page(f"pages/{page}.py").run()


def shown(app: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def printed(markup: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup.replace("</p><p>", "\n")))


def points(app: AppTest, name: str) -> list[object]:
    """The ids of all points of a chart."""
    chart = next(chart for chart in app.get("plotly_chart") if chart.proto.id.endswith(f"chart-{name}"))
    data = json.loads(chart.proto.spec)["data"]
    return [point for trace in data for point in trace.get("customdata", []) if point is not None]
