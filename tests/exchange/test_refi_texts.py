"""Where the text of a source comes from: files, PDF representations, Word documents."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

from annotator.exchange.refi import Reading
from annotator.exchange.refi.report import DOUBTFUL, LEFT_BEHIND, SETTLED
from tests.exchange.refi_foreign import (
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
from tests.exchange.refi_samples import archive, read_bytes


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


RICH = f'<TextSource guid="{DOC}" name="D" richTextPath="internal://{FILE}.docx">'


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def read_word(tmp_path: Path, body: str, selections: str = "", origin: str = "X") -> Reading:
    xml = project(f"{RICH}{selections}</TextSource>", origin=origin)
    return read_bytes(archive(xml, {f"sources/{FILE}.docx": docx(body)}), tmp_path)


def test_what_word_documents_hold(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>"
        f"{para(run('in a box'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        f"{para(run('in a box'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    cells = "".join(f"<w:tc>{para(run(words))}</w:tc>" for words in ("one", "two"))
    changed = (
        f"<w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('moved')}</w:moveFrom><w:moveTo>{run('moved')}</w:moveTo>"
    )
    field = "<w:r><w:instrText> PAGE </w:instrText></w:r><w:hyperlink>" + run("link")
    body = (
        para(run("Before "), box, run("after"))
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        + para(changed)
        + para(field, "</w:hyperlink><w:r><w:footnoteReference w:id='2'/></w:r>")
        + para("<w:r><w:sym w:font='Wingdings' w:char='F04A'/><w:noBreakHyphen/><w:cr/></w:r>")
        + para(run("a &amp; b 😀"))
    )
    reading = read_word(tmp_path, body)
    lines = ["Before after", "in a box", "one", "two", "new moved", "link", "\uf04a\u2011", ""]
    assert reading.content.documents[0].text == "\n".join([*lines, "a & b 😀"])
    assert "without 1 footnote" in messages(reading, LEFT_BEHIND)


def test_the_ends_of_paragraphs_count_one_or_two(tmp_path: Path) -> None:
    lines = [f"Line {n} says something." for n in range(30)]
    body = "".join(para(run(line)) for line in lines)
    for end in ("\n", "\n\n", "\r\n"):
        text = end.join(lines)
        spans = [at(line, text) for line in lines[5:]]
        made = "".join(
            selection(*span, name=line) for span, line in zip(spans, lines[5:], strict=True)
        )
        reading = read_word(tmp_path, body, made)
        assert passages(reading) == lines[5:]
        assert reading.content.documents[0].text == "\n".join(lines)


def test_a_word_document_that_another_program_read_otherwise(tmp_path: Path) -> None:
    """The passages are not guessed."""
    made = selection(9, 15, "second") + selection(20, 25, "third")
    reading = read_word(tmp_path, para(run("The first, the second, the third.")), made)
    assert passages(reading) == []
    assert "2 selections: the names are nowhere the words" in messages(reading, LEFT_BEHIND)


def test_bombs_and_broken_word_documents(tmp_path: Path) -> None:
    deep = "<w:x>" * 5000 + "</w:x>" * 5000
    assert "nested" in messages(read_word(tmp_path, deep), LEFT_BEHIND)
    assert "damaged" in messages(read_word(tmp_path, "<w:p>"), LEFT_BEHIND)
    tracemalloc.start()
    large = read_word(tmp_path, "<w:p/>" * 1_000_000 + "<!-- -->" * 2_400_000)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "times when unpacked" in messages(large, LEFT_BEHIND)
    assert peak < 200_000_000
    data = archive(
        project(f"{RICH}</TextSource>"), {f"sources/{FILE}.docx": b"\xd0\xcf\x11\xe0" * 99}
    )
    assert "not a ZIP archive" in messages(read_bytes(data, tmp_path), LEFT_BEHIND)


def test_a_text_with_a_few_bytes_that_are_none_stays_utf8(tmp_path: Path) -> None:
    damaged = TEXT.encode().replace(b"five", b"f\x92ve")
    data = archive(project(source("")), {f"sources/{FILE}.txt": damaged})
    reading = read_bytes(data, tmp_path)
    assert reading.content.documents[0].text == TEXT.replace("five", "f\ufffdve")
    assert "1 place of its text" in reading.report.findings[0].message
