"""Tables with faults: ``python tests/soak/hostile_tables.py [--minutes M] [--seed N]``.

Sound tables of each kind are mutated by fixed seeds: bytes, pieces left out, doubled, put in; of
packed workbooks the parts as well. Each is opened, its columns are looked at, and its rows become
documents by a mapping that is proposed. Allowed is a UserError in one sentence; no other exception,
no try of more than 30 seconds (the process ends itself), no more than 1 GB of memory.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.errors import UserError
from annotator.exchange.records.column_types import columns_of
from annotator.exchange.records.documents import Records
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.proposing import propose
from tests.exchange.records.table_making import ods, ods_table, xls, xlsx, xlsx_merged
from tests.soak.options import limit_memory, most_memory

_ROWS: list[list[Any]] = [
    ["id", "text", "n"],
    *([f"R{n}", f"Some words, {n} of them; é", n] for n in range(30)),
]
_LONGEST = 30
_MEMORY = 1 << 30


def sound() -> dict[str, bytes]:
    """A table of each kind, by a name for its file."""
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in _ROWS)
    objects = [{"id": row[0], "user": {"text": row[1]}, "n": [row[2]]} for row in _ROWS[1:]]
    return {
        "a.csv": text.encode(),
        "b.csv": text.replace(";", ",").encode("utf-16"),
        "c.csv": text.encode("cp1252"),
        "d.json": json.dumps(objects).encode(),
        "e.jsonl": "\n".join(map(json.dumps, objects)).encode(),
        "f.xlsx": xlsx(_ROWS),
        "g.xlsx": xlsx_merged(),
        "h.xls": xls(),
        "i.ods": ods(ods_table([[str(cell) for cell in row] for row in _ROWS])),
    }


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few faults in them."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(data, chance)
    found = bytearray(data)
    for _change in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(max(1, len(found)))
        size = chance.choice((1, 2, 4, 50, 400))
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size]
            case 3:
                found[at:at] = chance.randbytes(size)
            case 4:
                found[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"9999", b'"', b"\n"))
    return bytes(found)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """A packed workbook with a fault in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([one for one in parts if one.endswith(".xml")] or list(parts))
    parts[name] = mutated(parts[name], chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for one, content in parts.items():
            copy.writestr(one, content)
    return target.getvalue()


def tried(path: Path) -> str:
    """What came of a table."""
    try:
        table = open_table(path)
        columns = columns_of(table)
        for _document in Records(table, propose(table, columns)).documents():
            pass
    except UserError as error:
        sentence = str(error)
        sentence.encode()
        assert sentence.strip(), "a refusal without words"
        return "refused"
    return "read"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    limit_memory(2 * _MEMORY)
    end, seed, found = time.monotonic() + 60 * options.minutes, options.seed, Counter[str]()
    files = sound()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            for name, data in files.items():
                path = Path(folder) / name
                path.write_bytes(mutated(data, random.Random(f"{seed} {name}")))
                faulthandler.dump_traceback_later(_LONGEST, exit=True)
                try:
                    found[f"{name} {tried(path)}"] += 1
                except BaseException:
                    print(f"seed {seed}, {name}", flush=True)
                    raise
                faulthandler.cancel_dump_traceback_later()
            seed += 1
    memory = most_memory()
    print(f"{found.total():,} tables, {memory / 1e6:,.0f} MB:", dict(sorted(found.items())))
    assert memory < _MEMORY, "too much memory"


if __name__ == "__main__":
    main()
