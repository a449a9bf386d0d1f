"""The files that `full_disk_every_write.py` works on, and the operations that it runs on them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from annotator import cli, settings
from annotator.corpus.document import Progress
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations import (
    adjudication,
    codings,
    documents,
    projects,
    reliability,
    transfer,
)
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.documents import document_attributes
from annotator.operations.history import codebook_restoring, restoring
from annotator.operations.reliability import disagreements
from annotator.operations.team import coders, handout, rounds
from annotator.operations.team.handout import Rules
from annotator.operations.viewing import everything
from annotator.storage import backups, queries
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, Made, code_apart, made_of, make
from tests.storage.test_journals import crash

TEXT = "The harbour lost a third of its trade, and nobody expects it back. " * 40
Operation = Callable[[Path], int]
FORMER = Path(__file__).resolve().parents[1] / "files" / "version-1.annot"


def build(folder: Path) -> None:
    """A project of two coders, what is to come into it, and what is to be replaced."""
    made = make(folder / "p.annot", text=TEXT)
    coders.ensure(made.project, BEN)
    code_apart(made)
    moved = made.code(ANN, "claim", (400, 420))
    codings.reshape(made.project, ANN.guid, moved, [Span(400, 440)])
    codes.add(made.project, ANN.guid, codes.new_code("a later code", "#336699"))
    made.code(ANN, "claim", (100, 120))
    projects.save_copy(made.project, folder / "colleague.annot")
    made.project.undo(ANN.guid)
    with projects.open_(folder / "colleague.annot") as project:
        made_of(project, TEXT).code(BEN, "claim", (200, 230))
    made.project.close()
    make(folder / "target.annot", text="An old text.").project.close()
    other = make(folder / "other.annot", text="Another text. " * 50)
    other.code(ANN, "claim", (0, 7))
    codes.add(other.project, ANN.guid, codes.new_code("a code that is only there", "#336699"))
    finish(transfer.export_file(everything(other.project), folder / "codes.yaml"))
    finish(transfer.export_file(everything(other.project), folder / "incoming.qdpx"))
    other.project.close()
    (folder / "other.annot").unlink()
    shutil.copy(folder / "p.annot", folder / "crashed.annot")
    crash(folder / "crashed.annot")
    shutil.copy(folder / "target.annot", folder / "stray.annot")
    shutil.copy(folder / "crashed.annot-journal", folder / "stray.annot-journal")
    shutil.copy(FORMER, folder / "former.annot")
    (folder / "more.txt").write_text(TEXT, encoding="utf-8")
    (folder / "corrected.txt").write_text(TEXT.replace("third", "fifth"), encoding="utf-8")
    (folder / "page.html").write_text(f"<h1>A page</h1><p>{TEXT}</p>", encoding="utf-8")
    (folder / "table.csv").write_text("id,text\n1,Hello there\n2,Good bye\n", encoding="utf-8")
    (folder / "table.yaml").write_text(
        "annotator-table: 1\ntext: text\nkey: id\n", encoding="utf-8"
    )
    (folder / "names.csv").write_text("name,pseudonym\nharbour,place\n", encoding="utf-8")
    for suffix in ("qdpx", "csv", "xlsx", "yaml", "html", "zip"):
        (folder / f"out.{suffix}").write_bytes(b"old")
    settings.Settings(coder=ANN.name, coders={ANN.name: ANN.guid}).save()


def _opened(name: str, action: Callable[[ProjectFile, Path], object]) -> Operation:
    """What is done with an open project."""

    def operation(folder: Path) -> int:
        with projects.open_(folder / name) as project:
            action(project, folder)
        return 0

    return operation


def _command(*arguments: str) -> Operation:
    """A command; what begins with "./" is a file of the folder."""

    def operation(folder: Path) -> int:
        given = (str(folder / one[2:]) if one.startswith("./") else one for one in arguments)
        return cli.main([*given], lambda _folder: 0)

    return operation


def _new(name: str, overwrite: bool) -> Operation:
    def operation(folder: Path) -> int:
        projects.create(folder / name, codes.load(), ANN, overwrite=overwrite).close()
        return 0

    return operation


def _import_as_project(folder: Path) -> int:
    files = [folder / "incoming.qdpx"]
    finish(transfer.import_as_project(folder / "target.annot", ANN, files, overwrite=True))
    return 0


def _upgrade(folder: Path) -> int:
    with ProjectFile.open(folder / "former.annot", projects.backup_folder()):
        return 0


def _save_settings(_folder: Path) -> int:
    settings.Settings(coder="Ann", recent=["a.annot"]).save()
    return 0


def _first(project: ProjectFile) -> Made:
    return made_of(project, TEXT)


def _code(project: ProjectFile, _folder: Path) -> None:
    made = _first(project)
    codings.add(project, ANN.guid, made.document, made.codes["claim"], [Span(300, 320)])


def _delete_all(project: ProjectFile, _folder: Path) -> None:
    with project.reading() as connection:
        own = [one.guid for one in queries.content(connection).codings if one.coder == ANN.guid]
    codings.delete(project, ANN.guid, own)


def _note(project: ProjectFile, _folder: Path) -> None:
    memos.write(project, ANN.guid, _first(project).document, "A memo. " * 500)


def _settle(project: ProjectFile, _folder: Path) -> None:
    found = disagreements.disagreements(reliability.load(everything(project)))
    adjudication.reject(project, ANN.guid, found[0], "It is not said there.")


def _restore(project: ProjectFile, _folder: Path) -> None:
    """Before its passage was changed, which is the last but two of the steps."""
    with project.reading() as connection:
        (moved,) = (one for one in queries.content(connection).codings if one.start == 400)
    for step in range(project.last_step(), 0, -1):
        if restoring.restore_coding(project, ANN.guid, moved.guid, step, before=True):
            return
    raise AssertionError("nothing was restored")


def _round(project: ProjectFile, _folder: Path) -> None:
    rounds.add(project, ANN.guid, "First", Purpose.TRAINING)


def _mark_done(project: ProjectFile, _folder: Path) -> None:
    documents.set_progress_of_all(project, ANN.guid, [_first(project).document], Progress.DONE)


def _attributes(project: ProjectFile, _folder: Path) -> None:
    values = {(_first(project).document, "genre"): "speech"}
    document_attributes.set_values(project, ANN.guid, values)


def _restore_codebook(project: ProjectFile, _folder: Path) -> None:
    codebook_restoring.restore_version(project, ANN.guid, 1)


def _export(suffix: str) -> Operation:
    return _opened(
        "p.annot",
        lambda project, folder: finish(
            transfer.export_file(everything(project), folder / f"out.{suffix}", overwrite=True)
        ),
    )


OPERATIONS: dict[str, Operation] = {
    "new": _new("fresh.annot", overwrite=False),
    "new over a file": _new("target.annot", overwrite=True),
    "new over a crashed file": _new("crashed.annot", overwrite=True),
    "save a copy": _opened(
        "p.annot", lambda project, folder: projects.save_copy(project, folder / "fresh.annot")
    ),
    "save a copy over a file": _opened(
        "p.annot",
        lambda project, folder: projects.save_copy(
            project, folder / "target.annot", overwrite=True
        ),
    ),
    "save a copy over a crashed file": _opened(
        "p.annot",
        lambda project, folder: projects.save_copy(
            project, folder / "crashed.annot", overwrite=True
        ),
    ),
    "open a crashed file": _opened("crashed.annot", lambda _project, _folder: None),
    "open a file beside another's journal": _opened("stray.annot", lambda _project, _folder: None),
    "upgrade a file of format 1": _upgrade,
    "back up": _opened(
        "p.annot", lambda project, folder: backups.back_up(project, folder / "backups")
    ),
    "import .qdpx as a project": _import_as_project,
    "import .qdpx into a project": _command("import", "./p.annot", "./incoming.qdpx"),
    "import a codebook": _command("codebook", "./p.annot", "--set", "./codes.yaml"),
    "add documents": _command("add", "./p.annot", "./more.txt", "./page.html"),
    "merge": _command("merge", "./p.annot", "./colleague.annot"),
    "hand out": _opened(
        "p.annot",
        lambda project, folder: handout.hand_out(
            project, folder / "target.annot", BEN, Rules(blind=True), overwrite=True
        ),
    ),
    "code": _opened("p.annot", _code),
    "write a memo": _opened("p.annot", _note),
    "delete codings": _opened("p.annot", _delete_all),
    "undo": _opened("p.annot", lambda project, _folder: project.undo(BEN.guid)),
    "redo": _opened("p.annot", lambda project, _folder: project.redo(ANN.guid)),
    "settle a disagreement": _opened("p.annot", _settle),
    "restore a coding": _opened("p.annot", _restore),
    "restore the codebook": _opened("p.annot", _restore_codebook),
    "add a round": _opened("p.annot", _round),
    "mark as done": _opened("p.annot", _mark_done),
    "set attributes of documents": _opened("p.annot", _attributes),
    "a new version of a text": _command(
        "add", "./p.annot", "./corrected.txt", "--replaces", "talks.txt"
    ),
    "add a table": _command("add", "./p.annot", "./table.csv", "--mapping", "./table.yaml"),
    "attributes as a table": _command("attributes", "./p.annot", "./out.csv", "--overwrite"),
    "write with pseudonyms": _command(
        "pseudonyms", "./p.annot", "./target.annot", "--names", "./names.csv", "--overwrite"
    ),
    "make blind": _command("blind", "./p.annot", "--on"),
    **{f"export .{suffix}": _export(suffix) for suffix in ("qdpx", "csv", "xlsx", "yaml")},
    "report .html": _command("report", "./p.annot", "./out.html", "--overwrite"),
    "report .xlsx": _command("report", "./p.annot", "./out.xlsx", "--overwrite"),
    "report .zip": _command("report", "./p.annot", "./out.zip", "--overwrite"),
    "write an original": _command(
        "original", "./p.annot", "talks.txt", "./out.yaml", "--overwrite"
    ),
    "settings": _save_settings,
}
"""What is done, by its name; each returns a status as commands have."""
_JOURNAL = "work/crashed.annot-journal"
_BACKUP = "home/Annotator/backups/#-#/p #-#-# #.#.#.#.annot"
MAY_STAY = {
    **dict.fromkeys(("merge", "a new version of a text"), _BACKUP),
    "upgrade a file of format 1": "home/Annotator/backups/former.version-#.annot",
    **dict.fromkeys(("new over a crashed file", "save a copy over a crashed file"), _JOURNAL),
    "open a crashed file": _JOURNAL,
}
"""What may be there or not where an operation was refused: a backup, which the next try finds; a
journal that is in its file already."""
