"""Codings: the passages that a coder marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.corpus.changes import CODE, CODING, DOCUMENT, MEMO, Changes
from annotator.corpus.identity import new_guid
from annotator.corpus.span import Span, Spans, united
from annotator.errors import UserError
from annotator.operations.codings import identical_codings
from annotator.operations.codings.coding_rows import coding_row
from annotator.operations.codings.memos import memos_on
from annotator.storage import coding_queries
from annotator.storage import identical_codings as stored
from annotator.storage.history import Recorder, Row
from annotator.storage.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class NewCoding:
    """A coding to be made: GUIDs of document and code, code points of the document's text.

    `from_cue` where the passage held a cue of the code that was marked on the screen.
    """

    document: str
    code: str
    spans: Sequence[Span]
    from_cue: bool = False


def add(
    project: ProjectFile,
    by: str,
    document: str,
    code: str,
    spans: Sequence[Span],
    from_cue: bool = False,
) -> Changes:
    """Code a passage as the coder `by`; its parts may be given in any order. Where the coder has
    coded it so already nothing changes, and a remark says so."""
    return add_many(project, by, [NewCoding(document, code, spans, from_cue)])


def add_many(project: ProjectFile, by: str, new: Collection[NewCoding]) -> Changes:
    """Make several codings as one step, without those that the coder has made already."""
    with project.step("Code", by) as step:
        record = step.record
        documents = record.rows(DOCUMENT, {coding.document for coding in new})
        codes = record.rows(CODE, {coding.code for coding in new})
        names = ", ".join(sorted({row["name"] for row in codes.values()}))
        rows = [_new_row(coding, by, documents, codes) for coding in new]
        fresh = _not_yet_coded(record, rows)
        record.label = f"Code {_passages(len(fresh))} as {names}"
        record.add(CODING, fresh)
        if len(fresh) < len(rows):
            record.remarks.append(_known(len(rows) - len(fresh), names))
    return step.changes


def _not_yet_coded(record: Recorder, rows: Sequence[Row]) -> list[Row]:
    """The rows of new codings that do not say once more what is coded, or another one says."""
    by_place: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        by_place.setdefault((row["document"], row["code"], row["coder"]), []).append(row)
    fresh: list[Row] = []
    for place, some in by_place.items():
        starts = {row["start"] for row in some}
        known = set(stored.passages(record.connection, *place, starts))
        for row in some:
            spans = coding_queries.spans_of(row)
            if spans not in known:
                known.add(spans)
                fresh.append(row)
    return fresh


def _known(number: int, names: str) -> str:
    passage = "This passage is" if number == 1 else f"{number:,} of these passages are"
    return f"{passage} coded as {names} already; nothing is coded twice."


def new_row(
    record: Recorder,
    document: str,
    code: str,
    coder: str,
    spans: Sequence[Span],
    *,
    from_cue: bool = False,
) -> dict[str, Any]:
    """The row of a new coding, checked; `document`, `code` and `coder` are GUIDs."""
    documents, codes = record.rows(DOCUMENT, [document]), record.rows(CODE, [code])
    return _new_row(NewCoding(document, code, spans, from_cue), coder, documents, codes)


def _new_row(
    coding: NewCoding, by: str, documents: dict[str, Row], codes: dict[str, Row]
) -> dict[str, Any]:
    if coding.code not in codes or coding.document not in documents:
        what = "document" if coding.document not in documents else "code"
        raise UserError(f"The {what} of the coding is not in this project, so it can't be made.")
    _check_codable(codes[coding.code])
    spans = _checked(coding.spans, documents[coding.document]["characters"])
    return coding_row(new_guid(), coding.document, coding.code, by, spans, from_cue=coding.from_cue)


def recode(project: ProjectFile, by: str, guids: Iterable[str], code: str) -> Changes:
    """Give codings another code."""
    guids = list(guids)
    with project.step("Re-code", by) as step:
        row = step.record.rows(CODE, [code])[code]
        _check_codable(row)
        step.record.label = f"Re-code {_passages(len(guids))} as {row['name']}"
        own_rows(step.record, by, guids)
        step.record.change(CODING, {guid: {"code": code} for guid in guids})
        identical_codings.unite_among(step.record, guids)
    return step.changes


def reshape(project: ProjectFile, by: str, guid: str, spans: Sequence[Span]) -> Changes:
    """Move the boundaries of a coding, or give it other parts."""
    with project.step("Change a passage", by) as step:
        row = own_rows(step.record, by, [guid])[guid]
        document = step.record.rows(DOCUMENT, [row["document"]])[row["document"]]
        columns = coding_queries.span_columns(_checked(spans, document["characters"]))
        step.record.change(CODING, {guid: columns})
        identical_codings.unite_among(step.record, [guid])
    return step.changes


def delete(project: ProjectFile, by: str, guids: Iterable[str]) -> Changes:
    """Delete codings of the coder's own, with the memos on them."""
    guids = list(guids)
    with project.step(f"Delete {_codings(len(guids))}", by) as step:
        own_rows(step.record, by, guids)
        step.record.delete(MEMO, memos_on(step.record, guids))
        step.record.delete(CODING, guids)
    return step.changes


def own_rows(record: Recorder, by: str, guids: Iterable[str]) -> dict[str, Row]:
    """The rows of codings that `by` may change. UserError where one is another coder's."""
    rows = record.rows(CODING, guids)
    if any(row["coder"] != by for row in rows.values()):
        raise UserError(
            "This coding is another coder's, and stays as they made it. Code the passage yourself,"
            " or switch to that coder."
        )
    return rows


def _check_codable(code: Row) -> None:
    if not code["codable"]:
        raise UserError(f"“{code['name']}” is a folder of codes. Choose a code in it.")


def _checked(spans: Sequence[Span], characters: int) -> Spans:
    """The spans in order and united; ValueError for none, or outside the text: a mistake of
    the caller, not of the user."""
    result = united(spans)
    if not result or result[-1].end > characters:
        raise ValueError(f"{spans} is no passage of a text of {characters} characters")
    return result


def _passages(number: int) -> str:
    return "a passage" if number == 1 else f"{number:,} passages"


def _codings(number: int) -> str:
    return "a coding" if number == 1 else f"{number:,} codings"
