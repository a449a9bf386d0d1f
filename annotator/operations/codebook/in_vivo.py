"""In-vivo codes: the words of a passage become a code, and the passage is coded with it."""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.changes import CODE, Changes
from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.folding import search_key
from annotator.corpus.limits import codes_fault
from annotator.corpus.messages import tr
from annotator.corpus.span import Span, passage
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.codebook.codes import check, new_code
from annotator.operations.codebook.coloring import next_color
from annotator.operations.codings.editing import NewCoding, record_many
from annotator.storage import codebook_queries, queries
from annotator.storage.codebook_rows import code_row
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import DocumentRow

LONGEST: Final = 60
"""Characters that the name of such a code has at most."""
_QUOTED: Final = 400
_AROUND: Final = re.compile(r"^[\W_]+|[\W_]+$")
_SAYING: Final = re.compile("[?!%‰°€$£]+")
"""Signs behind a word that say something."""
_UNSEEN: Final = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\ufffc\x00-\x08\x0b-\x1f\x7f]")


def name_from(words: str) -> str:
    """The name that words of a text give to a code: on one line, without the marks around them,
    shortened between two words. Empty where they have no letter and no digit."""
    flat = " ".join(_UNSEEN.sub("", words).split())
    bare = _AROUND.sub("", flat)
    if not bare:
        return ""
    following = flat[flat.index(bare) + len(bare) :]
    if (said := _SAYING.match(following)) is not None:
        bare += said[0]
    if len(bare) <= LONGEST:
        return bare
    short = bare[: LONGEST - 1]
    cut = short.rfind(" ")
    return _AROUND.sub("", short[:cut] if cut > LONGEST // 3 else short) + "…"


def same_code(codebook: Codebook, name: str) -> Code | None:
    """The code of this name that passages can be coded with: rather one that is written alike to
    the letter, else one that differs in capitals and signs that look alike."""
    able = [code for _depth, code in codebook.walk() if code.codable]
    exact = next((code for code in able if code.name == name), None)
    wanted = search_key(name)
    return exact or next((code for code in able if search_key(code.name) == wanted), None)


def code_in_vivo(project: ProjectFile, by: str, document: str, spans: tuple[Span, ...]) -> Changes:
    """Code a passage with its own words, as one step: by the code of that name, or by a new one,
    last of the top level, whose definition quotes the passage. UserError where the passage has no
    words."""
    with project.transaction("Code", by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        words = passage(queries.text_if_known(record.connection, document), spans)
        name = name_from(words)
        if not name:
            raise UserError(tr("The passage has no words that a code could be named by."))
        code = same_code(codebook, name)
        if code is None:
            code = _record_new(record, codebook, name, document, words)
        record_many(record, by, [NewCoding(document, code.guid, spans)])
        label = "Code a passage with its own words, as {name}"
        record.label = step_label(label, name=code.name)
    return step.changes


def _record_new(record: Recorder, codebook: Codebook, name: str, document: str, words: str) -> Code:
    if (fault := codes_fault(len(codebook.codes) + 1)) is not None:
        raise UserError(fault)
    code = new_code(name, next_color(codebook))
    check(codebook, code)
    top = codebook.children(None)
    flat = " ".join(words.split())
    quote = flat if len(flat) <= _QUOTED else flat[: _QUOTED - 1] + "…"
    where = record.read(DocumentRow, [document])[document].name
    definition = tr("In vivo, from “{document}”: “{words}”", document=where, words=quote)
    position = top[-1].position + 1 if top else 0
    record.add(CODE, [code_row(code) | {"position": position, "definition": definition}])
    return code
