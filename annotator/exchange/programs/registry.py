"""The formats of other programs: one declared table, and which of them a file or folder is.

Import dialogs, drag and drop, the command line's help and the manual read this table. Another
package may add formats by an entry point in the group ``annotator.programs`` that names a
`Program`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs import qualcoder, rqda, taguette
from annotator.exchange.programs.files import open_files
from annotator.exchange.programs.program import Program

ENTRY_POINTS: Final = "annotator.programs"
_PACKAGE: Final = "annotator.exchange.programs"

BUILT_IN: Final[tuple[Program, ...]] = (
    Program(
        name="qualcoder",
        title=tr("QualCoder project"),
        suffixes=(".qda",),
        recognises=qualcoder.recognises,
        function=f"{_PACKAGE}.qualcoder:read",
        is_folder=True,
    ),
    Program(
        name="taguette",
        title=tr("Taguette project"),
        suffixes=(".sqlite3",),
        recognises=taguette.recognises,
        function=f"{_PACKAGE}.taguette:read",
    ),
    Program(
        name="rqda",
        title=tr("RQDA project"),
        suffixes=(".rqda",),
        recognises=rqda.recognises,
        function=f"{_PACKAGE}.rqda:read",
    ),
)


@cache
def programs() -> tuple[Program, ...]:
    """All formats: those built in, then those of other packages."""
    return (*BUILT_IN, *(entry.load() for entry in entry_points(group=ENTRY_POINTS)))


def recognised(path: Path) -> Program | None:
    """Which program a file or folder is a project of, by its content; None where of none that is
    known. UserError where it can't be read."""
    try:
        with open_files(path) as files:
            return next((one for one in programs() if one.recognises(files)), None)
    except UserError:
        if path.is_dir():
            raise
        return None  # what reads it as a text or project says what is wrong with it
