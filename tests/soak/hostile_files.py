"""Project files with faults in them: ``python tests/soak/hostile_files.py [--times N] [--seed S]``.

Each file is a sound project of which cells, tables or bytes were changed: the faults know the
tables (values of other types, bounds, JSON, references, identities, times), the last kind flips
bytes anywhere. It is opened, checked, undone, read, handed out, and merged into a sound project.
Allowed is a UserError; what is open afterwards, and the project that was merged into, must pass the
check. Of what is refused, the sound part is read and exported where that is possible, and the file
stays as it is. No other exception, no try that works for more than 20 seconds, no more than 1 GB of
memory.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.job import finish
from annotator.corpus.trail import TrailFilter
from annotator.errors import UserError
from annotator.operations import projects, transfer
from annotator.operations.history.trail import steps, tell
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.operations.viewing import everything
from annotator.storage import backups, queries, schema, table_parts
from annotator.storage.codebook_versions import codebook_at, versions
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, make
from tests.soak.options import MOST_MEMORY, most_memory, options, report

SAMPLE = Path(__file__).parents[1] / "files" / f"version-{schema.VERSION}.{schema.MINOR}.annot"
LONGEST_S = 20
GUID = "44444444-4444-4444-8444-444444444444"
VALUES: tuple[object, ...] = (
    *(None, 0, 1, -1, 2, 7, 2**31, 2**62, 2**63 - 1, -(2**63)),
    *("", " ", "x", "\0", "'; DROP TABLE coding; --", "%s%n{0}", "../../../etc", "<img src=x>"),
    *("[]", "{}", "null", "true", "7", '"x"', '["a"]', "[[0,1]]", "[[0,2],[4,6]]", "[[1,0]]"),
    *('"\\ud800"', '["\\udfff"]', "[" * 5_000, "[" * 900 + "]" * 900, "9" * 5_000, "NaN"),
    *(GUID, GUID.upper(), f"{{{GUID}}}", GUID + "\0x", "x" * 20_000, "é" * 300, "\u202e\ufeff"),
    *(b"\xff\xfe", b"", b"\x00"),
)
LATER = ("original", "document_origin", "document_structure", "carried")
"""Tables that version 3.1 added: spoiled in a way of their own, so that what a number brings about
in the others stays."""
TABLES = [table.name for table in table_parts.metadata.sorted_tables if table.name not in LATER]


def spoil(path: Path, dice: random.Random) -> None:
    """Change one to four things in the file."""
    if dice.random() < 0.15:
        _flip_bytes(path, dice)
        return
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.create_function("dice", 0, lambda: dice.getrandbits(40))
    for _ in range(dice.randint(1, 4)):
        with contextlib.suppress(sqlite3.Error, UnicodeEncodeError):
            _spoil_table(connection, dice, TABLES)
    if dice.random() < 0.3:
        with contextlib.suppress(sqlite3.Error, UnicodeEncodeError):
            _spoil_table(connection, dice, LATER)
    connection.commit()
    connection.close()


def _spoil_table(
    connection: sqlite3.Connection, dice: random.Random, tables: Sequence[str]
) -> None:
    table = dice.choice(tables)
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    kind = dice.random()
    if kind < 0.08:
        connection.execute(f'DELETE FROM "{table}" WHERE dice() % 2 = 0')
        return
    column = dice.choice(columns)
    if kind < 0.2:  # another row's value: references that cross, cycles, two of one kind
        connection.execute(
            f'UPDATE OR IGNORE "{table}" SET "{column}" ='
            f' (SELECT "{column}" FROM "{table}" ORDER BY dice() LIMIT 1)'
        )
        return
    value = dice.choice(VALUES)
    cast = "CAST(? AS TEXT)" if isinstance(value, bytes) and dice.random() < 0.7 else "?"
    some = dice.choice(("", " WHERE dice() % 3 = 0", " WHERE dice() % 20 = 0"))
    connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = {cast}{some}', (value,))


def _flip_bytes(path: Path, dice: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(dice.randint(1, 40)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    if dice.random() < 0.3:
        del data[dice.randrange(len(data)) :]
    path.write_bytes(data)


def use(path: Path, folder: Path) -> str:
    """Open the file and do with it what a user does; how it ended."""
    try:
        project = projects.open_(path)
    except UserError:
        return read_only(path, folder)
    with project:
        for work in (_read, _undo, _hand_out):
            with contextlib.suppress(UserError):
                work(project, folder)
        with contextlib.suppress(UserError):
            backups.back_up(project, folder / "backups")
        faults_of(project)
    return "opened"


def read_only(path: Path, folder: Path) -> str:
    """Read and export what is sound of a file that was refused; how it ended."""
    before = path.read_bytes()
    try:
        project = projects.open_read_only(path)
    except UserError:
        return "refused"
    with project:
        assert project.left_out.rows or project.left_out.mended, "why was it refused?"
        with project.reading() as connection:
            queries.content(connection)
        for number in steps(everything(project), TrailFilter())[:30]:
            with contextlib.suppress(UserError):  # it may not fit the rows, step by step
                tell(everything(project), number)
        faults = [one for one in integrity.check(project) if _concerns_rows(one)]
        assert faults == [], faults
        finish(transfer.export_file(everything(project), folder / "out.qdpx", overwrite=True))
    assert path.read_bytes() == before, "the faulty file was written to"
    return "refused, read"


def _concerns_rows(fault: str) -> bool:
    """Whether `check` tells of what opening looks at: not of digests and the history's times."""
    return not any(
        words in fault for words in ("was added", "were added", "does not know", "not LF")
    )


