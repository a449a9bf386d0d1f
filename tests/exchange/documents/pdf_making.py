"""Small PDFs with known truth: lines of Courier, whose characters are 0.6 of its size wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_FONTS = ("Courier", "Courier-Bold", "Courier-Oblique")


@dataclass
class Sheet:
    """A page: `put` draws a line at a place counted from the top left corner."""

    drawn: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fields: list[tuple[float, float, str]] = field(default_factory=list)
    crop: str = ""

    def put(self, x: float, y: float, text: str, *, size: float = 10, font: int = 0) -> None:
        """`font`: 0 upright, 1 bold, 2 oblique."""
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
        words = shown.replace(b")", b"\\)").decode("latin-1")
        self.drawn.append(f"BT /F{font} {size} Tf {x} {HEIGHT - y} Td ({words}) Tj ET")

    def link(self, x: float, y: float, characters: int, address: str) -> None:
        """A link over so many characters of a line of 10 points."""
        box = f"{x} {HEIGHT - y - 3} {x + 6 * characters} {HEIGHT - y + 9}"
        action = f"/A << /S /URI /URI ({address}) >>"
        self.links.append(f"<< /Type /Annot /Subtype /Link /Rect [{box}] {action} >>")

    def fill_in(self, x: float, y: float, text: str) -> None:
        """A field of a form with what is filled in there, in 10 points."""
        self.fields.append((x, HEIGHT - y, text))

    def block(
        self, x: float, y: float, lines: Sequence[str], *, size: float = 10, leading: float = 12
    ) -> float:
        """Lines below one another; gives the place of the line after them."""
        for line in lines:
            indent = len(line) - len(line.lstrip(" "))
            self.put(x + 0.6 * size * indent, y, line.strip(" "), size=size)
            y += leading
        return y


def pdf(
    sheets: Sequence[Sheet],
    *,
    info: dict[str, str] | None = None,
    outline: Sequence[tuple[str, int]] = (),
    labels: str = "",
    extra: str = "",
) -> bytes:
    """A PDF of sheets, with properties, an outline of (title, page from 0), page labels (the
    entries of the number tree) and more entries of the trailer."""
    objects: list[str] = ["", ""]

    def add(body: str) -> int:
        objects.append(body)
        return len(objects)

    fonts = " ".join(
        f"/F{number} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for number, name in enumerate(_FONTS)
    )
    pages = []
    for sheet in sheets:
        content = "\n".join(sheet.drawn)
        stream = add(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        notes = list(sheet.links)
        for x, y, text in sheet.fields:
            shown = f"BT /F0 10 Tf 0 3 Td ({text}) Tj ET"
            look = add(
                f"<< /Type /XObject /Subtype /Form /BBox [0 0 {6 * len(text)} 12] /Resources "
                f"<< /Font << {fonts} >> >> /Length {len(shown)} >>\nstream\n{shown}\nendstream"
            )
            box = f"{x} {y - 3} {x + 6 * len(text)} {y + 9}"
            notes.append(
                f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (f{look}) /V ({text}) "
                f"/Rect [{box}] /AP << /N {look} 0 R >> >>"
            )
        pages.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {sheet.crop} "
                f"/Resources << /Font << {fonts} >> >> /Contents {stream} 0 R "
                f"/Annots [{' '.join(notes)}] >>"
            )
        )
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    catalog = "/Type /Catalog /Pages 2 0 R"
    if outline:
        root = len(objects) + 1
        first, last = root + 1, root + len(outline)
        add(f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {len(outline)} >>")
        for number, (title, page) in enumerate(outline):
            around = f"/Next {first + number + 1} 0 R" if first + number < last else ""
            add(
                f"<< /Title ({title}) /Parent {root} 0 R {around} "
                f"/Dest [{pages[page]} 0 R /XYZ 0 {HEIGHT} 0] >>"
            )
        catalog += f" /Outlines {root} 0 R"
    if labels:
        catalog += f" /PageLabels << /Nums [{labels}] >>"
    objects[0] = f"<< {catalog} >>"
    trailer = "/Root 1 0 R " + extra
    if info:
        entries = " ".join(f"/{key} ({value})" for key, value in info.items())
        trailer += f" /Info {add(f'<< {entries} >>')} 0 R"
    return _file(objects, trailer)


def _file(objects: Sequence[str], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode("latin-1")
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\n".encode("latin-1")
    out += f"startxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)


WORDS = (
    *("harbour", "trade", "council", "nobody", "expects", "several", "officials"),
    *("consider", "whether", "proposal", "remains", "although", "office", "third"),
    *("responsible", "river", "market", "letter", "winter", "summer", "answer"),
    *("question", "street", "garden", "window", "paper", "number", "morning"),
    *("evening", "teacher", "doctor", "kitchen", "village", "city", "country"),
)


def prose(seed: int, words: int) -> str:
    """Sentences of words that follow from a number; no two seeds give the same."""
    found = []
    for number in range(words):
        word = WORDS[(seed * 7 + number * number + number * seed) % len(WORDS)]
        found.append(word.capitalize() if number % 9 == 0 else word)
        if number % 9 == 8 or number == words - 1:
            found[-1] += "."
    return " ".join(found)


def wrap(text: str, width: int, *, indent: int = 2) -> list[str]:
    """Lines of at most `width` characters, the first of them indented."""
    lines, line = [], " " * indent
    for word in text.split():
        longer = line + word if not line.strip() else f"{line} {word}"
        if len(longer) > width and line.strip():
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]
