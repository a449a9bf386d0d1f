"""Whether an archive is as it says: its files by their digests, its figures computed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import number_of, plural, tr
from annotator.corpus.structure import Element, Structure
from annotator.corpus.text import DocumentText
from annotator.errors import UserError
from annotator.exchange.archive import MAX_XML, Archive
from annotator.exchange.json_values import from_json
from annotator.exchange.replication import data_file
from annotator.exchange.replication.data_file import ArchivedProject
from annotator.input_files import shown
from annotator.operations import projects
from annotator.operations.archive import figures, units
from annotator.operations.archive.contents import DATA, FIGURES, STRUCTURE, UNITS
from annotator.operations.archive.rebuilding import place_for_project, rebuild
from annotator.operations.archive.units import ArchivedUnits
from annotator.operations.archive.writing import CHECKSUMS
from annotator.operations.viewing import Viewer, everything


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, whether it is as stated (None where that can't be
    said), and what there is to say of it."""

    what: str
    holds: bool | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying came to."""

    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is otherwise than stated."""
        return all(one.holds is not False for one in self.checks)

    @property
    def sentence(self) -> str:
        """What it came to, in a sentence."""
        wrong = sum(one.holds is False for one in self.checks)
        open_ = sum(one.holds is None for one in self.checks)
        if wrong:
            return plural(
                "{n} thing is not as the archive states it.",
                "{n:,} things are not as the archive states them.",
                wrong,
            )
        if open_:
            return tr(
                "Everything that can be computed is as stated. Not computed, since it asks for "
                "what is not in the archive: {left}.",
                left=number_of(open_, "figure"),
            )
        return tr("Everything is as the archive states it.")


def verify(path: Path) -> Job[Verification]:
    """Verify an archive. UserError where it is none, or holds no data that can be read."""
    name = shown(path.name)
    with Archive(path, name) as archive:
        yield JobProgress(0, 0, tr("Comparing files"))
        found = _read_all(archive, name)
    checks = [_files(found, name)]
    data = data_file.load(_member(found, DATA, name), name)
    positions = units.load(_member(found, UNITS, name), name)
    texts, told = _texts(data, found)
    checks += told
    if texts:
        checks += _boundaries(texts, positions)
    stated = _figures(_member(found, FIGURES, name), name)
    with place_for_project() as place, _contradictions(name):
        yield from rebuild(place, data, texts, _structures(found, name))
        with projects.open_(place) as project:
            viewer = everything(project)
            for done, one in enumerate(stated):
                yield JobProgress(done, len(stated), str(one.get("title", "")))
                checks.append(_again(viewer, one, positions, _there(data, texts)))
    return Verification(tuple(checks))


@contextmanager
def _contradictions(name: str) -> Iterator[None]:
    """Parts of an archive that do not fit each other, as a sentence. What is read from it has the
    types it should have; whether each names what is there shows when it is used."""
    try:
        yield
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UserError(
            tr("The data of “{name}” contradict each other: {error}.", name=name, error=error)
        ) from error


def _read_all(archive: Archive, name: str) -> dict[str, bytes]:
    return {
        info.filename: archive.read(info, MAX_XML) for info in archive.members if not info.is_dir()
    }


def _member(found: Mapping[str, bytes], path: str, name: str) -> bytes:
    if path not in found:
        raise UserError(
            tr("“{name}” is no replication archive: it lacks {path}.", name=name, path=path)
        )
    return found[path]


def _files(found: Mapping[str, bytes], name: str) -> Check:
    """The digests that the archive states of its files."""
    lines = _member(found, CHECKSUMS, name).decode("utf-8", "replace").splitlines()
    stated = {path: digest for digest, _space, path in (one.partition("  ") for one in lines)}
    there = {path: data for path, data in found.items() if path != CHECKSUMS}
    wrong = [
        path
        for path in sorted(stated.keys() | there.keys())
        if path not in there or hashlib.sha256(there[path]).hexdigest() != stated.get(path)
    ]
    what = tr("Files")
    if wrong:
        words = tr("otherwise than stated, missing or not stated: {names}", names=", ".join(wrong))
        return Check(what, False, words)
    return Check(what, True, number_of(len(there), "file"))


def _texts(data: ArchivedProject, found: Mapping[str, bytes]) -> tuple[dict[str, str], list[Check]]:
    """The texts by document, where all are there, and whether they are those of the digests."""
    what = tr("Texts")
    if not any(one.file for one in data.documents):
        return {}, [Check(what, True, tr("not in the archive"))]
    wrong = [
        one.name
        for one in data.documents
        if hashlib.sha256(found.get(one.file, b"")).hexdigest() != one.sha256
    ]
    if wrong:
        return {}, [
            Check(what, False, tr("not those of the digests: {names}", names=", ".join(wrong)))
        ]
    texts = {one.guid: found[one.file].decode("utf-8") for one in data.documents}
    return texts, [Check(what, True, number_of(len(texts), "text"))]


def _structures(found: Mapping[str, bytes], name: str) -> dict[str, Structure]:
    """The structure of the texts by document, where it is in the archive."""
    if STRUCTURE not in found:
        return {}
    try:
        return {
            guid: Structure.of(from_json(Element, one) for one in elements)
            for guid, elements in json.loads(found[STRUCTURE]).items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(
            tr("“{name}” holds no structure that can be read: {error}.", name=name, error=error)
        ) from error


def _boundaries(texts: Mapping[str, str], positions: ArchivedUnits) -> Iterator[Check]:
    """Whether the words of the texts are those whose positions are stated."""
    wrong = 0
    for guid, text in texts.items():
        own, stated = units.units_of_text(DocumentText(text)), positions.positions.get(guid, {})
        wrong += own["word"] != stated.get("word")
    yield Check(tr("Boundaries of words"), not wrong)


def _figures(data: bytes, name: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(data)["figures"]
        if not all(isinstance(one, dict) for one in found):
            raise ValueError("a figure is no object")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UserError(
            tr("“{name}” holds no figures that can be read: {error}.", name=name, error=error)
        ) from error
    return list(found)


def _there(data: ArchivedProject, texts: Mapping[str, str]) -> set[str]:
    """What figures may ask for and the archive has."""
    return {*(["texts"] if texts else []), *(["memos"] if data.memos else [])}


def _of_figures(stated: Any) -> Any:
    """What is stated, without the sentence above a table that archives had at first, in the
    language of whoever wrote them."""
    if not isinstance(stated, dict):
        return stated
    return {name: one for name, one in stated.items() if name != "head"}


def _again(
    viewer: Viewer, one: Mapping[str, Any], positions: ArchivedUnits, there: set[str]
) -> Check:
    """Compute a figure again."""
    title = str(one["title"])
    if not set(one["asks"]) <= there:
        return Check(title, None, tr("asks for what is not in the archive: texts or memos"))
    found = figures.compute(viewer, one["kind"], one["question"], positions)
    if figures.same(_of_figures(one["result"]), json.loads(json.dumps(found))):
        return Check(title, True)
    return Check(title, False, tr("computed again, it is another"))
