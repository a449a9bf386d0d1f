"""A new project: its name and place, who codes, and the codebook it begins with, with a look at
that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from annotator.corpus.codebook import Codebook
from annotator.settings import Settings
from annotator.ui.projects.codebook_look import CodebookLook
from annotator.ui.projects.coder_field import CoderField
from annotator.ui.projects.place_fields import PlaceFields
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, rows, sentence

_NAME = Qt.ItemDataRole.UserRole


class NewProjectForm(Form):
    """The codebooks on the left, the codes of the chosen one on the right.

    `names` are those of the codebooks, the usual one first; `load` reads one by name. `people` are
    those who code on this computer, names by GUID.
    """

    def __init__(
        self,
        parent: QWidget,
        names: Sequence[str],
        load: Callable[[str], Codebook],
        people: Mapping[str, str],
        settings: Settings,
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("New project"))
        self._load = load
        self._books: dict[str, Codebook] = {}
        self.place = PlaceFields(self, self.ask, settings, self.tr("Project"))
        self.coder = CoderField(people, settings.coder)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Codebooks"))
        self.tree = CodebookLook(theme)
        self.about = sentence("")
        self._lay_out()
        for name in names:
            self._offer(self._book(name).name or name, name)
        self._offer(self.tr("None: I add codes myself"), "")
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.list.setCurrentRow(0)
        self.ok.setText(self.tr("Make the project"))
        self.finish(760, 560)
        self.place.name.setFocus()
        self.place.name.selectAll()

    def _lay_out(self) -> None:
        form = rows(self.theme)
        self.place.add_to(form, self.tr("&Name of the project"))
        form.addRow(self.tr("&Who codes"), self.coder)
        self.column.addLayout(form)
        self.column.addWidget(sentence(self.tr("Which codebook does the project begin with?"), ""))
        row = QHBoxLayout()
        row.setSpacing(self.theme.space("l"))
        row.addWidget(self.list, 2)
        row.addWidget(self.tree, 3)
        self.column.addLayout(row, 1)
        self.column.addWidget(self.about)

    def _offer(self, words: str, name: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_NAME, name)
        self.list.addItem(item)

    def _book(self, name: str) -> Codebook:
        if name not in self._books:
            self._books[name] = self._load(name) if name else Codebook()
        return self._books[name]

    @property
    def codebook(self) -> Codebook:
        """The codebook that is chosen; an empty one for none."""
        item = self.list.currentItem()
        return self._book(str(item.data(_NAME)) if item is not None else "")

    def fault(self) -> str | None:
        return self.place.fault() or self.coder.fault()

    def _show(self) -> None:
        book = self.codebook
        self.tree.show_codebook(book)
        number = len(book.codes)
        self.about.setText(
            self.tr("{0} codes. Open one to read its definition; all of it can be changed.").format(
                number
            )
            if number
            else self.tr("The project begins without codes. Ctrl+K adds one.")
        )
