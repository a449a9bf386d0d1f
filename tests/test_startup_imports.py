"""The start imports what the first screen needs: everything else waits until it is asked for."""

from __future__ import annotations

import subprocess
import sys

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
    *("PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg", "PySide6.QtTest"),
)


def test_the_window_is_imported_without_what_comes_later() -> None:
    """A name here that turns up makes every start slower; import it where it is used."""
    code = "import annotator.app, sys; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(run.stdout.split())
    assert "annotator.ui.main_window" in imported
    assert imported.isdisjoint(LATER), sorted(imported.intersection(LATER))
