"""What a file must be before a project is opened from it: its tables, its identity, its rows.

A file is foreign, whoever sent it: triggers and views are refused, since SQLite would run them;
rows that break the rules are refused before a window reads them.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, select

from annotator.corpus.identity import is_guid
from annotator.corpus.messages import quoted, tr
from annotator.corpus.row_words import row_word
from annotator.errors import FaultyProjectError, UserError
from annotator.storage import migrations, schema
from annotator.storage.file_header import FileHeader
from annotator.storage.row_checks import faulty_rows, file_faults
from annotator.storage.storage_errors import READ_ONLY, what_to_do

_SHOWN = 3


def refuse_foreign_schema(connection: Connection, path: Path, header: FileHeader) -> list[str]:
    """Raise UserError where the tables are not those of a project.

    A later minor version of the format may have more tables, columns and indexes: they are kept as
    they are. Returns the sentences that say what of the file is not shown.
    """
    found, expected = migrations.shape(connection), migrations.current_shape()
    if found == expected:
        return []
    is_later = (header.version, header.minor) > (schema.VERSION, schema.MINOR)
    extra = found.objects - expected.objects
    if is_later:
        extra = frozenset((kind, name) for kind, name in extra if kind not in ("table", "index"))
    if extra:
        listed = ", ".join(sorted(f"{kind} {quoted(name)}" for kind, name in extra)[:_SHOWN])
        raise UserError(
            tr(
                "{path} holds what no project has ({listed}). Another program changed "
                "it, so it is not opened. Use a backup, or ask its sender for the "
                "original file.",
                path=path,
                listed=listed,
            )
        )
    lacking = expected.objects - found.objects or expected.columns - found.columns
    if lacking or not is_later:
        raise UserError(
            tr(
                "{path} lacks parts of a project: it is damaged or was changed by "
                "another program. Use a backup, or ask its sender for the original "
                "file.",
                path=path,
            )
        )
    return [
        tr(
            "{path} was made by a later Annotator (format {version}.{minor}). What "
            "that adds is kept in the file, but is not shown here. Update Annotator"
            " to see it.",
            path=path.name,
            version=header.version,
            minor=header.minor,
        )
    ]


def identity(connection: Connection, path: Path) -> str:
    """The GUID of the project. UserError where the file is not of one project with a GUID."""
    guids = connection.scalars(select(schema.project.c.guid).limit(2)).all()
    if len(guids) != 1 or not is_guid(guids[0]):
        if len(guids) == 1:
            what = tr("has no identity that a project can have")
        else:
            what = tr("holds several projects" if guids else "holds no project")
        raise FaultyProjectError(
            tr(
                "{path} {what}: it was changed by another program, so it is not opened."
                " Use a backup, or ask its sender for the original file. {read_only}",
                path=path,
                what=what,
                read_only=READ_ONLY,
            )
        )
    return str(guids[0])


def refuse_faulty(connection: Connection, path: Path, backup_folder: Path | None) -> None:
    """Raise UserError where the file says what can't be; the first faults are named."""
    # The file as a whole first: rows are judged by what the documents say of their texts.
    faults = list(islice(file_faults(connection), _SHOWN))
    if not faults:
        found = islice(faulty_rows(connection), _SHOWN)
        faults = [row_sentence(*fault) for fault in found]
    if faults:
        raise FaultyProjectError(
            tr(
                "{path} is not opened, since it is faulty. {names} {path_2} {read_only}",
                path=path,
                names=" ".join(faults),
                path_2=what_to_do(path, backup_folder),
                read_only=READ_ONLY,
            )
        )


def row_sentence(kind: str, guid: str, reason: str) -> str:
    """What is wrong with a row, as a sentence."""
    shown = guid if len(guid) <= 40 else guid[:39] + "…"
    return tr(
        "The {word} {shown} is not sound: {reason}.",
        word=row_word(kind),
        shown=shown,
        reason=reason,
    )
