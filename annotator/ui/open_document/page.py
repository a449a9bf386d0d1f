"""The open document: its text in the reader, its codings kept up to date, the selected coding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import wait

import numpy as np
from PySide6.QtCore import QObject, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Code
from annotator.corpus.coding import Coding
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.span import Span, passage
from annotator.corpus.structure import EMPTY, Structure
from annotator.corpus.text import DocumentText
from annotator.corpus.turns import said_at
from annotator.errors import BusyFileError, UserError
from annotator.exchange.palette import color_at
from annotator.ui.open_document.codings import DocumentCodings, ShownCoding
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.reader.marks import Marks, Table
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.structure_words import remarks
from annotator.ui.reader.styles import CoderStyle, CodeStyle, short_names, underline_at
from annotator.ui.recovery.unsaved_changes import CODE, PendingChange
from annotator.ui.tasks.debouncer import Debouncer

_RELOAD_FROM = 200
"""Changed codings from which reading the document's codings anew is quicker than one by one."""


_IDLE_MS = 150


class DocumentPage(QObject):
    """Joins the reader to the project. Everything about codings is told by GUID."""

    documentChanged = Signal()
    """Another document is open, or none."""
    codingsReset = Signal()
    """All codings of the document may differ."""
    codingAdded = Signal(int)
    """A coding came in at this row."""
    codingRemoved = Signal(int)
    """The coding at this row has gone."""
    filterChanged = Signal()
    """Only the codings of another code or coder are shown, or all of them again."""
    selectedCodingChanged = Signal()
    """The coding that keys and inspector act on is another one."""

    def __init__(self, bridge: ProjectBridge, reader: Reader) -> None:
        super().__init__(reader)
        self._bridge = bridge
        self.reader = reader
        self.document: str | None = None
        self.text = ""
        self.structure = EMPTY
        """What is known of the text beside its words."""
        self.codings = DocumentCodings()
        self._selected: str | None = None
        self._unsaved: dict[str, PendingChange] = {}
        self.focus_code: str | None = None
        self.focus_coder: str | None = None
        self.coder_colors: Mapping[str, str] | None = None
        self._idle = Debouncer(_IDLE_MS, self._make_ready, self)
        bridge.changed.connect(self._take)
        bridge.coderChanged.connect(self._coder_changed)
        reader.codingClicked.connect(self._clicked)
        reader.view.cursorMoved.connect(self._follow_cursor)

    # --- the document

    def show(self, document: str | None) -> None:
        """Open a document of the project, or none."""
        ahead = self._bridge.coding_columns_ahead(document) if document else None
        try:
            text = self._bridge.text(document) if document else ""
            structure = self._structure_of(document)
            # Not before the text is there: what is coded must be of the document that is shown.
            self.document, self._selected, self.text = document, None, text
            self.structure = structure
            self.reader.show_document(DocumentText(text, structure))
        finally:
            if ahead is not None:
                wait([ahead])
        try:
            columns = ahead.result() if ahead else None
        except UserError:
            self._take_codings(None)
            raise
        self._take_codings(columns)
        self.documentChanged.emit()

    def read_structure_again(self) -> None:
        """What stands beside the text says something else now, such as who speaks."""
        self.structure = self._structure_of(self.document)
        self.reader.view.show_structure_again(DocumentText(self.text, self.structure))
        self.reader.view.cursorMoved.emit(self.reader.view.cursor_position())

    def _structure_of(self, document: str | None) -> Structure:
        """The structure of a document; none where it is damaged, which is told: the text is there
        all the same."""
        try:
            return self._bridge.structure(document) if document else EMPTY
        except BusyFileError:
            raise
        except UserError as error:
            self._bridge.refused.emit(str(error))
            return EMPTY

    def _load_codings(self) -> None:
        self._take_codings(self._bridge.coding_columns(self.document) if self.document else None)

    def _take_codings(self, columns: CodingColumns | None) -> None:
        self.codings = DocumentCodings(columns)
        codes, coders = self._styles()
        self.reader.set_marks(coding_marks(columns, codes, coders), codes, coders)
        self._unsaved = {}
        self.show_unsaved(self._bridge.unsaved.pending)
        self._apply_focus()
        self._idle.start()
        self.codingsReset.emit()

    def show_unsaved(self, pending: Sequence[PendingChange]) -> None:
        """Show the codings that wait to be saved, marked as such."""
        view = self.reader.view
        for key in self._unsaved:
            if key in view.marks:
                view.remove_coding(key)
        here = [one for one in pending if one.kind == CODE and one.arguments[0] == self.document]
        self._unsaved = {f"unsaved {number}": one for number, one in enumerate(here)}
        for key, change in self._unsaved.items():
            view.add_coding(key, change.spans, change.arguments[1], change.coder)
        self.reader.margin.set_unsaved(frozenset(self._unsaved))

    def _make_ready(self) -> None:
        """Make the look-ups now that nobody waits, and not within the first key press."""
        self.codings.make_ready()
        self.reader.view.marks.make_ready()

    def _coder_changed(self) -> None:
        if self._bridge.blind:
            self._load_codings()  # what may be seen is another coder's now
        else:
            self._restyle()

    def _restyle(self) -> None:
        self.reader.view.set_styles(*self._styles())
        self._apply_focus()

    def color_coders(self, colors: Mapping[str, str] | None) -> None:
        """Give brackets the colours of coders (by GUIDs), or with None those of codes again."""
        if colors != self.coder_colors:
            self.coder_colors = None if colors is None else dict(colors)
            self._restyle()

    # --- focus

    def set_focus(self, code: str | None, coder: str | None) -> None:
        """Show only the codings of one code and one coder (GUIDs); None is all of them."""
        if (code, coder) != (self.focus_code, self.focus_coder):
            self.focus_code, self.focus_coder = code, coder
            self.reader.view.set_focus_filter(
                None if code is None else [code], None if coder is None else [coder]
            )
            self.filterChanged.emit()
            self.selectedCodingChanged.emit()

    def _apply_focus(self) -> None:
        """Once more, where marks came in under new numbers."""
        code, coder = self.focus_code, self.focus_coder
        if code is not None or coder is not None:
            codes, coders = [code] if code else None, [coder] if coder else None
            self.reader.view.set_focus_filter(codes, coders)

    def in_focus(self, entry: ShownCoding) -> bool:
        """Whether the filter shows a coding."""
        return self.focus_code in (None, entry.code) and self.focus_coder in (None, entry.coder)

    def _styles(self) -> tuple[list[CodeStyle], list[CoderStyle]]:
        current = self._bridge.coder.guid if self._bridge.coder else ""
        return code_styles(self._bridge), coder_styles(self._bridge, current, self.coder_colors)

    # --- changes

    def _take(self, changes: Changes) -> None:
        if self.document is None:
            return
        touched = changes.touched(kinds.CODING)
        if len(touched) > _RELOAD_FROM or changes.touched(kinds.PROJECT):
            self._load_codings()
        else:
            self._replace(touched)
        if changes.touched(kinds.CODE) or changes.touched(kinds.CODER):
            self._restyle()
        added = [guid for guid in changes.added.get(kinds.CODING, ()) if guid in self.codings]
        if self._selected is not None and self._selected not in self.codings:
            self.select_coding(None)
        if len(added) == 1:
            self.select_coding(added[0])
        elif touched:
            self.selectedCodingChanged.emit()

    def _replace(self, guids: frozenset[str]) -> None:
        """Bring these codings to what the project has now."""
        if not guids:
            return
        for guid in guids:
            if guid in self.codings:
                self._remove(guid)
        for coding in self._bridge.codings(list(guids)):
            if coding.document == self.document:
                self._add(coding)

    def _remove(self, guid: str) -> None:
        row = self.codings.row(guid)
        self.codings.remove(guid)
        self.reader.view.remove_coding(guid)
        self.codingRemoved.emit(row)

    def _add(self, coding: Coding) -> None:
        self.codings.add(coding)
        self.reader.view.add_coding(coding.guid, coding.spans, coding.code, coding.coder)
        self._apply_focus()
        self.codingAdded.emit(self.codings.row(coding.guid))

    # --- the selected coding

    @property
    def selected(self) -> ShownCoding | None:
        """The coding that is selected, by click, by key or because it was just made."""
        return self.codings.get(self._selected) if self._selected else None

    def select_coding(self, guid: str | None) -> None:
        """Make a coding the one that keys act on; None for none."""
        if guid is not None and guid not in self.codings:
            return
        self._selected = guid
        self.reader.view.emphasise(guid)
        self.selectedCodingChanged.emit()

    def select_same(self, code: str, span: Span) -> None:
        """Select the current coder's coding of just this passage with this code, if it is here."""
        me = self._bridge.coder.guid if self._bridge.coder else ""
        for guid in self.reader.view.codings_at(span.start):
            entry = self.codings.get(guid)
            if entry is not None and (entry.code, entry.coder, entry.spans) == (code, me, (span,)):
                self.select_coding(guid)

    def _clicked(self, guid: str | None) -> None:
        """A click in the margin brings the caret along, to where the coding can be seen: what is
        chosen is what is at the caret."""
        entry = self.codings.get(guid) if guid is not None else None
        view = self.reader.view
        if entry is not None and guid not in view.codings_at(view.cursor_position()):
            first = view.first_visible_position()
            seen = [span for span in entry.spans if span.end > first] or [entry.spans[0]]
            view.clear_selection()
            view.set_cursor_position(max(first, seen[0].start))
        self.select_coding(guid)

    def is_here(self, entry: ShownCoding) -> bool:
        """Whether a coding is at the caret, or in the selection, and can be seen."""
        view = self.reader.view
        first, last = view.first_visible_position(), view.last_visible_position()
        seen = any(span.start < last and span.end > first for span in entry.spans)
        return seen and any(here.guid == entry.guid for here in self.codings_here())

    def reveal(self, guid: str) -> None:
        """Select a coding and bring it into sight, with the caret at its beginning."""
        entry = self.codings.get(guid)
        if entry is None:
            return
        self.reader.view.set_cursor_position(entry.start)
        self.reader.view.reveal(Span(entry.start, entry.end))
        self.select_coding(guid)

    def codings_here(self) -> list[ShownCoding]:
        """The codings at the caret or in the selection, and nothing else: those of just what is
        selected first, then the shortest."""
        view = self.reader.view
        span = view.selected_span()
        if span is not None:
            here = view.codings_in(span)
        else:
            position = view.cursor_position()
            here = view.codings_at(position)
            if not here and position > 0:
                here = view.codings_at(position - 1)
        found = [entry for guid in here if (entry := self.codings.get(guid)) is not None]
        return sorted(found, key=lambda entry: entry.spans != (span,))

    def _follow_cursor(self, _position: int) -> None:
        """The caret takes the selected coding along: out of one, into the innermost. While a
        passage is being selected the coding stays: it may be meant to get that passage."""
        view = self.reader.view
        if view.dragging or view.selected_span() is not None:
            return
        position = view.cursor_position()
        selected = self.selected
        if selected is not None and any(s.start <= position <= s.end for s in selected.spans):
            self.selectedCodingChanged.emit()
            return
        here = view.codings_at(position)
        self.select_coding(here[0] if here else None)

    def step(self, *, forward: bool, code: str | None = None) -> bool:
        """Go to the next or previous coding in the order of the text, round its end; only to
        those with `code` where it is given. False where there is none."""
        entries = self.codings.entries
        if self.selected is not None:
            row = self.codings.row(self.selected.guid) + (1 if forward else -1)
        else:
            row = self.codings.row_from(self.reader.view.cursor_position()) - (not forward)
        for passed in range(len(entries)):
            entry = entries[(row + (passed if forward else -passed)) % len(entries)]
            if not self.in_focus(entry):
                continue
            if code is None or (entry.code == code and entry.guid != self._selected):
                self.reveal(entry.guid)
                return True
        return False

    def next_here(self) -> None:
        """Select the next of the codings that overlap at the caret."""
        here = [entry.guid for entry in self.codings_here()]
        if here:
            at = here.index(self._selected) + 1 if self._selected in here else 0
            self.select_coding(here[at % len(here)])

    # --- words for the interface

    def passage(self, entry: ShownCoding) -> str:
        return passage(self.text, entry.spans)

    def remarks_here(self) -> list[str]:
        """Who speaks at the caret and when, then comments and tracked changes there, where they
        are shown; a line each."""
        view = self.reader.view
        position = view.cursor_position()
        said = said_at(self.structure, position)
        return [*filter(None, [said]), *remarks(view.elements_at(position), self.text)]

    def code(self, entry: ShownCoding) -> Code:
        return self._bridge.code(entry.code)


