"""Packages whose names are imported when they are first used give what they say."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.import_graph import PACKAGE

LATE = sorted(
    path for path in PACKAGE.rglob("__init__.py") if "late_names(" in path.read_text("utf-8")
)


def declared(path: Path) -> dict[str, str]:
    """By name, the module that type checkers find it in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    choice = next(node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(choice.test) == "TYPE_CHECKING"
    return {
        alias.name: node.module or ""
        for node in choice.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("path", LATE, ids=lambda path: path.parent.name)
def test_each_name_is_that_of_the_module_that_type_checkers_find_it_in(path: Path) -> None:
    package = import_module(".".join(path.parent.relative_to(PACKAGE.parent).parts))
    names = declared(path)
    assert names
    assert names.keys() <= set(package.__all__)
    for name in package.__all__:
        assert name in names or name in vars(package)
    for name, module in names.items():
        assert getattr(package, name) is getattr(import_module(module), name)
        assert name in vars(package), "kept, so that it is looked for once"


@pytest.mark.parametrize("path", LATE, ids=lambda path: path.parent.name)
def test_another_name_is_no_attribute(path: Path) -> None:
    package = import_module(".".join(path.parent.relative_to(PACKAGE.parent).parts))
    with pytest.raises(AttributeError, match="has no attribute 'nothing_of_the_kind'"):
        package.nothing_of_the_kind  # noqa: B018  (asking is what is tried)
    with pytest.raises(AttributeError):
        package.Iterable  # noqa: B018  (a module has it, the package does not list it)


def test_a_package_is_imported_without_its_modules() -> None:
    code = (
        "from annotator.operations import codings, documents; import sys;"
        "print('annotator.operations.codings.editing' in sys.modules);"
        "codings.add; print('annotator.operations.codings.editing' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
