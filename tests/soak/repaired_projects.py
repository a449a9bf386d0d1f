"""The projects that `repairs.py` damages: each with an earlier state of itself."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from annotator.corpus.span import Span
from annotator.operations import codings, documents, projects, sample_study
from annotator.operations.codings import memos
from annotator.operations.documents import TextFile
from annotator.storage import schema
from annotator.storage.codebook_queries import codebook
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, make

_PAST: Final = Path(__file__).parents[1] / "files"
_WORDS = (
    "die Brücke über den Fluß wird nächstes Jahr gesperrt, sagt der Bürgermeister – “vielleicht”"
)


def study(folder: Path) -> tuple[Path, Path]:
    """The sample study: a team, rounds, decisions, rules, speakers."""
    path, earlier = folder / "study.annot", folder / "study before.annot"
    with sample_study.build(path) as project:
        project.copy_to(earlier)
        _work(project, 40, random.Random(3))
    return path, earlier


def long_texts(folder: Path) -> tuple[Path, Path]:
    """Texts of many pages that are not ASCII, codings and memos, some undone or deleted."""
    path, earlier = folder / "long.annot", folder / "long before.annot"
    dice = random.Random(5)
    with make(path).project as project:
        for number in range(4):
            words = [dice.choice(_WORDS.split()) for _ in range(dice.choice((20, 900, 6000)))]
            text = " ".join(words)
            file = TextFile(f"text {number}.txt", text, text.encode(), "utf-8")
            documents.add(project, ANN.guid, [file])
        _work(project, 60, dice)
        project.copy_to(earlier)
        _work(project, 60, dice)
    return path, earlier


def past(folder: Path) -> tuple[Path, Path]:
    """A file that was made by the first version and brought to today's."""
    path = folder / "past.annot"
    shutil.copyfile(_PAST / f"version-{schema.VERSION}.{schema.MINOR}.annot", path)
    earlier = shutil.copyfile(path, folder / "past before.annot")
    with projects.open_(path) as project:
        _work(project, 20, random.Random(7))
    return path, earlier


def _work(project: ProjectFile, times: int, dice: random.Random) -> None:
    """Code passages, write memos, delete and undo."""
    with project.reading() as connection:
        codes = [code.guid for code in codebook(connection).codes if code.codable]
        facts = connection.exec_driver_sql(
            "SELECT guid, characters FROM document WHERE deleted = 0 AND replaced_by IS NULL"
        ).all()
        coder = connection.exec_driver_sql("SELECT guid FROM coder LIMIT 1").scalar_one()
    made: list[str] = []
    for _ in range(times):
        document, characters = dice.choice(facts)
        start = dice.randrange(characters - 1)
        span = Span(start, min(characters, start + dice.randint(1, 40)))
        changes = codings.add(project, coder, document, dice.choice(codes), [span])
        made += changes.added["coding"]
        if dice.random() < 0.3:
            words = " ".join(_WORDS.split() * dice.choice((1, 3, 90)))
            memos.write(project, coder, made[-1], words)
        if dice.random() < 0.15:
            codings.delete(project, coder, [made.pop(dice.randrange(len(made)))])
        if dice.random() < 0.1:
            project.undo(coder)
            made = [guid for guid in made if _is_there(project, guid)]


def _is_there(project: ProjectFile, guid: str) -> bool:
    with project.reading() as connection:
        query = "SELECT 1 FROM coding WHERE guid = ? AND deleted = 0"
        return connection.exec_driver_sql(query, (guid,)).scalar() is not None


PROJECTS: Final[dict[str, Callable[[Path], tuple[Path, Path]]]] = {
    "study": study,
    "long texts": long_texts,
    "past": past,
}
