"""Files of any number and format become documents: looked at first, then added as one step.

Files are read one after the other into an `Intake`, which keeps what was read on the disk where it
is much, so that memory is bounded by the largest file. A file that can't be read is listed with the
reason and stops nothing. What is added afterwards is what was looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from annotator.corpus.changes import Changes
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.corpus.structure import EMPTY
from annotator.errors import UserError
from annotator.input_files import is_there, read_bytes, shown
from annotator.operations.documents import file_reading, referenced_files
from annotator.operations.documents.document_rows import (
    DocumentWriter,
    KnownDocuments,
    Outcome,
    TextFile,
    TextKey,
)
from annotator.operations.documents.file_reading import AS_FOUND, ReaderChoices
from annotator.operations.documents.kept_texts import Kept, KeptTexts
from annotator.storage.project_file import ProjectFile

FOLDER: Final = "folder"
"""The attribute of a document that says in which sub-folder or part of an archive it was."""
_SPLIT: Final = tr("Split it into several files.")
_CHUNK: Final = 30_000
"""Characters whose words are counted together: larger pieces leave the processor's cache."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to add: `name` with the folders above it in the folder or archive that was named."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What is known of it from elsewhere, such as the reference that it belongs to."""

    @property
    def folder(self) -> str:
        """The sub-folder, with “/” between its parts; empty where there is none."""
        return self.name.rpartition("/")[0]

    def read(self) -> bytes:
        """Its bytes. UserError where they can't be read."""
        if self.data is not None:
            return self.data
        if self.path is None:
            raise UserError(tr("“{value}” can’t be read again.", value=self.name))
        return read_bytes(self.path, file_reading.LARGEST, _SPLIT)


@dataclass(frozen=True, slots=True)
class IntakeEntry:
    """A document that would come in: the file it is in (its number in the intake, its name), which
    of its documents it is, its own name, how it was read, what it is.

    `pages` is 0 where the format knows none, `encoding` empty where the bytes are no text. `known`
    names the document that was read from the same file before, in the project or, where `twice` is
    true, in this intake: it does not come in again. `same_text` names documents that have the text.
    `first` is the document in this intake (file, place in it) that it repeats, where it does.
    """

    file: int
    file_name: str
    place: int
    name: str
    reader: str
    title: str
    version: int
    characters: int
    words: int
    pages: int
    encoding: str
    guessed: bool
    odd: int
    remarks: tuple[tuple[str, str], ...]
    known: str
    same_text: tuple[str, ...]
    twice: bool = False
    first: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that can't be read, the sentence that says why, and its number in the intake."""

    file_name: str
    reason: str
    file: int = -1


@dataclass(eq=False)
class _Read:
    """A file of an intake: where its documents are kept, and how it was read."""

    file: File
    choices: ReaderChoices
    kept: Kept = field(default_factory=Kept)
    entries: list[IntakeEntry] = field(default_factory=list)
    keys: list[TextKey] = field(default_factory=list)
    reason: str = ""


