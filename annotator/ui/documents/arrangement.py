"""Which rows the list of documents has: those that fit, in an order, in groups with a head each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.corpus.document import DocumentFacts
from annotator.corpus.messages import tr
from annotator.operations.documents.document_list import DocumentList, Ints
from annotator.ui.project_bridge import ProjectBridge

MOST_GROUPS = 500
"""Different values of an attribute by which documents are grouped; more are no groups."""


class Arrangement:
    """Rows of the list over the documents of the project, which have numbers from 0. Where nothing
    is asked for, rows and numbers are the same and nothing is computed."""

    def __init__(self, bridge: ProjectBridge) -> None:
        self._bridge = bridge
        self.words = ""
        """What is searched for."""
        self.order: str | None = None
        """An attribute, an empty text for the name, None for the project's order."""
        self.reverse = False
        """Whether the order is the other way round: of documents, and of groups by what they are
        in order by."""
        self.group_by = ""
        self.length = 0
        """How many rows there are."""
        self.all: Sequence[DocumentFacts] = ()
        """The documents that the rows are of: a view may be laid out while the project changes,
        before it is told of other rows."""
        self._closed: set[str] = set()
        self._entries: list[int] | None = None
        """Numbers of documents, and for heads -1 - the number of the group; None for all."""
        self._rows: Ints = np.zeros(0, dtype=np.int64)
        """(documents,) the row of each document, -1 where it is not shown."""
        self._groups: list[tuple[str, int]] = []
        self._list: DocumentList | None = None
        self._made_of: tuple[object, ...] = ()

    @property
    def in_project_order(self) -> bool:
        """Whether documents stand as they are put by hand."""
        return self.order is None and not self.group_by

    @property
    def documents(self) -> DocumentList:
        """The documents as they are now."""
        bridge = self._bridge
        if self._list is None or self._is_of_others():
            said = bridge.said_of
            self._made_of = self._what_there_is()
            names = [one.name for one in bridge.documents]
            own = [said.get(one.guid, {}) for one in bridge.documents]
            if in_sets := self._sets():
                pairs = zip(own, bridge.documents, strict=True)
                own = [{**said, **in_sets.get(one.guid, {})} for said, one in pairs]
            self._list = DocumentList(names, own, bridge.attribute_types)
        return self._list

    def _sets(self) -> dict[str, dict[str, str]]:
        """By document (GUID), the sets that it is in as if an attribute said so: documents are
        grouped, sorted and found by them too."""
        found: dict[str, list[str]] = {}
        for one in self._bridge.sets:
            for document in one.documents:
                found.setdefault(document, []).append(one.name)
        return {document: {tr("Set"): ", ".join(names)} for document, names in found.items()}

    def _what_there_is(self) -> tuple[object, ...]:
        bridge = self._bridge
        return bridge.documents, bridge.said_of, bridge.sets, bridge.attribute_types

    def _is_of_others(self) -> bool:
        pairs = zip(self._made_of, self._what_there_is(), strict=True)
        return not all(one is other for one, other in pairs)

    def is_outdated(self) -> bool:
        """Whether the rows are other ones now."""
        return self._entries is not None and self._is_of_others()

    def take_facts(self) -> None:
        """Of the documents that there are, what is known now: names may be other ones."""
        self.all = self._bridge.documents

    def update(self) -> None:
        """Make the rows anew."""
        self.take_facts()
        self._groups = []
        if self.in_project_order and not self.words:
            self._entries = None
            self.length = len(self.all)
            return
        documents = self.documents
        grouped = self.group_by
        if grouped and grouped not in documents.attributes:
            grouped, _characters = documents.periods.get(grouped, ("", 0))
            if not grouped:
                self.group_by = ""
        fitting = documents.fitting(self.words)
        rows = documents.ordered(fitting, self.order, reverse=self.reverse)
        if not self.group_by:
            self._entries = rows.tolist()
        else:
            self._entries = []
            backwards = self.reverse and self.order in (None, grouped)
            for group in documents.groups(self.group_by, rows, reverse=backwards):
                self._entries.append(-1 - len(self._groups))
                self._groups.append((group.value, len(group.rows)))
                if group.value not in self._closed:
                    self._entries += group.rows.tolist()
        self.length = len(self._entries)
        numbers = np.array(self._entries, dtype=np.int64)
        shown = np.flatnonzero(numbers >= 0)
        self._rows = np.full(len(documents), -1, dtype=np.int64)
        self._rows[numbers[shown]] = shown

    def __len__(self) -> int:
        return self.length

    def number(self, row: int) -> int:
        """The document of a row; less than 0 for the head of a group."""
        return row if self._entries is None else self._entries[row]

    def row(self, number: int) -> int | None:
        """The row of a document; None where it is not shown."""
        if self._entries is None:
            return number if 0 <= number < len(self) else None
        row = int(self._rows[number]) if 0 <= number < len(self._rows) else -1
        return row if row >= 0 else None

    def shown(self) -> list[int]:
        """The documents that are shown, from above."""
        if self._entries is None:
            return list(range(len(self)))
        return [number for number in self._entries if number >= 0]

    def group(self, row: int) -> tuple[str, int]:
        """Of the head of a group, the value and how many documents there are."""
        return self._groups[-1 - self.number(row)]

    @property
    def is_by_set(self) -> bool:
        """Whether documents are grouped by the sets that they are in."""
        return bool(self._bridge.sets) and self.group_by == tr("Set")

    def sets_at(self, row: int) -> list[str]:
        """Grouped by sets, those (GUIDs) of the group in which a row stands, or whose head it is;
        none of documents that are in no set."""
        while row > 0 and self.number(row) >= 0:
            row -= 1
        value = self.group(row)[0] if row < len(self) and self.number(row) < 0 else ""
        return [one.guid for one in self._bridge.sets if value and one.guid in self._sets_of(value)]

    def _sets_of(self, value: str) -> set[str]:
        """The sets (GUIDs) that documents of the group with this value are in."""
        word = tr("Set")
        inside = [guid for guid, own in self._sets().items() if own[word] == value]
        return {one.guid for one in self._bridge.sets if inside and inside[0] in one.documents}

    def toggle(self, value: str) -> None:
        """Close a group, or open it."""
        self._closed ^= {value}

    def close_all(self, *, closed: bool) -> None:
        """Close all groups, or open them."""
        self._closed = {value for value, _number in self._groups} if closed else set()

    def groupable(self) -> list[str]:
        """The attributes by which there are groups, and periods of those that are dates."""
        documents = self.documents
        names = (*documents.attributes, *documents.periods)
        return sorted(
            (one for one in names if len(documents.groups(one)) <= MOST_GROUPS), key=str.casefold
        )
