"""Damaged project files that are repaired: ``python tests/soak/repairs.py [--times N] [--seed S]``.

Each file is a sound project with texts, codings, memos and a history, of which bytes were flipped,
pages set to zero, swapped, replaced by those of another state, or which was cut off. Held to: no
exception but a UserError, and that only where nothing can be read; the damaged file stays as it is;
the new one passes the check; every row of which all pages are untouched is in it as it was, unless
it belongs to a row that is lost; a file that the check finds sound comes out equal.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.job import finish
from annotator.corpus.repair_report import RepairReport
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.projects import integrity, repairing
from annotator.storage import schema
from annotator.storage.project_file import ProjectFile
from annotator.storage.repair.pages import TABLE_LEAF, Pages
from annotator.storage.repair.reading import Reading
from tests.soak.options import most_memory, options, report
from tests.soak.repaired_projects import PROJECTS

Key = tuple[str, str]
"""Kind and GUID of a row."""
Damage = Callable[[bytearray, random.Random, bytes], None]
PAGE = 4096


@dataclass(frozen=True)
class Intact:
    """A sound project: its rows, and the pages that each lies on."""

    data: bytes
    earlier: bytes
    """Another state of it, of which pages can come in."""
    rows: dict[Key, dict[str, object]]
    pages: dict[Key, frozenset[int]]
    texts: dict[str, tuple[str, bytes]]


@cache
def intact(name: str) -> Intact:
    """A project to damage, made once."""
    with tempfile.TemporaryDirectory() as folder:
        path, earlier = PROJECTS[name](Path(folder))
        return Intact(path.read_bytes(), earlier.read_bytes(), *_content(path), _texts(path))


def _content(path: Path) -> tuple[dict[Key, dict[str, object]], dict[Key, frozenset[int]]]:
    rows = stored(path)
    pages: dict[Key, frozenset[int]] = {}
    reader = _TracedPages(path)
    found = Reading(reader).found
    for table in (*schema.ROW_TABLES, "document_text"):
        layout = found.layouts[table]
        for number in found.pages[table]:
            if reader.kind(number) != TABLE_LEAF:
                continue
            records = reader.records(number)
            while True:
                reader.touched = {number}
                record = next(records, None)
                if record is None:
                    break
                row = layout.row(record)
                guid = str(row.get("guid") or row.get("document"))
                pages[table, guid] = frozenset(reader.touched)
    assert rows.keys() <= pages.keys(), "the reader of pages does not find all rows"
    return rows, pages


class _TracedPages(Pages):
    """Pages that note which ones were read."""

    touched: set[int] = set()  # noqa: RUF012  (set anew for each row)

    def page(self, number: int) -> bytes:
        self.touched.add(number)
        return super().page(number)


def stored(path: Path) -> dict[Key, dict[str, object]]:
    """The rows of a project by kind and GUID."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for kind in schema.ROW_TABLES:
            for row in connection.execute(f'SELECT * FROM "{kind}"'):
                found[kind, str(row["guid"])] = dict(row)
    return found


def _texts(path: Path) -> dict[str, tuple[str, bytes]]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT document, text, source FROM document_text"
        return {guid: (text, source) for guid, text, source in connection.execute(query)}


# --- damage


def flip_bytes(data: bytearray, dice: random.Random, _earlier: bytes) -> None:
    """One to forty bytes anywhere become others."""
    for _ in range(dice.choice((1, 1, 2, 5, 40))):
        data[dice.randrange(len(data))] ^= dice.randrange(1, 256)


def flip_in_header(data: bytearray, dice: random.Random, _earlier: bytes) -> None:
    """Bytes of the first page, where the file says what it is, become others."""
    for _ in range(dice.randint(1, 6)):
        data[dice.randrange(dice.choice((20, 100, PAGE)))] ^= dice.randrange(1, 256)


