"""A large codebook in the whole window: open, filter, rename, move, fold, check as text, save.

    python tests/benchmarks/codebook.py [--codes N] [--levels N] [--json]

Offscreen, with the database on disk. Each figure is the median of several rounds, in milliseconds,
until everything that can be seen is painted; a frame of a screen takes 16. Every code has texts,
every tenth an attribute.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator import app, paths
from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Code, Codebook
from annotator.corpus.identity import guid_from
from annotator.cues.finder import CueFinder
from annotator.exchange.codebook_file import read_codebook_text, write_codebook_file
from annotator.operations import codebook, documents, projects
from annotator.operations.codebook import code_entries, codes
from annotator.settings import Settings
from annotator.storage.project_file import ProjectFile
from annotator.ui.main_window import MainWindow
from tests.making import ANN, text_file

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = ["claim", "stance", "hedge", "voice", "source", "frame", "blame", "praise", "threat"]


def grown(number: int, levels: int) -> Codebook:
    """A tree of `number` codes, `levels` deep, in which every level has its share."""
    chance = random.Random(7)
    made: list[Code] = []
    attributes = []
    depths = {"": 0}
    for n in range(number):
        guid = guid_from("benchmark", str(n))
        near = [c for c in made[-40:] if depths[c.guid] < levels]
        parent = chance.choice(near) if near and chance.random() < 0.9 else None
        depths[guid] = depths[parent.guid] + 1 if parent else 1
        name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {n}"
        made.append(
            Code(
                *(guid, name, "#0072b2", NOW, NOW),
                parent=parent.guid if parent else None,
                position=n,
                definition=f"What passages of “{name}” have in common. " * 3,
                when_to_use="Where the writer says so. " * 2,
                examples=(f"An example of {name}.", "Another one."),
            )
        )
        if n % 10 == 0:
            choices = tuple(Choice(word) for word in WORDS[:4])
            kind = AttributeKind.CHOICE
            attributes.append(
                Attribute(guid_from("a", guid), guid, "tone", kind, NOW, NOW, choices=choices)
            )
    return Codebook(tuple(made), "large", tuple(attributes))


class Bench:
    """One window on one project, and a stopwatch."""

    def __init__(self, path: Path, rounds: int) -> None:
        self.path, self.rounds = path, rounds
        self.application = app.make_application()
        self.figures: dict[str, float] = {}

    def settle(self) -> None:
        for _ in range(3):
            self.application.processEvents()

    def time(self, name: str, *actions: Callable[[], object]) -> None:
        """The actions in turn, several rounds; the median of one."""
        taken = []
        for number in range(self.rounds):
            started = time.perf_counter()
            actions[number % len(actions)]()
            self.settle()
            taken.append(1000 * (time.perf_counter() - started))
        self.figures[name] = statistics.median(taken)

    def window(self) -> MainWindow:
        settings = Settings(coder="Ann", coders={"Ann": ANN.guid})
        window = app.make_window(self.application, settings)
        window.services.save_settings = lambda: None  # type: ignore[method-assign]
        window.resize(1280, 800)
        window.show()
        self.settle()
        return window


def measure(number: int, levels: int, rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.annot"
        with projects.create(path, grown(number, levels), ANN) as project:
            documents.add(project, ANN.guid, [text_file()])
        bench = Bench(path, rounds)
        window = bench.window()
        bench.time("open the project", lambda: window.controllers.projects.open_project(path))
        _tree(bench, window)
        project_ = window.bridge.project
        assert project_ is not None
        _changes(bench, window)
        _text(bench, project_)
        _cues(bench, window)
        window.close()
        return bench.figures


def _tree(bench: Bench, window: MainWindow) -> None:
    panel = window.panels.codebook
    bench.time("show the tree anew", panel.refresh)
    words = ("h", "he", "hed", "hedge", "hedge v", "zzz", "")
    bench.time("filter, a letter", *(lambda w=w: panel.filter.setText(w) for w in words))
    panel.filter.clear()
    tree = panel.tree
    bar = tree.verticalScrollBar()
    bench.time("scroll a page", *(lambda y=y: bar.setValue(y) for y in (400, 0, 800)))
    bench.time("fold all, unfold all", tree.collapseAll, tree.expandAll)
    bench.time("new counts", panel.refresh_counts)


def _changes(bench: Bench, window: MainWindow) -> None:
    bridge = window.bridge
    guid = bridge.codebook.codes[500 % len(bridge.codebook.codes)].guid
    names = iter(range(10_000))

    def rename() -> None:
        bridge.do(codes.edit, replace(bridge.code(guid), name=f"renamed {next(names)}"))

    def save() -> None:
        code = replace(bridge.code(guid), definition=f"defined {next(names)}")
        bridge.do(code_entries.save, code, bridge.codebook.attributes_of(guid))

    bench.time("rename a code", rename)
    bench.time("save a code’s form", save)
    bench.time("move a code", lambda: window.controllers.code_places.move([guid], None, None))
    bench.time("undo", bridge.undo, bridge.redo)


def _text(bench: Bench, project: ProjectFile) -> None:
    book = codebook.current(project)
    text = write_codebook_file(book).decode()
    bench.figures["lines of its text"] = text.count("\n")
    bench.time("write as text", lambda: write_codebook_file(book))
    bench.time("check the text", lambda: read_codebook_text(text, "text", NOW))
    edited = replace(book, codes=(*book.codes[:-1], replace(book.codes[-1], name="another")))
    bench.time("preview an edit", lambda: codebook.preview(project, edited))
    bench.time("apply an edit", lambda: codebook.apply(project, ANN.guid, edited))


def _cues(bench: Bench, window: MainWindow) -> None:
    """The cues of the discourse codebook on the sample’s text: found, and painted or not."""
    text = (paths.resource("sample", "harbour.txt")).read_text(encoding="utf-8")
    finder = CueFinder(codes.load())
    bench.time("find cues in 2,400 characters", lambda: finder.find(text[:2400]))
    view = window.reader.view
    view.show_document(text)
    bench.settle()
    bench.time("paint a page without cues", view.viewport().repaint)
    view.show_cues(finder.finding)
    while view.cues.is_looking:
        bench.settle()
    bench.time("paint a page with cues", view.viewport().repaint)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--codes", type=int, default=1000)
    parser.add_argument("--levels", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.codes, options.levels, options.rounds)
    if options.json:
        print(json.dumps({"codes": options.codes, "levels": options.levels, "ms": figures}))
        return
    print(f"{options.codes:,} codes in {options.levels} levels; milliseconds:")
    for name, value in figures.items():
        print(f"  {value:9.1f}  {name}")


if __name__ == "__main__":
    main()
