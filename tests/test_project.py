"""What the project promises about itself: imports follow the arrow, files stay small, papers are true."""

from __future__ import annotations

import ast
import os
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from banmian.schema import TABLES
from dev import ROOT

LIB = ROOT / "lib" / "banmian"
ARROW = [
    "errors", "uncollected", "portable", "records", "codes", "schema", "fonts", "glyphs", "lexicon", "reading", "layout", "filed", "plain",
    "vocabulary", "tagger", "words", "facts", "jumps", "continuations", "identity", "parsing", "sandbox", "census",
    "rows", "counts", "bodies", "ids", "short", "frames", "once", "cut", "same", "loading", "library", "selection", "measures", "charts", "exports", "record", "cli",
]  # fmt: skip
PICTURES = {"charts", "exports"}
MODULES = sorted(LIB.rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
PAPERS = (ROOT / "seeds", ROOT / "tests" / "quality" / "pages")
CODE = [*MODULES, *sorted((ROOT / "pages").rglob("*.py")), ROOT / "dashboard.py", ROOT / "dev.py"]
CODE += sorted((ROOT / "benchmarks").glob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name_of(path: Path) -> str:
    """`lib/banmian/facts/dates.py` → `facts/dates.py`, the name of a test."""
    return str(path.relative_to(LIB if path.is_relative_to(LIB) else ROOT))


def stage(path: Path) -> str:
    return path.relative_to(LIB).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a file imports, late imports and those for types included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def sources() -> Iterator[Path]:
    """Every text file of ours: what git would take, without the newspaper pages, the font and the pictures."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ignored and Path(folder, name) not in PAPERS]
        kept = (name for name in names if name not in ignored)  # in a worktree .git is a file
        yield from (Path(folder, name) for name in kept if not name.endswith((".ttf", ".png")))


def test_every_module_has_its_place_on_the_arrow():
    assert {stage(path) for path in MODULES} <= {*ARROW, "__init__"}


@pytest.mark.parametrize("path", [path for path in MODULES if stage(path) != "__init__"], ids=name_of)
def test_imports_follow_the_arrow(path: Path):
    """A stage knows the stages before it and itself, never a later one."""
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("banmian.")}
    later = ARROW[ARROW.index(stage(path)) + 1 :]
    assert not ours & set(later)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_library_knows_no_dashboard(path: Path):
    roots = {name.partition(".")[0] for name in imports(path)}
    assert "streamlit" not in roots
    assert "plotly" not in roots or stage(path) in PICTURES


def test_parsing_needs_neither_streamlit_nor_plotly():
    """With both blocked, every part but charts and exports imports and the seeds load."""
    code = """
import importlib, sys
sys.modules["streamlit"] = sys.modules["plotly"] = None
for module in sys.argv[2:]:
    importlib.import_module(module)
import banmian
print(len(banmian.load(sys.argv[1]).issues))
"""
    plain = [path for path in MODULES if stage(path) not in PICTURES | {"cli"}]
    modules = [".".join(path.relative_to(LIB.parent).with_suffix("").parts) for path in plain]
    command = [sys.executable, "-c", code, str(ROOT / "seeds"), *modules]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("2\n", "")


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_files_and_functions_stay_small(path: Path):
    assert len(path.read_text().splitlines()) <= (80 if path in PAGES else 300)
    assert {function.name: length(function) for function in functions(path) if length(function) > 50} == {}


def test_the_ordinary_function_is_short():
    assert statistics.median(length(function) for path in MODULES for function in functions(path)) <= 12


def test_no_file_names_a_machine_or_an_index():
    """Paths of somebody's computer and hosts of package indexes stay out of what we publish."""
    private = re.compile(r"/(?:work|root|home|Users|tmp|opt)/\w|pypi\.org|pythonhosted\.|registry\.npm")
    found = [f"{name_of(path)}: {hit}" for path in sources() for hit in private.findall(path.read_text())]
    assert found == []


def test_the_readme_describes_the_frames():
    """The table of the README is the schema: a row a frame, its columns with their Chinese labels."""
    rows = [
        f"| `{table.name}` {table.label} | {table.row} | "
        + ", ".join(f"`{column.name}` {column.label}" for column in table.columns)
        + " |"
        for table in TABLES.values()
    ]
    expected = "\n".join(["| frame | a row is | columns |", "|---|---|---|", *rows])
    assert expected in (ROOT / "README.md").read_text()


def test_the_readme_points_at_what_is_there():
    linked = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text())
    assert [link for link in linked if not (ROOT / link).exists()] == []


def locked() -> dict[str, list[Version]]:
    """The versions of each package in the lock; one that depends on the Python has several."""
    versions: dict[str, list[Version]] = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text()):
        versions.setdefault(name, []).append(Version(version))
    return versions


def wanted(without: tuple[str, ...] = ()) -> list[Requirement]:
    """What the project asks for, the extras included but for these."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].items()
    groups = [project["dependencies"], *(lines for name, lines in extras if name not in without)]
    return [Requirement(line) for group in groups for line in group]


@pytest.mark.parametrize("requirement", wanted(without=("ocr", "fuzz")), ids=str)
def test_the_lock_answers_the_project(requirement: Requirement):
    versions = locked()[requirement.name.replace("_", "-")]
    assert all(version in requirement.specifier for version in versions)


def test_what_is_imported_is_declared():
    """A package that only happens to be installed is missing on the next machine."""
    declared = {requirement.name.lower().replace("-", "_") for requirement in wanted()}
    owners = packages_distributions()
    roots = {name.partition(".")[0] for path in [*CODE, *TESTS] for name in imports(path)}
    packages = {owners[root][0] for root in roots & set(owners)} - {"banmian"}
    assert {package.lower().replace("-", "_") for package in packages} <= declared


def test_streamlit_knows_every_setting():
    """A key that Streamlit does not know is only a warning, and the setting is not there."""
    command = [sys.executable, "-m", "streamlit", "config", "show"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "not a valid config option" not in result.stdout + result.stderr
    assert re.search(r'(?m)^address = "127\.0\.0\.1"$', result.stdout)
    assert re.search(r"(?m)^gatherUsageStats = false$", result.stdout)
