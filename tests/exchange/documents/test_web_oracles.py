"""Words in order are those that pandoc reads, from files of several programs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.exchange.documents.registry import reader_named
from tests.exchange.documents.pandoc_words import (
    by_pandoc,
    differences,
    needs_pandoc,
    share_in_order,
    words,
)
from tests.exchange.documents.web_samples import HARD, book, checked

pytestmark = needs_pandoc

SOURCE = f"""---
title: A Title
author: [Ann Bee, Čapek]
lang: en
---

# One *two*

Text with a note[^n], **bold**, `code`, [a link](http://example.org/x "title"), ~~struck~~ words.\\
After a break. "Quoted" — dash… {HARD} x^2^ and H~2~O.

[^n]: The note. With *emphasis*.

    Second paragraph of it.

> Quote
> more
>
> > inner

3. three
4. four
   - sub one
   - sub two

     paragraph in two
5. five

| Head | Other |
|------|-------|
| x    | y     |
| long cell text here | z |

Term
:   Definition of it

```python
def function():
    return  1
```

## مرحبا بالعالم

Another[^2] with {HARD}.

[^2]: Second note, {HARD}.

{" ".join(f"Sentence {number} runs on, with commas; and so on." for number in range(60))}
"""
MARKDOWN = "markdown-smart-superscript-subscript-tex_math_dollars-raw_tex"


def compare(data: bytes, reader: str, kind: str, notes: bool = True) -> None:
    """At least 995 of 1,000 words are in the same order; the rest is shown. What stands before the
    first heading is not compared: of books, pandoc leaves out the title page. `notes` are compared
    where pandoc reads them."""
    found = reader_named(reader)
    assert found is not None
    document = checked(found.read(data, f"file.{reader}")[0])
    text = document.text
    if not notes:
        every = [element for element in document.structure if element.kind == "footnote"]
        assert every
        for element in reversed(every):
            text = text[: element.start] + text[element.end :]
    ours, theirs = from_first(words(text)), from_first(words(by_pandoc(data, kind)))
    assert share_in_order(ours, theirs) >= 0.995, list(differences(ours, theirs))
    assert len(ours) > 100


def from_first(every: list[str]) -> list[str]:
    """The words from the first heading on."""
    return every[every.index("One") :]


def made(folder: Path, kind: str, *options: str) -> bytes:
    """The sample as pandoc writes it."""
    source, target = folder / "source.md", folder / f"made.{kind}"
    source.write_text(SOURCE)
    command = ["pandoc", "-s", str(source), "-t", kind, "-o", str(target), *options]
    subprocess.run(command, check=True, timeout=120)
    return target.read_bytes()


def test_markdown() -> None:
    # Without super- and subscript, which CommonMark has not.
    compare(SOURCE.encode(), "markdown", MARKDOWN)


@pytest.mark.parametrize("kind", ["html5", "html4"])
def test_html_by_pandoc(tmp_path: Path, kind: str) -> None:
    compare(made(tmp_path, kind), "html", "html")


@pytest.mark.parametrize("kind", ["epub3", "epub2"])
def test_epub_by_pandoc(tmp_path: Path, kind: str) -> None:
    compare(made(tmp_path, kind), "epub", "epub")


def test_epub_as_calibre_makes_it() -> None:
    pages = {
        f"text/part{number}.html": f'<p class="calibre1">One Chapter {number}</p>'
        f'<p class="calibre2">{HARD} <span class="italic">and</span> more&nbsp;{number}</p>' * 9
        for number in range(9)
    }
    compare(book(pages), "epub", "epub")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("kind", "reader"), [("html", "html"), ("epub", "epub")])
def test_by_libreoffice(tmp_path: Path, kind: str, reader: str) -> None:
    made(tmp_path, "odt")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", kind, "--outdir", str(tmp_path / "out"), str(tmp_path / "made.odt")]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    data = (tmp_path / "out" / f"made.{kind}").read_bytes()
    # Notes of books that are asides by ``epub:type`` pandoc leaves out.
    compare(data, reader, kind, notes=kind != "epub")


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_the_page_as_chromium_has_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(made(tmp_path, "html5"))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command += [f"--user-data-dir={tmp_path}/profile", f"file://{tmp_path}/page.html"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    compare(done.stdout, "html", "html")
