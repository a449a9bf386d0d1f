"""The program as a Python library: what `import annotator` gives, and the one list of it.

The names of `PUBLIC`, their arguments and the fields of the values are relied on by others' scripts
(CONTRIBUTING.md, “What others rely on”); `tests/library/test_surface.py` notices every change. Each
name is imported when it is first used, so that the window starts as quickly as without a library.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

PUBLIC: Final = {
    "open": "annotator.library.opening",
    "edit": "annotator.library.opening",
    "create": "annotator.library.opening",
    "Project": "annotator.library.project",
    "EditableProject": "annotator.library.editing",
    "Values": "annotator.library.sequences",
    "Columns": "annotator.library.columns",
    "Answer": "annotator.library.answers",
    "Table": "annotator.library.answers",
    "Agreement": "annotator.library.answers",
    "Document": "annotator.library.values",
    "Code": "annotator.library.values",
    "Coding": "annotator.library.values",
    "Relation": "annotator.library.values",
    "Memo": "annotator.library.values",
    "Coder": "annotator.library.values",
    "Round": "annotator.library.values",
    "Decision": "annotator.library.values",
    "Step": "annotator.library.values",
    "Passage": "annotator.library.values",
    "AgreementRow": "annotator.library.values",
    "UserError": "annotator.errors",
    "FaultyProjectError": "annotator.errors",
    "NotSavedError": "annotator.errors",
    "BusyFileError": "annotator.errors",
    "QueryError": "annotator.retrieval.language",
    "NotFoundError": "annotator.library.project",
    "ComparingBlindError": "annotator.library.project",
    "MissingLibraryError": "annotator.library.columns",
}
"""Every public name with the module that has it."""


def find(name: str) -> object:
    """The public thing of this name. KeyError where there is none."""
    return getattr(import_module(PUBLIC[name]), name)
