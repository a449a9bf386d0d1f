"""An export as a program reads it that takes the coder of a coding from its selection.

`as_qualcoder` does what QualCoder's import of texts and notes does, in our own words: the coder of
the selection is that of all codings in it, its description is their memo, notes in text files are
entries of the journal, and there is one coding of a coder, code and passage.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.coding import Memo
from annotator.corpus.identity import guid_from
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi import DOUBTFUL, RefiReport
from tests.exchange.refi_samples import (
    ANA,
    BO,
    CLAIM,
    DOCUMENTS,
    KINDS,
    SUB,
    T0,
    coding,
    comparable,
    export,
    read_bytes,
    sample_project,
    xml_of,
)

TALK = DOCUMENTS[0].guid


@dataclass
class Seen:
    """What arrived: the memo of each coding by document, passage, code and coder."""

    codings: dict[tuple[str, int, int, str, str], str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    journal: dict[str, str] = field(default_factory=dict)


def as_qualcoder(data: bytes) -> Seen:
    root, seen = etree.fromstring(xml_of(data)), Seen()
    for source in root.iter("{*}TextSource"):
        seen.files[source.get("guid")] = source.findtext("{*}Description", "")
        for selection in source.iter("{*}PlainTextSelection"):
            memo = selection.findtext("{*}Description", "")
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            for code in selection.iterfind("{*}Coding/{*}CodeRef"):
                coder = selection.get("creatingUser")
                key = (source.get("guid"), start, end, code.get("targetGUID"), coder)
                seen.codings.setdefault(key, memo)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for note in root.iter("{*}Note"):
            path = note.get("plainTextPath")
            if path:
                name = path.replace("internal://", "sources/")
                assert note.get("name") not in seen.journal, "its import ends at a name twice"
                seen.journal[note.get("name")] = packed.read(name).decode()
    return seen


def small_project(*memos: tuple[str, str, str]) -> ProjectContent:
    """Two coders on one span, with memos of (subject, coder, text)."""
    codings = (
        coding("1", TALK, CLAIM.guid, ANA.guid, (0, 6)),
        coding("2", TALK, CLAIM.guid, BO.guid, (0, 6)),
        coding("3", TALK, KINDS.guid, BO.guid, (0, 6)),
    )
    made = tuple(
        Memo(guid_from("memo", subject, coder), subject, coder, text, T0, T0)
        for subject, coder, text in memos
    )
    return replace(sample_project(), codings=codings, relations=(), memos=made)


def findings(report: RefiReport) -> str:
    return "\n".join(f"{f.kind} {f.place}: {f.message}" for f in report.findings)


def test_codings_of_two_coders_on_one_passage_all_arrive_as_theirs() -> None:
    content = small_project()
    seen = as_qualcoder(export(content)[0])
    assert set(seen.codings) == {(c.document, 0, 6, c.code, c.coder) for c in content.codings}


def test_every_memo_arrives_somewhere(tmp_path: Path) -> None:
    first = guid_from("coding", "1")
    content = small_project(
        (first, ANA.guid, "of the coding\n\nin two paragraphs"),
        (TALK, ANA.guid, "of the text"),
        (CLAIM.guid, BO.guid, "of the code"),
        (guid_from("project"), BO.guid, "of the project"),
    )
    data, _report = export(content)
    seen = as_qualcoder(data)
    key = (TALK, 0, 6, CLAIM.guid, ANA.guid)
    assert seen.codings[key] == "of the coding\n\nin two paragraphs"
    assert not any(memo for other, memo in seen.codings.items() if other != key)
    assert seen.files[TALK] == "of the text"
    assert sorted(seen.journal.values()) == ["of the code", "of the project"]
    reading = read_bytes(data, tmp_path)
    assert comparable(reading.content) == comparable(content)
    assert reading.report.findings == ()


def test_entries_of_a_journal_have_names_of_their_own(tmp_path: Path) -> None:
    content = small_project(
        (CLAIM.guid, BO.guid, "to do"),
        (KINDS.guid, BO.guid, "to do"),
        (SUB.guid, BO.guid, "to do (2)"),
        (guid_from("project"), ANA.guid, "to do"),
    )
    data, _report = export(content)
    assert list(as_qualcoder(data).journal) == ["to do", "to do (2)", "to do (2) (2)", "to do (3)"]
    assert comparable(read_bytes(data, tmp_path).content) == comparable(content)


def test_memos_that_look_like_other_descriptions_come_back(tmp_path: Path) -> None:
    first = guid_from("coding", "1")
    content = small_project(
        (first, ANA.guid, "why\n\nAttributes:\ntype\\: of claim: factual"),
        (DOCUMENTS[1].guid, BO.guid, "x\n\nOriginal file: utf-16, LF line ends."),
        (guid_from("coding", "2"), BO.guid, "Began from a cue."),
    )
    data, _report = export(content)
    reading = read_bytes(data, tmp_path)
    assert comparable(reading.content) == comparable(content)


def test_a_memo_that_was_changed_elsewhere_is_not_lost(tmp_path: Path) -> None:
    first = guid_from("coding", "1")
    data, _report = export(small_project((first, ANA.guid, "as it was")))
    changed = xml_of(data).replace(b"<Description>as it was<", b"<Description>as it is now<")
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, changed if name == "project.qde" else old.read(name))
    (memo,) = read_bytes(target.getvalue(), tmp_path).content.memos
    assert memo.text == "as it is now\n\nas it was"


def test_the_report_names_what_the_program_does_not_read() -> None:
    first = guid_from("coding", "1")
    content = small_project((first, ANA.guid, "mine"), (first, BO.guid, "yours"))
    twice = replace(coding("4", TALK, CLAIM.guid, ANA.guid, (0, 6)), from_cue=True)
    content = replace(content, codings=(*content.codings, twice))
    told = findings(export(content)[1])
    assert f"{DOUBTFUL} code “{CLAIM.name}”: 2 codes have this name." in told
    assert f"{DOUBTFUL} codings: QualCoder keeps one coding of a coder, code and passage; 1" in told
    assert "1 memo is not read there" in told
    folder = replace(content, codings=(coding("5", TALK, SUB.guid, ANA.guid, (0, 6)),))
    assert "drops its 1 coding:" in findings(export(folder)[1])
    assert SUB.name == CLAIM.name
