"""A colleague's file, looked at: what is in it, who one is, and where one's own copy is to lie."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from annotator.corpus.messages import number_of
from annotator.operations.team.joining import ColleaguesFile
from annotator.settings import Settings
from annotator.ui.projects.codebook_look import CodebookLook
from annotator.ui.projects.coder_field import CoderField
from annotator.ui.projects.place_fields import PlaceFields
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, rows, sentence
from annotator.ui.widgets.plain_text import PlainLabel, tip


class JoinForm(Form):
    """`found` is what the file holds. The file itself is never changed."""

    def __init__(
        self, parent: QWidget, found: ColleaguesFile, settings: Settings, theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Join with a colleague’s file"))
        self._found, self._me = found, settings.coder
        people = {one.guid: one.name for one in found.coders}
        self.coder = CoderField(people, self._proposed())
        self.place = PlaceFields(self, self.ask, settings, self._file_name())
        self.who = sentence("")
        self.documents = QListWidget()
        self.documents.setAccessibleName(self.tr("Documents"))
        for one in found.documents:
            if one.replaced_by is None:
                self.documents.addItem(one.name)
        for row in range(self.documents.count()):
            item = self.documents.item(row)
            item.setToolTip(tip(item.text()))
        self.codes = CodebookLook(theme)
        self.codes.show_codebook(found.codebook)
        self._lay_out()
        self.coder.currentTextChanged.connect(self._follow)
        self._follow()
        self.ok.setText(self.tr("Make my copy"))
        self.finish(760, 580)
        self.coder.setFocus()

    def _lay_out(self) -> None:
        theme, found = self.theme, self._found
        name = PlainLabel(found.name)
        name.setProperty("role", "title")
        name.setWordWrap(True)
        self.column.addWidget(name)
        self.column.addWidget(sentence(self.summary()))
        if found.faults:
            self.column.addWidget(sentence(found.faults, "error"))
        both = QHBoxLayout()
        both.setSpacing(theme.space("l"))
        for heading, view, share in (
            (self.tr("DOCUMENTS"), self.documents, 2),
            (self.tr("CODES"), self.codes, 3),
        ):
            side = QVBoxLayout()
            side.setSpacing(theme.space("s"))
            label = PlainLabel(heading)
            label.setProperty("role", "heading")
            side.addWidget(label)
            side.addWidget(view, 1)
            both.addLayout(side, share)
        self.column.addLayout(both, 1)
        form = rows(theme)
        form.addRow(self.tr("&Who are you?"), self.coder)
        form.addRow("", self.who)
        self.place.add_to(form, self.tr("&Name of your copy"))
        self.column.addLayout(form)

    def summary(self) -> str:
        """What is in the file, in a few sentences."""
        found = self._found
        said = [
            self.tr("{documents} and {codes}.").format(
                documents=number_of(self.documents.count(), "document"),
                codes=number_of(len(found.codebook.codes), "code"),
            )
        ]
        if found.codings is None:
            said.append(self.tr("It is blind: nobody else’s work is shown in it."))
        else:
            for one in found.coders:
                number = number_of(found.codings[one.guid], "coding")
                said.append(self.tr("{name}: {codings}.").format(name=one.name, codings=number))
        said.append(self.tr("The file itself is not changed."))
        return " ".join(said)

    def fault(self) -> str | None:
        return self.coder.fault() or self.place.fault()

    def _proposed(self) -> str:
        """Who opens the file most likely: whom it knows by this computer's name, or the one whose
        copy it is."""
        names = [one.name for one in self._found.coders]
        same = [name for name in names if name.casefold() == self._me.casefold()]
        if len(same) == 1:
            return same[0]
        if self._found.blind and len(names) == 1:
            return names[0]
        return self._me

    def _file_name(self) -> str:
        """The name of the file, with the coder's where it has not got that already."""
        stem, who = self._found.path.stem, self.coder.name
        letters = "".join(one if one.isalnum() or one in " -_." else "_" for one in who)
        return stem if letters in stem else f"{stem} - {letters}"

    def _follow(self) -> None:
        """Say what it means to be the one who is named."""
        name = self.coder.name
        if self.coder.guid is not None:
            words = self.tr("The file knows {name}. What you code is {name}’s work.")
        elif self._found.blind:
            words = self.tr("The file does not know {name}. You begin without codings.")
        else:
            words = self.tr("The file does not know {name}. Your codings stand beside theirs.")
        self.who.setText(words.format(name=name))
        self.who.setVisible(bool(name))
