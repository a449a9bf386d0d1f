"""The codings of a project, loaded for questions, as a viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.job import Job, JobProgress, finish
from annotator.corpus.query import Condition, TextUnit
from annotator.operations.retrieval import conditions
from annotator.operations.retrieval.loaded import LoadedCodings
from annotator.operations.retrieval.texts import ProjectTexts
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Bools, Ints, ints
from annotator.retrieval.columns import DocumentCodings, table_of
from annotator.retrieval.material import Links
from annotator.retrieval.units import Units
from annotator.storage import codebook_queries, coding_columns_query, coding_queries, queries
from annotator.storage.attribute_type_rows import attribute_types


@dataclass(frozen=True, eq=False)
class ProjectMaterial(LoadedCodings):
    """What questions about a project are answered on (`annotator.retrieval.Material`).

    What is asked for besides the columns is read through the viewer and kept, so that a change of
    the project needs a new one.
    """

    _known: dict[Condition, Bools] = field(default_factory=dict)
    _units: dict[TextUnit, Units] = field(default_factory=dict)

    def holds(self, condition: Condition, among: Bools) -> Bools:
        """(codings,) of which of those `among` a condition holds. What is of the codings alone is
        found once for all of them. UserError for a name that is not there."""
        if not conditions.is_kept(condition):
            return conditions.holds(self, condition, among)
        if condition not in self._known:
            everything = np.ones(len(self.table), dtype=np.bool_)
            self._known[condition] = conditions.holds(self, condition, everything)
        return among & self._known[condition]

    def find_units(self, units: Iterable[TextUnit]) -> Job[None]:
        """Find units of all texts that are not known yet, such as those that are needed next."""
        for unit in units:
            if unit not in self._units and unit is not TextUnit.DOCUMENT:
                self._units[unit] = yield from self.texts.units(unit, self.table.document_start)

    def units(self, unit: TextUnit) -> Units:
        """The units of all texts; found once."""
        finish(self.find_units([unit]))
        return self._units[unit]

    def with_units(self, known: Mapping[TextUnit, Units]) -> ProjectMaterial:
        """The same with units that are known, where the texts are not there to find them in."""
        return replace(self, _units=dict(known))

    def links(self, kind: str) -> Links:
        """The relations between codings here, of a type or of all."""
        types = conditions.relation_types(self, kind)
        with self.viewer.reading() as connection:
            found = coding_queries.relations(connection)
        ends = [
            (self.number_of[one.source], self.number_of[one.target])
            for one in found
            if one.kind in types and {one.source, one.target} <= self.number_of.keys()
        ]
        columns = ints(ends).reshape(-1, 2)
        return Links(columns[:, 0], columns[:, 1])


def load(viewer: Viewer) -> Job[ProjectMaterial]:
    """Read the codings that the viewer may see, of the documents as they are now."""
    with viewer.reading() as connection:
        documents = queries.documents(connection)
        coders = queries.coders(connection)
        codebook = codebook_queries.codebook(connection)
        said: dict[str, dict[str, str]] = {}
        for one in queries.document_attributes(connection):
            said.setdefault(one.document, {})[one.name] = one.value
        types = {one.name: one for one in attribute_types(connection)}
    codes = [code.guid for _depth, code in codebook.walk()]
    code_numbers = {guid: number for number, guid in enumerate(codes)}
    coder_numbers = {coder.guid: number for number, coder in enumerate(coders)}
    guids: list[str] = []
    columns: list[DocumentCodings] = []
    for done, document in enumerate(documents):
        yield JobProgress(done, len(documents), document.name)
        with viewer.reading() as connection:
            own = coding_columns_query.coding_columns(connection, document.guid)
        guids += own.guid
        columns.append(_numbered(own, code_numbers, coder_numbers))
    table = table_of(columns, [document.characters for document in documents])
    texts = ProjectTexts(viewer, documents)
    return ProjectMaterial(
        viewer, table, guids, documents, codes, coders, codebook, said, types, texts
    )


def _numbered(
    own: CodingColumns, codes: Mapping[str, int], coders: Mapping[str, int]
) -> DocumentCodings:
    code: Ints = np.fromiter(map(codes.__getitem__, own.code), np.int64, len(own.code))
    coder: Ints = np.fromiter(map(coders.__getitem__, own.coder), np.int64, len(own.coder))
    return DocumentCodings(code, coder, own.start, own.end, own.parts)
