"""Where the text of a source comes from: files, PDF representations, Word documents."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from refi_foreign import (
    ANA,
    CODE,
    DOC,
    FILE,
    TEXT,
    at,
    guid,
    messages,
    passages,
    project,
    read,
    selection,
    source,
)
from refi_samples import archive, read_bytes

from annotator.exchange.refi.report import DOUBTFUL, LEFT_BEHIND, SETTLED


def test_whole_document_codings_cover_the_text(tmp_path: Path) -> None:
    whole = (
        f'<Coding guid="{guid("w")}" creatingUser="{ANA}"><CodeRef targetGUID="{CODE}"/></Coding>'
    )
    reading = read(tmp_path, project(source(whole)))
    assert passages(reading) == [TEXT]
    assert "whole document" in messages(reading, SETTLED)


def test_pdf_by_its_representation(tmp_path: Path) -> None:
    shared = guid("shared")
    inner = selection(*at("two"), name="two").replace(guid(f"s6 9 two {(CODE,)}"), shared)
    pdf = (
        f'<PDFSource guid="{DOC}" name="Paper.pdf" path="internal://x.pdf">'
        f'<PDFSelection guid="{shared}" page="1"/><PDFSelection guid="{guid("r")}" page="2"/>'
        f'<Representation guid="{guid("rep")}" plainTextPath="internal://{FILE}.txt">{inner}'
        "</Representation></PDFSource>"
    )
    reading = read(tmp_path, project(pdf))
    assert [document.name for document in reading.content.documents] == ["Paper.pdf"]
    assert passages(reading) == ["two"]
    assert "1 rectangle " in messages(reading, LEFT_BEHIND)


def test_inline_text(tmp_path: Path) -> None:
    inline = (
        f'<TextSource guid="{DOC}" name="D"><PlainTextContent>One two</PlainTextContent>'
        f"{selection(4, 7)}</TextSource>"
    )
    assert passages(read(tmp_path, project(inline))) == ["two"]


def docx(body: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        )
    return target.getvalue()


def test_a_word_document_without_plain_text(tmp_path: Path) -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r></w:p><w:p/>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t><w:br/></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>end</w:t></w:r></w:p>"
    )
    rich = (
        f'<TextSource guid="{DOC}" name="D" richTextPath="internal://{FILE}.docx">'
        f"{selection(4, 7, 'two')}</TextSource>"
    )
    data = archive(project(rich), {f"sources/{FILE}.docx": docx(body)})
    reading = read_bytes(data, tmp_path)
    assert reading.content.documents[0].text == "One\ttwo\n\ncell\n\nend"
    assert passages(reading) == ["two"]
    assert "Word document" in messages(reading, DOUBTFUL)


def test_texts_that_cannot_be_had(tmp_path: Path) -> None:
    xml = project(source(selection(*at("two")), "internal://nothing.txt"))
    reading = read(tmp_path, xml)
    assert reading.content.documents == ()
    assert "not in the archive" in messages(reading, LEFT_BEHIND)
    assert "1 selection " in messages(reading, LEFT_BEHIND)


def test_a_text_that_is_not_utf8(tmp_path: Path) -> None:
    text = "Über die Größe, sagte er. Schöne Grüße."
    xml = project(source(selection(*at("Größe", text), name="Größe")))
    reading = read(tmp_path, xml, text.encode("cp1252"))
    assert passages(reading) == ["Größe"]
    assert "windows-1252" in messages(reading, DOUBTFUL)
