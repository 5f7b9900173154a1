"""Untrusted bytes: each is read or refused in a sentence, within its bounds, and the next one is read as ever."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from banmian.parsing import Refused, understand_bytes
from banmian.sandbox import Sandbox, _Answers
from tests import formats
from tests.bombs import BOMBS
from tests.test_bad_input import is_one_sentence

SECONDS, MEMORY = 30, 512 << 20
REFUSED = {
    "long.docx": "超",
    "entities.docx": "文档内容已损坏",
    "zeros.zip": "解开后是原来的 200 倍以上",
    "flate.pdf": "要用的内存超出上限",
    "huge.png": "百万像素的上限",
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seconds=SECONDS, memory=MEMORY) as sandbox:
        yield sandbox


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_within_their_bounds(sandbox, name):
    raw = BOMBS[name]()
    began = time.monotonic()
    (outcome,) = sandbox.parse(name, raw)
    assert time.monotonic() - began < SECONDS
    if name in REFUSED:
        assert isinstance(outcome, Refused)
        assert REFUSED[name] in outcome.sentence
        assert is_one_sentence(outcome.sentence, outcome.name)
    else:
        assert not isinstance(outcome, Refused)


def test_what_comes_out_is_what_understanding_gives(sandbox):
    for kind, make in formats.FORMATS.items():
        raw = make()
        assert sandbox.parse(f"版.{kind}", raw) == understand_bytes(f"版.{kind}", raw)


def test_an_archive_gives_an_outcome_a_member(sandbox):
    raw = formats.zipped({"甲.md": formats.as_markdown(), "乙.exe": b"MZ", "丙/丁.docx": formats.as_docx()})
    outcomes = sandbox.parse("包.zip", raw)
    assert [getattr(outcome, "name", None) or outcome.source.name for outcome in outcomes] == [
        "包.zip/甲.md",
        "包.zip/乙.exe",
        "包.zip/丙/丁.docx",
    ]


def test_what_the_user_says_of_a_page_goes_before_its_print(sandbox):
    given = {"paper": "城关快报", "page_number": 2}
    (issue,) = sandbox.parse("版.md", formats.as_markdown(), None, given)
    assert (issue.page.paper, issue.source.page_number) == ("城关快报", 2)


def test_a_task_that_takes_too_long_is_stopped_and_the_next_is_read():
    with Sandbox(seconds=3) as sandbox:
        endless = "".join(
            f"本报讯 {n}月{n}日，市长张华主持召开第{n}次会议。\n" for n in range(60_000)
        ).encode()
        (outcome,) = sandbox.parse("长.txt", endless)
        assert outcome == Refused("长.txt", "长.txt：读了 3 秒还没有读完，已停下，请拆成一版一个文件再试。")
        (issue,) = sandbox.parse("版.md", formats.as_markdown())
        assert len(issue.page.articles) == 2


def test_a_process_that_is_gone_is_replaced(sandbox):
    sandbox.parse("版.md", formats.as_markdown())
    child = sandbox._child
    child.kill()
    child.wait()
    (issue,) = sandbox.parse("版.md", formats.as_markdown())
    assert len(issue.page.articles) == 2
    assert sandbox._child.pid != child.pid


def test_threads_get_their_own_answers(sandbox):
    texts = {f"{n}.txt": f"本报讯 3月{n}日，市长张华主持召开会议，研究第{n}项工作。" for n in range(1, 9)}
    answers = {}

    def ask(name):
        (answers[name],) = sandbox.parse(name, texts[name].encode())

    threads = [threading.Thread(target=ask, args=(name,)) for name in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: issue.source.text for name, issue in answers.items()} == texts


def test_the_script_that_uses_it_is_not_run_again(tmp_path):
    """A Streamlit script is the main module, without a guard at its end."""
    script = tmp_path / "page.py"
    script.write_text(
        "from banmian.sandbox import Sandbox\n"
        "print('run')\n"
        "with Sandbox() as sandbox:\n"
        "    print(len(sandbox.parse('a.txt', '本报讯 3月6日，市长张华主持召开会议。'.encode())))\n",
        "utf-8",
    )
    said = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert said.stdout == "run\n1\n"


@pytest.mark.parametrize("thing", [print, subprocess.Popen, Sandbox, understand_bytes])
def test_answers_hold_records_and_nothing_that_can_be_called(thing):
    with pytest.raises(pickle.UnpicklingError):
        _Answers(io.BytesIO(pickle.dumps(thing))).outcomes()