def faults_of(project: ProjectFile) -> list[str]:
    """What `check` says, which may be that a part can't be read."""
    try:
        return integrity.check(project)
    except UserError as error:
        return [str(error)]


def _read(project: ProjectFile, _folder: Path) -> None:
    with project.reading() as connection:
        queries.content(connection)
        for version in versions(connection)[:5]:
            codebook_at(connection, version.at)
    for number in steps(everything(project), TrailFilter())[:30]:
        tell(everything(project), number)


def _undo(project: ProjectFile, _folder: Path) -> None:
    with project.reading() as connection:
        coder = str(connection.exec_driver_sql("SELECT coder FROM step").scalar())
    project.undo(coder)
    project.redo(coder)


def _hand_out(project: ProjectFile, folder: Path) -> None:
    handout.hand_out(project, folder / "handed.annot", BEN, Rules(blind=True), overwrite=True)
    with projects.open_(folder / "handed.annot") as copy:
        # Opening looks at rows, not at the digests of texts, nor at the history.
        assert faults_of(copy) == [] or faults_of(project), "the copy is worse"


def merge_into(target: Path, source: Path) -> str:
    """Merge the file into a sound project; how it ended."""
    with projects.open_(target) as project:
        try:
            foreseen = finish(merges.preview(project, [source]))
            reports = finish(merges.merge(project, ANN.guid, [source])).reports
        except UserError:
            found = "merge refused"
        else:
            assert foreseen == reports, "the preview said something else"
            found = "merged"
        faults = integrity.check(project)
        assert faults == [], faults
        with project.reading() as connection:
            queries.content(connection)
        for number in steps(everything(project), TrailFilter())[-5:]:
            tell(everything(project), number)
    return found


def tries(times: int, seed: int) -> Iterator[tuple[int, str]]:
    """So many files, each by a seed of its own: the seed, and how opening and merging ended."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        original = folder / "target.annot"
        made = make(original)
        made.code(ANN, "claim", (0, 6))
        made.project.close()
        for number in range(seed, seed + times):
            place = folder / "one"
            place.mkdir()
            path = Path(shutil.copy(SAMPLE, place / "p.annot"))
            source = Path(shutil.copy(SAMPLE, place / "source.annot"))
            target = Path(shutil.copy(original, place / "target.annot"))
            spoil(path, random.Random(number))
            shutil.copy(path, source)
            begun = time.process_time()
            try:
                for ended in (use(path, place), merge_into(target, source)):
                    yield number, ended
            except Exception as error:
                raise AssertionError(f"--seed {number} --times 1") from error
            assert time.process_time() - begun < LONGEST_S, f"--seed {number} took too long"
            shutil.rmtree(place)


def main() -> None:
    asked = options(__doc__, times=1_000)
    found = Counter(ended for _seed, ended in tries(asked.times, asked.seed))
    memory = most_memory()
    assert memory < MOST_MEMORY, f"{memory:,} bytes of memory"
    report({**found, "memory": memory}, asked.json)


if __name__ == "__main__":
    main()
