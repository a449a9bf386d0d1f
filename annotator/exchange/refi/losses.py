"""What a REFI-QDA export cannot carry, told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.corpus.codebook import Code
from annotator.corpus.document import TABLE_ROW
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import EMPTY, Structure
from annotator.exchange.refi.names import is_xml
from annotator.exchange.refi.original_files import suffix_of
from annotator.exchange.refi.originals import original_line
from annotator.exchange.refi.other_programs import tell_programs
from annotator.exchange.refi.report import Findings, RefiFinding
from annotator.exchange.refi.transcript_writing import recordings
from annotator.exchange.times import to_utc


def export_losses(content: ProjectContent, utf16_positions: bool = False) -> list[RefiFinding]:
    """The list, empty where the export carries everything. Fractions of seconds are not told."""
    findings = Findings()
    if any(
        to_utc(moment) != to_utc(content.created)
        for coder in content.coders
        for moment in (coder.created, coder.modified)
    ):
        findings.left(
            tr("coders"),
            tr("The format has no place for when a coder was added or renamed."),
        )
    _texts(content, findings)
    _characters(content, findings)
    _joined_codes(content, findings)
    _values(content, findings)
    _memos(content, findings)
    _positions(content, findings, utf16_positions)
    tell_programs(content, findings)
    return list(findings.all())


def _texts(content: ProjectContent, findings: Findings) -> None:
    of_recordings = recordings(content)
    for document in content.documents:
        place = tr("document “{name}”", name=document.name)
        if original_line(document) is None:
            findings.left(
                place,
                tr(
                    "The text is carried, the bytes of the file it was read from are not: "
                    "they are {encoding} with line ends that no rule gives back.",
                    encoding=document.encoding,
                ),
            )
        is_row = document.origin is not None and document.origin.reader == TABLE_ROW
        if document.origin is not None and not is_row and not suffix_of(document):
            findings.left(
                place,
                tr(
                    "The text is carried, the file it was read from is not: the format has "
                    "a place for PDF and Word documents alone."
                ),
            )
        elif _has_more(
            content.structures.get(document.guid, EMPTY), document.guid in of_recordings
        ):
            findings.left(
                place,
                tr(
                    "Its structure (headings, pages, notes …) is not carried; it is read "
                    "from the file again where that comes in here."
                ),
            )
        if document.guid in of_recordings:
            findings.doubtful(
                place,
                tr(
                    "It goes out as the transcript of “{of_recordings}”, with its times; "
                    "the recording itself is not in the file.",
                    of_recordings=of_recordings[document.guid],
                ),
            )
        if document.text.startswith("\ufeff"):
            findings.doubtful(
                place,
                tr("The text begins with a byte order mark, which other programs drop."),
            )


def _has_more(structure: Structure, is_of_recording: bool) -> bool:
    """Whether a text has structure that is not carried: turns are, and times of a recording."""
    carried = {"turn", "time"} if is_of_recording else {"turn"}
    return any(structure.number_of(kind) for kind in structure.kinds if kind not in carried)


def _named(content: ProjectContent) -> Iterator[tuple[str, str]]:
    yield tr("project"), content.name
    yield tr("codebook"), content.codebook.name
    for coder in content.coders:
        yield tr("coder “{name}”", name=coder.name), coder.name
    for document in content.documents:
        yield tr("document “{name}”", name=document.name), document.name
    names = {document.guid: document.name for document in content.documents}
    for one in content.document_attributes:
        yield (
            tr(
                "document “{document}”, attribute “{name}”",
                document=names.get(one.document, ""),
                name=one.name,
            ),
            one.name + one.value,
        )
    for code in content.codebook.codes:
        yield tr("code “{name}”", name=code.name), code_texts(code)
    for kind in content.codebook.relation_types:
        yield tr("relation “{name}”", name=kind.name), kind.name


def code_texts(code: Code) -> str:
    """Everything about a code that stands in the file as it is."""
    texts = (code.name, code.definition, code.when_to_use, code.when_not_to_use, code.key)
    return "".join((*texts, *code.examples, *code.counter_examples, *code.cues))


def _characters(content: ProjectContent, findings: Findings) -> None:
    for place, text in _named(content):
        if not is_xml(text):
            findings.left(
                place,
                tr("Control characters are left out; XML cannot carry them."),
            )


def _joined_codes(content: ProjectContent, findings: Findings) -> None:
    for kind in content.codebook.relation_types:
        missing = {*kind.sources, *kind.targets} - content.codebook.by_guid.keys()
        if missing:
            findings.left(
                tr("relation “{name}”", name=kind.name),
                tr("It joins codes that are not in the export."),
            )


def _values(content: ProjectContent, findings: Findings) -> None:
    codes = {attribute.guid: attribute.code for attribute in content.codebook.attributes}
    for coding in content.codings:
        for attribute in coding.attributes:
            if codes.get(attribute) != coding.code:
                findings.left(
                    tr("coding {guid}", guid=coding.guid),
                    tr("A value of an attribute that its code does not have."),
                )


def _memos(content: ProjectContent, findings: Findings) -> None:
    if not content.memos:
        return
    subjects = {content.guid}
    subjects.update(code.guid for code in content.codebook.codes)
    subjects.update(document.guid for document in content.documents)
    subjects.update(coding.guid for coding in content.codings)
    for memo in content.memos:
        if memo.subject not in subjects:
            findings.left(
                tr("memo {guid}", guid=memo.guid),
                tr("What the memo is about is not in the export."),
            )


def _positions(content: ProjectContent, findings: Findings, utf16_positions: bool) -> None:
    coded = {coding.document for coding in content.codings}
    for document in content.documents:
        astral = not document.text.isascii() and max(document.text, default="") > "\uffff"
        if not astral or document.guid not in coded:
            continue
        if utf16_positions:
            message = tr(
                "The text has characters (such as emoji) that count 2 in this export, "
                "as NVivo counts; programs that go by the standard will show codings "
                "after them shifted."
            )
        else:
            message = tr(
                "The text has characters (such as emoji) that NVivo counts as 2 and the"
                " standard as 1; NVivo will show codings after them shifted. Choose "
                "“for NVivo” for it."
            )
        findings.doubtful(tr("document “{name}”", name=document.name), message)
