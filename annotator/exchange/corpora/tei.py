"""TEI P5 with stand-off annotation: `<standOff>` with a `<spanGrp>` a coder.

TEI Guidelines, 16.10 (standOff), 17.3 (spans) and 16.2.4 (string-range pointers). The codebook is a
`<taxonomy>`. Positions count code points of the `<ab>` that holds the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from annotator.corpus.codebook import Code
from annotator.corpus.coding import Coding
from annotator.corpus.document import Document
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.coded_text.xml_words import value, words
from annotator.exchange.corpora import losses
from annotator.exchange.corpora.material import Material, text_of
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.refi.report import RefiReport

_HOLDS = losses.EVERYTHING
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def preview(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What TEI can't hold, as it is used here."""
    return losses.report("TEI", content, _HOLDS, xml=True)


def write(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[RefiReport]:
    """Write one `<teiCorpus>`, UTF-8."""
    material = Material(content)
    file.write(f'{_HEAD}<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'.encode())
    file.write("".join(_corpus_header(material)).encode())
    for number, document in enumerate(content.documents, 1):
        yield JobProgress(number, len(content.documents), tr("Writing {name}", name=document.name))
        file.write("".join(_text(material, document, number)).encode("utf-8"))
    file.write(b"</teiCorpus>\n")
    return preview(content, settings)


def _name(guid: str) -> str:
    """An XML name from a GUID, which may begin with a digit."""
    return f"g-{guid}"


def _header(title: str, more: str = "") -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{words(title)}</title></titleStmt>"
        "<publicationStmt><p>Exported from Annotator.</p></publicationStmt>"
        f"<sourceDesc><p>{words(title)}</p></sourceDesc></fileDesc>{more}</teiHeader>\n"
    )


def _corpus_header(material: Material) -> Iterator[str]:
    content = material.content
    taxonomy = "".join(_category(content, code, 0) for code in content.codebook.children(None))
    people = "".join(
        f'<person xml:id="{_name(guid)}"><persName>{words(name)}</persName></person>'
        for guid, name in material.coders.items()
    )
    encoding = (
        "<encodingDesc><classDecl>"
        f'<taxonomy xml:id="codebook">{taxonomy or "<category><catDesc/></category>"}</taxonomy>'
        "</classDecl></encodingDesc>"
    )
    profile = (
        f"<profileDesc><particDesc><listPerson>{people}</listPerson></particDesc></profileDesc>"
        if people
        else ""
    )
    yield _header(content.name, encoding + profile)


def _category(content: ProjectContent, code: Code, depth: int) -> str:
    parts = (code.definition, code.when_to_use, code.when_not_to_use)
    kinds = ("definition", "when-to-use", "when-not-to-use")
    notes = "".join(
        f'<note type="{kind}">{words(text)}</note>'
        for kind, text in zip(kinds, parts, strict=True)
        if text
    )
    below = content.codebook.children(code.guid)
    inner = "".join(_category(content, one, depth + 1) for one in below)
    return (
        f'<category xml:id="{_name(code.guid)}" style="background-color: {code.color}">'
        f"<catDesc><term>{words(code.name)}</term>{notes}"
        f"</catDesc>{inner}</category>"
    )


def _text(material: Material, document: Document, number: int) -> Iterator[str]:
    # A character that XML forbids would shift what follows: another one stands in its place.
    text = FORBIDDEN.sub("\ufffd", document.text)
    said = material.said.get(document.guid, {})
    notes = "".join(f"<note type={value(name)}>{words(one)}</note>" for name, one in said.items())
    more = f"<xenoData><list>{notes}</list></xenoData>" if notes else ""
    yield f'<TEI xml:id="{_name(document.guid)}">{_header(document.name, more)}'
    yield f'<text><body><ab xml:id="t{number}" xml:space="preserve">{words(text)}</ab></body>'
    yield "</text>\n"
    yield "<standOff>\n"
    for coder in material.coders:
        own = material.codings(document.guid, coder)
        if own:
            yield f'<spanGrp type="codings" resp="#{_name(coder)}">\n'
            yield from (_span(material, one, number) for one in own)
            yield "</spanGrp>\n"
    yield from _links(material, document)
    yield "</standOff></TEI>\n"


def _span(material: Material, one: Coding, number: int) -> str:
    ranges = " ".join(f"#string-range(t{number},{span.start},{span.length})" for span in one.spans)
    said = "".join(
        f"<note type={value(name)}>{words(text_of(text))}</note>"
        for name, text in material.attributes(one).items()
    )
    memo = material.memos.get(one.guid)
    said += f'<note type="memo">{words(memo)}</note>' if memo else ""
    return (
        f'<span xml:id="{_name(one.guid)}" ana="#{_name(one.code)}" target="{ranges}">'
        f"{said}</span>\n"
    )


def _links(material: Material, document: Document) -> Iterator[str]:
    """The relations that begin in a document."""
    here = {one.guid for coder in material.coders for one in material.codings(document.guid, coder)}
    own = [one for one in material.content.relations if one.source in here]
    if own:
        yield '<linkGrp type="relations">\n'
        for one in own:
            ends = f"#{_name(one.source)} #{_name(one.target)}"
            yield (
                f'<link xml:id="{_name(one.guid)}" type={value(material.kinds[one.kind])}'
                f' resp="#{_name(one.coder)}" target="{ends}"/>\n'
            )
        yield "</linkGrp>\n"
