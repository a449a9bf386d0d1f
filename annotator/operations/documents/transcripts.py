"""What a file would be as a transcript, for whoever chooses how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.documents.file_reading import AS_FOUND, ReaderChoices

if TYPE_CHECKING:
    from annotator.exchange.transcripts.preview import Preview


def preview(data: bytes, name: str, choices: ReaderChoices = AS_FOUND) -> list[Preview]:
    """The speakers and the places that name them, for each document of a file. UserError where the
    file can't be read; a pattern that can't be used is a sentence in the preview."""
    from annotator.exchange.transcripts import preview as transcripts  # noqa: PLC0415  (start-up)

    return transcripts.preview(data, name, choices.options)
