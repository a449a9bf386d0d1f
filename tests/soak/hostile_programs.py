"""Other programs' projects with faults: ``python tests/soak/hostile_programs.py [--minutes M]``.

A sound project of each format is mutated by fixed seeds: bytes, values and keys of JSON, rows and
schemas of databases. Each is recognised, read, settled, and every third taken into a project, which
is checked. Allowed is a UserError in one sentence, or content that the project takes whole; no
other exception, no try of more than 30 seconds (the process ends itself), no more than 1 GB.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.moments import EPOCH
from annotator.errors import UserError
from annotator.exchange import programs
from annotator.exchange.refi import Reading
from annotator.operations import projects, transfer
from tests.exchange.programs import databases, standoff
from tests.exchange.programs.reading import LF
from tests.making import ANN
from tests.soak.hostile_tables import mutated
from tests.soak.options import limit_memory, most_memory

MAKERS: dict[str, Callable[[Path], Path]] = {
    one.__name__: one
    for one in (
        *(databases.qualcoder, databases.taguette, databases.rqda),
        *(standoff.brat, standoff.xmi, standoff.cas_json, standoff.tsv, standoff.inception),
        *(standoff.doccano, standoff.label_studio, standoff.hypothesis, standoff.web_annotations),
        *(standoff.table, standoff.qc, standoff.catma, standoff.tei),
    )
}
_TALK = Document(guid_from("talk"), "talk.txt", LF, LF.encode(), "utf-8", EPOCH, EPOCH)
_VALUES: tuple[Any, ...] = (
    None,
    "",
    "x" * 3000,
    "\ud800",
    "\x00",
    -1,
    2**70,
    1.5,
    True,
    [],
    {},
    [[]],
    "1-1",
    "NaN",
)
_LONGEST = 30
_MEMORY = 1 << 30


def with_faults(folder: Path, make: Callable[[Path], Path], chance: random.Random) -> Path:
    """A project of a format with a few faults in one of its files."""
    path = make(folder)
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    file = chance.choice(sorted(files))
    data = file.read_bytes()
    if data.startswith(b"SQLite") and chance.random() < 0.7:
        _change_rows(file, chance)
    elif file.suffix in (".json", ".jsonld", ".jsonl") and chance.random() < 0.7:
        lines = data.decode().splitlines()
        values = [json.dumps(_changed(json.loads(line), chance)) for line in lines]
        file.write_bytes("\n".join(values).encode())
    else:
        file.write_bytes(mutated(data, chance))
    return path


def _changed(value: Any, chance: random.Random) -> Any:
    """A JSON value in which one thing is another."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            return {name: one for name, one in value.items() if name != key}
        return value | {key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
    return chance.choice(_VALUES)


def _change_rows(file: Path, chance: random.Random) -> None:
    """A database in which cells hold what they should not, or a table is a view or is gone."""
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        table = chance.choice([row[0] for row in names])
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        column, value = (
            chance.choice(columns),
            chance.choice((*_VALUES[:2], *_VALUES[4:5], b"\xff")),
        )
        match chance.randrange(4):
            case 0:
                connection.execute(f'DROP TABLE "{table}"')
            case 1:
                connection.execute(f'ALTER TABLE "{table}" RENAME TO gone')
                connection.execute(f'CREATE VIEW "{table}" AS SELECT * FROM gone')
            case 2:
                connection.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO other')
            case _:
                with contextlib.suppress(sqlite3.IntegrityError):  # a key must be a number
                    connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ?', (value,))
        connection.commit()


def tried(path: Path) -> tuple[str, Reading | None]:
    """What came of a project."""
    try:
        program = programs.recognised(path)
        if program is None:
            return "not known", None
        return "read", finish(programs.read_program(program, path, lambda: (_TALK,)))
    except UserError as error:
        sentence = str(error)
        sentence.encode()
        assert sentence.strip(), "a refusal without words"
        return "refused", None


def taken(reading: Reading, folder: Path) -> None:
    """A project of what was read, which is sound."""
    made = folder / "made.annot"
    incoming = transfer.Incoming("foreign", reading=reading)
    finish(transfer.import_as_project(made, ANN, [incoming], overwrite=True))
    with projects.open_(made) as project:
        finish(transfer.import_into(project, ANN.guid, [incoming]))


def attempt(name: str, seed: int, folder: Path, *, take: bool) -> str:
    """One project of a format with the faults of a seed; what came of it."""
    chance = random.Random(f"{seed} {name}")
    path = with_faults(folder, MAKERS[name], chance)
    outcome, reading = tried(path)
    if take and reading is not None:
        taken(reading, folder)
    return outcome


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    limit_memory(3 * _MEMORY)
    end, seed, found = time.monotonic() + 60 * options.minutes, options.seed, Counter[str]()
    while time.monotonic() < end:
        for name in MAKERS:
            folder = Path(tempfile.mkdtemp())
            faulthandler.dump_traceback_later(_LONGEST, exit=True)
            try:
                found[f"{name} {attempt(name, seed, folder, take=seed % 3 == 0)}"] += 1
            except BaseException:
                print(f"seed {seed}, {name}", flush=True)
                raise
            finally:
                shutil.rmtree(folder)
            faulthandler.cancel_dump_traceback_later()
        seed += 1
    memory = most_memory()
    print(f"{found.total():,} projects, {memory / 1e6:,.0f} MB:", dict(sorted(found.items())))
    assert memory < _MEMORY, "too much memory"


if __name__ == "__main__":
    main()
