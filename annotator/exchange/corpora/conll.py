"""IOB2 by token, in the columns of CoNLL-U Plus (https://universaldependencies.org/ext-format.html).

A layer is a coder's codings, or, where two of these share a token, those of one code; where even
those do, the longer one has the token and the rest goes without. Tokens are the program's words and
the single marks between them; sentences end with a blank line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from annotator.corpus import boundaries
from annotator.corpus.coding import Coding
from annotator.corpus.document import Document
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import EMPTY
from annotator.corpus.text import DocumentText
from annotator.exchange.corpora import losses
from annotator.exchange.corpora.material import Material
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.refi.report import RefiReport

_HOLDS = frozenset({losses.TEXTS, losses.PARTS})
OUTSIDE: Final = "O"


def preview(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What CoNLL can't hold."""
    return losses.report("CoNLL (IOB2)", content, _HOLDS, tokens=True)


def write(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[RefiReport]:
    """Write one file, UTF-8 with LF."""
    material = Material(content)
    layers = _layers(material)
    names = [one.name for one in layers]
    file.write(f"# global.columns = FORM START END {' '.join(names)}\n".encode())
    for done, document in enumerate(content.documents):
        yield JobProgress(done, len(content.documents), tr("Writing {name}", name=document.name))
        file.write(b"".join(_document(material, document, layers)))
    return preview(content, settings)


@dataclass(frozen=True, slots=True)
class _Layer:
    """A column: its name, the coder, and the code or None for all."""

    name: str
    coder: str
    code: str | None


def _layers(material: Material) -> list[_Layer]:
    found: list[_Layer] = []
    by_coder: dict[str, list[Coding]] = {}
    for one in material.content.codings:
        by_coder.setdefault(one.coder, []).append(one)
    for coder, own in by_coder.items():
        folder = material.folders[coder]
        if not _overlap(own):
            found.append(_Layer(folder, coder, None))
            continue
        used = dict.fromkeys(one.code for one in own)
        found += [_Layer(f"{folder}:{material.labels[code]}", coder, code) for code in used]
    return found


def _overlap(codings: Sequence[Coding]) -> bool:
    """Whether two codings of a coder share a character; they come by document and start."""
    document, reached = "", 0
    spans = ((one.document, span) for one in codings for span in one.spans)
    for where, span in sorted(spans, key=lambda pair: (pair[0], pair[1].start)):
        if where != document:
            document, reached = where, 0
        if span.start < reached:
            return True
        reached = max(reached, span.end)
    return False


def tokens(text: DocumentText) -> list[list[tuple[int, int]]]:
    """The tokens of each sentence: words, and single characters between them that are no space."""
    words = boundaries.words(text.text)
    found: list[tuple[int, int]] = []
    position = 0
    for start, end in [*words, (len(text.text), len(text.text))]:
        found += [(at, at + 1) for at in range(position, start) if not text.text[at].isspace()]
        if start < end:
            found.append((start, end))
        position = end
    sentences: list[list[tuple[int, int]]] = []
    starts = [start for start, _end in boundaries.sentences(text)]
    number = -1
    for token in found:
        own = bisect_right(starts, token[0])
        if own != number or not sentences:
            sentences.append([])
            number = own
        sentences[-1].append(token)
    return sentences


def _document(material: Material, document: Document, layers: Sequence[_Layer]) -> list[bytes]:
    """The lines in pieces: with hundreds of layers a file has hundreds of megabytes, of which none
    is copied before it is joined."""
    structure = material.content.structures.get(document.guid, EMPTY)
    sentences = tokens(DocumentText(document.text, structure))
    flat = [token for sentence in sentences for token in sentence]
    starts, ends = [start for start, _end in flat], [end for _start, end in flat]
    place_of = {(one.coder, one.code): place for place, one in enumerate(layers)}
    by_layer: dict[int, list[Coding]] = {}
    for coder in material.coders:
        for one in material.codings(document.guid, coder):
            layer = place_of.get((coder, None), place_of.get((coder, one.code), -1))
            by_layer.setdefault(layer, []).append(one)
    # How many columns in a row are outside, as one piece: most are.
    outside = [f"\t{OUTSIDE}".encode() * number for number in range(len(layers) + 1)]
    rows: list[list[bytes]] = [[] for _token in flat]
    reached = [0] * len(flat)
    for column, own in sorted(by_layer.items()):
        for token, tag in _tags(material, starts, ends, own).items():
            rows[token] += (outside[column - reached[token]], tag)
            reached[token] = column + 1
    pieces = [f"# newdoc id = {' '.join(document.name.split())}\n".encode()]
    place = 0
    for sentence in sentences:
        for start, end in sentence:
            pieces.append(f"{document.text[start:end]}\t{start}\t{end}".encode())
            pieces += rows[place]
            pieces += (outside[len(layers) - reached[place]], b"\n")
            place += 1
        pieces.append(b"\n")
    return pieces


def _tags(
    material: Material, starts: Sequence[int], ends: Sequence[int], codings: Sequence[Coding]
) -> dict[int, bytes]:
    """The cells of a layer by token: longer codings first, so that they keep their tokens."""
    tags: dict[int, bytes] = {}
    for one in sorted(codings, key=lambda coding: (coding.start - coding.end, coding.start)):
        label = material.labels[one.code].encode()
        for span in one.spans:
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
            if first < last and tags.keys().isdisjoint(range(first, last)):
                tags[first] = b"\tB-" + label
                tags |= dict.fromkeys(range(first + 1, last), b"\tI-" + label)
    return tags