class Intake:
    """Files that were read and are ready to be added. Close it, or use it in a with block."""

    def __init__(self, known: KnownDocuments) -> None:
        self._there = known
        self._known = known.copy()
        self._first: dict[str, tuple[int, int]] = {}
        self._files: list[_Read] = []
        self._texts = KeptTexts()

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was read."""
        self._texts.close()

    def __len__(self) -> int:
        return len(self._files)

    @property
    def entries(self) -> list[IntakeEntry]:
        """The documents that would come in, in order."""
        return [entry for one in self._files for entry in one.entries]

    def entries_of(self, number: int) -> list[IntakeEntry]:
        """The documents of a file."""
        return self._files[number].entries

    @property
    def refused(self) -> list[Refused]:
        """The files that can't be read."""
        return [
            Refused(one.file.name, one.reason, number)
            for number, one in enumerate(self._files)
            if one.reason
        ]

    def choices(self, number: int) -> ReaderChoices:
        """How a file was read."""
        return self._files[number].choices

    def file_name(self, number: int) -> str:
        """The name of a file, with the folders above it."""
        return self._files[number].file.name

    def reader(self, number: int) -> str:
        """The reader (its name) that a file was or would be read by; empty where none knows it."""
        one = self._files[number]
        if one.entries:
            return one.entries[0].reader
        try:
            data, name = one.file.read(), one.file.name.rpartition("/")[2]
            return file_reading.reader_of(data, name, one.choices.reader).name
        except UserError:
            return ""  # why it can't be read is what the file is listed with

    def reason(self, number: int) -> str:
        """Why a file can't be read; empty where it was."""
        return self._files[number].reason

    def portions(self, number: int) -> Iterator[list[TextFile]]:
        """The documents of a file, some at a time."""
        return self._texts.portions(self._files[number].kept)

    def texts(self, number: int) -> list[TextFile]:
        """The documents of a file; of one that holds very many take its `portions`."""
        return [text for portion in self.portions(number) for text in portion]

    def text(self, number: int, place: int) -> TextFile:
        """One document of a file."""
        return self._texts.text(self._files[number].kept, place)

    def take(self, file: File, choices: ReaderChoices) -> None:
        """Read one more file."""
        one = _Read(file, choices)
        self._files.append(one)
        self._read(one, file)
        self._mark(one)

    def refuse(self, file: File, reason: str) -> None:
        """List a file that can't be read."""
        self._files.append(_Read(file, AS_FOUND, reason=reason))

    def read_again(self, number: int, choices: ReaderChoices) -> None:
        """Read a file another way, such as with another option. UserError as `checked`."""
        one = self._files[number]
        file_reading.checked(choices)
        one.choices = choices
        self._read(one, self._with_data(one))
        self._known = self._there.copy()
        self._first = {}
        for other in self._files:
            self._mark(other)

    def data(self, number: int) -> bytes:
        """The bytes of a file. UserError where they can't be read."""
        return self._with_data(self._files[number]).read()

    def _with_data(self, one: _Read) -> File:
        """A file that can be read: what was in an archive is kept with its texts."""
        file = one.file
        if file.path is not None or file.data is not None or not one.entries:
            return file
        data = self._texts.data(one.kept)
        return replace(file, data=data or self._texts.text(one.kept, 0).source)

    def _mark(self, one: _Read) -> None:
        """Mark the documents of a file that are there already, or in the files before it."""
        marked = []
        for entry, key in zip(one.entries, one.keys, strict=True):
            there = self._known.there(key)
            known = "" if there is None else self._known.names.get(there, key.name)
            others = () if known else tuple(self._known.with_text(key))
            twice = there is not None and self._there.there(key) is None
            first = self._first.get(there) if there is not None and twice else None
            marked.append(replace(entry, known=known, same_text=others, twice=twice, first=first))
            if there is None:
                self._known.take(key, key.name)
                taken = self._known.there(key)
                if taken is not None:
                    self._first[taken] = entry.file, entry.place
        one.entries = marked

    def _read(self, one: _Read, file: File) -> None:
        one.entries, one.keys, one.reason, one.kept = [], [], "", Kept()
        name = file.name.rpartition("/")[2]
        number = self._files.index(one)
        writer = self._texts.writer()
        entries: list[IntakeEntry] = []
        keys: list[TextKey] = []
        try:
            for place, read_ in enumerate(file_reading.documents(file.read(), name, one.choices)):
                text = _in_folder(read_, file.folder) if file.folder else read_
                if file.attributes:
                    known = {**text.attributes, **file.attributes}
                    text = replace(text, attributes=known)
                entries.append(_entry(number, file.name, place, text))
                keys.append(TextKey.of(text))
                writer.take(text)
        except UserError as error:
            one.reason = str(error)
            one.file = file
            return
        one.entries, one.keys, one.kept = entries, keys, writer.finish()
        # The bytes are with the texts now; those of a member of an archive are nowhere else.
        one.file = replace(file, data=None)


def _entry(number: int, file_name: str, place: int, text: TextFile) -> IntakeEntry:
    origin = text.origin
    reader = file_reading.PLAIN if origin is None else origin.reader
    return IntakeEntry(
        *(number, file_name, place, text.name, reader, file_reading.title_of(reader)),
        file_reading.version_of(reader) if origin is None else origin.reader_version,
        *(len(text.text), words_in(text.text), text.structure.number_of("page")),
        text.encoding if origin is None else text.decoded,
        *(text.guessed, len(text.odd), text.remarks if origin is None else origin.remarks),
        *("", ()),
    )


def _in_folder(text: TextFile, folder: str) -> TextFile:
    return replace(text, attributes={**text.attributes, FOLDER: folder})


def words_in(text: str) -> int:
    """How many words a text has: runs of characters between white space."""
    number = 0
    for start in range(0, len(text), _CHUNK):
        number += len(text[start : start + _CHUNK].split())
        cut = text[start - 1 : start + 1] if start else ""
        number -= len(cut) == 2 and not cut[0].isspace() and not cut[1].isspace()
    return number


def files_of(given: Sequence[Path | File], chosen: str = "") -> Iterator[File | Refused]:
    """The files that were named, those in folders and archives that were, and those that exports of
    references name, unless the reader of references is `chosen`."""
    for path in given:
        if isinstance(path, File):
            yield path
        elif chosen != referenced_files.READER and (found := _referenced(path)):
            yield from found
        elif is_there(path, folder=True) or _is_archive(path):
            yield from _files_within(path)
        else:
            yield File(shown(path.name), path)


