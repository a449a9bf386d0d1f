"""What others' scripts rely on: the names, their arguments, and that all of it does without Qt."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import annotator
from annotator.library import PUBLIC
from tests.library import surface

FOLDER = Path(__file__).parent


def test_no_public_name_changes_unnoticed() -> None:
    """A name or argument may come; one that goes or changes breaks scripts (CONTRIBUTING.md, “What
    others rely on”). `python -m tests.library.surface` prints what it is now."""
    assert surface.lines() == (FOLDER / "surface.txt").read_text(encoding="utf-8").splitlines()


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(annotator.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    found = {
        (alias.asname, node.module)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert found == set(PUBLIC.items())


def test_everything_is_documented() -> None:
    assert not [name for name in PUBLIC if not getattr(annotator, name).__doc__]
    assert set(PUBLIC) <= set(dir(annotator))


def test_it_is_typed_for_others() -> None:
    assert (Path(annotator.__file__).parent / "py.typed").exists()


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_the_library_does_without_qt(sample_file: Path) -> None:
    code = f"""
import sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
import annotator
with annotator.open({str(sample_file)!r}) as project:
    assert len(project.codings) == len(project.codings.columns()["text"])
    assert len(project.query("code:claim")) > 0
    assert project.table("codes", "coders").cells.sum() > 0
    assert project.agreement().value("alpha_character") is not None
with annotator.edit({str(sample_file)!r}, coder="Cleo") as project:
    project.add_document("more.txt", "Nobody knows.")
"""
    done = run(code)
    assert done.returncode == 0, done.stderr


def test_importing_it_imports_next_to_nothing() -> None:
    done = run("import annotator, sys; print('\\n'.join(sys.modules))")
    loaded = {name for name in done.stdout.split() if name.startswith(("annotator", "numpy"))}
    assert loaded == {"annotator"}, done.stderr


def test_a_name_that_is_not_there_is_told_as_python_does() -> None:
    done = run("import annotator; annotator.nothing")
    assert "module 'annotator' has no attribute 'nothing'" in done.stderr
