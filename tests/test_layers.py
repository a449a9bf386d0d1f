"""The house's import rules: ui, cli, library → operations → storage, exchange, agreement, cues,
retrieval → corpus."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.import_graph import PACKAGE, circles, import_graph

MIDDLE = ("storage", "exchange", "agreement", "retrieval", "cues")
ROWS = (("ui", "cli", "library"), ("operations",), MIDDLE, ("corpus",))
LEVEL = {name: level for level, names in enumerate(ROWS) for name in names}
FOREIGN_DATABASES = ("exchange", "programs", "sqlite_tables")
COLOURED = (("ui", "codebook"), ("ui", "codings"))
ONLY_IN: dict[str, Callable[[tuple[str, ...]], bool]] = {
    "PySide6": lambda module: module[0] == "ui" or module == ("app",),
    "sqlalchemy": lambda module: module[0] == "storage",
    "sqlite3": lambda module: module[0] == "storage" or module == FOREIGN_DATABASES,
    "pygments": lambda module: module[0] == "cues" or module[:2] in COLOURED,
    "lxml": lambda module: module[0] == "exchange",
}
FILES = sorted(PACKAGE.rglob("*.py"))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All of a module; each is parsed once for all rules."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, and the names that it imports of them."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def downwards(path: Path) -> Iterator[str]:
    module = path.relative_to(PACKAGE).with_suffix("").parts
    for name in imports(path):
        top = name.split(".")[0]
        if top in ONLY_IN and not ONLY_IN[top](module):
            yield name
        target = name.split(".")[1] if name.startswith("annotator.") else ""
        if target in LEVEL and module[0] in LEVEL and target != module[0]:
            if LEVEL[module[0]] >= LEVEL[target]:
                yield name
        elif module[0] == "corpus" and target and target != "corpus":
            yield name


def through_the_face(path: Path) -> Iterator[str]:
    if path.relative_to(PACKAGE).parts[0] != "agreement":
        for node in nodes(path):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("annotator.agreement."):
                yield f"{module}; import from annotator.agreement"


def through_operations(path: Path) -> Iterator[str]:
    """A query of their own would show others' work in a blind project, and a change of their own
    would not be an operation. The open project is opaque to them."""
    if path.relative_to(PACKAGE).with_suffix("").parts[0] not in ("ui", "cli", "library"):
        return
    yield from (name for name in imports(path) if name.startswith("annotator.storage"))
    for node in nodes(path):
        for item in node.items if isinstance(node, ast.With) else ():
            words = ast.unparse(item.context_expr)
            if words.endswith(".reading()") or ".reading_own(" in words:
                yield f"{words}: read through a function of operations that takes a Viewer"
            if ".transaction(" in words:
                yield f"{words}: change through a function of operations"


@pytest.mark.parametrize("rule", [downwards, through_the_face, through_operations])
def test_imports(rule: Callable[[Path], Iterator[str]]) -> None:
    faults = [f"{path.relative_to(PACKAGE)}: {fault}" for path in FILES for fault in rule(path)]
    assert not faults, "\n".join(faults)


def test_the_rules_find_what_breaks_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_layers.PACKAGE", tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "cli").mkdir()
    value, command = tmp_path / "corpus" / "value.py", tmp_path / "cli" / "command.py"
    value.write_text("import sqlalchemy\nfrom annotator.errors import UserError\n")
    command.write_text(
        "from annotator.agreement.figure import Figure\nfrom annotator.storage import queries\n"
        "with project.reading() as connection:\n    pass\n"
        "with project.transaction('x', by) as step:\n    pass\n"
    )
    assert len(list(downwards(value))) == 3, "the library, the module and the name"
    assert len(list(through_the_face(command))) == 1
    assert len(list(through_operations(command))) == 4


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


ELSEWHERE_MISSING = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}
"""Modules of Python that Windows has not got."""
TESTS = Path(__file__).parent
COLLECTED = [*FILES, *TESTS.rglob("test_*.py"), *TESTS.rglob("conftest.py")]
IMPORTED_BY_TESTS = [*TESTS.glob("*.py"), *TESTS.glob("soak/hostile_*.py")]


def test_every_system_can_import_what_is_tested_and_the_tests() -> None:
    """What only some systems have is imported where it is used, so that others get there."""
    found = {}
    for path in {*COLLECTED, *IMPORTED_BY_TESTS}:
        top = ast.parse(path.read_text(encoding="utf-8")).body
        named = [alias.name for node in top if isinstance(node, ast.Import) for alias in node.names]
        named += [node.module or "" for node in top if isinstance(node, ast.ImportFrom)]
        missing = {name.partition(".")[0] for name in named} & ELSEWHERE_MISSING
        if missing:
            found[path.relative_to(TESTS.parent)] = missing
    assert not found