def code_styles(bridge: ProjectBridge) -> list[CodeStyle]:
    """The codes as a reader shows them."""
    return [
        CodeStyle(code.guid, code.name, code.color, underline_at(number))
        for number, (_depth, code) in enumerate(bridge.codebook.walk())
    ]


def coder_styles(
    bridge: ProjectBridge, current: str, colors: Mapping[str, str] | None = None
) -> list[CoderStyle]:
    """The coders as a reader shows them; the codings of the `current` one (a GUID) are filled.
    Where there are `colors` by GUIDs, each coder has one: that, or one of the palette."""
    labels = bridge.coder_labels()
    shorts = short_names([labels[coder.guid] for coder in bridge.coders])
    return [
        CoderStyle(c.guid, labels[c.guid], c.guid == current, short, color)
        for c, short, color in zip(bridge.coders, shorts, coder_inks(bridge, colors), strict=True)
    ]


def coder_inks(bridge: ProjectBridge, colors: Mapping[str, str] | None) -> list[str]:
    """The colour of each coder; empty where colours mean codes."""
    if colors is None:
        return [""] * len(bridge.coders)
    return [colors.get(one.guid, color_at(row)) for row, one in enumerate(bridge.coders)]


def coding_marks(
    columns: CodingColumns | None, codes: list[CodeStyle], coders: list[CoderStyle]
) -> Marks:
    """The codings of a document as marks."""
    code_guids = [style.guid for style in codes]
    coder_guids = [style.guid for style in coders]
    if columns is None:
        return Marks(code_guids, coder_guids)
    table = _mark_table(columns, code_guids, coder_guids)
    return Marks.from_table(table, columns.guid, code_guids, coder_guids)


def _mark_table(columns: CodingColumns, codes: list[str], coders: list[str]) -> Table:
    """The codings as marks: each part of a discontinuous one is a mark of the same row."""
    code_numbers = {guid: number for number, guid in enumerate(codes)}
    coder_numbers = {guid: number for number, guid in enumerate(coders)}
    rows = np.arange(len(columns.guid))
    code = np.array([code_numbers[guid] for guid in columns.code], dtype=np.int64)
    coder = np.array([coder_numbers[guid] for guid in columns.coder], dtype=np.int64)
    whole = np.stack((columns.start, columns.end, rows, code, coder))
    if not columns.parts:
        return whole.astype(np.int32)
    split = [
        (span.start, span.end, row, code[row], coder[row])
        for row, spans in columns.parts.items()
        for span in spans
    ]
    single = np.ones(len(columns.guid), dtype=bool)
    single[list(columns.parts)] = False
    parts = np.array(split, dtype=np.int64).T
    return np.concatenate((whole[:, single], parts), axis=1).astype(np.int32)
