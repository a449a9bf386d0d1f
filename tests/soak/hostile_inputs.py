"""Files to import, settings and messages with faults: ``python tests/soak/hostile_inputs.py``.

``--minutes M`` works so long, ``--times N`` does so many tries. Sound inputs of each kind are
mutated by fixed seeds: bytes, tokens, pieces of others, nesting, odd values. Coverage guides it: an
input that takes a way through the program (`arcs.py`) that none of its kind took before is kept and
mutated further. So the same first seed makes the same inputs. Allowed is a UserError in one
sentence that can be written as UTF-8; the project that is imported into must pass the check, and a
refused import leaves it as it was. No other exception, no try that works for more than 20 seconds,
no more than 1 GB of memory.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import json
import logging
import os
import random
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator import settings
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.exchange import refi
from annotator.exchange.codebook_file import read_codebook_file, write_codebook_file
from annotator.operations import projects, transfer
from annotator.operations.projects import integrity
from annotator.operations.viewing import everything
from annotator.ui.process import single_instance
from annotator.ui.recovery import unsaved_changes
from tests.exchange.refi_samples import export, sample_project, xml_of
from tests.making import ANN, make
from tests.soak.arcs import Arc, traced
from tests.soak.options import MOST_MEMORY, most_memory

LONGEST_S = 20
_LARGEST_KEPT = 300_000
"""Bytes of an input that is mutated further: larger ones are slow, and say little more."""
TOKENS = (
    *(b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u202e".encode(), b"\r"),
    *(b"&a;", b"&#0;", b"&#x110000;", b"<!DOCTYPE x>", b"<![CDATA[", b"]]>", b"<!--", b"<?x?>"),
    *(
        b"'",
        b'"',
        b"- ",
        b": ",
        b"*a",
        b"&a ",
        b"!!python/object:os.system x",
        b"{",
        b"}",
        b"[",
        b"|",
    ),
    *(
        b"-1",
        b"0",
        b"9" * 30,
        b"1e999",
        b"NaN",
        b"null",
        b"true",
        b"[]",
        b"{}",
        b"../../x",
        b"%s{0}",
    ),
    *(b"[" * 3_000, b'{"a":' * 3_000, b"<Code>" * 600, b"x" * 20_000, b"  " * 400 + b"- a"),
    *(b"guid", b"internal://x.txt", b"absolute:///etc/hostname", b"plainTextPath", b"isCodable"),
)


def mutated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The input with one to five changes; `other` is another of its kind."""
    now = bytearray(data)
    for _ in range(dice.randint(1, 5)):
        at = dice.randrange(len(now) + 1)
        kind = dice.randrange(7)
        if kind == 0 and now:
            now[at % len(now)] = dice.randrange(256)
        elif kind == 1:
            now[at:at] = dice.choice(TOKENS)
        elif kind == 2:
            del now[at : at + dice.choice((1, 3, 20, 400))]
        elif kind == 3:
            begin = dice.randrange(len(other) + 1)
            now[at:at] = other[begin : begin + dice.choice((5, 50, 1_000))]
        elif kind == 4:
            now[at:at] = now[at : at + dice.choice((5, 50, 1_000))] * dice.randint(1, 5)
        elif kind == 5:
            numbers = list(re.finditer(rb"\d+", now))
            if numbers:
                found = dice.choice(numbers)
                now[found.start() : found.end()] = dice.choice((b"0", b"-1", b"2147483648", b"99"))
        else:
            quoted = list(re.finditer(rb'"[^"]{0,60}"', now))
            if quoted:
                found = dice.choice(quoted)
                now[found.start() + 1 : found.end() - 1] = dice.choice(TOKENS)
    return bytes(now)


