"""PDFs by other programs: words in order as pdftotext has them, furniture and hyphens aside."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from annotator.corpus.structure import of_kind
from annotator.exchange.documents.reader import ReadDocument
from tests.exchange.documents.pdf_making import prose
from tests.exchange.documents.test_pdf_order import elements, read, texts

_LIMIT = 300
_INVISIBLE = re.compile("[\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")

HTML = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Of the town</title>
<style>body {{ font: 12pt/1.4 "DejaVu Serif", serif }}</style></head><body>
<h1>Of the town</h1>{paragraphs}<h2>Signs</h2>
<p>Emoji 😀, combining e\u0301 and n\u0304, a\u00a0b with a no-break space, soft hy\u00adphen,
ligatures: office, affluent, difficult.</p>
<ul><li>first point</li><li>second point</li></ul>{more}</body></html>"""


def need(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_LIMIT)


def page_of_html() -> str:
    paragraphs = "".join(f"<p>{prose(seed, 120)}</p>" for seed in range(8))
    more = "".join(f"<p>{prose(seed, 90)}</p>" for seed in range(20, 30))
    return HTML.format(paragraphs=paragraphs, more=more)


def by_chromium(folder: Path, source: str = "") -> Path:
    program = shutil.which("chromium") or need("google-chrome")
    (folder / "a.html").write_text(source or page_of_html(), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    target = f"--print-to-pdf={folder / 'a.pdf'}"
    run(program, *options, f"--user-data-dir={folder / 'profile'}", target, "a.html", folder=folder)
    return folder / "a.pdf"


def by_libreoffice(folder: Path) -> Path:
    program = need("soffice")
    (folder / "a.html").write_text(page_of_html(), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "pdf:writer_web_pdf_Export"
    run(program, profile, "--headless", "--convert-to", kind, "a.html", folder=folder)
    return folder / "a.pdf"


def by_latex(folder: Path, program: str = "pdflatex", options: str = "11pt") -> Path:
    need(program)
    sections = "".join(
        rf"\section{{Part {name}}}" + "\n\n".join(prose(seed + 10 * n, 130) for n in range(4))
        for seed, name in enumerate(("one", "two", "three", "four"))
    )
    source = (
        rf"\documentclass[{options}]{{article}}\pagestyle{{headings}}"
        + (r"\usepackage{hyperref}" if program == "pdflatex" else "")
        + r"\begin{document}\title{Of the town}\author{A. Writer}\date{May 2020}\maketitle "
        rf"The office found it difficult, affluent and fine.\par {sections}\end{{document}}"
    )
    (folder / "a.tex").write_text(source, encoding="utf-8")
    for _ in range(2):
        run(program, "-interaction=batchmode", "a.tex", folder=folder)
    return folder / "a.pdf"


def by_xelatex(folder: Path) -> Path:
    return by_latex(folder, "xelatex")


def test_right_to_left_by_a_browser(tmp_path: Path) -> None:
    """In the order of reading, words of another script and numbers among it."""
    lines = [
        "שלום עולם (מבחן) 123 ועוד English words כאן סוף.",
        "النص العربي هنا مع 456 أرقام، وفيه شيء آخر في السطر (قوس).",
    ]
    paragraphs = "".join(f'<p dir="rtl">{line}</p>' for line in lines)
    path = by_chromium(tmp_path, f'<html><meta charset="utf-8"><body>{paragraphs}</body></html>')
    assert read(path.read_bytes()).text.split("\n") == lines


def test_the_head_of_a_table_is_no_heading(tmp_path: Path) -> None:
    head = "<tr><th>Speaker</th><th>Words</th><th>Share</th></tr>"
    rows = "".join(f"<tr><td>S{n}</td><td>{n}</td><td>{n} %</td></tr>" for n in range(3))
    page = f"<html><body><h1>One</h1><p>Text.</p><table>{head}{rows}</table><h2>Two</h2><p>More."
    document = read(by_chromium(tmp_path, page).read_bytes())
    assert texts(document, "heading") == ["One", "Two"]
    assert "Speaker" in document.text


def words(text: str) -> list[str]:
    """Without invisible signs, and without hyphens: where a line's were dropped is tested apart."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return [word.replace("-", "") for word in plain.split() if word not in ("•", "-")]


def words_by_pdftotext(path: Path, document: ReadDocument) -> list[str]:
    """With the lines of the furniture taken out, and words joined over line ends."""
    run(need("pdftotext"), str(path), str(path.with_suffix(".txt")), folder=path.parent)
    text = path.with_suffix(".txt").read_text(encoding="utf-8").replace("\f", "\n")
    aside = Counter(
        word
        for element in of_kind(document.structure, "furniture")
        for word in str(element.values["text"]).split()
    )
    lines = []
    for line in text.split("\n"):
        own = Counter(line.split())
        if own and own <= aside:
            aside -= own
        else:
            lines.append(line)
    assert not aside, "furniture that pdftotext has in no lines of its own"
    return words(re.sub(r"(?<=\w)[-\u2010]\n+(?=[a-z])", "", "\n".join(lines)))


@pytest.mark.parametrize("make", [by_latex, by_xelatex, by_libreoffice, by_chromium])
def test_words_in_order_are_those_of_pdftotext(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path)
    document = read(path.read_bytes())
    theirs, ours = words_by_pdftotext(path, document), words(document.text)
    common = LCSseq.similarity(theirs, ours)
    assert common >= 0.995 * max(len(theirs), len(ours))


def test_latex_in_two_columns_has_its_paragraphs_and_headings(tmp_path: Path) -> None:
    document = read(by_latex(tmp_path, options="10pt,twocolumn").read_bytes())
    paragraphs = texts(document, "paragraph")
    for seed in range(4):
        for number in range(4):
            assert prose(seed + 10 * number, 130) in paragraphs
    assert "The office found it difficult, affluent and fine." in paragraphs
    headings = ["1 Part one", "2 Part two", "3 Part three", "4 Part four"]
    assert texts(document, "heading") == headings
    # The class has no running heads in the outline, and a number on every page.
    places = {str(element.values["place"]) for element in elements(document, "furniture")}
    assert places <= {"head", "page-number"}


def test_a_printed_web_page_has_its_paragraphs_and_lists(tmp_path: Path) -> None:
    document = read(by_chromium(tmp_path).read_bytes())
    paragraphs = texts(document, "paragraph")
    for seed in range(8):
        assert prose(seed, 120) in paragraphs
    assert texts(document, "heading") == ["Of the town", "Signs"]
    # Its bullets are drawings, no characters.
    assert {"first point", "second point"} <= set(texts(document, "list-item"))
    assert "😀" in document.text
    assert "office, affluent, difficult" in document.text
