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
from annotator.exchange.programs import (
    brat,
    catma,
    codings_table,
    doccano,
    inception,
    label_studio,
    qc,
    qualcoder,
    rqda,
    taguette,
    tei,
    web_annotation,
)
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
    Program(
        name="brat",
        title=tr("brat annotations"),
        suffixes=(".ann", ".zip"),
        recognises=brat.recognises,
        function=f"{_PACKAGE}.brat:read",
        is_folder=True,
    ),
    Program(
        name="inception",
        title=tr("INCEpTION or WebAnno annotations"),
        suffixes=(".xmi", ".tsv", ".zip"),
        recognises=inception.recognises,
        function=f"{_PACKAGE}.inception:read",
        is_folder=True,
    ),
    Program(
        name="label-studio",
        title=tr("Label Studio annotations"),
        suffixes=(".json",),
        recognises=label_studio.recognises,
        function=f"{_PACKAGE}.label_studio:read",
    ),
    Program(
        name="doccano",
        title=tr("doccano annotations"),
        suffixes=(".jsonl", ".json"),
        recognises=doccano.recognises,
        function=f"{_PACKAGE}.doccano:read",
    ),
    Program(
        name="web-annotation",
        title=tr("Web annotations (W3C, Hypothes.is)"),
        suffixes=(".json", ".jsonld"),
        recognises=web_annotation.recognises,
        function=f"{_PACKAGE}.web_annotation:read",
    ),
    Program(
        name="catma",
        title=tr("CATMA annotation collections"),
        suffixes=(".xml", ".gz", ".tgz"),
        recognises=catma.recognises,
        function=f"{_PACKAGE}.catma:read",
        is_folder=True,
    ),
    Program(
        name="tei",
        title=tr("TEI with stand-off annotations"),
        suffixes=(".xml",),
        recognises=tei.recognises,
        function=f"{_PACKAGE}.tei:read",
        is_folder=True,
    ),
    Program(
        name="qc",
        title=tr("qc project (qualitative-coding)"),
        suffixes=(),
        recognises=qc.recognises,
        function=f"{_PACKAGE}.qc:read",
        is_folder=True,
    ),
    Program(
        name="codings",
        title=tr("Table of codings"),
        suffixes=(".csv", ".tsv"),
        recognises=codings_table.recognises,
        function=f"{_PACKAGE}.codings_table:read",
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
