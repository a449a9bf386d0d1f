"""What a program is known not to read of a REFI-QDA export, though the file carries it.

Source: the import of QualCoder (`refi.py`, August 2026), which was run on exports. It keeps one
code of a name and one coding of a coder, code and passage; codes that can't be coded with become
categories. It takes the coder from the selection, and its description as the memo of the coding;
it reads notes in text files as entries of the journal, each of a name of its own, and no links
between codings.
"""

from __future__ import annotations

from collections import Counter

from annotator.corpus.coding import Memo
from annotator.corpus.messages import number_of
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi.memo_texts import memo_text
from annotator.exchange.refi.report import DOUBTFUL, SETTLED, Findings

_PROGRAM = "QualCoder"


def tell_programs(content: ProjectContent, findings: Findings) -> None:
    """Add what people who go on in such a program should know."""
    _code_names(content, findings)
    _folders(content, findings)
    _codings(content, findings)
    _memos(content, findings)


def _code_names(content: ProjectContent, findings: Findings) -> None:
    names = Counter(code.name for code in content.codebook.codes)
    for name, number in names.items():
        if number > 1:
            findings.doubtful(
                f"code “{name}”",
                f"{number} codes have this name. {_PROGRAM} keeps one code of a name and drops the"
                " others with their codings: give them different names before an export to it.",
            )


def _folders(content: ProjectContent, findings: Findings) -> None:
    used = Counter(coding.code for coding in content.codings)
    for code in content.codebook.codes:
        if not code.codable and used[code.guid]:
            findings.doubtful(
                f"code “{code.name}”",
                f"It is a folder of codes, which {_PROGRAM} makes a category of, and drops its"
                f" {number_of(used[code.guid], 'coding')}: let it be coded with before an export"
                " to it.",
            )


def _codings(content: ProjectContent, findings: Findings) -> None:
    said = Counter((c.document, c.code, c.coder, span) for c in content.codings for span in c.spans)
    again = sum(said.values()) - len(said)
    if again:
        findings.doubtful(
            "codings",
            f"{_PROGRAM} keeps one coding of a coder, code and passage; {again:,} more of them are"
            " told apart by their attributes alone and are dropped there.",
        )
    parts = sum(len(coding.spans) > 1 for coding in content.codings)
    if parts or content.relations:
        findings.doubtful(
            "links",
            f"{_PROGRAM} reads no links:"
            f" {number_of(len(content.relations), 'relation is', 'relations are')} not read there,"
            f" and each part of {number_of(parts, 'discontinuous coding')} is a coding of its own.",
        )
    if any(coding.attributes for coding in content.codings):
        findings.settled(
            "values of codings", f"{_PROGRAM} shows them as lines in the memos of the codings."
        )


def _memos(content: ProjectContent, findings: Findings) -> None:
    journal = {content.guid, *content.codebook.by_guid}
    coders = {coding.guid: coding.coder for coding in content.codings}
    coders |= {document.guid: "" for document in content.documents}
    by_subject: dict[str, list[Memo]] = {}
    for memo in content.memos:
        by_subject.setdefault(memo.subject, []).append(memo)
    for subject, memos in by_subject.items():
        if subject in journal:
            message = "{n|memo on a code or the project is|memos on codes or the project are}"
            for _memo in memos:
                findings.tally(_PROGRAM, f"{message} in its journal there.", SETTLED)
        elif subject in coders:
            shown = memo_text(by_subject, subject, coders[subject])
            for memo in memos:
                if memo.text != shown:
                    findings.tally(
                        _PROGRAM,
                        "{n|memo is|memos are} not read there: another memo on the same thing is,"
                        " or it has characters that XML can't carry.",
                        DOUBTFUL,
                    )
