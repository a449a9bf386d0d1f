"""How fast the reader is, beside a bare QPlainTextEdit that shows the same text.

    python tests/benchmarks/reader.py [--characters 10000000] [--codings 100000]
        [--elements 50000] [--json]

Each part runs in a process of its own, so that memory can be told apart. Opening, coding and
undoing are measured in the whole window with the project file on the disk (reader_project.py);
what the same costs in the view alone stands under "view". Times are of what a user waits for: from
the request to the pixels, margin and overview included. Under "structure" stands the same of the
same text with structure over it; `--repeat` takes the median of several runs of every figure.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget

from annotator import app
from annotator.corpus.span import Span
from annotator.corpus.structure import EMPTY, Structure
from annotator.corpus.text import DocumentText
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.styles import CoderStyle, CodeStyle, underline_at
from annotator.ui.theme import apply_theme, load_theme
from tests.benchmarks.reader_project import measure_project
from tests.benchmarks.reader_structure import with_structure

SOME_ELEMENTS = 50_000
"""By which the text without structure is the same as that with it."""
SIZE, NARROW = (1200, 900), (620, 900)
TARGETS = {
    "open_s": "0.45",
    "scroll_p95_ms": "8 (dense 16)",
    "jump_p95_ms": "12 (dense 25)",
    "code_p95_ms": "25",
    "undo_p95_ms": "25",
    "undo_10000_s": "1.5",
    "resize_ms": "30",
    "memory_mb": "100",
}
_PARAGRAPHS = (
    "The minister said that “nothing of the kind” would happen again, but nobody who had followed "
    "the US-hosted talks of the past 2,5 years expected it to be that easy.",
    "Critics call the plan reckless. It will cost more than the government admits, they argue, "
    "and it won’t bring back a single job — a claim that the ministry’s own figures support.",
    "“We have seen this before,” a former adviser told the paper; prices are likely to rise.",
    "Observers in Bakı and İstanbul were more cautious 🙂 and spoke of a “long road”.",
)


def sample_text(characters: int) -> str:
    """Paragraphs of prose with curly quotes and an emoji here and there, the same every time."""
    chance = random.Random(1)
    parts: list[str] = []
    length = 0
    while length < characters:
        paragraph = " ".join(chance.choices(_PARAGRAPHS, k=chance.randint(1, 4)))
        parts.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(parts)[:characters]


def sample_marks(characters: int, codings: int) -> tuple[Marks, list[CodeStyle], list[CoderStyle]]:
    """Codings of three coders and four codes, 5 to 200 characters long, and some very long."""
    chance = np.random.default_rng(1)
    starts = np.sort(chance.integers(0, max(1, characters - 200), codings))
    ends = np.minimum(starts + chance.integers(5, 200, codings), characters)
    ends[:10] = np.minimum(starts[:10] + 20_000, characters)
    rows = np.arange(codings)
    table = np.array([starts, ends, rows, rows % 4, chance.integers(0, 3, codings)])
    names = ("claim", "prediction", "attribution", "evaluative term")
    colors = ("#0072b2", "#009e73", "#d55e00", "#cc79a7")
    codes = [
        CodeStyle(name, name, color, underline_at(number))
        for number, (name, color) in enumerate(zip(names, colors, strict=True))
    ]
    coders = [
        CoderStyle(name, name, number == 0) for number, name in enumerate(("Ana", "Ben", "Chi"))
    ]
    keys = [f"coding-{row}" for row in range(codings)]
    guids = [code.guid for code in codes], [coder.guid for coder in coders]
    return Marks.from_table(table, keys, *guids), codes, coders


def timed(action: Callable[[], object]) -> float:
    """Seconds until the action is done and what it changed is painted."""
    start = time.perf_counter()
    action()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return time.perf_counter() - start


def p95_ms(seconds: list[float]) -> float:
    return round(1000 * statistics.quantiles(seconds, n=20)[-1], 2)


def resident_mb() -> float:
    """Memory now, or where the system does not tell, the most there was."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def common_measures(
    window: QWidget, page: QPlainTextEdit, settle: Callable[[], None]
) -> dict[str, float]:
    """Scrolling and resizing, done in the same way to both."""
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    QApplication.processEvents()
    scrolls = [timed(lambda: bar.setValue(bar.value() + 3)) for _ in range(200)]
    resizes = []
    for size in (NARROW, SIZE) * 4:
        resizes.append(timed(partial(window.resize, *size)))
        settle()
    return {
        "scroll_p95_ms": p95_ms(scrolls),
        "resize_ms": round(1000 * statistics.median(resizes), 2),
    }


def application_as_in_the_program() -> QApplication:
    """With the program's own look for garbage: once a second, never while something is painted."""
    application = app.make_application()
    gc.freeze()
    return application


