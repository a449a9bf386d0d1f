"""A table of many rows: added, added again, opened, its list searched and grouped.

``python tests/benchmarks/records.py [--rows N] [--json]``. Each part runs in a process of its own,
so that the memory is its own; times are of the wall clock and (cpu) of the processor.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.job import finish
from annotator.exchange.records.mapping_file import read_mapping
from annotator.operations import projects
from annotator.operations.codebook import codes
from annotator.operations.documents import document_attributes, records
from annotator.operations.documents.document_list import DocumentList
from annotator.operations.documents.records import Source
from annotator.storage import queries
from tests.making import ANN

MAPPING = (
    b"table: News\ntext: text\nname: headline\nkey: id\n"
    b"attributes:\n  date: date\n  outlet: choice\n  score: number\n"
)
WORDS = [
    *("harbour", "quay", "storm", "council", "ferry", "ticket", "price", "morning", "people"),
    *("angry", "quiet", "says", "that", "the", "a", "of", "and"),
]


def write_table(path: Path, rows: int) -> None:
    """News items as a German spreadsheet program saves them."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["id", "headline", "date", "outlet", "score", "text"])
        for number in range(rows):
            writer.writerow(
                [
                    f"T{number:07}",
                    " ".join(chance.choices(WORDS, k=5)),
                    f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.2026",
                    chance.choice(["Daily", "Weekly", "Radio", "Evening"]),
                    f"{chance.random() * 10:.2f}".replace(".", ","),
                    " ".join(chance.choices(WORDS, k=chance.randint(8, 60))),
                ]
            )


def measured(task: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """What a task gives, with its seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = task()
    seconds = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return found, seconds


def add(folder: Path) -> dict[str, dict[str, float]]:
    mapping = read_mapping(MAPPING, "mapping")
    source = Source(folder / "news.csv", mapping)
    with projects.create(folder / "news.annot", codes.load(), ANN) as project:
        _summary, seconds = measured(lambda: finish(records.add(project, ANN.guid, source)))
    seconds["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"add": seconds}


def again(folder: Path) -> dict[str, dict[str, float]]:
    source = Source(folder / "news.csv", read_mapping(MAPPING, "mapping"))
    with projects.open_(folder / "news.annot") as project:
        summary, seconds = measured(lambda: finish(records.add(project, ANN.guid, source)))
        assert summary.added == summary.changed_count == 0
    seconds["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"add again": seconds}


def look(folder: Path) -> dict[str, dict[str, float]]:
    project, opening = measured(lambda: projects.open_(folder / "news.annot"))
    found, listing = measured(lambda: _list(project))
    parts = {"open": opening, "read the list": listing}
    parts["prepare searching"] = measured(found.prepare)[1]
    for words in ("storm ferry", "a", "T0000017"):
        parts[f"search “{words}”"] = measured(lambda words=words: found.fitting(words))[1]  # type: ignore[misc]
    for number in (1, 2):
        parts[f"group by outlet, time {number}"] = measured(lambda: found.groups("outlet"))[1]
    parts["group by date"] = measured(lambda: found.groups("date"))[1]
    parts["order by name"] = measured(lambda: found.ordered(found.all, ""))[1]
    project.close()
    return parts


def _list(project: Any) -> DocumentList:
    with project.reading() as connection:
        facts = queries.documents(connection)
    said = document_attributes.by_document(project)
    return DocumentList([one.name for one in facts], [said.get(one.guid, {}) for one in facts])


def window(folder: Path) -> dict[str, dict[str, float]]:
    """The same in the window, up to what is on the screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest  # noqa: PLC0415

    from annotator import app  # noqa: PLC0415  (the other parts need no Qt)
    from annotator.settings import Settings  # noqa: PLC0415

    application = app.make_application()
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid})
    settings.save = lambda: None  # type: ignore[method-assign]
    shown = app.make_window(application, settings)
    shown.show()
    application.processEvents()

    def seen(task: Callable[[], Any]) -> dict[str, float]:
        return measured(lambda: (task(), application.processEvents()))[1]

    documents = shown.panels.documents
    open_project = partial(shown.controllers.projects.open_project, folder / "news.annot")
    parts = {"window: open": seen(open_project)}
    QTest.qWait(3_000)  # somebody looks; what is said of the documents is read meanwhile
    _ = shown.bridge.said_of
    parts["window: enter the filter"] = seen(documents.filter.setFocus)
    for words in ("storm", "storm f", "storm fe", ""):
        parts[f"window: search “{words}”"] = seen(lambda words=words: documents.view.filter(words))  # type: ignore[misc]
    for attribute in ("outlet", "date", ""):
        task = partial(documents.arrange.group_by, attribute)
        parts[f"window: group by “{attribute}”"] = seen(task)
    parts["window: sort by name"] = seen(lambda: documents.arrange.sort_by(""))
    shown.close()
    return parts


PARTS = {"add": add, "again": again, "look": look, "window": window}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--part", nargs=2, metavar=("PART", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(PARTS[options.part[0]](Path(options.part[1]))))
        return
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        write_table(Path(folder) / "news.csv", options.rows)
        for part in PARTS:
            command = [sys.executable, __file__, "--part", part, folder]
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            found |= json.loads(run.stdout)
        size = (Path(folder) / "news.annot").stat().st_size / 1e6
    if options.json:
        print(json.dumps({"rows": options.rows, "file_MB": size, "parts": found}, indent=1))
        return
    print(f"{options.rows:,} rows; the project has {size:,.0f} MB")
    for name, values in found.items():
        numbers = "  ".join(f"{value:9.3f} {unit}" for unit, value in values.items())
        print(f"{name:<28} {numbers}")


if __name__ == "__main__":
    main()
