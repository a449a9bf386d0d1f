"""The program's own formats as exporters (see `exporter.py`)."""

from __future__ import annotations

from typing import BinaryIO

from annotator.corpus.job import Job
from annotator.corpus.project import ProjectContent
from annotator.exchange import refi
from annotator.exchange.codebook_file import write_codebook_file
from annotator.exchange.coded_text.choice import CODEBOOK
from annotator.exchange.codings_csv import write_csv
from annotator.exchange.exporters.exporter import ExportSettings


def write_refi_project(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[refi.RefiReport | None]:
    """REFI-QDA project (`.qdpx`)."""
    return (
        yield from refi.write_project(
            content,
            file,
            utf16_positions=settings.utf16_positions,
            originals=settings.original,
        )
    )


def preview_refi_project(content: ProjectContent, settings: ExportSettings) -> refi.RefiReport:
    """What a REFI-QDA project would not hold."""
    return refi.project_preview(content, settings.utf16_positions)


def write_refi_codebook(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[refi.RefiReport | None]:
    """REFI-QDA codebook (`.qdc`)."""
    yield from ()
    return refi.write_codebook(content.codebook, file)


def preview_refi_codebook(content: ProjectContent, settings: ExportSettings) -> refi.RefiReport:
    """What a REFI-QDA codebook would not hold."""
    return refi.codebook_preview(content.codebook)


def write_codings_as_csv(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[None]:
    """A row for each coding, as CSV."""
    yield from ()
    if settings.writing.what == CODEBOOK:
        from annotator.exchange.codebook_table import write_codebook_csv  # noqa: PLC0415

        write_codebook_csv(content.codebook, file, settings.csv_form)
        return
    write_csv(content, file, guard_formulas=settings.guard_formulas, form=settings.csv_form)


def write_codings_as_xlsx(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[None]:
    """A row for each coding, as a workbook."""
    from annotator.exchange.codings_xlsx import write_codings_xlsx  # noqa: PLC0415  (rarely wanted)

    yield from ()
    if settings.writing.what == CODEBOOK:
        from annotator.exchange.codebook_table import write_codebook_xlsx  # noqa: PLC0415

        write_codebook_xlsx(content.codebook, file)
        return
    write_codings_xlsx(content, file)


def write_codebook_as_yaml(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[None]:
    """The codebook as a readable file (YAML)."""
    yield from ()
    file.write(write_codebook_file(content.codebook))