def _referenced(path: Path) -> list[File | Refused]:
    """The files that an export of references names, with what it says of them."""
    there, refusal = referenced_files.files(path)
    found: list[File | Refused] = [
        File(shown(file.name), file, attributes=facts) for facts, file in there
    ]
    return [*found, Refused(shown(path.name), refusal)] if refusal else found


def _files_within(path: Path) -> Iterator[File | Refused]:
    """The files of a folder or an archive, one at a time."""
    from annotator.exchange.documents.bundle import members  # noqa: PLC0415  (start-up)

    try:
        for member in members(path):
            if member.refusal:
                yield Refused(member.path, member.refusal)
                continue
            try:
                yield File(member.path, data=member.load())
            except UserError as error:
                yield Refused(member.path, str(error))
    except UserError as error:
        yield Refused(shown(path.name), str(error))


def _is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive that no reader takes for a document."""
    if not is_there(path):
        return False
    from annotator.exchange.documents import recognition, registry  # noqa: PLC0415  (start-up)

    with path.open("rb") as file:
        if not file.read(4).startswith(b"PK"):
            return False
    sample = recognition.sample_of(read_bytes(path, file_reading.LARGEST, _SPLIT), path.name)
    is_project = any(name.lower().endswith(".qde") for name in sample.members)
    return not is_project and recognition.is_zip(sample) and registry.reader_for(sample) is None


def read(
    project: ProjectFile, paths: Sequence[Path | File], choices: ReaderChoices = AS_FOUND
) -> Job[Intake]:
    """Read files, folders and archives, each file by its content or as it is chosen; a job. The
    caller closes the intake. UserError where the choices can't be."""
    file_reading.checked(choices)
    with project.reading() as connection:
        intake = Intake(KnownDocuments(connection))
    single = all(isinstance(path, File) or path.is_file() for path in paths)
    total = len(paths) if single else 0  # a folder's files are met as they are read
    try:
        for number, file in enumerate(files_of(paths, choices.reader)):
            if isinstance(file, Refused):
                intake.refuse(File(file.file_name), file.reason)
                continue
            yield JobProgress(min(number, total), total, tr("Reading {name}", name=file.name))
            intake.take(file, choices)
    except BaseException:
        intake.close()
        raise
    return intake


@dataclass(frozen=True)
class Summary:
    """What adding came to: the changes, what became of each document with the name of its file,
    and the files that could not be read."""

    changes: Changes
    outcomes: list[tuple[str, Outcome]]
    refused: list[Refused]

    @property
    def added(self) -> list[Outcome]:
        """The documents that came in; their texts are left out."""
        return [one for _file, one in self.outcomes if not one.known]


def add(
    project: ProjectFile, by: str, intake: Intake, left_out: Collection[tuple[int, int]] = ()
) -> Job[Summary]:
    """Add what was read as documents, in order, as one step; a job. Documents whose numbers (of
    the file, in it) are in `left_out` stay out. Raises UserError where no file could be read."""
    if intake.refused and not intake.entries:
        raise UserError(none_read(intake.refused))
    outcomes: list[tuple[str, Outcome]] = []
    with project.transaction("Add documents", by, large=len(intake.entries) > _MANY) as step:
        writer = DocumentWriter(step.record)
        for number in range(len(intake)):
            name, place = intake.file_name(number), 0
            for portion in intake.portions(number):
                chosen = [
                    text for at, text in enumerate(portion, place) if (number, at) not in left_out
                ]
                place += len(portion)
                yield JobProgress(
                    number, len(intake), tr("Adding {name}", name=name.rpartition("/")[2])
                )
                outcomes += ((name, _without_text(one)) for one in writer.add(chosen))
        new = [one.name for _file, one in outcomes if not one.known]
        step.record.label = (
            step_label("Add {name}", name=new[0])
            if len(new) == 1
            else step_label("Add {number} documents", number=len(new))
        )
    return Summary(step.changes, outcomes, intake.refused)


_MANY: Final = 50


def _without_text(one: Outcome) -> Outcome:
    """The outcome without what is large, which a list of thousands must not hold."""
    return replace(one, text=replace(one.text, text="", source=b"", data=b"", structure=EMPTY))


def none_read(refused: Sequence[Refused]) -> str:
    """The sentence for files of which none could be read."""
    if len(refused) == 1:
        return refused[0].reason
    return tr(
        "None of the {count:,} files could be read. The first: {reason}",
        count=len(refused),
        reason=refused[0].reason,
    )
