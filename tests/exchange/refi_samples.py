"""Projects for the tests of the exchange formats, and foreign archives made by hand."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coding import Coder, Coding, Memo
from annotator.corpus.document import Document, DocumentStatus, Progress
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.exchange.refi import Reading, Report, read_project, write_project

T0 = datetime(2026, 1, 1, 10, tzinfo=UTC)
TEXT = "\u00a0Byline 😀 said: “Taxes will fall.”\nHe denied it.\n\nA\u2028line, e\u0301, 🇧🇪 end."


def later(minutes: int) -> datetime:
    return T0 + timedelta(minutes=minutes)


def document(
    name: str, text: str, source: bytes | None = None, encoding: str = "utf-8"
) -> Document:
    data = text.encode() if source is None else source
    return Document(guid_from("doc", name), name, text, data, encoding, later(1), later(2))


def coding(name: str, doc: str, code: str, coder: str, *spans: tuple[int, int]) -> Coding:
    parts = tuple(Span(*span) for span in spans)
    guid = guid_from("coding", name)
    return Coding(guid, doc, code, coder, parts, later(5), later(5))


def sample_project() -> ProjectContent:
    """Everything that a project can hold, with the characters that make trouble."""
    ana, bo = (Coder(guid_from("coder", name), name, T0, T0) for name in ("Ana", "Bo & <Co>"))
    claim = Code(
        guid_from("code", "claim"),
        "claim",
        "#56b4e9",
        T0,
        later(9),
        key="1",
        definition="A statement.\nKey: not this",
        when_to_use="Asserted.",
        when_not_to_use="Quoted.",
        examples=("Taxes will fall.", "Two\n\nlines"),
    )
    kinds = Code(guid_from("code", "kinds"), "a::b/c", "#e69f00", later(3), later(3), position=7)
    sub = Code(
        guid_from("code", "sub"), "claim", "#009e73", T0, T0, parent=kinds.guid, codable=False
    )
    crlf = "\ufeffone\r\ntwo\r\n".encode()
    first = document("Talk.txt", TEXT)
    second = document("Talk.txt ", "one\ntwo\n", crlf, "utf-8-sig")
    third = document("Ünï", "naïve\n", b"na\xefve\n", "windows-1252")
    whole = TEXT.index("Taxes"), TEXT.index("Taxes") + 5
    changed = coding("5", first.guid, kinds.guid, bo.guid, whole)
    codings = (
        coding("0", first.guid, claim.guid, ana.guid, (0, 1), (3, 9), (14, 20)),
        coding("1", first.guid, claim.guid, ana.guid, whole),
        coding("2", first.guid, sub.guid, ana.guid, whole),
        coding("3", first.guid, claim.guid, bo.guid, whole),
        Coding(
            changed.guid, changed.document, changed.code, bo.guid, changed.spans, later(5), later(8)
        ),
        coding("4", first.guid, sub.guid, bo.guid, (40, len(TEXT))),
        coding("6", second.guid, claim.guid, ana.guid, (0, 8)),
    )
    subjects = (codings[0].guid, first.guid, claim.guid, guid_from("project"))
    memos = [
        Memo(guid_from("memo", subject), subject, ana.guid, f"On\r\n{n}", later(6), later(7))
        for n, subject in enumerate(subjects)
    ]
    memos.append(Memo(guid_from("m"), codings[0].guid, bo.guid, "form\x0cfeed", later(6), later(6)))
    return ProjectContent(
        guid_from("project"),
        "Sample “project”",
        T0,
        later(10),
        (ana, bo),
        Codebook((claim, kinds, sub), "Discourse"),
        (first, second, third),
        codings,
        tuple(memos),
        (
            DocumentStatus(first.guid, ana.guid, Progress.DONE),
            DocumentStatus(first.guid, bo.guid, Progress.IN_PROGRESS),
        ),
    )


def export(content: ProjectContent, *, utf16: bool = False) -> tuple[bytes, Report]:
    target = io.BytesIO()
    report = finish(write_project(content, target, utf16_positions=utf16))
    return target.getvalue(), report


def read_bytes(data: bytes, folder: Path) -> Reading:
    path = folder / "project.qdpx"
    path.write_bytes(data)
    return finish(read_project(path))


def comparable(content: ProjectContent) -> dict[str, object]:
    """A project without what has no order and no place: when coders were added."""
    return {
        "project": (content.guid, content.name, content.created, content.modified),
        "coders": [(coder.guid, coder.name) for coder in content.coders],
        "codebook": content.codebook.name,
        "codes": list(content.codebook.walk()),
        "documents": content.documents,
        "codings": sorted(content.codings, key=lambda one: one.guid),
        "memos": sorted(content.memos, key=lambda one: one.guid),
        "statuses": sorted(content.statuses, key=lambda one: (one.document, one.coder)),
    }


def archive(
    project: str | bytes, files: dict[str, bytes] | None = None, qde: str = "project.qde"
) -> bytes:
    """A .qdpx of the XML and the other entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(qde, project)
        for name, data in (files or {}).items():
            packed.writestr(name, data)
    return target.getvalue()


def shared_refi() -> Path:
    """The folder of the standard's schemas and fixtures; the test is skipped without it."""
    folder = Path(__file__).parents[3] / "shared" / "refi"
    if not folder.is_dir():
        pytest.skip("the standard's schemas and fixtures are not beside this checkout")
    return folder
