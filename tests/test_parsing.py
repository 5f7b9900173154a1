"""Files → issues → tables: the stages composed, the order kept, nothing lost."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian import load, parse, parsing, to_record
from banmian.frames import to_frames
from banmian.parsing import Refused, listed, parse_each
from banmian.reading import decode
from banmian.records import Issue, Page
from banmian.uncollected import uncollected
from tests.formats import zipped

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def owners(page: Page) -> list[int]:
    """How many spans of articles and leftover hold each character of the source."""
    owned = [0] * len(page.source.text)
    for start, end in [span for article in page.articles for span in article.spans] + list(page.leftover):
        for at in range(start, end):
            owned[at] += 1
    return owned


def understood(issue: Issue) -> list[dict[str, object]]:
    """The record of each article without what depends on the bytes of the file."""
    left_out = ("article_id", "spans", "body", "anomalies")
    return [
        {k: v for k, v in article.items() if k not in left_out} for article in to_record(issue)["articles"]
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
@pytest.mark.parametrize(("encoding", "ends"), [("gb18030", "\r\n"), ("utf-16", "\r"), ("utf-8-sig", "\r\n")])
def test_same_understanding_whatever_the_encoding_and_line_ends(tmp_path, seed, encoding, ends):
    page = tmp_path / seed.name
    page.write_bytes(seed.read_text("utf-8").replace("\n", ends).encode(encoding))
    assert understood(parse(page)) == understood(parse(seed))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_every_character_is_in_one_place(seed):
    page = parse(seed).page
    owned = zip(page.source.text, owners(page), strict=True)
    assert [(char, times) for char, times in owned if not char.isspace() and times != 1] == []


@settings(max_examples=60)
@given(
    st.text(
        alphabet=st.sampled_from(
            "会议召开王伟记者月日3#\n\r \t\0（）()、，。“”—摄本报讯书记\u3000\u200b\ufeff\x85"
        ),
        min_size=1,
    )
)
def test_no_text_breaks_a_stage(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("page") / "版.txt"
    text += "会"
    path.write_bytes(text.encode("utf-8-sig"))
    page = parse(path).page
    assert page.source.text == text
    owned = zip(text, owners(page), strict=True)
    assert [(char, times) for char, times in owned if not char.isspace() and times != 1] == []


def test_issue_id_follows_from_the_bytes(tmp_path):
    (tmp_path / "另名.txt").write_bytes(SEEDS[0].read_bytes())
    assert parse(tmp_path / "另名.txt").issue_id == parse(SEEDS[0]).issue_id != parse(SEEDS[1]).issue_id


def test_order_is_the_order_given_and_a_refusal_stands_in_its_place(tmp_path):
    missing = tmp_path / "无.txt"
    outcomes = list(parse_each([SEEDS[1], missing, SEEDS[0]]))
    assert [o.name if isinstance(o, Refused) else o.source.name for o in outcomes] == [
        SEEDS[1].name, "无.txt", SEEDS[0].name,
    ]  # fmt: skip
    assert outcomes[1] == Refused("无.txt", f"{missing}：找不到这个文件，请检查路径。")


def test_processes_give_the_same_issues(monkeypatch, tmp_path):
    monkeypatch.setattr(parsing, "POOL_FROM", 1)
    files = [*SEEDS, tmp_path / "无.txt"]
    assert list(parse_each(files, workers=2)) == list(parse_each(files))


def test_listed_keeps_files_and_opens_folders(tmp_path):
    for name in ("b.txt", "a.md", "c.docx", "d.csv", ".hidden.txt", "sub/d.TXT", ".git/e.txt", "~$c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "f.txt").mkdir()
    found = listed([tmp_path / "d.csv", tmp_path])
    names = ["d.csv", "a.md", "b.txt", "c.docx", "sub/d.TXT"]
    assert found == tuple((tmp_path / name, name) for name in names)
    assert listed(tmp_path / "sub" / "d.TXT") == ((tmp_path / "sub" / "d.TXT", "d.TXT"),)
    assert listed(tmp_path / "无.txt") == ((tmp_path / "无.txt", "无.txt"),)


def test_pages_in_a_tree_are_called_by_their_path_and_dated_by_their_folder(tmp_path):
    said = "{}召开会议\n\n本报讯 5月17日，{}召开会议，安排部署防汛工作，会议由市长张华主持。\n"
    tree = {"2024-05-18/01.txt": "市政府", "20240520/01.txt": "市委", "下乡/清湾.txt": "县委"}
    for name, body in tree.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(said.format(body, body), "utf-8")
    (tmp_path / "20240520" / "02.txt").touch()
    (tmp_path / "下乡" / "包.zip").write_bytes(
        zipped({"2024-05-21/01.txt": said.format("乡", "乡").encode()})
    )
    frames = load(tmp_path)
    days = frames.issues["publication_date"].dt.strftime("%m-%d").fillna("")
    assert dict(zip(frames.issues["source"], days, strict=True)) == {
        "2024-05-18/01.txt": "05-18",
        "20240520/01.txt": "05-20",
        "下乡/清湾.txt": "",
        "下乡/包.zip/2024-05-21/01.txt": "05-21",
    }
    assert frames.refused == (
        ("20240520/02.txt", "20240520/02.txt：文件是空的，没有可读的文字，请换一个文件。"),
    )


def test_file_name_that_is_no_utf8(tmp_path):
    (tmp_path / "\udcb0\udce6.txt").write_bytes(SEEDS[0].read_bytes())
    frames = load(tmp_path)
    assert frames.issues["source"].tolist() == ["??.txt"]


def test_control_characters_are_kept_in_the_source_and_kept_out_of_the_record(tmp_path):
    text = SEEDS[0].read_text("utf-8").replace("会议", "会\0议\x1b")
    (tmp_path / "版.txt").write_text(text, "utf-8")
    issue = parse(tmp_path / "版.txt")
    assert issue.source.text == text
    assert not {"\0", "\x1b"} & set(str(to_record(issue)["articles"]))
    assert decode(text.encode(), "版.txt").text == text


def test_the_same_text_in_two_files_counts_once_and_is_told(tmp_path):
    text = SEEDS[0].read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(text, "utf-8")
    (tmp_path / "c.txt").write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    frames = load(tmp_path)
    assert frames.tables()["events"].equals(load(tmp_path / "a.txt").events)
    assert frames.repeated == (
        ("b.txt", "b.txt：与 a.txt 内容相同，只计一次。"),
        ("c.txt", "c.txt：与 a.txt 内容相同，只计一次。"),
    )
    assert frames.refused == ()


def test_understanding_leaves_no_cycles_behind():
    """Else it might not go on without the rounds of the collector."""
    source = decode(SEEDS[0].read_bytes(), SEEDS[0].name)
    for _ in range(2):  # the first time much is made once and for all
        gc.collect()
        issues = parsing.reconcile([parsing.understand(source)])
        to_record(issues[0])
        to_frames(issues)
    assert gc.collect() == 0


def test_the_collector_is_as_it_was():
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_an_error():
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024年/05月18日/01.txt", "2024-05-18"),
        ("2024年5月/18日第2版.txt", "2024-05-18"),
        ("高新区版/2024-05/18/01.txt", "2024-05-18"),
        ("2024/05/18/A1.txt", "2024-05-18"),
        ("2024/0518/01.txt", "2024-05-18"),
        ("202405/18/01.txt", "2024-05-18"),
        ("2024/05/18.txt", None),  # page 18, or the 18th
        ("2024/13/18/01.txt", None),
        ("2024/05/01.txt", None),
        ("2024-05/18/20240520.txt", "2024-05-20"),  # the file itself has a day
    ],
)
def test_a_day_that_folders_tell_step_by_step(name, day):
    source = decode("区委召开会议\n\n本报讯 3月5日，区委召开会议，部署春耕生产。".encode(), name)
    page = parsing.understand(source).page
    assert (str(page.publication_date or "") or None, page.named) == (day, day is not None)


def test_a_day_that_is_printed_counts_before_that_of_folders():
    text = (
        "清湾日报\n\n2024年3月6日 星期三 第1版\n\n区委召开会议\n\n本报讯 3月5日，区委召开会议，部署春耕生产。"
    )
    page = parsing.understand(decode(text.encode(), "2001/02/03/01.txt")).page
    assert (str(page.publication_date), page.named) == ("2024-03-06", False)
