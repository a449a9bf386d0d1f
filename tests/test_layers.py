"""The house's import rules: ui, cli → operations → storage, exchange, agreement, retrieval, cues →
corpus."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.import_graph import PACKAGE, circles, import_graph

MIDDLE = ("storage", "exchange", "agreement", "retrieval", "cues")
ROWS = (("ui", "cli"), ("operations",), MIDDLE, ("corpus",))
LEVEL = {name: level for level, names in enumerate(ROWS) for name in names}
ONLY_IN = {
    "PySide6": lambda module: module[0] == "ui" or module == ("app",),
    "sqlalchemy": lambda module: module[0] == "storage",
    "sqlite3": lambda module: module[0] == "storage",
    "pygments": lambda module: module[0] == "cues" or module[:2] == ("ui", "codebook"),
    "lxml": lambda module: module[0] == "exchange",
}
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    module = path.relative_to(PACKAGE).with_suffix("").parts
    for name in imports(path):
        top = name.split(".")[0]
        if top in ONLY_IN:
            assert ONLY_IN[top](module), f"{path} imports {name}"
        target = name.split(".")[1] if name.startswith("annotator.") else ""
        if target in LEVEL and module[0] in LEVEL and target != module[0]:
            assert LEVEL[module[0]] < LEVEL[target], f"{path} imports {name}"
        if module[0] == "corpus" and target:
            assert target == "corpus", f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_agreement_is_used_through_its_face(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] == "agreement":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        module = node.module if isinstance(node, ast.ImportFrom) else ""
        inside = (module or "").startswith("annotator.agreement.")
        assert not inside, f"{path} imports {module}; import from annotator.agreement"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_window_and_the_command_line_read_through_operations(path: Path) -> None:
    """A query of their own would show others' work in a blind project, and a change of their own
    would not be an operation. The open project is opaque to them."""
    module = path.relative_to(PACKAGE).with_suffix("").parts
    if module[0] not in ("ui", "cli"):
        return
    for name in imports(path):
        assert not name.startswith("annotator.storage"), f"{path} imports {name}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for item in node.items if isinstance(node, ast.With) else ():
            words = ast.unparse(item.context_expr)
            reads = words.endswith(".reading()") or ".reading_own(" in words
            assert not reads, f"{path}: read through a function of operations that takes a Viewer"
            assert ".transaction(" not in words, f"{path}: change through a function of operations"


def test_packages_of_operations_do_not_import_each_other_in_a_circle() -> None:
    """What a coder does to the codebook may change codings; not the other way about; and so on."""
    graph: dict[str, set[str]] = {}
    for path in FILES:
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] == "operations" and parts[1] != "__init__":
            found = (name.split(".") for name in imports(path))
            used = {
                name[2] for name in found if name[:2] == ["annotator", "operations"] and name[2:]
            }
            graph.setdefault(parts[1], set()).update(used - {parts[1]})
    TopologicalSorter(graph).prepare()
    assert graph["codebook"] >= {"codings"}


def test_there_is_something_to_look_at() -> None:
    assert {path.relative_to(PACKAGE).parts[0] for path in FILES} >= set(LEVEL) - {"cues"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports in functions and for type checking count too: who needs its user takes a protocol."""
    assert circles(import_graph()) == []


def test_circles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a", "d2"}, "d2": set()}
    assert circles(graph) == [["b", "c"]]
