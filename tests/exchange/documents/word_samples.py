"""Word documents made for tests and benchmarks, as Word, Google Docs and strict OOXML have them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_SPACES: Final = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS: Final = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings")

STYLES: Final = (
    "<w:docDefaults/>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My heading"/>'
    '<w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>'
    "</w:style>"
)


def root(name: str, content: str, spaces: str = _SPACES) -> str:
    """A part with its root element."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{name} {spaces}>{content}</w:{name}>"


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def para(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what does not begin with “<” becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{''.join(c if c[:1] == '<' else run(c) for c in content)}</w:p>"


def item(words: str, level: int = 0, number: int = 1) -> str:
    """An item of a list."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return para(words, properties=numbering)


def table(*rows: str, width: int = 3) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="2000"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; what does not begin with “<” becomes a cell."""
    head = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{head}{''.join(c if c[:1] == '<' else cell(c) for c in cells)}</w:tr>"


def cell(words: str, properties: str = "") -> str:
    """A cell of one paragraph, or of the blocks given."""
    inner = words if words[:1] == "<" else para(words) if words else para()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def level(place: int, style: str, text: str, more: str = "") -> str:
    """A level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def definition(key: int, *levels: str) -> str:
    """A list's definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def instance(key: int, of: int, overrides: str = "") -> str:
    """An instance of a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def field(instruction: str, result: str) -> str:
    """A field in three parts."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result if result[:1] == "<" else run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def note(kind: str, key: int, *content: str) -> str:
    """The text of a foot- or endnote."""
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{key}">{para(mark, *content)}</w:{kind}>'


def word(
    body: str,
    *,
    shape: str = "word",
    links: Mapping[str, str] | None = None,
    core: str = "",
    more: Mapping[str, str | bytes] | None = None,
    **parts: str,
) -> bytes:
    """A package around a body. `shape` is word, google (targets from the root of the package, no
    styles unless given), second (the main part is ``document2.xml``) or strict."""
    main = "document2.xml" if shape == "second" else "document.xml"
    lead = "/word/" if shape == "google" else ""
    given = {name: text for name, text in parts.items() if text}
    if shape != "google":
        given.setdefault("styles", STYLES)
    relations = [
        f'<Relationship Id="rP{n}" Type="{_OFFICE}/relationships/{name}"'
        f' Target="{lead}{name}.xml"/>'
        for n, name in enumerate(given)
    ]
    relations += [
        f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/hyperlink"'
        f' Target={quoteattr(target)} TargetMode="External"/>'
        if "://" in target
        else f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/image" Target="{target}"/>'
        for key, target in (links or {}).items()
    ]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/{main}" ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{_OFFICE}/relationships/officeDocument"'
            f' Target="{lead or "word/"}{main}"/><Relationship Id="r2" Type="{_PACKAGE}'
            '/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        ),
        f"word/{main}": root("document", f"<w:body>{body}</w:body>"),
        f"word/_rels/{main}.rels": _relationships("".join(relations)),
    }
    if core:
        files["docProps/core.xml"] = _core(core)
    files.update({f"word/{name}.xml": root(name, text) for name, text in given.items()})
    files.update(more or {})
    if shape == "strict":
        files = {name: _strict(text) for name, text in files.items()}
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of the files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # The type of an OpenDocument package is to be found without unpacking anything.
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return target.getvalue()


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def _core(content: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{content}</cp:coreProperties>"
    )