def measure_reader(text: str, codings: int, structure: Structure) -> dict[str, Any]:
    """The reader with all its parts, without a project file; with comments and changes shown."""
    chance = random.Random(2)
    application = application_as_in_the_program()
    theme = load_theme("light")
    apply_theme(application, theme)
    marks, codes, coders = sample_marks(len(text), codings)
    reader = Reader(theme)
    reader.resize(*SIZE)
    reader.show()
    QApplication.processEvents()

    def open_document() -> None:
        reader.show_document(DocumentText(text, structure))
        reader.set_marks(marks, codes, coders)

    view = reader.view
    reader.show_structure(plain=False, changes=True)
    result: dict[str, Any] = {"view": {"open_s": round(timed(open_document), 3)}}
    view.idle.finish()
    result |= common_measures(reader, view, view.idle.stop)
    places = [chance.randrange(len(text) - 1) for _ in range(200)]

    def jumps(to: list[int]) -> float:
        return p95_ms([timed(partial(view.reveal, Span(at, at + 1), force=True)) for at in to])

    # The resizing has left most lines unbroken: as in the first second after opening.
    result["view"]["jump_before_idle_p95_ms"] = jumps(places[:100])
    view.idle.start(0)
    view.idle.finish()
    QApplication.processEvents()
    result["jump_p95_ms"] = jumps(places[100:])
    coded, undone = [], []
    for number in range(60):
        start = min(view.first_visible_position() + chance.randrange(1000), len(text) - 40)
        spans = (Span(start, start + 30),)
        key = f"new-{number}"
        coded.append(timed(partial(view.add_coding, key, spans, codes[0].guid, coders[0].guid)))
        undone.append(timed(partial(view.remove_coding, key)))
    result["view"] |= {"code_p95_ms": p95_ms(coded), "undo_p95_ms": p95_ms(undone)}
    result["resident_mb"] = round(resident_mb(), 1)
    return result


def measure_bare(text: str) -> dict[str, Any]:
    """A QPlainTextEdit with the same text, font and size, and nothing painted on it."""
    chance = random.Random(2)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    theme = load_theme("light")
    assert isinstance(application, QApplication)
    apply_theme(application, theme)
    page = QPlainTextEdit()
    page.setReadOnly(True)
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setFont(theme.reading_font())
    page.resize(*SIZE)
    page.show()
    QApplication.processEvents()
    result: dict[str, Any] = {"open_s": round(timed(lambda: page.setPlainText(text)), 3)}
    result |= common_measures(page, page, lambda: None)
    bar = page.verticalScrollBar()
    places = [chance.randrange(max(1, bar.maximum())) for _ in range(100)]
    result["jump_p95_ms"] = p95_ms([timed(partial(bar.setValue, at)) for at in places])
    result["resident_mb"] = round(resident_mb(), 1)
    return result


def in_a_process_of_its_own(
    part: str, arguments: argparse.Namespace, elements: int = 0
) -> dict[str, Any]:
    """What the measurement of one part printed."""
    command = [sys.executable, __file__, "--part", part, "--characters", str(arguments.characters)]
    command += ["--codings", str(arguments.codings), "--elements", str(elements)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def joined(reader: dict[str, Any], bare: dict[str, Any]) -> dict[str, Any]:
    """The one document of `--json`; null is what was not measured."""
    result: dict[str, Any] = dict.fromkeys(TARGETS)
    memory = round(reader.pop("resident_mb") - bare["resident_mb"], 1)
    return {**result, **reader, "memory_mb": memory, "bare": bare}


def print_table(result: dict[str, Any]) -> None:
    """For reading: figure, with structure, bare view, ratio, target."""
    structured = result.get("structure", {})
    print(f"{'':16}{'reader':>12}{'structured':>12}{'bare':>8}{'ratio':>8}   at most")
    for name, target in TARGETS.items():
        value = result[name]
        bare = result["bare"].get(name)
        ratio = f"{value / bare:.1f}" if value is not None and bare else ""
        shown = "not measured" if value is None else f"{value}"
        with_it = structured.get(name)
        print(f"{name:16}{shown:>12}{with_it if with_it is not None else '':>12}", end="")
        print(f"{bare if bare is not None else '':>8}{ratio:>8}   {target}")
    for name, value in result["view"].items():
        with_it = structured.get("view", {}).get(name, "")
        print(f"{'view alone: ' + name:38}{value:<10}{with_it}")


def measure_once(arguments: argparse.Namespace) -> dict[str, Any]:
    """All parts once: without structure and, where elements are asked for, with it."""
    bare = in_a_process_of_its_own("bare", arguments)
    found: dict[str, Any] = {}
    for elements in dict.fromkeys((0, arguments.elements)):
        one = joined(in_a_process_of_its_own("reader", arguments, elements), bare)
        one |= in_a_process_of_its_own("project", arguments, elements)
        if elements:
            del one["bare"]
            found["structure"] = {"elements": elements, **one}
        else:
            found |= one
    return found


def median_of(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure; what is measured in several runs is steadier than in one."""
    first = runs[0]
    result: dict[str, Any] = {}
    for name, value in first.items():
        if isinstance(value, dict):
            result[name] = median_of([run[name] for run in runs])
        else:
            known = [run[name] for run in runs if run[name] is not None]
            result[name] = round(statistics.median(known), 3) if known else None
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the reader is.")
    parser.add_argument("--characters", type=int, default=10_000_000)
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--elements", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    parser.add_argument("--part", choices=("reader", "bare", "project"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part is not None:
        text, structure = with_structure(
            sample_text(arguments.characters), arguments.elements or SOME_ELEMENTS
        )
        if not arguments.elements:
            structure = EMPTY
        if arguments.part == "bare":
            figures = measure_bare(text)
        elif arguments.part == "project":
            figures = measure_project(text, arguments.codings, structure)
        else:
            figures = measure_reader(text, arguments.codings, structure)
        print(json.dumps(figures))
        return
    result = median_of([measure_once(arguments) for _ in range(arguments.repeat)])
    if arguments.json:
        print(json.dumps(result))
    else:
        print_table(result)


if __name__ == "__main__":
    main()
