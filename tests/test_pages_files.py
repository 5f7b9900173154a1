"""Libraries of all kinds through the dashboard: hostile, empty, broken, of one day."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

import banmian
from banmian.frames import text
from pages.common.head import LANGUAGE
from tests.apps import HOSTILE, PAGES, ROOT, VIEWS, opened, printed, shown

pytestmark = pytest.mark.usefixtures("seeds")


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "<img src=x>.txt").write_text(HOSTILE, encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    return tmp_path


LABELLED = (
    "page_link",
    "button",
    "download_button",
    "expander",
    "selectbox",
    "multiselect",
    "metric",
    "markdown",
    "caption",
)


@pytest.mark.parametrize("page", PAGES)
def test_text_of_a_file_is_never_markup(page: str, hostile: Path) -> None:
    frames = banmian.load(hostile)
    first = frames.articles["article_id"].iloc[0]
    app = opened(
        page, article=first, event=first, topic="生态环保", person="李建国", word="会议", source="true"
    )
    assert not app.exception
    scripts = [e.proto.body for e in app.get("html") if e.proto.unsafe_allow_javascript]
    ours = re.escape(LANGUAGE) + r"|<script>setTimeout\(.*\) // \d+</script>"
    assert all(re.fullmatch(ours, script) for script in scripts)
    markup = shown(app)
    assert not re.search(r"<(script>alert|img|b>|i>)|<[^>]+\son\w+\s*=", markup)
    for kind in LABELLED:
        for element in app.get(kind):
            label = getattr(element.proto, "label", None) or getattr(element.proto, "body", "")
            assert not re.search(r"(?<!\\)(!\[|\]\(|\$|<)|(?<![\\\]]):(red|smile)", label), (kind, label)


def test_hostile_text_is_shown_as_printed(hostile: Path) -> None:
    frames = banmian.load(hostile)
    for article_id in frames.articles["article_id"]:
        page = shown(opened("reader", article=article_id))
        body = text(frames, article_id)
        if body:
            markup = re.search(r'<div class="body">(.*?)</div>', page, re.DOTALL)[1]
            assert printed(re.sub(r'<span class="note">.*?</span>', "", markup)) == body


def test_a_folder_without_pages_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, said in (
        (tmp_path, "请到资料库导入，或把版面文件放进去再刷新"),
        (tmp_path / "没有", f"找不到 {tmp_path / '没有'}。"),
    ):
        monkeypatch.setenv("BANMIAN_LIBRARY", str(folder))
        app = opened()
        assert not app.exception
        assert said in shown(app)
        assert not app.expander


def test_of_many_issues_the_clouds_say_which_they_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 8):
        page = f"2024年5月{day}日 星期三 第{day}期\n\n# 全县春耕备播全面展开\n\n本报讯（记者 王伟）5月{day}日，各乡镇抢抓农时春耕备播。\n"
        (tmp_path / f"{day}.txt").write_text(page, encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    assert "只列最近 6 期，共 7 期；" in shown(opened("clouds"))
    assert "只列最近" not in shown(opened("clouds", issues=["2024-05-01"]))


def test_a_refused_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path, dirs_exist_ok=True)
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    app = opened()
    assert app.expander[0].label == "有 2 个文件没有读入"
    assert "空.txt：文件是空的" in shown(app)
    assert "图.txt：图片已损坏" in shown(app)


@pytest.mark.parametrize("page", VIEWS)
def test_a_library_of_one_day_is_shown(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "一天.txt").write_text(
        "县委召开会议\n\n本报讯 2024年5月17日，县委书记李建国主持召开会议。", encoding="utf-8"
    )
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    app = opened(page)
    assert not app.exception
    assert [box.value for box in app.date_input] == [dt.date(2024, 5, 17)] * 2


def test_a_word_list_of_ones_own_that_is_broken_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "topics.toml").write_text("[[topic]\n", encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path / "seeds"))
    monkeypatch.setenv("BANMIAN_TOPICS", str(tmp_path / "topics.toml"))
    app = opened()
    assert not app.exception
    assert "不是有效的 TOML" in shown(app)


def test_an_issue_without_events_shows_its_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "公告.txt").write_text(
        "关于停水的公告\n\n为检修管道，东城片区停水一天，请提前储水。特此公告。", encoding="utf-8"
    )
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    app = opened()
    assert not app.exception
    headlines = banmian.load(tmp_path).articles["headline"].dropna()
    labels = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert [label for label in labels for headline in headlines if headline in label][:1] == [
        headlines.iloc[0]
    ]


def test_among_several_papers_every_passage_row_and_issue_says_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("03-tuoyang-daily.txt", "07-yunlu-province.txt"):
        shutil.copy(ROOT / "tests" / "quality" / "pages" / name, tmp_path)
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    frames = banmian.load(tmp_path)
    app = opened("timeline", issues=["沱阳日报 2019-11-15"])
    assert app.multiselect(key="issues").value == [frames.issues["issue_id"][0]]
    assert "报纸" not in app.dataframe[0].value  # one paper is left
    app = opened("timeline")
    papers = frames.events["issue_id"].astype("str").map(frames.issues.set_index("issue_id")["paper"])
    assert sorted(app.dataframe[0].value["报纸"]) == sorted(papers)
    labels = [link.proto.label for link in opened("search", q="会议").get("page_link")]
    assert {re.match(r":gray\[《(.*?)》", label)[1] for label in labels} == {"沱阳日报", "云麓日报"}
    first = frames.articles["article_id"][0]
    assert "《沱阳日报》2019年11月15日 · " in shown(opened("reader", article=first))


def test_many_passages_are_turned_leaf_by_leaf() -> None:
    app = opened("topics", topic="生态环保")
    assert len(app.get("pagination")) == 1
    assert "只列前" not in shown(app)
