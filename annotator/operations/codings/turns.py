"""Coding all turns of some speakers at once, in one document or in many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annotator.corpus.changes import Changes
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.turns import TurnChoice, turns_by_speaker
from annotator.errors import UserError
from annotator.operations.codings.editing import NewCoding, add_many
from annotator.operations.viewing import Viewer
from annotator.storage import document_files
from annotator.storage.project_file import ProjectFile, Readable
from annotator.storage.speaker_names import spoken_structure


def code_turns(
    project: ProjectFile, by: str, documents: Sequence[str], code: str, choice: TurnChoice
) -> Job[Changes]:
    """Code each of the chosen turns as one step, but those that the coder has coded so already; a
    job, which changes nothing where it is stopped. UserError where there is no such turn."""
    new = yield from turns_to_code(project, documents, code, choice)
    yield JobProgress(0, 0, tr("Writing codings"))
    return add_many(project, by, new)


def turns_to_code(
    project: Readable, documents: Sequence[str], code: str, choice: TurnChoice
) -> Job[list[NewCoding]]:
    """The chosen turns (of speakers as the study calls them) in the documents (GUIDs) as codings
    to be made; a job. UserError where there is none."""
    new: list[NewCoding] = []
    documents = _spoken(project, documents)
    for done, document in enumerate(documents):
        yield JobProgress(done, len(documents), tr("Looking who speaks"))
        with project.reading() as connection:
            structure = spoken_structure(connection, document)
        new += [NewCoding(document, code, [span]) for span in choice.spans(structure)]
    if not new:
        raise UserError(tr("None of these speakers has a turn in these documents."))
    return new


def speakers_with_turns(viewer: Viewer, documents: Sequence[str]) -> Job[list[tuple[str, int]]]:
    """Who speaks in the documents (GUIDs), in the order in which they first do, with the number of
    their turns; a job."""
    counts: Counter[str] = Counter()
    documents = _spoken(viewer, documents)
    for done, document in enumerate(documents):
        yield JobProgress(done, len(documents), tr("Looking who speaks"))
        with viewer.reading() as connection:
            counts.update(turns_by_speaker(spoken_structure(connection, document)))
    return list(counts.items())


def _spoken(project: Readable, documents: Sequence[str]) -> list[str]:
    """Those of the documents that have turns at all, as far as that is known without reading."""
    with project.reading() as connection:
        structured = set(document_files.structured(connection))
    return [one for one in documents if one in structured]
