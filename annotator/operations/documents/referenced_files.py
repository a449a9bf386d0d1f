"""The files that an export of references brings: those that it names, within its folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.input_files import is_there, read_bytes
from annotator.operations.documents import file_reading

READER: Final = "references"
"""The reader of references as documents of their titles and abstracts."""
_SUFFIXES: Final = (".ris", ".rdf", ".json")
_ADVICE: Final = tr("Export fewer references at once.")


def files(path: Path) -> tuple[Sequence[tuple[Mapping[str, str], Path]], str]:
    """The files, each with the facts of its reference, and a sentence on the references that have
    none, or why the export can't be read; neither where it is no such export, or none is there."""
    if path.suffix.lower() not in _SUFFIXES or not is_there(path):
        return (), ""
    from annotator.exchange.documents import recognition  # noqa: PLC0415  (start-up)
    from annotator.exchange.references.recognition import is_references  # noqa: PLC0415

    data = read_bytes(path, file_reading.LARGEST, _ADVICE)
    if not is_references(recognition.sample_of(data, path.name)):
        return (), ""
    from annotator.exchange.references.files import attached  # noqa: PLC0415
    from annotator.exchange.references.reading import references_in  # noqa: PLC0415

    try:
        there, missing = attached(references_in(data, path.name), path.parent)
    except UserError as error:
        return (), str(error)
    return [(one.facts, file) for one, file in there], missing if there else ""
