"""The report's sections on what was compared: the project with its versions, and the codebook."""

from __future__ import annotations

import hashlib
import platform

import numpy as np

from annotator import __version__
from annotator.corpus.codebook import Attribute, Codebook
from annotator.corpus.messages import tr
from annotator.exchange.codebook_file import write_codebook_file
from annotator.exchange.report_document import Block, Cell, Section, Table
from annotator.input_files import shown
from annotator.operations.codebook import versions
from annotator.operations.reliability import Comparison
from annotator.operations.viewing import Viewer
from annotator.storage import queries, schema, undo


def project_section(viewer: Viewer, codebook: Codebook, date: str) -> Section:
    """What a reader needs to find the same project again, in the same state."""
    with viewer.reading() as connection:
        facts = queries.project(connection)
        step = undo.last_step(connection)
    known = versions(viewer.project)
    digest = hashlib.sha256(write_codebook_file(codebook)).hexdigest()
    numpy = np.__version__
    rows: list[list[Cell]] = [
        [tr("Project"), facts.name],
        [tr("Identity"), facts.guid],
        [tr("State"), tr("after step {n:,} of its history", n=step)],
        [
            tr("Codebook"),
            tr(
                "{codebook}, version {n}",
                codebook=codebook.name or tr("without a name"),
                n=len(known),
            ),
        ],
        [tr("SHA-256 of the codebook as a file"), digest],
        [
            tr("Project file"),
            tr("{file}, schema {n}", file=shown(viewer.project.path.name), n=schema.VERSION),
        ],
        [
            "Software",
            tr(
                "Annotator {version}, Python {python_version}, NumPy {numpy}",
                version=__version__,
                python_version=platform.python_version(),
                numpy=numpy,
            ),
        ],
        [tr("Date"), date],
    ]
    return Section(
        tr("Project"),
        [Table("Project", tr("What the figures are of"), (tr("What"), tr("Is")), rows)],
    )


def codebook_section(comparison: Comparison) -> Section:
    """The compared codes with their rules, and what their attributes may say."""
    header = [
        tr("Code", context="noun"),
        tr("Definition"),
        tr("When to use"),
        tr("When not to use"),
        tr("Examples"),
        tr("No examples"),
    ]
    rows: list[list[Cell]] = [
        [
            *(" > ".join(path), code.definition, code.when_to_use, code.when_not_to_use),
            *(" | ".join(code.examples), " | ".join(code.counter_examples)),
        ]
        for code, path in zip(comparison.codes, comparison.paths, strict=True)
    ]
    if not any(row[-1] for row in rows):
        header, rows = header[:-1], [row[:-1] for row in rows]
    caption = tr("The compared codes as defined when this report was written")
    blocks: list[Block] = [Table("Codebook", caption, header, rows)]
    book = comparison.data.codebook
    said: list[list[Cell]] = [
        [" > ".join(path), one.name, one.definition, _values(one)]
        for code, path in zip(comparison.codes, comparison.paths, strict=True)
        for one in book.attributes_of(code.guid)
    ]
    if said:
        names = (tr("Code", context="noun"), tr("Attribute"), tr("Definition"), tr("Values"))
        blocks.append(
            Table("Codebook attributes", tr("What codings say beyond their code"), names, said)
        )
    return Section(tr("Appendix: codebook"), blocks)


def _values(attribute: Attribute) -> str:
    """The closed list with its definitions, or what kind of value it is."""
    if not attribute.choices:
        return attribute.kind.value
    return " | ".join(
        f"{one.name}: {one.definition}" if one.definition else one.name for one in attribute.choices
    )
