"""资料库 through dashboard.py: what it says is what the record holds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dev
from banmian.library import jobs, receiving, record, worker
from banmian.library.sources import listed
from banmian.schema import FILE_STATES
from tests.apps import opened, shown

SEEDS = sorted((dev.ROOT / "seeds").iterdir())
GBK = SEEDS[0].read_text("utf-8").encode("gb18030")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is written where the user lives."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("BANMIAN_LIBRARY", raising=False)
    return tmp_path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, named at the start."""
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path / "库"))
    return tmp_path / "库"


def filled(library: Path, *paths: Path) -> Path:
    worker.work(library, jobs.submit(library, receiving.from_paths(library, paths or SEEDS), "cli"))
    return library


def brought(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, raw, "") for name, raw in files])
    return app.run()


def previews(app: AppTest) -> list[str]:
    return [box.label.replace("\\", "").split("　", 1) for box in app.expander]


def finished(app: AppTest, library: Path, seconds: float = 60) -> AppTest:
    deadline = time.monotonic() + seconds
    while any(job.state in (jobs.WAITING, jobs.RUNNING) for job in jobs.every(library)):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return app.run()


def test_the_first_import_makes_a_library_that_every_page_reads(library: Path) -> None:
    app = brought(opened("library"), ("国版.txt", GBK), ("坏.txt", b"\x89PNG\r\n\x1a\n"))
    assert [state.split("　")[0] for _, state in previews(app)] == [
        FILE_STATES["added"],
        FILE_STATES["refused"],
    ]
    assert "坏.txt：图片已损坏" in shown(app)
    app.button(key="import").click().run()
    finished(app, library)
    assert not app.exception
    assert app.expander[0].label.endswith("共 2 个文件：收进 1，没有读成 1")
    [source] = listed(library).values()
    assert (source.name, source.encoding) == ("国版.txt", "gb18030")
    assert [
        link.proto.query_string for link in app.get("page_link") if "article" in link.proto.query_string
    ] == [f"article={source.issue_id}-01"]
    app.switch_page("pages/timeline.py").run()
    assert len(app.dataframe) == 1


def test_nothing_is_taken_in_before_the_button(library: Path) -> None:
    brought(opened("library"), ("国版.txt", GBK))
    assert not record.exists(library)


def test_what_is_there_is_recognised(library: Path) -> None:
    filled(library, SEEDS[0])
    same = SEEDS[0].read_bytes()
    app = brought(opened("library"), ("又.txt", same), ("国版.txt", GBK))
    states = [state.split("　")[0] for name, state in previews(app)[:2]]
    assert states == [FILE_STATES["known"], FILE_STATES["twin"]]
    assert "import" not in [button.key for button in app.button]
    app.toggle[0].set_value(True).run()
    states = [state.split("　")[0] for name, state in previews(app)[:2]]
    assert states == [FILE_STATES["known"], FILE_STATES["added"]]
