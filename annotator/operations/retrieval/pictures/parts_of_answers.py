"""What pictures show of an answer: its codings by code, and how they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.corpus.drawing import Mark, Passages
from annotator.corpus.messages import number_of, quoted, tr
from annotator.operations.retrieval.pictures.marks import MadeMarks
from annotator.operations.retrieval.questions import Answer
from annotator.operations.team import coders
from annotator.retrieval.arrays import Bools, Ints
from annotator.retrieval.pictures.values import Heading


@dataclass(frozen=True, eq=False)
class ShownCodings:
    """The codings of an answer, in the order of the text, with the codes that are drawn.

    codes: numbers of codes in the material, in the order of the codebook. place: (codings,) the
    place of each one's code among these, -1 where it is not drawn.
    """

    answer: Answer
    codings: Ints
    codes: Ints
    place: Ints

    @property
    def names(self) -> list[str]:
        """What the codes are called: by the last name of their path where no other has it."""
        book, material = self.answer.material.codebook, self.answer.material
        paths = [book.path(material.codes[number]) for number in self.codes.tolist()]
        last = [path[-1] for path in paths]
        return [p[-1] if last.count(p[-1]) == 1 else " > ".join(p) for p in paths]

    @property
    def colors(self) -> list[str]:
        """The colours of the codes."""
        material = self.answer.material
        by_guid = material.codebook.by_guid
        return [by_guid[material.codes[number]].color for number in self.codes.tolist()]

    def heading(self, title: str, *notes: str) -> Heading:
        """With the question, on whose codings it was answered, and n."""
        documents = np.unique(self.answer.material.table.document[self.codings]).size
        about = tr(
            "{line}, in {codings}. n\u00a0=\u00a0{number} in {documents}.",
            line=quoted(self.answer.line),
            codings=self.answer.analysis_set.words(),
            number=number_of(self.codings.size, "coding"),
            documents=number_of(int(documents), "document"),
        )
        left_out = int(np.unique(self._codes_left_out()).size)
        said = []
        if left_out:
            said.append(
                tr("Left out: {codes} with fewer codings.", codes=number_of(left_out, "code"))
            )
        return Heading(title, about, (*said, *notes, *self.answer.remarks))

    def _codes_left_out(self) -> Ints:
        return np.asarray(self.answer.material.table.code[self.codings[self.place < 0]])

    def marks_of_cells(
        self, cell: Ints, shape: tuple[int, int], words: Callable[[int, int, int], str]
    ) -> Sequence[Mark]:
        """A mark for each of the cells of series by bars; `cell` is of each coding the number of
        the cell that it is in. `words` of series, bar and number says what a cell is."""
        order = np.argsort(cell, kind="stable")
        ordered = cell[order]

        def make(number: int) -> Mark:
            low, high = np.searchsorted(ordered, (number, number + 1)).tolist()
            own = self.codings[order[low:high]]
            guids = self.answer.material.guids
            found = tuple(guids[one] for one in np.unique(own).tolist())
            return Mark(words(*divmod(number, shape[1]), len(found)), Passages(codings=found))

        return MadeMarks(shape[0] * shape[1], make)

    def mark_of(self, number: int) -> Mark:
        """The mark of one coding."""
        material, table = self.answer.material, self.answer.material.table
        coding = int(self.codings[number])
        labels = coders.labels(material.coders)
        document = int(table.document[coding])
        begins = int(table.document_start[document])
        label = tr(
            "{code}, {coder}: {document}, {start:,} to {end:,}",
            code=" > ".join(material.codebook.path(material.code_of(coding))),
            coder=labels[material.coders[int(table.coder[coding])].guid],
            document=material.documents[document].name,
            start=int(table.start[coding]) - begins,
            end=int(table.end[coding]) - begins,
        )
        return Mark(label, Passages(codings=(material.guids[coding],)))


def shown_codings(answer: Answer, most_codes: int) -> ShownCodings:
    """The codings of an answer; of pairs and common passages those of their left side."""
    table = answer.material.table
    codings = np.unique(answer.found.codings)
    number = np.bincount(table.code[codings], minlength=len(answer.material.codes))
    order = np.argsort(-number, kind="stable")[:most_codes]
    codes = np.sort(order[number[order] > 0]).astype(np.int64)
    at = np.full(number.size, -1, dtype=np.int64)
    at[codes] = np.arange(codes.size)
    return ShownCodings(answer, codings, codes, at[table.code[codings]])


def parts_of(shown: ShownCodings, wanted: Bools) -> tuple[Ints, Ints]:
    """(part, coding) numbers of the parts of the codings that are wanted, and the places of these
    in `shown.codings`."""
    table = shown.answer.material.table
    at = np.full(len(table), -1, dtype=np.int64)
    at[shown.codings[wanted]] = np.flatnonzero(wanted)
    part = np.flatnonzero(at[table.parts.coding] >= 0)
    return part, at[table.parts.coding[part]]
