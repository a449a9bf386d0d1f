"""INCEpTION and WebAnno: single files (CAS XMI or JSON, WebAnno TSV 3.x) and whole project exports.

Source: INCEpTION's user guide on exported projects: `source/NAME` has the text as it was added,
`annotation/NAME/USER.…` what each person annotated (a file, or a ZIP archive of a CAS and its
types), `curation/NAME/…` the result, `exportedproject.json` the rest.
"""

from __future__ import annotations

import io
import re
from typing import Final

from annotator.corpus.document import Progress
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.plain_text import decode
from annotator.exchange.programs.draft import UTF16, Draft, DraftDocument, DraftMemo
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.json_values import objects_of, parse_json, text_in
from annotator.exchange.programs.layers import Annotation, add_annotations, add_layer
from annotator.exchange.programs.program import Source
from annotator.exchange.programs.uima import is_cas_json, is_xmi, read_cas
from annotator.exchange.programs.webanno_tsv import MARK, read_tsv

_ANNOTATION: Final = re.compile(r"(?:.*/)?(annotation|curation)/(.+)/([^/]+)")
_PROJECT: Final = re.compile(r"(?:.*/)?exportedproject[^/]*\.json")
_FORMATS: Final = (".tsv", ".xmi", ".json", ".zip")
_DOCUMENT_DATA: Final = re.compile(r"(?:INITIAL_CAS|.*TypeSystem)\b.*", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s")
_CURATION: Final = "Curation"
_DONE: Final = {"FINISHED": Progress.DONE, "IN_PROGRESS": Progress.IN_PROGRESS}


def recognises(files: Files) -> bool:
    """Whether the files are an exported project, or the one file is a CAS or WebAnno TSV."""
    if files.only:
        return _is_annotated(files.head(files.only))
    if any(_PROJECT.fullmatch(name) for name in files.names):
        return any(_ANNOTATION.fullmatch(name) for name in files.names)
    found = [name for name in files.ending(".tsv", ".xmi", ".json") if _wanted(name)]
    return bool(found) and all(_is_annotated(files.head(name)) for name in found[:5])


def _wanted(name: str) -> bool:
    return not _DOCUMENT_DATA.fullmatch(name.rpartition("/")[2])


def _is_annotated(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf")
    return text.startswith(MARK.encode()) or is_xmi(head) or is_cas_json(head)


def read(source: Source) -> Job[Draft]:
    """What everybody annotated in every document."""
    reader = _Reader(source)
    files = source.files
    if files.only:
        yield from reader.single(files.only)
        return reader.draft
    projects = [name for name in files.names if _PROJECT.fullmatch(name)]
    reader.project(projects[0] if projects else "")
    found = [(name, _ANNOTATION.fullmatch(name)) for name in files.names if _wanted(name)]
    work = [(name, one) for name, one in found if one and name.lower().endswith(_FORMATS)]
    for number, (name, one) in enumerate(work):
        yield JobProgress(number, len(work), tr("Reading {name}", name=name))
        coder = one[3].rpartition(".")[0]
        reader.annotated(name, one[2], _CURATION if one[1] == "curation" else coder)
    if not work:
        single = [name for name in files.ending(*_FORMATS[:3]) if _wanted(name)]
        folders = all("/" in name for name in single)  # a folder a coder
        for name in single:
            if _is_annotated(files.head(name)):
                yield from reader.single(name, name.rpartition("/")[0] if folders else "")
    if not reader.draft.documents:
        raise UserError(tr("“{name}” holds no annotated documents.", name=source.name))
    return reader.draft


class _Reader:
    """Reads one export. The text of a document is that of the first file that has it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.draft = Draft("INCEpTION", source.stem)
        self.texts: dict[str, DraftDocument] = {}

    def single(self, name: str, coder: str = "") -> Job[None]:
        """A file by itself; who annotated it is seldom in it."""
        yield JobProgress(0, 0, tr("Reading {name}", name=name))
        self._add(name, self.source.files.read(name), name.rpartition("/")[2], coder)

    def project(self, name: str) -> None:
        """Name, people and progress, where the export says them."""
        said = parse_json(self.source.files.read(name), name) if name else None
        if not isinstance(said, dict):
            return
        self.draft.name = text_in(said, "name") or self.draft.name
        self.draft.version = text_in(said, "application_version")
        self.draft.memos.append(DraftMemo("", "", text_in(said, "description")))
        for layer in objects_of(said.get("layers")):
            add_layer(self.draft, layer)
        for one in objects_of(said.get("annotation_documents")):
            progress = _DONE.get(text_in(one, "state"))
            if progress is not None:
                self.draft.statuses[text_in(one, "name"), text_in(one, "user")] = progress

    def annotated(self, name: str, document: str, coder: str) -> None:
        """What one person annotated: a file, or an archive with one in it."""
        data = self.source.files.read(name)
        if not name.lower().endswith(".zip"):
            self._add(name, data, document, coder)
            return
        with Archive(io.BytesIO(data), name) as archive:
            for member in archive.members:
                if _wanted(member.filename) and member.filename.lower().endswith(_FORMATS[:3]):
                    self._add(member.filename, archive.read(member), document, coder)

    def _add(self, name: str, data: bytes, document: str, coder: str) -> None:
        head = data[: 1 << 16]
        if head.removeprefix(b"\xef\xbb\xbf").startswith(MARK.encode()):
            text, annotations = read_tsv(data, name)
            text = self._original(document, text, annotations)
        else:
            text, annotations = read_cas(data, name)
        known = self.texts.get(document)
        key = document if known is None or known.raw == text else f"{document} ({coder})"
        if key not in self.texts:
            self.texts[key] = DraftDocument(key, key, text, UTF16)
            self.draft.documents.append(self.texts[key])
        self.draft.coders.append(coder)
        add_annotations(self.draft, key, coder, annotations, f"{key}\t{coder}\t")

    def _original(self, document: str, text: str, annotations: list[Annotation]) -> str:
        """The text as it was added, where the export has it and all sentences stand in it as in
        the TSV: that one lacks the white space between them."""
        name = self.source.files.found(f"source/{document}")
        if name is None or not annotations or not document.lower().endswith((".txt", ".text")):
            return text
        raw, _encoding = decode(self.source.files.read(name), name)
        return raw if _bare(raw).rstrip() == _bare(text).rstrip() else text


def _bare(text: str) -> str:
    """The text with every white space as one that is the same."""
    return _SPACE.sub(" ", text)
