"""A codebook alone as REFI-QDA Codebook (.qdc): plain XML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from annotator import __version__
from annotator.corpus.codebook import Codebook, CodeSet
from annotator.corpus.job import finish
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import MAX_XML
from annotator.exchange.refi.code_reading import CodeReader
from annotator.exchange.refi.code_sets import code_set_of
from annotator.exchange.refi.code_tree import add_codes
from annotator.exchange.refi.intake import Identities
from annotator.exchange.refi.left_behind import report_set
from annotator.exchange.refi.losses import code_texts
from annotator.exchange.refi.names import is_xml
from annotator.exchange.refi.parsing import child, children, local, parse_xml, text_of
from annotator.exchange.refi.relation_types import RelationTypeReader, add_relation_types
from annotator.exchange.refi.report import Findings, RefiReport, codebook_counts
from annotator.exchange.refi.vocabulary import CODEBOOK_NS, ORIGIN, add
from annotator.input_files import opened, shown, size_of

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class CodebookReading:
    """A codebook that was read, and the report about it."""

    codebook: Codebook
    report: RefiReport


def write_codebook(codebook: Codebook, target: BinaryIO) -> RefiReport:
    """Write the codes as .qdc. Raises UserError where there is none: the format needs one.

    The name of the codebook and the times of its codes have no place in the format.
    """
    if not codebook.codes:
        raise UserError(
            tr("The codebook has no codes, and the format cannot say that. Add a code.")
        )
    root = etree.Element(f"{{{CODEBOOK_NS}}}CodeBook", nsmap={None: CODEBOOK_NS})
    root.set("origin", f"{ORIGIN} {__version__}")
    add_codes(add(root, "Codes"), codebook, None, {})
    add_relation_types(root, codebook, "guid", None)
    etree.ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)
    return codebook_preview(codebook)


def codebook_preview(codebook: Codebook) -> RefiReport:
    """What a .qdc of the codebook would carry and what it could not."""
    findings = Findings()
    if codebook.name:
        findings.left(
            tr("codebook"),
            tr("The format has no place for the name; it is the file's name."),
        )
    for code in codebook.codes:
        if not is_xml(code_texts(code)):
            findings.left(
                tr("code “{name}”", name=code.name), tr("Control characters are left out.")
            )
    for kind in codebook.relation_types:
        if not is_xml(kind.name):
            findings.left(
                tr("relation “{name}”", name=kind.name), tr("Control characters are left out.")
            )
    counts = codebook_counts(codebook)
    return RefiReport(tr("REFI-QDA Codebook"), f"{ORIGIN} {__version__}", counts, findings.all())


def read_codebook(data: Path, when: datetime) -> CodebookReading:
    """The codebook at `data`, named as its file; `when` becomes the codes' times.

    Raises UserError where it cannot be read or holds no code.
    """
    name = shown(data.name)
    size = size_of(data)
    with opened(data, MAX_XML) as file:
        parsed = finish(parse_xml(iter(lambda: file.read(_CHUNK), b""), size, name))
    root = parsed.root
    codebook = root if local(root) == "CodeBook" else child(root, "CodeBook")
    findings = Findings()
    reader = CodeReader(Identities(parsed.digest, findings), findings, when)
    reader.read(codebook)
    if not reader.codes:
        raise UserError(
            tr("“{name}” holds no REFI-QDA codebook with at least one code.", name=name)
        )
    codes, attributes = tuple(reader.codes), tuple(reader.attributes)
    sets = RelationTypeReader(reader.identities, findings, when)
    types = sets.read(root, Codebook(codes))
    code_sets = []
    for group in sets.others:
        own = code_set_of(group, Codebook(codes), reader.known)
        if own is None:
            report_set(group, findings)
        else:
            code_sets.append(own)
            _tell_description(group, own, findings)
    result = Codebook(codes, shown(data.stem), attributes, tuple(types), tuple(code_sets))
    counts = codebook_counts(result)
    report = RefiReport(tr("REFI-QDA Codebook"), root.get("origin", ""), counts, findings.all())
    return CodebookReading(result, report)


def _tell_description(group: etree._Element, own: CodeSet, findings: Findings) -> None:
    """Sets have no description here."""
    words = "".join(text_of(one) for one in children(group, "Description")).strip()
    if words:
        findings.left(
            tr("set “{name}”", name=own.name),
            tr("Sets have no description: “{words}”.", words=words[:300]),
        )
