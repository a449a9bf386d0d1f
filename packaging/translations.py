#!/usr/bin/env python3
"""Catalogues of translations: ``python packaging/translations.py update|compile|check``.

``update`` reads every message out of ``annotator/`` and brings the catalogues in
``resources/translations/`` up to date; ``compile`` writes the binary files that the program reads;
``check`` fails where a catalogue or a binary file is not up to date, or a translation is missing,
fuzzy, or has other places than its message. Needs Babel (the extra ``test`` brings it).
"""

from __future__ import annotations

import ast
import gzip
import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "annotator"
FOLDER = CHECKOUT / "resources" / "translations"
_PLACE = re.compile(r"\{(\w*)[^}]*\}")


@dataclass(frozen=True, slots=True)
class Found:
    """One message of the source: its text, or its singular and plural, and its context."""

    message: str | tuple[str, str]
    context: str
    where: str


def messages_in(source: str, where: str) -> Iterator[Found]:
    """The messages of one module.

    ``tr("…")`` in any form, ``plural("…", "…", n)``, ``number_of(n, "…", "…")``,
    ``gettext_noop("…")``, ``Remark("…")``, the texts of actions, ``pgettext("context", "…")``.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = node.args[1:] if name in ("number_of", "pgettext", "ActionSpec") else node.args
        if name in ("tr", "_tr", "gettext_noop", "Remark", "pgettext", "ActionSpec") and texts:
            context = _context(node, name)
            for text in _literals(texts[0]):
                yield Found(text, context, where)
        elif name in ("plural", "number_of") and texts:
            for one in _literals(texts[0]):
                more = next(iter(_literals(texts[1])), "") if len(texts) > 1 else ""
                yield Found((one, more or one + "s"), "", where)


def _context(call: ast.Call, name: str) -> str:
    """The context of a message: that of Qt's `tr` is its second argument."""
    if name == "pgettext":
        return next(iter(_literals(call.args[0])), "")
    values = [word.value for word in call.keywords if word.arg == "context"]
    values += call.args[1:2] if name == "tr" else []
    return next((text for value in values for text in _literals(value)), "")


def _literals(node: ast.expr) -> list[str]:
    """The texts that an argument can be: one, or those of a choice between some."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return []


def extracted() -> Catalog:
    """All messages of the program, in the order of the files."""
    catalog = Catalog(project="Annotator", charset="utf-8", fuzzy=False)
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(CHECKOUT).as_posix()
        for found in messages_in(path.read_text(encoding="utf-8"), where):
            if found.message:
                catalog.add(found.message, locations=[(where, 0)], context=found.context or None)
    return catalog


def languages() -> list[str]:
    """The languages that there are catalogues of."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def read(language: str) -> Catalog:
    """The catalogue of a language, as it is kept."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue with the messages that the program has now; what it has no more is dropped."""
    catalog = read(language)
    catalog.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def as_text(catalog: Catalog) -> bytes:
    """A catalogue as it is kept (`.po`)."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_by_file=True, include_lineno=False, omit_header=False)
    return buffer.getvalue()


def as_binary(catalog: Catalog) -> bytes:
    """A catalogue of gettext (`.mo`)."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def write_binary(language: str, catalog: Catalog) -> None:
    """Write what the program reads: the binary catalogue, compressed, the same for the same."""
    _binary(language).write_bytes(gzip.compress(as_binary(catalog), mtime=0))


def _binary(language: str) -> Path:
    return FOLDER / f"{language}.mo.gz"


def faults(language: str) -> list[str]:
    """What is wrong with a catalogue, a line each."""
    catalog = read(language)
    wanted = _wanted()
    have = {(message.id, message.context): message for message in catalog if message.id}
    said = [f"not in the catalogue: {_short(text)}" for text, _ in wanted - have.keys()]
    said += [f"no more in the program: {_short(text)}" for text, _ in have.keys() - wanted]
    for message in have.values():
        said += [f"{fault}: {_short(message.id)}" for fault in _faults_of(message)]
    binary = _binary(language)
    if not binary.exists() or gzip.decompress(binary.read_bytes()) != as_binary(catalog):
        said.append(f"{binary.name} is not up to date")
    return [f"{language}: {fault}" for fault in said]


@cache
def _wanted() -> frozenset[tuple[str | Sequence[str], str | None]]:
    """The messages of the program with their contexts, the same for each language."""
    return frozenset((message.id, message.context) for message in extracted() if message.id)


def _faults_of(message: Message) -> Iterator[str]:
    given, asked = _forms(message.string), _forms(message.id)
    if message.fuzzy:
        yield "to be looked at (fuzzy)"
    if not all(given):
        yield "not translated"
        return
    allowed = {place for text in asked for place in _PLACE.findall(text)}
    for text in given:
        if set(_PLACE.findall(text)) - allowed or (len(asked) == 1 and _lost(asked[0], text)):
            yield "other places"


def _lost(asked: str, given: str) -> bool:
    return sorted(set(_PLACE.findall(asked))) != sorted(set(_PLACE.findall(given)))


def _forms(said: str | Sequence[str] | None) -> Sequence[str]:
    """The singular and the plurals of a message; one form where it has no plural."""
    return [said or ""] if said is None or isinstance(said, str) else said


def _short(message: str | Sequence[str]) -> str:
    text = _forms(message)[0]
    return text if len(text) < 80 else text[:79] + "…"


def main(command: str) -> int:
    """Run one command; status 1 where a check fails."""
    if command == "check":
        said = [fault for language in languages() for fault in faults(language)]
        print(*said, sep="\n")
        return 1 if said else 0
    for language in languages():
        catalog = updated(language) if command == "update" else read(language)
        if command == "update":
            (FOLDER / f"{language}.po").write_bytes(as_text(catalog))
        write_binary(language, catalog)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