class Place:
    """A folder with a sound project to import into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.original = folder / "original.annot"
        made = make(self.original)
        made.code(ANN, "claim", (0, 6))
        made.project.close()

    def take_in(self, name: str, data: bytes) -> str:
        """Import a file; how it ended."""
        source, target = self.folder / name, self.folder / "target.annot"
        source.write_bytes(data)
        shutil.copy(self.original, target)
        with projects.open_(target) as project:
            try:
                imported = finish(transfer.import_files(project, ANN.guid, [source]))
            except UserError as error:
                assert project.path.read_bytes() == self.original.read_bytes(), "a part came in"
                return told(error)
            assert integrity.check(project) == []
            counts = {kind: len(guids) for kind, guids in imported.changes.added.items()}
            out = self.folder / "out.qdpx"
            with contextlib.suppress(UserError):
                finish(transfer.export_file(everything(project), out, overwrite=True))
        return f"came in: {sorted(counts)}"


def told(error: UserError) -> str:
    """The outcome of a refusal: its sentence without what is of the one file."""
    str(error).encode()
    return re.sub(r"“[^”]*”|\d+|/\S+", "…", str(error))[:120]


def _packed(place: Place, data: bytes) -> str:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", data)
        for document in sample_project().documents:
            archive.writestr(f"sources/{document.guid}.txt", document.text)
    return place.take_in("in.qdpx", file.getvalue())


def _codebook(_place: Place, data: bytes) -> str:
    try:
        book = read_codebook_file(data, "in.yaml", datetime.now(UTC))
    except UserError as error:
        return told(error)
    with contextlib.suppress(UserError):
        again = read_codebook_file(write_codebook_file(book), "out.yaml", datetime.now(UTC))
        assert len(again.codes) == len(book.codes), "what went out is not what came in"
    return f"{min(len(book.codes), 5)} codes"


def _settings(place: Place, data: bytes) -> str:
    path = settings.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    found = settings.load()
    found.save()
    assert settings.load() == found
    return str(sorted(name for name, value in vars(found).items() if value))


def _recovery(place: Place, data: bytes) -> str:
    path = place.folder / "recovery.json"
    path.write_bytes(data)
    kept = unsaved_changes._read(path, "p.annot")
    forms = unsaved_changes._read_forms(path, "p.annot")
    json.dumps([vars(form) for form in forms], ensure_ascii=False).encode()
    shutil.copy(place.original, place.folder / "target.annot")
    with projects.open_(place.folder / "target.annot") as project:
        for change in kept:
            with contextlib.suppress(UserError):
                change.write(project)
        assert integrity.check(project) == []
    return f"{len(kept)} kept: {[one.kind for one in kept[:2]]}, {len(forms)} forms"


def _message(_place: Place, data: bytes) -> str:
    try:
        path, _token = single_instance._understood(data)
    except (ValueError, RecursionError) as error:
        return type(error).__name__
    return "nothing" if path is None else "a file"


@dataclass
class Kind:
    """A kind of input: what is done with one, the inputs that are mutated, and the ways through
    the program that were taken."""

    use: Callable[[Place, bytes], str]
    inputs: list[bytes]
    arcs: set[Arc] = field(default_factory=set)

    def learn(self, data: bytes, arcs: set[Arc]) -> None:
        """Keep an input that went where none did before."""
        if arcs - self.arcs:
            self.arcs |= arcs
            if len(data) <= _LARGEST_KEPT:
                self.inputs.append(data)


def kinds() -> dict[str, Kind]:
    """All kinds of inputs, with a sound one each."""
    content = sample_project()
    whole, _report = export(content)
    qdc = io.BytesIO()
    refi.write_codebook(content.codebook, qdc)
    kept = settings.Settings(coder="Ann", coders={"Ann": ANN.guid}, recent=["/a/b.annot"])
    message = {"open": "/a/b.annot", "token": "x"}
    by = {"coder": ANN.guid, "coder_name": "Ann"}
    arguments: dict[str, list[object]] = {
        "memo": [ANN.guid, "words"],
        "code": [ANN.guid, ANN.guid, [[0, 3], [5, 9]], False],
        "value": [ANN.guid, ANN.guid, ["a", "b"]],
    }
    changes = [by | {"kind": kind, "arguments": said} for kind, said in arguments.items()]
    forms = [{"title": "Edit the code", "fields": [["Name", "a name"], ["", "words"]]}]
    recovery = {"project": "p.annot", "changes": changes, "forms": forms}
    return {
        "qdpx, its XML": Kind(_packed, [xml_of(whole)]),
        "qdpx, its bytes": Kind(lambda place, data: place.take_in("in.qdpx", data), [whole]),
        "qdc": Kind(lambda place, data: place.take_in("in.qdc", data), [qdc.getvalue()]),
        "codebook file": Kind(_codebook, [write_codebook_file(content.codebook)]),
        "codebook, imported": Kind(
            lambda place, data: place.take_in("in.yaml", data),
            [write_codebook_file(content.codebook)],
        ),
        "text": Kind(
            lambda place, data: place.take_in("in.txt", data),
            ["Words, “quoted” 👩‍👩‍👧.\n".encode(code) for code in ("utf-8", "utf-16")]
            + ["Über Größe\r\n".encode("cp1252"), "Слова и слова".encode("koi8-r")],
        ),
        "settings": Kind(_settings, [json.dumps(vars(kept)).encode()]),
        "recovery file": Kind(_recovery, [json.dumps(recovery).encode()]),
        "message": Kind(_message, [json.dumps(message).encode()]),
    }


def tries(
    times: int,
    seed: int,
    until: float = float("inf"),
    known: dict[str, Kind] | None = None,
) -> Iterator[tuple[str, str]]:
    """So many tries, each by a seed of its own, in turn over the kinds: kind and outcome. What was
    learnt is in `known`."""
    known = kinds() if known is None else known
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name))
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = name
        names = list(known)
        for number in range(seed, seed + times):
            if time.monotonic() > until:
                return
            if number % 50 == 0:
                gc.collect()  # trees of XML in rings are small to it, and large
            dice = random.Random(number)
            kind = known[names[number % len(names)]]
            data = mutated(dice.choice(kind.inputs), dice.choice(kind.inputs), dice)
            begun, memory = time.process_time(), most_memory()
            try:
                with traced() as arcs:
                    outcome = kind.use(place, data)
            except Exception as error:
                found = Path(tempfile.gettempdir()) / f"hostile-input-{number}"
                shutil.rmtree(found, ignore_errors=True)
                found.write_bytes(data)
                what = f"{names[number % len(names)]}, seed {number}; the input is {found}"
                raise AssertionError(what) from error
            assert time.process_time() - begun < LONGEST_S, f"seed {number} took too long"
            grew = most_memory() - memory
            assert grew < MOST_MEMORY // 4, f"seed {number} took {grew:,} bytes of memory"
            kind.learn(data, arcs)
            yield names[number % len(names)], outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    logging.disable(logging.WARNING)  # each file that can't be read is noted there
    options = parser.parse_args()
    counted: Counter[str] = Counter()
    outcomes: dict[str, set[str]] = {}
    until = time.monotonic() + options.minutes * 60
    known = kinds()
    for kind, outcome in tries(options.times, options.seed, until, known):
        counted[kind] += 1
        outcomes.setdefault(kind, set()).add(outcome)
    memory = most_memory()
    assert memory < MOST_MEMORY, f"{memory:,} bytes of memory"
    result = {
        "tries": dict(counted),
        "outcomes": {kind: len(found) for kind, found in outcomes.items()},
        "arcs": {name: len(kind.arcs) for name, kind in known.items()},
        "kept": {name: len(kind.inputs) for name, kind in known.items()},
        "memory": memory,
    }
    if options.json:
        print(json.dumps(result))
        return
    for kind, number in counted.items():
        learnt = f"{len(known[kind].arcs):,} arcs, {len(known[kind].inputs):,} inputs kept"
        print(f"{kind}: {number:,} tries, {len(outcomes[kind])} outcomes, {learnt}")
    print(f"{sum(counted.values()):,} tries, {memory / 1e6:,.0f} MB at most")


if __name__ == "__main__":
    main()
