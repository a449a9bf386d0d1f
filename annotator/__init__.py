"""Annotator: qualitative coding of texts, with agreement statistics that can be defended.

    import annotator

    with annotator.open("study.annot") as project:
        for coding in project.codings:
            print(coding.document_name, coding.code_path, coding.text)

`annotator/library/__init__.py` lists what there is; the manual has a page on it (library.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:  # what type checkers see; at run time each name is imported when it is used
    from annotator.errors import BusyFileError as BusyFileError
    from annotator.errors import FaultyProjectError as FaultyProjectError
    from annotator.errors import NotSavedError as NotSavedError
    from annotator.errors import UserError as UserError
    from annotator.library.answers import Agreement as Agreement
    from annotator.library.answers import Answer as Answer
    from annotator.library.answers import Table as Table
    from annotator.library.columns import Columns as Columns
    from annotator.library.columns import MissingLibraryError as MissingLibraryError
    from annotator.library.editing import EditableProject as EditableProject
    from annotator.library.opening import create as create
    from annotator.library.opening import edit as edit
    from annotator.library.opening import open as open  # noqa: A004  (as `gzip.open`)
    from annotator.library.project import ComparingBlindError as ComparingBlindError
    from annotator.library.project import NotFoundError as NotFoundError
    from annotator.library.project import Project as Project
    from annotator.library.sequences import Values as Values
    from annotator.library.values import AgreementRow as AgreementRow
    from annotator.library.values import Code as Code
    from annotator.library.values import Coder as Coder
    from annotator.library.values import Coding as Coding
    from annotator.library.values import Decision as Decision
    from annotator.library.values import Document as Document
    from annotator.library.values import Memo as Memo
    from annotator.library.values import Passage as Passage
    from annotator.library.values import Relation as Relation
    from annotator.library.values import Round as Round
    from annotator.library.values import Step as Step
    from annotator.retrieval.language import QueryError as QueryError


def __getattr__(name: str) -> object:
    """A public name of the library, imported when it is first used."""
    if not name.startswith("_"):
        from annotator.library import PUBLIC, find  # noqa: PLC0415  (the window does without)

        if name in PUBLIC:
            found = globals()[name] = find(name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    from annotator.library import PUBLIC  # noqa: PLC0415

    return sorted({*globals(), *PUBLIC})
