"""The start imports what the first screen needs: everything else waits until it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.making import make

LATER = (
    *("yaml", "regex", "rapidfuzz", "charset_normalizer", "pygments", "lxml", "openpyxl"),
    *("python_calamine", "annotator.exchange.records"),
    *("pypdfium2", "annotator.exchange.documents.pdf", "annotator.retrieval"),
    *("annotator.agreement", "annotator.cues", "annotator.exchange.refi", "annotator.cli.parser"),
    *(
        "annotator.operations.reliability",
        "annotator.ui.agreement.page",
        "annotator.ui.adjudication.page",
    ),
    *(
        "annotator.ui.team.round_form",
        "annotator.ui.codings.table_panel",
        "annotator.corpus.query",
        "annotator.ui.codebook.source_window",
        "annotator.demo",
    ),
    *("annotator.operations.codings.editing", "annotator.operations.documents.editing"),
    *("annotator.operations.codebook.editing", "annotator.operations.codebook.code_merging"),
    *("annotator.operations.retrieval.search", "annotator.operations.team.handout"),
    *("annotator.operations.memos", "annotator.corpus.trail", "annotator.storage.study_rows"),
    "annotator.ui.widgets.form",
    *("PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg", "PySide6.QtTest"),
)

FOLLOWS = (
    *("annotator.operations.codebook", "annotator.corpus.trail", "yaml"),
    "PySide6.QtNetwork",
)
"""Newer texts of the codebook are looked for beside the window, and other starts listened for, a
moment after it is shown."""


def test_the_window_is_imported_without_what_comes_later() -> None:
    """A name here that turns up makes every start slower; import it where it is used."""
    code = "import annotator.app, sys; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(run.stdout.split())
    assert "annotator.ui.main_window" in imported
    assert imported.isdisjoint(LATER), sorted(imported.intersection(LATER))


def test_a_project_is_opened_without_what_comes_later(tmp_path: Path) -> None:
    """From the command to a window that can be used, which the report ends."""
    make(tmp_path / "a.annot").project.close()
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    report = {"ANNOTATOR_STARTUP_REPORT": str(tmp_path / "report.json")}
    code = (
        "import sys; from annotator.__main__ import main; main(sys.argv[1:]);"
        "print('\\n'.join(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.annot")],
        env=os.environ | dict.fromkeys(homes, str(tmp_path)) | report,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (tmp_path / "report.json").exists()
    imported = {name for name in run.stdout.split() if not name.startswith(FOLLOWS)}
    assert "annotator.operations.projects.files" in imported
    assert imported.isdisjoint(LATER), sorted(imported.intersection(LATER))
