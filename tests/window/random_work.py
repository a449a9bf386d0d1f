"""A team at random work in one window: codings, codebook, coders, undo, redo, merges, filters."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.corpus.codebook import AttributeKind, Code
from annotator.corpus.coding import Coder
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import code_merging, codes
from annotator.operations.codings import coding_values, memos, relations
from annotator.operations.documents import TextFile
from annotator.operations.merging import merges
from annotator.operations.team import coders
from annotator.storage.project_file import ProjectFile
from annotator.ui.main_window import MainWindow
from annotator.ui.open_document.codings import ShownCoding
from tests.making import ANN, BEN, CLEO, content, person, text_file

PEOPLE = (ANN, BEN, CLEO, *map(person, ("Dana", "Eli", "Fay")))
TEXT = (
    "Nobody expects the 🇦🇿 talks to fail. The harbour lost a third of its trade.\n"
    "According to Yeni\u00a0Sabah, “the US-hosted round” isn’t over 👩‍👩‍👧 yet.\n"
    "قال الوزير إن المحادثات مستمرة. It may last 2,5 years, the cowardly mayor said.\n"
) * 4


def project(path: Path) -> Path:
    """A new project of two texts with the built-in codebook, attributes and relations too."""
    with projects.create(path, codes.load(), ANN) as made:
        files = [text_file("first.txt", TEXT), text_file("second.txt", TEXT[::-1])]
        documents.add(made, ANN.guid, files)
    return path


class RandomWork:
    """One seed is one course of events. `step` does one thing and returns its name."""

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        self._window = window
        self._bridge = window.bridge
        self._random = random.Random(seed)
        self._folder = folder
        self._copies: list[Path] = []
        self._made = 0

    def step(self) -> str:
        does = self._random.choices(self._ACTS, weights=self._WEIGHTS)[0]
        does(self)
        return does.__name__.strip("_")

    # --- codings

    def _code(self) -> None:
        view, text = self._window.reader.view, self._window.page.text
        code = self._some_code()
        if not text or code is None:
            return
        start = self._random.randrange(len(text) - 1)
        view.select(Span(start, min(len(text), start + self._random.choice((1, 5, 20, 90)))))
        self._window.controllers.coding.code_with(code.guid)

    def _recode(self) -> None:
        entry, code = self._own_coding(), self._some_code()
        if entry and code:
            self._bridge.do(codings.recode, [entry.guid], code.guid)

    def _reshape(self) -> None:
        entry, length = self._own_coding(), len(self._window.page.text)
        if entry:
            first, second = sorted(self._random.sample(range(length + 1), 2))
            parts = [Span(first, second)]
            if self._random.random() < 0.3 and second + 3 < length:
                parts.append(Span(second + 2, second + 3))
            self._bridge.do(codings.reshape, entry.guid, parts)

    def _delete(self) -> None:
        entry = self._own_coding()
        if entry:
            self._window.controllers.coding.delete(entry.guid)

    def _note(self) -> None:
        entry = self._own_coding()
        if entry:
            words = self._random.choice(("", "a doubt", "<b>see</b> {0} %s"))
            self._bridge.do(memos.write, entry.guid, words)

    def _say_value(self) -> None:
        entry = self._own_coding()
        if entry:
            for attribute in self._bridge.codebook.attributes_of(entry.code)[:2]:
                names = [choice.name for choice in attribute.choices] or ["the mayor", "Fay"]
                if attribute.kind is not AttributeKind.CHOICES:
                    value = self._random.choice(names)
                    self._bridge.do(coding_values.set_value, entry.guid, attribute.guid, value)

    def _mark_progress(self) -> None:
        controller = self._window.controllers.coders
        self._random.choice((controller.mark_done, controller.mark_open, controller.mark_unread))()

    def _relate(self) -> None:
        first, second = self._own_coding(), self._own_coding()
        kinds = self._bridge.codebook.relation_types
        if first and second and kinds:
            kind = self._random.choice(kinds).guid
            self._bridge.do(relations.relate, kind, first.guid, second.guid)

    # --- the codebook

    def _move_code(self) -> None:
        self._choose_code()
        controller = self._window.controllers.code_places
        self._random.choice(
            (controller.move_up, controller.move_down, controller.move_in, controller.move_out)
        )()

    def _add_code(self) -> None:
        self._made += 1
        current = self._window.panels.codebook.current_code()
        parent = current.guid if current and self._random.random() < 0.5 else None
        color = f"#{self._random.randrange(1 << 24):06x}"
        new = codes.new_code(f"code {self._made}", color, key="", parent=parent)
        self._bridge.do(codes.add, new)

    def _edit_code(self) -> None:
        code = self._some_code()
        if code:
            changed = self._random.choice(
                (
                    replace(code, color=f"#{self._random.randrange(1 << 24):06x}"),
                    replace(code, name=f"{code.name[:12]}{self._random.randrange(99)}"),
                    replace(code, definition=f"as of {self._random.randrange(99)}"),
                )
            )
            self._bridge.do(codes.edit, changed)

    def _delete_code(self) -> None:
        code = self._some_code()
        if code and len(self._bridge.codebook.codes) > 3:
            others = [c.guid for c in self._bridge.codebook.codes if c.guid != code.guid]
            self._bridge.do(codes.delete, code.guid, self._random.choice((None, *others)))

    def _merge_codes(self) -> None:
        first, second = self._some_code(), self._some_code()
        if first and second and first.guid != second.guid and len(self._bridge.codebook.codes) > 3:
            self._bridge.do(code_merging.merge, first.guid, second.guid)

    # --- people, documents, what is shown

    def _switch_coder(self) -> None:
        someone = self._random.choice(PEOPLE)
        self._window.controllers.coders.become(someone.name, someone.guid)

    def _rename_coder(self) -> None:
        if self._bridge.coders:
            someone = self._random.choice(self._bridge.coders)
            name = f"{someone.name[:6]} {self._random.randrange(9)}"
            self._bridge.do(coders.rename, someone.guid, name)

    def _add_document(self) -> None:
        if len(self._bridge.documents) < 4:
            self._made += 1
            text = f"{self._made}. {TEXT}"
            file = TextFile(f"text {self._made}.txt", text, text.encode(), "utf-8")
            self._bridge.do(lambda *told: documents.add(*told).changes, [file])

    def _delete_document(self) -> None:
        if len(self._bridge.documents) > 2:
            gone = self._random.choice(self._bridge.documents).guid
            self._bridge.do(documents.delete, [gone])

    def _open_document(self) -> None:
        if self._bridge.documents:
            self._window.panels.documents.select(
                self._random.randrange(len(self._bridge.documents))
            )

    def _filter(self) -> None:
        controller = self._window.controllers.display
        self._random.choice((controller.focus_code, controller.focus_coder))()

    def _select(self) -> None:
        entries = self._window.page.codings.entries
        if entries:
            self._window.page.reveal(self._random.choice(entries).guid)

    def _go_on_reading(self) -> None:
        if self._window.page.text:
            place = self._random.randrange(len(self._window.page.text))
            self._window.reader.view.set_cursor_position(place)

    # --- back and forth

    def _undo(self) -> None:
        for _again in range(self._random.choice((1, 1, 2, 5))):
            self._window.controllers.undo.undo()

    def _redo(self) -> None:
        for _again in range(self._random.choice((1, 1, 2, 5))):
            self._window.controllers.undo.redo()

    def _copy(self) -> None:
        """A colleague gets the project, and works on in it."""
        assert self._bridge.project is not None
        path = self._folder / f"copy {len(self._copies)}.annot"
        shutil.copy(self._bridge.project.path, path)
        self._copies.append(path)
        self._colleague_works(path)

    def _merge(self) -> None:
        if not self._copies:
            return
        path = self._random.choice(self._copies)
        self._colleague_works(path)
        project, coder = self._bridge.project, self._bridge.coder
        assert project is not None and coder is not None
        self._bridge.register_coder()
        self._bridge.tell(finish(merges.merge(project, coder.guid, [path])).changes)

    def _colleague_works(self, path: Path) -> None:
        by: Coder = self._random.choice(PEOPLE)
        with projects.open_(path) as project:
            coders.ensure(project, by)
            for _number in range(3):
                try:
                    self._foreign_act(project, by)
                except UserError:
                    continue  # refused, as it would be in a window

    def _foreign_act(self, project: ProjectFile, by: Coder) -> None:
        inside = content(project)
        if not inside.documents:
            return
        document = self._random.choice(inside.documents)
        book = list(inside.codebook.codes)
        code = self._random.choice(book)
        match self._random.randrange(4):
            case 0:
                start = self._random.randrange(len(document.text) - 30)
                codings.add(project, by.guid, document.guid, code.guid, [Span(start, start + 25)])
            case 1:
                others = [c.guid for c in book if c.parent == code.parent and c != code]
                before = self._random.choice((None, *others))
                codes.move(project, by.guid, code.guid, code.parent, before)
            case 2:
                color = f"#{self._random.randrange(1 << 24):06x}"
                codes.edit(project, by.guid, replace(code, color=color))
            case _:
                own = [coding for coding in inside.codings if coding.coder == by.guid]
                if own:
                    codings.recode(project, by.guid, [self._random.choice(own).guid], code.guid)

    # --- choices

    def _some_code(self) -> Code | None:
        known = [code for code in self._bridge.codebook.codes if code.codable]
        return self._random.choice(known) if known else None

    def _choose_code(self) -> None:
        code = self._some_code()
        if code:
            self._window.panels.codebook.tree.choose(code.guid)

    def _own_coding(self) -> ShownCoding | None:
        me = self._bridge.coder
        own = [e for e in self._window.page.codings.entries if me and e.coder == me.guid]
        return self._random.choice(own) if own else None

    _ACTS: tuple[Callable[[RandomWork], None], ...] = (
        *(_code, _recode, _reshape, _delete, _note, _relate, _say_value, _mark_progress),
        *(_move_code, _add_code, _edit_code, _delete_code, _merge_codes),
        *(_switch_coder, _rename_coder, _add_document, _delete_document, _open_document),
        *(_filter, _select, _go_on_reading, _undo, _redo, _copy, _merge),
    )
    _WEIGHTS = (14, 5, 5, 3, 3, 2, 4, 1, 8, 4, 4, 2, 2, 5, 1, 1, 1, 3, 3, 5, 3, 8, 5, 2, 3)
