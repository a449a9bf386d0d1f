"""What other programs make of a document, for comparison: pandoc's words, LibreOffice's files."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from annotator.exchange.documents.reader import ReadDocument

needs_pandoc: pytest.MarkDecorator = pytest.mark.skipif(
    shutil.which("pandoc") is None, reason="pandoc is not installed"
)
needs_libreoffice: pytest.MarkDecorator = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)

_MARK = re.compile(r"\[\^?[0-9a-z]{1,4}\]:?")
# Pandoc writes numbers and bullets of lists into its text; here they are values.
_ITEM = re.compile(r"^(\s*)(?:[-•▪○]|\(?(?:\d+|[a-z]|[ivx]+)[.)])(?: |$)", re.MULTILINE)
_RULE = re.compile(r"^\s*[-=]{3,}.*$", re.MULTILINE)
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words, without marks of notes. As pandoc has raised letters and small capitals as other
    characters, all are compared in their compatible form and in lower case; soft hyphens, which
    it drops in places, part no words."""
    plain = unicodedata.normalize("NFKC", _MARK.sub(" ", text.replace("\u00ad", "")))
    return _WORD.findall(plain.casefold())


def pandoc_words(data: bytes, form: str, folder: Path) -> list[str]:
    """The words of pandoc's plain text, without what it adds for lists and tables."""
    path = folder / f"oracle.{form}"
    path.write_bytes(data)
    command = ["pandoc", "-t", "plain", "--wrap=none", "--columns=2000", str(path)]
    text = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    text = _RULE.sub("", text)
    for _level in range(4):
        text = _ITEM.sub(r"\1", text)
    return words(text)


def pandoc_made(markdown: str, form: str, folder: Path) -> bytes:
    """A document that pandoc makes of Markdown."""
    target = folder / f"made.{form}"
    command = ["pandoc", "-f", "markdown", "-o", str(target)]
    subprocess.run(command, input=markdown.encode(), check=True, timeout=120)
    return target.read_bytes()


def libreoffice_made(data: bytes, suffix: str, form: str, folder: Path) -> bytes:
    """A file that LibreOffice converts a file to."""
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", form, "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / f"source.{form}").read_bytes()


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """The longest common subsequence of words as a share of the longer text."""
    longer = max(len(first), len(second), 1)
    return LCSseq.similarity(first, second) / longer


def told(document: ReadDocument, *kinds: str) -> list[tuple[object, ...]]:
    """The elements of these kinds: kind, their passage, and their values in order of name."""
    return [
        (element.kind, document.text[element.start : element.end], *_values(element.values))
        for element in document.structure
        if element.kind in kinds
    ]


def _values(values: object) -> list[object]:
    assert hasattr(values, "items")
    return [value for _name, value in sorted(values.items())]
