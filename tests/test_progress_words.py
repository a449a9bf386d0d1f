"""What a job says of its progress is translated: none of it is said as it stands in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "annotator"


def untranslated(tree: ast.AST) -> Iterator[int]:
    """The lines of calls of `JobProgress` with words of their own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "JobProgress":
            said = [*node.args[2:], *(word.value for word in node.keywords if word.arg == "what")]
            for words in said:
                if isinstance(words, ast.JoinedStr):
                    yield node.lineno
                if isinstance(words, ast.Constant) and words.value:
                    yield node.lineno


def test_the_search_finds_them() -> None:
    tree = ast.parse(
        'JobProgress(1, 2, "Reading")\nJobProgress(1, 2, f"{x}")\nJobProgress(0, 0, "")'
    )
    assert list(untranslated(tree)) == [1, 2]


def test_progress_is_translated() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in PACKAGE.rglob("*.py")
        for line in untranslated(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
