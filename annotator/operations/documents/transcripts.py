"""What a file would be as a transcript, for whoever chooses how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.operations.documents.file_reading import AS_FOUND, ReaderChoices

if TYPE_CHECKING:
    from annotator.exchange.transcripts.preview import Preview
    from annotator.operations.documents.document_rows import TextFile

READER: Final = "transcript"
"""The reader (its name) of texts in which speakers are looked for."""


def preview(data: bytes, name: str, choices: ReaderChoices = AS_FOUND) -> list[Preview]:
    """The speakers and the places that name them, for each document of a file. UserError where the
    file can't be read; a pattern that can't be used is a sentence in the preview."""
    from annotator.exchange.transcripts import preview as transcripts  # noqa: PLC0415  (start-up)

    return transcripts.preview(data, name, choices.options)


def looks_like_one(text: TextFile) -> bool:
    """Whether a document that has no speakers beside its text looks like a transcript, by its
    beginning."""
    from annotator.exchange.transcripts import detection, text_reader  # noqa: PLC0415  (start-up)

    if "turn" in text.structure.kinds:
        return False
    beginning = text.structure.overlapping(0, detection.HINT, "emphasis")
    bold = text_reader.bold_spans(text.structure[number] for number in beginning)
    return detection.looks_like(text.text, bold) is not None
