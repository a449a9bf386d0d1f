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
from annotator.corpus.messages import number_of, tr
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
                tr("code “{name}”", name=name),
                tr(
                    "{number} codes have this name. {program} keeps one code of a name and "
                    "drops the others with their codings: give them different names before "
                    "an export to it.",
                    number=number,
                    program=_PROGRAM,
                ),
            )


def _folders(content: ProjectContent, findings: Findings) -> None:
    used = Counter(coding.code for coding in content.codings)
    for code in content.codebook.codes:
        if not code.codable and used[code.guid]:
            findings.doubtful(
                tr("code “{name}”", name=code.name),
                tr(
                    "It is a folder of codes, which {program} makes a category of, and "
                    "drops its {codings}: let it be coded with before an export to it.",
                    program=_PROGRAM,
                    codings=number_of(used[code.guid], "coding"),
                ),
            )


def _codings(content: ProjectContent, findings: Findings) -> None:
    said = Counter((c.document, c.code, c.coder, span) for c in content.codings for span in c.spans)
    again = sum(said.values()) - len(said)
    if again:
        findings.doubtful(
            tr("codings"),
            tr(
                "{program} keeps one coding of a coder, code and passage; {again:,} "
                "more of them are told apart by their attributes alone and are dropped "
                "there.",
                program=_PROGRAM,
                again=again,
            ),
        )
    parts = sum(len(coding.spans) > 1 for coding in content.codings)
    if parts or content.relations:
        findings.doubtful(
            tr("links"),
            tr(
                "{program} reads no links: {relations_are} not read there, and each "
                "part of {discontinuous_codings} is a coding of its own.",
                program=_PROGRAM,
                relations_are=number_of(len(content.relations), "relation is", "relations are"),
                discontinuous_codings=number_of(parts, "discontinuous coding"),
            ),
        )
    if any(coding.attributes for coding in content.codings):
        findings.settled(
            tr("values of codings"),
            tr("{program} shows them as lines in the memos of the codings.", program=_PROGRAM),
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
            message = tr("{n|memo on a code or the project is|memos on codes or the project are}")
            for _memo in memos:
                findings.tally(
                    _PROGRAM,
                    tr("{message} in its journal there.", message=message),
                    SETTLED,
                )
        elif subject in coders:
            shown = memo_text(by_subject, subject, coders[subject])
            for memo in memos:
                if memo.text != shown:
                    findings.tally(
                        _PROGRAM,
                        tr(
                            "{n|memo is|memos are} not read there: another memo on the same thing "
                            "is, or it has characters that XML can't carry."
                        ),
                        DOUBTFUL,
                    )
