"""Rich Text by LibreOffice: what it reads itself, word for word, and what pandoc reads."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from annotator.exchange.documents.libreoffice import find_libreoffice
from annotator.exchange.documents.rtf import read_rtf
from tests.exchange.documents.pandoc_words import differences, needs_pandoc, share_in_order
from tests.exchange.documents.rtf_samples import found

_MARKDOWN = """---
title: Über Märkte — 市場
author: Anna Ćwik
---

# Introduction “quoted”

First paragraph with *italic*, **bold**, ~~struck~~, emoji 😀 👩‍👩‍👧, combining e\u0301 n\u0308,
a no-break\u00a0space and a soft\u00adhyphen.

Second with a note[^1] and another[^2]. A [link](https://example.org/a?b=c&d=e).

[^1]: The first note, with *emphasis*.

    Second paragraph of it.

[^2]: عربي note.

## Überschrift two

- one
    - nested
- two

1. first
2. second

> A block quote.

| Name | Alter | Stadt |
|------|------:|:-----:|
| Anna | 12    | Köln  |
| Борис | 13   | Москва |
| 李雷 | 14    | 北京  |

مرحبا بالعالم. שלום עולם. हिन्दी पाठ। 日本語のテキスト。한국어.

Line one\\
line two.
"""
needs_libreoffice = pytest.mark.skipif(
    find_libreoffice() is None, reason="LibreOffice is not installed"
)


@cache
def made() -> tuple[bytes, str]:
    """A Rich Text file by LibreOffice, and the text that it reads from that itself."""
    program = find_libreoffice()
    assert program is not None
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "a.md").write_text(_MARKDOWN, encoding="utf-8")
        subprocess.run(["pandoc", "a.md", "-o", "a.docx"], cwd=place, check=True, timeout=60)
        for source, target in (("a.docx", "rtf"), ("a.rtf", "txt:Text (encoded):UTF8")):
            subprocess.run(
                [
                    *(program, "--headless", f"-env:UserInstallation={(place / 'p').as_uri()}"),
                    *("--convert-to", target, "--outdir", folder, str(place / source)),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
        return (place / "a.rtf").read_bytes(), (place / "a.txt").read_text("utf-8-sig")


def words(text: str) -> list[str]:
    """The words of a text, without numbers, which lists have here and there not."""
    return re.findall(r"[^\W\d_]+", text)


@needs_pandoc
@needs_libreoffice
def test_words_are_those_that_libreoffice_reads() -> None:
    data, text = made()
    document = read_rtf(data, "a.rtf", {})[0]
    # It leaves notes out of plain text.
    body = document.text[: document.text.index("\n[1] ")]
    share = share_in_order(words(body), words(text))
    assert share >= 0.995, list(differences(words(body), words(text)))


@needs_pandoc
@needs_libreoffice
def test_structure_is_that_of_the_source() -> None:
    document = read_rtf(made()[0], "a.rtf", {})[0]
    assert found(document, "heading")[1:] == [
        ("heading", "Introduction “quoted”", {"level": 1}),
        ("heading", "Überschrift two", {"level": 2}),
    ]
    assert [(text, values["level"]) for _, text, values in found(document, "list-item")] == [
        *(("one", 1), ("nested", 2), ("two", 1), ("first", 1), ("second", 1))
    ]
    assert found(document, "link") == [
        ("link", "link", {"address": "https://example.org/a?b=c&d=e"})
    ]
    assert [text for _, text, _ in found(document, "footnote")] == [
        "[1] The first note, with emphasis.\nSecond paragraph of it.",
        "[2] عربي note.",
    ]
    assert [text for _, text, _ in found(document, "row")][2:] == [
        "Борис\t13\tМосква",
        "李雷\t14\t北京",
    ]
    assert document.attributes["title"] == "Über Märkte — 市場"
    assert document.attributes["author"] == "Anna Ćwik"
    assert "no-break\u00a0space" in document.text
    assert "soft\u00adhyphen" in document.text


@needs_pandoc
def test_words_are_those_that_pandoc_reads() -> None:
    """Of a file without notes and without ``\\u``, which its reader gets wrong."""
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard One {\b two} th\'e9 four\par"
        rb"\trowd\cellx1000\cellx2000\pard\intbl five\cell six\cell\row\pard\par"
        rb'\pard {\field{\*\fldinst{HYPERLINK "http://a.b"}}{\fldrslt{seven}}} eight\line nine\par}'
    )
    done = subprocess.run(
        ["pandoc", "-f", "rtf", "-t", "plain"], input=data, capture_output=True, check=True
    )
    assert words(read_rtf(data, "a.rtf", {})[0].text) == words(done.stdout.decode())
