"""Codings: the passages that a coder marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.corpus.changes import CODING, MEMO, Changes
from annotator.corpus.coding import Coding
from annotator.corpus.identity import new_guid
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import Span, Spans, united
from annotator.corpus.step_labels import StepLabel, step_label
from annotator.errors import UserError
from annotator.operations.codings import given_units, identical_codings
from annotator.operations.codings.coding_rounds import OpenRounds, open_rounds
from annotator.operations.codings.memos import memos_on
from annotator.storage import identical_codings as stored
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import coding_row, span_columns
from annotator.storage.rows import CodeRow, CodingRow, DocumentRow


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
    with project.transaction("Code", by) as step:
        record_many(step.record, by, new)
    return step.changes


def record_many(record: Recorder, by: str, new: Collection[NewCoding]) -> None:
    """Make several codings within a running step, which they name."""
    documents = record.read(DocumentRow, {coding.document for coding in new})
    codes = record.read(CodeRow, {coding.code for coding in new})
    names = ", ".join(sorted({code.name for code in codes.values()}))
    current = open_rounds(record.connection, by, documents.keys())
    codings = [_made(coding, by, documents, codes, current) for coding in new]
    codings = given_units.on_units(record, by, codings)
    fresh = _not_yet_coded(record, codings, current)
    record.label = _label_of(len(fresh), names)
    record.add(CODING, map(coding_row, fresh))
    if len(fresh) < len(codings):
        record.remarks.append(_known(len(codings) - len(fresh), names))


def _not_yet_coded(
    record: Recorder, codings: Sequence[Coding], current: OpenRounds
) -> list[Coding]:
    """The new codings that do not say once more what is coded, or another one says."""
    by_place: dict[tuple[str, str, str], list[Coding]] = {}
    for coding in codings:
        place = coding.document, coding.code, coding.coder
        by_place.setdefault(place, []).append(coding)
    fresh: list[Coding] = []
    for place, some in by_place.items():
        document = place[0]
        starts = {coding.start for coding in some}
        made_in = current.of_document.get(document, "")
        again = made_in if made_in in current.repeats else ""
        known = set(stored.passages(record.connection, *place, starts, again))
        for coding in some:
            if coding.spans not in known:
                known.add(coding.spans)
                fresh.append(coding)
    return fresh


def _known(number: int, names: str) -> str:
    passage = (
        tr("This passage is")
        if number == 1
        else tr("{number:,} of these passages are", number=number)
    )
    return tr(
        "{passage} coded as {names} already; nothing is coded twice.", passage=passage, names=names
    )


def checked(record: Recorder, coding: Coding) -> Coding:
    """A coding that is to be made, its passage in order. UserError where its code can't be used."""
    documents = record.read(DocumentRow, [coding.document])
    codes = record.read(CodeRow, [coding.code])
    return _checked_coding(coding, documents, codes)


def _made(
    new: NewCoding,
    by: str,
    documents: Mapping[str, DocumentRow],
    codes: Mapping[str, CodeRow],
    current: OpenRounds,
) -> Coding:
    coding = Coding(
        guid=new_guid(),
        document=new.document,
        code=new.code,
        coder=by,
        spans=tuple(new.spans),
        created=EPOCH,
        modified=EPOCH,
        from_cue=new.from_cue,
        round=current.of_document.get(new.document),
    )
    return _checked_coding(coding, documents, codes)


def _checked_coding(
    coding: Coding, documents: Mapping[str, DocumentRow], codes: Mapping[str, CodeRow]
) -> Coding:
    if coding.code not in codes or coding.document not in documents:
        what = "document" if coding.document not in documents else "code"
        raise UserError(
            tr("The {what} of the coding is not in this project, so it can't be made.", what=what)
        )
    _check_codable(codes[coding.code])
    spans = _checked(coding.spans, documents[coding.document].characters)
    return replace(coding, spans=spans)


def recode(project: ProjectFile, by: str, guids: Iterable[str], code: str) -> Changes:
    """Give codings another code."""
    guids = list(guids)
    with project.transaction("Re-code", by) as step:
        row = step.record.read(CodeRow, [code])[code]
        _check_codable(row)
        step.record.label = (
            step_label("Re-code a passage as {code}", code=row.name)
            if len(guids) == 1
            else step_label("Re-code {number} passages as {code}", number=len(guids), code=row.name)
        )
        own_rows(step.record, by, guids)
        step.record.change(CODING, {guid: {"code": code} for guid in guids})
        identical_codings.unite_among(step.record, guids)
    return step.changes


def reshape(project: ProjectFile, by: str, guid: str, spans: Sequence[Span]) -> Changes:
    """Move the boundaries of a coding, or give it other parts."""
    with project.transaction("Change a passage", by) as step:
        row = own_rows(step.record, by, [guid])[guid]
        document = step.record.read(DocumentRow, [row.document])[row.document]
        columns = span_columns(_checked(spans, document.characters))
        step.record.change(CODING, {guid: columns})
        identical_codings.unite_among(step.record, [guid])
    return step.changes


def delete(project: ProjectFile, by: str, guids: Iterable[str]) -> Changes:
    """Delete codings of the coder's own, with the memos on them."""
    guids = list(guids)
    several = step_label("Delete {number} codings", number=len(guids))
    with project.transaction("Delete a coding" if len(guids) == 1 else several, by) as step:
        own_rows(step.record, by, guids)
        step.record.delete(MEMO, memos_on(step.record, guids))
        step.record.delete(CODING, guids)
    return step.changes


def own_rows(record: Recorder, by: str, guids: Iterable[str]) -> dict[str, CodingRow]:
    """The rows of codings that `by` may change. UserError where one is another coder's."""
    rows = record.read(CodingRow, guids)
    if any(row.coder != by for row in rows.values()):
        raise UserError(
            tr(
                "This coding is another coder's, and stays as they made it. Code the "
                "passage yourself, or switch to that coder."
            )
        )
    return rows


def _check_codable(code: CodeRow) -> None:
    if not code.codable:
        raise UserError(tr("“{code}” is a folder of codes. Choose a code in it.", code=code.name))


def _checked(spans: Sequence[Span], characters: int) -> Spans:
    """The spans in order and united; ValueError for none, or outside the text: a mistake of
    the caller, not of the user."""
    result = united(spans)
    if not result or result[-1].end > characters:
        raise ValueError(f"{spans} is no passage of a text of {characters} characters")
    return result


def _label_of(number: int, codes: str) -> StepLabel:
    if number == 1:
        return step_label("Code a passage as {codes}", codes=codes)
    return step_label("Code {number} passages as {codes}", number=number, codes=codes)