def blank_pages(data: bytearray, dice: random.Random, _earlier: bytes) -> None:
    """One to eight pages, or half a page, become zeros, as a bad sector reads."""
    for _ in range(dice.choice((1, 1, 2, 8))):
        start = PAGE * dice.randrange(len(data) // PAGE)
        size = dice.choice((PAGE, PAGE, 512))
        data[start : start + size] = bytes(size)


def blank_first(data: bytearray, dice: random.Random, _earlier: bytes) -> None:
    """The first page or pages are gone."""
    size = PAGE * dice.choice((1, 1, 2, 4))
    data[:size] = bytes(size)


def cut_off(data: bytearray, dice: random.Random, _earlier: bytes) -> None:
    """The file ends too early."""
    del data[dice.randrange(PAGE, len(data)) :]


def swap_pages(data: bytearray, dice: random.Random, _earlier: bytes) -> None:
    """Pages stand in each other's place."""
    for _ in range(dice.choice((1, 2, 5))):
        one, other = (PAGE * dice.randrange(len(data) // PAGE) for _ in range(2))
        data[one : one + PAGE], data[other : other + PAGE] = (
            data[other : other + PAGE],
            data[one : one + PAGE],
        )


def splice(data: bytearray, dice: random.Random, earlier: bytes) -> None:
    """Pages of another state of the project, as a copy while it is written or a cloud brings."""
    for _ in range(dice.choice((1, 2, 6))):
        start = PAGE * dice.randrange(min(len(data), len(earlier)) // PAGE)
        size = PAGE * dice.choice((1, 1, 3))
        data[start : start + size] = earlier[start : start + size]


def noise(data: bytearray, dice: random.Random, _earlier: bytes) -> None:
    """A stretch of anything, not on the bounds of pages."""
    start = dice.randrange(len(data))
    size = min(dice.choice((16, 300, 3000, 9000)), len(data) - start)
    data[start : start + size] = dice.randbytes(size)


DAMAGES: tuple[Damage, ...] = (
    flip_bytes,
    flip_in_header,
    blank_pages,
    blank_first,
    cut_off,
    swap_pages,
    splice,
    noise,
)


# --- tries


@dataclass
class Tried:
    """How a try ended, and what of the project was saved."""

    damage: str
    ended: str
    rows: int = 0
    untouched: int = 0
    saved: int = 0
    equal: int = 0
    from_history: int = 0
    texts: int = 0
    texts_whole: int = 0
    extra: int = 0
    seconds: float = 0.0


def tries(times: int, seed: int, names: Sequence[str] = tuple(PROJECTS)) -> Iterator[Tried]:
    """Damage and repair so many files, copies of the projects of these names; AssertionError where
    what is held to does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            yield attempt(Path(folder), seed * 1_000_000 + number, names)


def attempt(folder: Path, seed: int, names: Sequence[str] = tuple(PROJECTS)) -> Tried:
    """Damage a file and repair it."""
    dice = random.Random(seed)
    name = dice.choice(list(names))
    project = intact(name)
    data = bytearray(project.data)
    damage = dice.choice(DAMAGES)
    damage(data, dice, project.earlier)
    if dice.random() < 0.2:
        dice.choice(DAMAGES)(data, dice, project.earlier)
    damaged, target = folder / f"{seed}.annot", folder / f"{seed} repaired.annot"
    damaged.write_bytes(data)
    tried = Tried(damage.__name__, "")
    began = time.monotonic()
    try:
        found = finish(repairing.repair(damaged, target))
        tried.seconds = time.monotonic() - began
        _judge(project, bytes(data), target, found, tried)
    except UserError as error:
        assert "Nothing of a project" in str(error), error
        assert not target.exists()
        expected = {kind for kind, _guid in _expected(project, bytes(data), set())}
        assert expected <= {"project"}, f"refused: {error} {expected}"
        tried.ended = "refused"
    except Exception:
        print(f"seed {seed}, {name}, {damage.__name__}", file=sys.stderr)
        kept = Path(tempfile.gettempdir()) / f"repair-{seed}"
        kept.with_suffix(".damaged").write_bytes(data)
        kept.with_suffix(".intact").write_bytes(project.data)
        raise
    finally:
        assert damaged.read_bytes() == bytes(data), "the damaged file was written to"
        damaged.unlink()
        target.unlink(missing_ok=True)
    return tried


def _judge(project: Intact, data: bytes, target: Path, found: RepairReport, tried: Tried) -> None:
    with projects.open_(target) as repaired:
        assert (faults := integrity.check(repaired)) == [], faults
    rows = stored(target)
    tried.ended = "sound" if found.sound else "whole" if found.whole else "in part"
    expected = _expected(project, data, {guid for _kind, guid in rows})
    for key in expected:
        assert key in rows, f"{key} is not saved: {project.rows[key]}"[:600]
        assert _same(rows[key], project.rows[key]), f"{rows[key]}\n{project.rows[key]}"[:900]
    told = {(one.kind, one.guid) for one in found.lost}
    living = [key for key, row in project.rows.items() if not row["deleted"]]
    if found.history_whole and not found.unknown:
        unsaid = [key for key in living if key not in rows and key not in told]
        assert not unsaid or not found.whole, f"lost and not told: {unsaid[:3]}"
    if found.sound:
        assert rows.keys() == stored_bytes(data).keys()
    tried.rows, tried.untouched = len(project.rows), len(expected)
    tried.saved = sum(key in rows for key in project.rows)
    tried.equal = sum(key in rows and _same(rows[key], row) for key, row in project.rows.items())
    tried.from_history = sum(found.from_history.values())
    tried.extra = len(rows.keys() - project.rows.keys())
    texts = _texts(target)
    tried.texts = len(project.texts)
    tried.texts_whole = sum(texts.get(guid) == both for guid, both in project.texts.items())
    told_texts = {one.guid for one in found.texts}
    for guid, (text, _source) in project.texts.items():
        if guid in texts and texts[guid][0] != text:
            assert guid in told_texts or found.sound, "a text was changed and nobody told"


def stored_bytes(data: bytes) -> dict[Key, dict[str, object]]:
    """The rows of a file that is sound, from its bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound.annot"
        path.write_bytes(data)
        ProjectFile.open(path).close()
        return stored(path)


def _same(one: dict[str, object], other: dict[str, object]) -> bool:
    return all(one.get(name) == value for name, value in other.items())


def _expected(project: Intact, data: bytes, saved: set[str]) -> list[Key]:
    """The rows of which all pages are untouched, and all rows that they need are saved."""
    whole = {
        number + 1
        for number in range(len(project.data) // PAGE)
        if data[number * PAGE : (number + 1) * PAGE]
        == project.data[number * PAGE : (number + 1) * PAGE]
    }
    there = [key for key, pages in project.pages.items() if key in project.rows and pages <= whole]
    lacking = {guid for _kind, guid in project.rows} - saved
    untouched = set(there)
    return [key for key in there if not _needs(project, key, lacking, untouched, whole)]


def _needs(
    project: Intact, key: Key, lacking: set[str], untouched: set[Key], whole: set[int]
) -> bool:
    """Whether a row belongs to something that is lost itself, or to a text that was damaged."""
    kind, guid = key
    if kind == "document" and not project.pages["document_text", guid] <= whole:
        return True
    row = project.rows[key]
    for reference in schema.ROW_TABLES[kind].foreign_keys:
        target = reference.column.table.name, str(row[reference.parent.name])
        if target[1] in lacking and (
            target not in untouched or _needs(project, target, lacking, untouched, whole)
        ):
            return True
    return False


def main() -> None:
    """Try them, and tell what was found."""
    wanted = options(__doc__, 1000)
    found = list(tries(wanted.times, wanted.seed))
    by_damage = {
        damage.__name__: dict(Counter(one.ended for one in found if one.damage == damage.__name__))
        for damage in DAMAGES
    }
    damaged = [one for one in found if one.ended != "sound"]
    rows = sum(one.rows for one in damaged)
    report(
        {
            "files": len(found),
            "ended": dict(Counter(one.ended for one in found)),
            "by damage": by_damage,
            "rows in damaged files": rows,
            "on untouched pages": sum(one.untouched for one in damaged),
            "saved": sum(one.saved for one in damaged),
            "saved as they were": sum(one.equal for one in damaged),
            "of these from the history": sum(one.from_history for one in damaged),
            "rows that were in no such form": sum(one.extra for one in damaged),
            "texts": sum(one.texts for one in damaged),
            "texts to the letter": sum(one.texts_whole for one in damaged),
            "seconds at most": round(max(one.seconds for one in found), 2),
            "memory (bytes)": most_memory(),
        },
        wanted.json,
    )


if __name__ == "__main__":
    main()
