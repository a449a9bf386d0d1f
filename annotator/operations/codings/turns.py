"""Coding all turns of some speakers at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.corpus.changes import Changes
from annotator.corpus.messages import tr
from annotator.corpus.turns import turns_of
from annotator.errors import UserError
from annotator.operations.codings.editing import NewCoding, add_many
from annotator.storage.project_file import ProjectFile
from annotator.storage.speaker_names import spoken_structure


def code_turns(
    project: ProjectFile, by: str, documents: Sequence[str], code: str, speakers: Collection[str]
) -> Changes:
    """Code each turn of the speakers (names, as the study has them) in the documents (GUIDs) as
    one step, but those that the coder has coded so already. UserError where they have none."""
    new: list[NewCoding] = []
    with project.reading() as connection:
        for document in documents:
            structure = spoken_structure(connection, document)
            new += [NewCoding(document, code, [span]) for span in turns_of(structure, speakers)]
    if not new:
        raise UserError(tr("None of these speakers has a turn in these documents."))
    return add_many(project, by, new)