def _strict(content: str | bytes) -> str | bytes:
    if isinstance(content, bytes):
        return content
    for usual, strict in (
        (_MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (f"{_OFFICE}/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        (f"{_OFFICE}/math", "http://purl.oclc.org/ooxml/officeDocument/math"),
        (
            "http://schemas.openxmlformats.org/drawingml/2006/",
            "http://purl.oclc.org/ooxml/drawingml/",
        ),
    ):
        content = content.replace(usual, strict)
    return content


WORDS: Final = (
    *("the", "tax", "will", "fall", "said", "minister", "naïve", "café", "😀", "however"),
    *("“quoted”", "growth", "of", "2,5", "percent", "Größe", "שלום", "عالم", "e\u0301te\u0301"),
    *("hy\u00adphen", "no\u00a0break", "and", "of", "in", "to", "a", "is"),
)


def report(pages: int, seed: int = 0) -> bytes:
    """A document of about so many printed pages (450 words each), in the style of Word: headings,
    several runs a paragraph, a list, a table and notes on each page."""
    chance = random.Random(seed)
    body: list[str] = []
    notes: list[str] = []

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    for page in range(pages):
        body.append(para(words(5), style="berschrift1" if page % 5 == 0 else "berschrift2"))
        for _ in range(5):
            pieces = []
            for piece in range(5):
                properties = _FORMATS[chance.randrange(len(_FORMATS))]
                pieces.append(run(words(14) + " ", properties))
                if piece == 0:
                    pieces.append("<w:bookmarkStart w:id='1' w:name='b'/><w:bookmarkEnd w:id='1'/>")
            body.append(para(*pieces, properties='<w:spacing w:after="120"/><w:jc w:val="both"/>'))
        notes.append(note("footnote", page + 2, words(12)))
        mark = f'<w:r><w:footnoteReference w:id="{page + 2}"/></w:r>'
        body.append(para("<w:r><w:lastRenderedPageBreak/></w:r>", words(8), mark))
        body += [item(words(7), number % 2) for number in range(4)]
        body.append(table(*(row(words(2), words(3), words(1)) for _ in range(3))))
    numbering = definition(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
    return word(
        "".join(body),
        footnotes="".join(notes),
        numbering=numbering + instance(1, 0),
        core="<dc:title>Report</dc:title>",
    )


_FORMATS: Final = (
    "",
    "",
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>',
    '<w:b/><w:bCs/><w:sz w:val="22"/><w:lang w:val="en-GB"/>',
    '<w:i/><w:color w:val="FF0000"/>',
)


def rich(shape: str = "word") -> bytes:
    """A document with one of nearly everything; small."""
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        "<wp:docPr id='1' name='Box' descr='A box'/><a:graphic><wps:txbx><w:txbxContent>"
        f"{para('in a box')}</w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{para('in a box')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    picture = (
        "<w:r><w:drawing><wp:inline><wp:docPr id='2' name='P' descr='A harbour'/><a:graphic>"
        "<a:blip r:embed='rI'/></a:graphic></wp:inline></w:drawing></w:r>"
    )
    who = 'w:author="Ann" w:date="2026-01-02T03:04:05Z"'
    changed = (
        f"<w:ins w:id='1' {who}>{run('new ')}</w:ins>"
        f"<w:del w:id='2' {who}><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3' {who}>{run('moved')}</w:moveFrom>"
        f"<w:moveTo w:id='4' {who}>{run('moved')}</w:moveTo>"
    )
    body = [
        para("A heading", style="berschrift1"),
        para("Words ", run("bold", "<w:b/>"), run(" and gone", "<w:vanish/>"), " e\u0301 😀 שלום."),
        para("See ", field(' HYPERLINK "http://example.org/a" ', "there"), " and ", _link()),
        para("With a note", "<w:r><w:footnoteReference w:id='2'/></w:r>", ", an endnote"),
        para("<w:r><w:endnoteReference w:id='2'/></w:r>", properties=_section("lowerRoman", 3)),
        item("one"),
        item("one a", 1),
        para(box, picture, "beside it"),
        para(changed, "<w:commentRangeStart w:id='0'/>", "said", "<w:commentRangeEnd w:id='0'/>"),
        para("<w:r><w:commentReference w:id='0'/></w:r>", "<w:r><w:br w:type='page'/></w:r>"),
        para("<w:r><w:lastRenderedPageBreak/><w:tab/><w:sym w:font='Symbol' w:char='F061'/></w:r>"),
        table(
            row(cell("a", '<w:gridSpan w:val="2"/>'), "b", properties="<w:tblHeader/>"),
            row(
                cell("c", '<w:vMerge w:val="restart"/>'),
                "d",
                cell(table(row("x", "y"), width=2) + para()),
            ),
            row(cell("", "<w:vMerge/>"), "e", "f"),
        ),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{para('controlled')}</w:sdtContent></w:sdt>",
        para(
            "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r>"
            "</m:den></m:f></m:oMath>"
        ),
        _section("decimal", None).replace("nextPage", "continuous"),
    ]
    return word(
        "".join(body),
        shape=shape,
        links={"rL": "https://example.org/?a=1&b=2", "rI": "media/image1.png"},
        core="<dc:title>A title</dc:title><dc:creator>Ann</dc:creator>"
        "<dcterms:created>2026-01-02T03:04:05Z</dcterms:created>",
        styles=STYLES,
        numbering=definition(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%1%2)"))
        + instance(1, 0),
        footnotes=note("footnote", 2, " The note."),
        endnotes=note("endnote", 2, " The endnote."),
        comments=f"<w:comment w:id='0' {who}>{para('Is it?')}</w:comment>",
    )


def _link() -> str:
    return f'<w:hyperlink r:id="rL" w:anchor="here">{run("here")}</w:hyperlink>'


def _section(style: str, start: int | None) -> str:
    begin = "" if start is None else f' w:start="{start}"'
    return f'<w:sectPr><w:type w:val="nextPage"/><w:pgNumType w:fmt="{style}"{begin}/></w:sectPr>'
