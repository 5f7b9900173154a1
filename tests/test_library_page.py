"""资料库 through dashboard.py: what it says is what the record holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import banmian
import dev
from banmian.library import corrections, files, record
from banmian.library.sources import listed
from banmian.measures import doubts
from banmian.schema import ANOMALY_KINDS, STRENGTHS
from pages.common.previews import STATES
from tests.apps import HOSTILE, opened, shown
from tests.brought import GBK, SEEDS, brought, finished, said
from tests.county import filled

DOUBTFUL = dev.ROOT / "tests" / "quality" / "pages" / "63-fujiang-hitech.txt"


def previews(app: AppTest) -> dict[str, str]:
    """What would become of each file."""
    labels = (box.label.replace("\\", "").split("　") for box in app.expander)
    return {label[0]: label[1] for label in labels}


def test_the_first_import_makes_a_library_that_every_page_reads(library: Path) -> None:
    app = brought(opened("library"), ("国版.txt", GBK), ("坏.txt", b"\x89PNG\r\n\x1a\n"))
    assert previews(app) == {"国版.txt": STATES["added"], "坏.txt": STATES["refused"]}
    assert "坏.txt：图片已损坏" in said(app)
    app.button(key="import").click().run()
    finished(app, library)
    assert not app.exception
    assert app.expander[0].label.endswith("共 2 个文件：收进 1，没有读成 1")
    assert "坏.txt：图片已损坏" in said(app)
    [source] = listed(library).values()
    assert (source.name, source.encoding) == ("国版.txt", "gb18030")
    links = [link.proto.query_string for link in app.get("page_link")]
    assert f"article={source.issue_id}-01" in links
    assert not app.switch_page("pages/timeline.py").run().exception
    assert list(app.dataframe[0].value["标题"]) != []


def test_nothing_is_taken_in_before_the_button(library: Path) -> None:
    brought(opened("library"), ("国版.txt", GBK))
    assert not record.exists(library)


def test_what_the_user_says_of_a_page_goes_before_what_it_prints(library: Path) -> None:
    app = opened("library")
    app.text_area[0].set_value("县委召开会议\n\n5月17日，县委书记李建国主持召开会议。")
    app.text_input[0].set_value("青山日报")
    app.date_input[0].set_value("2024-05-18")
    app.number_input[0].set_value(3)
    app.run()
    assert "青山日报" in said(app)
    assert "2024-05-18 出版" in said(app)
    app.button(key="import").click().run()
    finished(app, library)
    [source] = listed(library).values()
    assert (source.paper, source.publication_date, source.page_number) == ("青山日报", "2024-05-18", 3)


def test_what_is_there_is_recognised(library: Path) -> None:
    filled(library, SEEDS[0])
    assert f"各页现在看的是 {library}：1 期" in said(opened("library"))
    app = brought(opened("library"), ("又.txt", SEEDS[0].read_bytes()), ("国版.txt", GBK))
    assert previews(app).items() >= {"又.txt": STATES["known"], "国版.txt": STATES["twin"]}.items()
    assert "import" not in [button.key for button in app.button]
    app.toggle[0].set_value(True).run()
    assert previews(app)["国版.txt"] == STATES["added"]
    app.button(key="import").click().run()
    finished(app, library)
    assert len(listed(library)) == 2


def test_a_folder_that_is_chosen_names_its_pages_and_one_that_is_dropped_says_that_it_does_not(
    library: Path,
) -> None:
    app = opened("library")
    tree = [
        ("报/0105/b.txt", GBK, ""),
        ("报/0105/.a.txt", GBK, ""),
        ("报/0104/a.txt", SEEDS[1].read_bytes(), ""),
    ]
    app.file_uploader[1].set_value(tree).run()
    assert list(previews(app)) == ["0104/a.txt", "0105/b.txt"]
    assert "浏览器不说各级的名称" not in said(app)
    app.button(key="import").click().run()
    finished(app, library)
    assert {source.name for source in listed(library).values()} == {"0104/a.txt", "0105/b.txt"}
    app = opened("library")
    app.file_uploader[1].set_value([("a.txt", SEEDS[0].read_bytes(), "")]).run()
    assert "浏览器不说各级的名称" in said(app)


def test_files_of_one_page_that_come_together_are_recognised(library: Path) -> None:
    """Both were said to come in, and one did."""
    raw = SEEDS[0].read_bytes()
    files = ("甲.txt", raw), ("乙.txt", raw), ("丙.txt", raw.decode().encode("gb18030"))
    app = brought(opened("library"), *files)
    assert list(previews(app).values()) == [STATES["added"], STATES["known"], STATES["twin"]]
    assert "与这次的 甲.txt 是同一版" in said(app)
    app.button(key="import").click().run()
    finished(app, library)
    assert app.expander[0].label.endswith("共 3 个文件：收进 1，库中已有 1，同一版的另一格式 1")


@pytest.mark.parametrize("raw", [SEEDS[0].read_bytes(), GBK], ids=["the same", "twin"])
def test_a_page_that_is_there_is_given_its_paper(raw: bytes, library: Path) -> None:
    filled(library, SEEDS[0])
    app = brought(opened("library"), ("又.txt", raw))
    assert "import" not in [button.key for button in app.button]
    app.text_input[0].set_value("青山日报").run()
    assert "会记作更正" in said(app)
    app.button(key="import").click().run()
    finished(app, library)
    assert "所填的报名、日期或版次记作了更正。" in said(app)
    assert list(banmian.open(library).issues["paper"]) == ["青山日报"]


def test_a_page_whose_source_is_lost_can_be_brought_again(library: Path) -> None:
    filled(library, SEEDS[0])
    opened("library")
    [lost] = (library / files.SOURCES).glob("*/*")
    lost.unlink()
    app = brought(opened("library"), ("又.txt", SEEDS[0].read_bytes()))
    assert previews(app)["又.txt"] == STATES["added"]
    app.button(key="import").click().run()
    finished(app, library)
    assert lost.read_bytes() == SEEDS[0].read_bytes()


def test_the_log_says_codes_in_words(library: Path) -> None:
    filled(library, SEEDS[0])
    for action, target, value in (
        ("stop_word", {"word": "会议"}, {"stop": False}),
        ("topic_word", {"topic": "经济运行", "word": "会议"}, {"strength": "weak"}),
        ("topic_word", {"topic": "经济运行", "word": "投资"}, {"strength": None}),
        ("dismiss", {"page": "0", "kind": "text_missing", "detail": "一处。"}, {}),
    ):
        corrections.decide(library, corrections.Correction(action, target, value))
    table = opened("library", part="更正").dataframe[0].value
    assert list(table["改为"]) == ["", "不算依据词", STRENGTHS["weak"], "仍要看"]
    assert ANOMALY_KINDS["text_missing"] in table["对象"][0]


def test_the_log_says_who_took_a_correction_back(library: Path) -> None:
    filled(library, SEEDS[0])
    line = corrections.decide(library, corrections.Correction("stop_word", {"word": "会议"}, {"stop": True}))
    undone = corrections.undo(library, line.event_id, "还要看")
    app = opened("library", part="更正", line=line.event_id)
    assert "1 条，其中 1 条已撤回" in said(app)
    assert f"{undone.who} 撤回 还要看" in said(app)
    app.text_input[0].set_value("错了")
    app.button(key="undo").click().run()
    assert f"{undone.who} 恢复 错了" in said(app)
    assert "已撤回" not in said(app)


def test_a_plain_folder_is_offered_to_a_library_at_home(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tmp_path / "版面"
    shutil.copytree(dev.ROOT / "seeds", plain)
    monkeypatch.setenv("BANMIAN_LIBRARY", str(plain))
    app = opened("library")
    app.button(key="import-folder").click().run()
    finished(app, home / "Banmian")
    assert {source.name for source in listed(home / "Banmian").values()} == {path.name for path in SEEDS}
    assert sorted(path.name for path in plain.iterdir()) == [path.name for path in SEEDS]
    app = opened("library", library="资料库", part="更正")
    assert "还没有更正" in said(app)
    assert "还没有更正" not in said(opened("library", part="更正"))
    monkeypatch.delenv("BANMIAN_LIBRARY")
    assert "还没有更正" in said(opened("library", part="更正"))


@pytest.mark.parametrize("part", ["导入", "质量", "更正"])
def test_text_of_an_imported_file_is_never_markup(part: str, library: Path, tmp_path: Path) -> None:
    page = tmp_path / "<img src=x>.txt"
    page.write_text(HOSTILE, encoding="utf-8")
    filled(library, page)
    target = {"one": {"names": ["<b>王伟</b>"]}, "other": "<img src=x>"}
    corrections.decide(library, corrections.Correction("same_person", target, why="[点](javascript:1)<i>"))
    line = corrections.log(library)[0].event_id
    app = opened("library", part=part, line=line)
    if part == "导入":
        brought(app, (page.name, page.read_bytes()))
    assert not app.exception
    assert "<img src=x" in said(app)
    assert not [found for found in ("<img", "<script>alert", "<b>王", "<i>三", "<i>") if found in shown(app)]


def test_doubtful_names_are_decided_one_by_one_and_taken_back(library: Path) -> None:
    filled(library, DOUBTFUL)
    pair = doubts.doubtful(banmian.load(DOUBTFUL)).iloc[0]
    app = opened("library", part="质量")
    assert f"{pair['person']}见报 {pair['articles']} 篇" in said(app)
    app.button(key="decide-not_same_person").click().run()
    assert "没有待核的人名" in said(app)
    [line] = corrections.log(library)
    app = opened("library", part="更正", line=line.event_id)
    assert list(app.dataframe[0].value["状态"]) == ["有效"]
    assert list(app.dataframe[0].value["对象"]) == [f"{pair['person']}；{pair['other']}"]
    app.button(key="undo").click().run()
    assert list(app.dataframe[0].value["状态"]) == ["已撤回"]
    assert "没有待核的人名" not in said(opened("library", part="质量"))
    app = opened("library", part="更正", line=line.event_id)
    app.button(key="undo").click().run()
    assert list(app.dataframe[0].value["状态"]) == ["有效"]


def test_two_names_without_a_post_in_common_are_not_said_to_share_one(library: Path) -> None:
    pages = dev.ROOT / "tests" / "quality" / "pages"
    filled(library, pages / "04-wujiang-weekly.txt", pages / "50-pujing-district.txt")
    page = said(opened("library", part="质量"))
    assert "理由：疑为名字截短" in page
    assert "共有职务" not in page


def test_a_log_is_handed_on_and_what_finds_no_place_is_listed(library: Path, tmp_path: Path) -> None:
    filled(library, *SEEDS)
    filled(tmp_path / "别处", DOUBTFUL)
    target = {"page": "0000", "quote": "没有这一句"}
    corrections.decide(tmp_path / "别处", corrections.Correction("date", target, {"date": "2024-01-01"}))
    mailed = corrections.export(tmp_path / "别处").encode()
    app = opened("library", part="更正")
    app.file_uploader[0].set_value([("更正.jsonl", mailed, "")])
    app.run()
    app.button(key="merge-log").click().run()
    assert not app.exception
    assert list(app.dataframe[0].value["状态"]) == ["找不到原处"]
    assert "没有这一句" in said(app)
    app.button(key="merge-log").click().run()
    assert "这些更正都已在记录里" in said(app)


def test_a_file_that_is_no_log_is_a_sentence(library: Path) -> None:
    filled(library, SEEDS[0])
    for raw in (b"\xff\xfe", b"{}"):
        app = opened("library", part="更正")
        app.file_uploader[0].set_value([("更正.jsonl", raw, "")])
        app.run()
        app.button(key="merge-log").click().run()
        assert "这不是导出的更正记录" in said(app)
        assert not app.exception


def test_the_rungs_show_what_each_line_was_taken_for(library: Path) -> None:
    filled(library, SEEDS[0])
    app = opened("library", part="质量")
    issue = banmian.parse(SEEDS[0])
    for article in issue.page.articles[:4]:
        assert article.body.text.split("\n")[0] in said(app)
    assert shown(app).count('data-rung="事实"') == min(4, len(issue.page.articles))
