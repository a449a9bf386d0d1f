"""Passages are quoted in memos: the words with their source in the text, and a link beside it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.changes import MEMO, MEMO_LINK, Changes
from annotator.corpus.columns import Columns
from annotator.corpus.identity import memo_guid, new_guid
from annotator.corpus.messages import tr
from annotator.corpus.span import Spans
from annotator.errors import UserError
from annotator.operations.codings.memo_list import JOURNAL
from annotator.storage import queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import MemoRow


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted: a passage of a document (a GUID, code points), of one part or several, and
    how the memo's text cites it, source and all."""

    document: str
    spans: Spans
    cited: str


def begin(
    project: ProjectFile, by: str, subject: str, text: str, kind: str = "", title: str = ""
) -> Changes:
    """Begin a memo on anything in the project (a GUID; empty is the project itself). Where the
    coder has one there, it is a further one. UserError for a text that says nothing."""
    with project.transaction("Write a memo", by) as step:
        _begin(step.record, by, subject, text.strip(), kind, title)
    return step.changes


def quote(project: ProjectFile, by: str, memo: str, quoted: Quoted) -> Changes:
    """Put a quotation at the end of a memo (a GUID) of the coder's own, with its link. UserError
    where the memo is gone or somebody else's."""
    with project.transaction("Quote in a memo", by) as step:
        record = step.record
        found = own_memo(record, by, memo)
        text = f"{found.text}\n\n{_as_block(quoted.cited)}".strip()
        record.change(MEMO, {memo: {"text": text}})
        _link(record, memo, quoted)
    return step.changes


def quote_anew(
    project: ProjectFile, by: str, subject: str, quoted: Quoted, kind: str = ""
) -> Changes:
    """Begin a memo on anything (a GUID; empty is the project) with a quotation."""
    with project.transaction("Quote in a memo", by) as step:
        memo = _begin(step.record, by, subject, _as_block(quoted.cited), kind, "")
        _link(step.record, memo, quoted)
    return step.changes


def unlink(project: ProjectFile, by: str, link: str) -> Changes:
    """Take a link (a GUID) off a memo of the coder's own; the memo's text stays as it is."""
    with project.transaction("Take a link off a memo", by) as step:
        row = step.record.rows(MEMO_LINK, [link]).get(link)
        if row is None or row["deleted"]:
            raise UserError(tr("This link was removed meanwhile."))
        own_memo(step.record, by, str(row["memo"]))
        step.record.delete(MEMO_LINK, [link])
    return step.changes


def own_memo(record: Recorder, by: str, memo: str) -> MemoRow:
    """The row of a memo (a GUID) that the coder may change. UserError where they may not."""
    found = record.read(MemoRow, [memo]).get(memo)
    if found is None or found.deleted or not found.text:
        raise UserError(tr("This memo was removed meanwhile."))
    if found.coder != by:
        raise UserError(tr("This memo is somebody else’s. Write one of your own."))
    return found


def _begin(record: Recorder, by: str, subject: str, text: str, kind: str, title: str) -> str:
    """Write the row of a new memo; its GUID. An entry of the journal and a further memo have
    identities of their own."""
    if not text:
        raise UserError(tr("The memo says nothing yet. Write a word."))
    subject = subject or queries.project(record.connection).guid
    guid = memo_guid(subject, by)
    if kind == JOURNAL or record.living(MEMO, [guid]):
        guid = new_guid()
    row: Columns = {"guid": guid, "subject": subject, "coder": by, "text": text}
    record.put(MEMO, [{**row, "kind": kind, "title": title}])
    return guid


def _link(record: Recorder, memo: str, quoted: Quoted) -> None:
    """Write the links of a memo, one for each part of the passage. UserError where the text is not
    there or ends before it."""
    try:
        text = queries.document_text(record.connection, quoted.document)
    except KeyError as error:
        raise UserError(tr("This text was deleted meanwhile.")) from error
    if not quoted.spans or quoted.spans[-1].end > len(text):
        raise UserError(tr("Select a passage of the text first."))
    rows: list[Columns] = [
        {
            **{"guid": new_guid(), "memo": memo, "document": quoted.document},
            **{"start": one.start, "end": one.end, "quote": text[one.start : one.end]},
        }
        for one in quoted.spans
    ]
    record.add(MEMO_LINK, rows)


def _as_block(cited: str) -> str:
    """The citation as Markdown has quotations: a mark before each line."""
    return "\n".join(f"> {line}" for line in cited.split("\n"))
