"""Project files and texts with faults in the real window:
``python tests/soak/hostile_window.py [--times N] [--seed S]``.

Each project is spoilt as in `hostile_files.py`, opened in one window, and used: keys that code,
undo and redo, the pages of figures and of the team, the history, every document scrolled and drawn.
Files that are no projects at all (pipes, devices, folders, names that are no Unicode, empty and cut
files) are opened and added too. No exception may come up anywhere, in a paint neither; what is
refused is told in the window, and the project that was open stays open, unless what is sound of a
faulty one is opened read-only, as every other try does; nothing is then written to it. No try works
for more than 20 seconds, and all of it takes less than 1 GB of memory. Names are shown as they are.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.app import make_application, make_window
from annotator.errors import UserError
from annotator.settings import Settings
from annotator.ui.controllers.controller import Controller
from tests.making import ANN, make
from tests.soak.hostile_files import SAMPLE, spoil
from tests.soak.options import MOST_MEMORY, most_memory, options, report
from tests.window import markup
from tests.window.conftest import Answers

LONGEST_S = 20
_READ = "Open read-only"
ODD = ("pipe", "device", "folder", "empty", "cut", "no unicode", "long", "nul", "missing", "text")


def odd_file(folder: Path, what: str) -> Path:
    """A file that is no project, of one kind of `ODD`."""
    path = folder / "odd.annot"
    match what:
        case "pipe":
            os.mkfifo(path)
        case "device":
            return Path("/dev/zero")
        case "folder":
            path.mkdir()
        case "empty":
            path.touch()
        case "cut":
            path.write_bytes(SAMPLE.read_bytes()[:5_000])
        case "no unicode":
            path = folder / os.fsdecode(b"odd \xff.annot")
            path.write_bytes(b"no project")
        case "long":
            return folder / ("Ж" * 140 + ".annot")
        case "nul":
            return Path(f"{folder}/a\0b")
        case "text":
            path.write_text("Words.")
    return path


class Trial:
    """One window, and what came up in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.caught: list[str] = []
        self._hook, sys.excepthook = sys.excepthook, self._catch
        made = make(folder / "sound.annot")
        made.code(ANN, "claim", (0, 6))
        made.project.close()
        application = QApplication.instance() or make_application()
        assert isinstance(application, QApplication)
        self.window = make_window(application, Settings("Ann", {"Ann": ANN.guid}))
        self.answers = Answers()
        self.answers.decide = lambda *_asked: _READ if self.reads_faulty else None  # type: ignore[method-assign]
        self.reads_faulty = False
        self.window.ask = self.answers  # type: ignore[assignment]
        for verbs in self.window.findChildren(Controller):  # who asks by itself would wait for ever
            verbs.ask = self.answers  # type: ignore[assignment]
        self.window.resize(1_000, 700)
        self.window.show()

    def _catch(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        import traceback  # noqa: PLC0415

        self.caught.append("".join(traceback.format_exception(kind, error, _trace)))

    def close(self) -> None:
        sys.excepthook = self._hook
        self.window.bridge.close()
        self.window.close()

    def open(self, path: Path) -> str:
        """Open a file beside the sound project that is open; how it ended."""
        files, bridge = self.window.controllers.projects, self.window.bridge
        files.open_project(self.folder / "sound.annot")
        before = bridge.project
        assert before is not None
        self.window.notice.hide()
        data = path.read_bytes() if self.reads_faulty else b""
        files.open_project(path)
        if bridge.project is not None and bridge.project.read_only:
            assert self.window.read_only.text, "it is not told that it is read-only"
            self.use()
            assert path.read_bytes() == data, "the faulty file was written to"
            return "read"
        if bridge.project is before:
            assert self.window.notice.text, "it is not told why the project does not open"
            assert bridge.documents, "the project that was open is empty"
            self.look()
            return "refused"
        self.use()
        return "opened"

    def add(self, path: Path) -> str:
        """Add a file to the sound project as a text; how it ended."""
        self.window.controllers.projects.open_project(self.folder / "sound.annot")
        self.window.notice.hide()
        self.window.controllers.adding.add([path])
        self.wait()
        return "told" if self.window.notice.text else "added"

    def use(self) -> None:
        """Do what a person does with a project, and draw it all."""
        window = self.window
        for _facts in window.bridge.documents[:3]:
            window.controllers.document_selection.next_document()
            self.look()
            for key in (Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_Tab):
                QTest.keyClick(window.reader.view, key)
        for act in (
            window.controllers.undo.undo,
            window.controllers.undo.redo,
            window.controllers.agreement.show_page,
            window.controllers.team.show_page,
            window.controllers.adjudication.show_page,
            window.services.navigator.show_reader,
            window.controllers.history.show_history,
            window.controllers.codebook.show_versions,
            window.controllers.coding_issues.show_list,
            window.controllers.search.find,
        ):
            with contextlib.suppress(UserError):  # the program's own hook shows the sentence
                act()
            self.look()
        self.wait()
        for dialog in window.findChildren(QDialog):
            dialog.done(0)

    def look(self) -> None:
        """Let the window draw itself; names are names."""
        for _ in range(3):
            QApplication.processEvents()
        self.window.grab()
        assert not list(markup.faults(self.window, set()))

    def wait(self) -> None:
        """Until what runs in the background is done."""
        until = time.monotonic() + LONGEST_S
        while self.window.tasks.busy and time.monotonic() < until:
            QApplication.processEvents()
        assert not self.window.tasks.busy, "a job does not end"
        self.look()


def tries(times: int, seed: int) -> Iterator[str]:
    """So many files, each by a seed of its own; how each ended."""
    with tempfile.TemporaryDirectory() as name:
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = name
        trial = Trial(Path(name))
        try:
            for number in range(seed, seed + times):
                place = Path(name) / "one"
                place.mkdir()
                what = ODD[number // 10 % len(ODD)] if number % 10 == 0 else ""
                begun = time.process_time()
                try:
                    if what:
                        path = odd_file(place, what)
                        yield f"{what} {trial.open(path)}, {trial.add(path)}"
                    else:
                        path = Path(shutil.copy(SAMPLE, place / "p.annot"))
                        spoil(path, random.Random(number))
                        trial.reads_faulty = number % 2 == 1
                        yield trial.open(path)
                        trial.reads_faulty = False
                except Exception as error:
                    raise AssertionError(f"--seed {number} --times 1") from error
                assert not trial.caught, f"--seed {number} --times 1: {trial.caught[0]}"
                assert time.process_time() - begun < LONGEST_S, f"--seed {number} took too long"
                trial.window.bridge.close()
                trial.wait()
                shutil.rmtree(place)
        finally:
            trial.close()


def main() -> None:
    asked = options(__doc__, times=300)
    make_application()
    found = Counter(tries(asked.times, asked.seed))
    memory = most_memory()
    assert memory < MOST_MEMORY, f"{memory:,} bytes of memory"
    report({**found, "memory": memory}, asked.json)


if __name__ == "__main__":
    main()
