"""What coders note about codings, documents, codes and the project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.corpus.changes import MEMO, MEMO_LINK, Changes
from annotator.corpus.coding import Memo
from annotator.corpus.identity import memo_guid, new_guid
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import memo_row


def write(project: ProjectFile, by: str, subject: str, text: str) -> Changes:
    """Set the coder's own memo on a subject (a GUID); an empty text removes it."""
    guid = memo_guid(subject, by)
    with project.transaction("Write a memo" if text else "Remove a memo", by) as step:
        if text:
            step.record.put(MEMO, [memo_row(subject, by, text)])
        else:
            remove(step.record, [guid])
    return step.changes


def write_entry(project: ProjectFile, by: str, text: str) -> Changes:
    """Add an entry to the project's journal: a memo on the project, of which there may be many."""
    from annotator.operations.codings.memo_list import JOURNAL  # noqa: PLC0415  (start-up)

    with project.transaction("Write in the journal", by) as step:
        subject = queries.project(step.record.connection).guid
        row = memo_row(subject, by, text)
        step.record.put(MEMO, [{**row, "guid": new_guid(), "kind": JOURNAL}])
    return step.changes


def rewrite(project: ProjectFile, by: str, guid: str, text: str, kind: str) -> Changes:
    """Give a memo (a GUID) of the coder's own another text and kind; an empty text removes it.

    UserError where it is gone, or somebody else's.
    """
    with project.transaction("Write a memo" if text else "Remove a memo", by) as step:
        found = step.record.rows(MEMO, [guid]).get(guid)
        if found is None or found["deleted"]:
            raise UserError(tr("This memo was removed meanwhile."))
        if found["coder"] != by:
            raise UserError(tr("This memo is somebody else’s. Write one of your own."))
        if text:
            step.record.change(MEMO, {guid: {"text": text, "kind": kind}})
        else:
            remove(step.record, [guid])
    return step.changes


def remove(record: Recorder, memos: Iterable[str]) -> None:
    """Delete memos (GUIDs) with their links, within a running step."""
    memos = list(memos)
    record.delete(MEMO_LINK, [one.guid for one in queries.memo_links(record.connection, memos)])
    record.delete(MEMO, memos)


def move_links(record: Recorder, memos: Mapping[str, str]) -> None:
    """Give the links of memos to others in their place (GUIDs), within a running step."""
    links = queries.memo_links(record.connection, list(memos))
    record.change(MEMO_LINK, {one.guid: {"memo": memos[one.memo]} for one in links})


def on(viewer: Viewer, subject: str) -> list[Memo]:
    """Every coder's memo on a subject, oldest first."""
    with viewer.reading() as connection:
        return queries.memos(connection, [subject])


def memos_on(record: Recorder, subjects: Iterable[str]) -> list[str]:
    """The GUIDs of the memos on these subjects, within a running step."""
    found = queries.memos(record.connection, list(subjects))
    return [memo.guid for memo in found]
