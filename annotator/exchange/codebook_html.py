"""The codebook as a page for print: HTML that browsers and Qt's rich text show alike.

Rich text knows tables, headings and a few properties of CSS, and margins in pixels only; the page
keeps to these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from annotator.corpus.codebook import Attribute, AttributeKind, Code, Codebook, Unit
from annotator.corpus.messages import language, tr

_STYLE = """
body { font-family: Charter, Georgia, 'Noto Serif', 'DejaVu Serif', serif; font-size: 10.5pt;
  line-height: 140%; color: #111111; max-width: 42em; margin: 2em auto; }
h1 { font-size: 20pt; font-weight: 600; margin: 0 0 6px 0; }
h2 { font-size: 14pt; font-weight: 600; margin: 32px 0 8px 0; page-break-after: avoid; }
h3 { font-size: 12pt; font-weight: 600; margin: 24px 0 8px 0; page-break-after: avoid; }
p { margin: 0 0 8px 0; }
ul { margin: 0 0 8px 0; }
li { margin: 0 0 2px 0; }
.quiet { color: #555555; font-size: 9pt; }
.label { font-weight: 600; }
table { margin: 0 0 12px 12px; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 2px 14px 2px 0; }
th { color: #555555; font-size: 9pt; font-weight: 600; }
@media print { body { margin: 0; max-width: none; } h2, h3, tr { break-inside: avoid; } }
"""
_KINDS = {
    AttributeKind.CHOICE: "one of these values",
    AttributeKind.CHOICES: "any of these values",
    AttributeKind.TEXT: "a text",
    AttributeKind.NUMBER: "a number",
    AttributeKind.YES_NO: "yes or no",
    AttributeKind.ENTITY: "who or what: a name, “the writer” or “unstated”",
}


def codebook_html(codebook: Codebook, title: str = "", note: str = "") -> str:
    """The whole codebook: contents, every code with its entry, and the relations.

    `title` stands above it (default: the codebook's name), `note` below that, such as a date.
    """
    title = title or codebook.name or "Codebook"
    body = "\n".join(_body(codebook, title, note))
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(codebook: Codebook, title: str, note: str) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    number = sum(code.codable for code in codebook.codes)
    facts = f"{number:,} {'code' if number == 1 else 'codes'}"
    yield f'<p class="quiet">{escape(f"{facts}. {note}".strip())}</p>'
    numbers: list[int] = []
    for depth, code in codebook.walk():
        del numbers[depth + 1 :]
        if len(numbers) <= depth:
            numbers.append(0)
        numbers[depth] += 1
        yield from _code(codebook, code, depth, ".".join(map(str, numbers)))
    if codebook.relation_types:
        yield "<h2>Relations</h2>"
        yield from _relations(codebook)


def _code(codebook: Codebook, code: Code, depth: int, number: str) -> Iterator[str]:
    level = 2 if depth == 0 else 3
    yield f"<h{level}>{number}&ensp;{escape(code.name)}</h{level}>"
    if depth > 1:
        above = " › ".join(codebook.path(code.guid)[:-1])
        yield f'<p class="quiet">{escape(above)}</p>'
    yield from _paragraphs(code.definition)
    yield from _paragraphs(code.when_to_use, "Use when")
    yield from _paragraphs(code.when_not_to_use, tr("Do not use when"))
    yield from _listed("Examples", code.examples)
    yield from _listed("Counter-examples", code.counter_examples)
    if rules := _rules(code):
        yield f'<p><span class="label">Rules.</span> {escape(rules)}</p>'
    if code.cues:
        yield f'<p><span class="label">Cues.</span> {escape(", ".join(code.cues))}</p>'
    for attribute in codebook.attributes_of(code.guid):
        yield from _attribute(attribute)


def _rules(code: Code) -> str:
    if not code.codable:
        return tr("A heading for the codes below it; passages are not coded with it.")
    found = []
    if code.unit is not Unit.FREE:
        found.append(f"A passage is a {code.unit.value}.")
    if not code.may_nest:
        found.append(tr("Passages do not lie in one another."))
    if not code.may_overlap:
        found.append(tr("Passages share no words with those of other codes."))
    return " ".join(found)


def _attribute(attribute: Attribute) -> Iterator[str]:
    facts = [_KINDS[attribute.kind]]
    if attribute.level:
        facts.append(tr(attribute.level.value))
    if attribute.required:
        facts.append("required")
    if attribute.default:
        facts.append(f"default: {attribute.default}")
    words = f"({'; '.join(facts)})"
    definition = escape(attribute.definition).replace("\n", "<br>")
    yield (
        f'<p><span class="label">{escape(attribute.name)}</span>'
        f' <span class="quiet">{escape(words)}</span> {definition}</p>'
    )
    if attribute.choices:
        yield '<table cellspacing="0">'
        for choice in attribute.choices:
            name, meaning = escape(choice.name), _lines(choice.definition)
            yield f"<tr><td><i>{name}</i></td><td>{meaning}</td></tr>"
        yield "</table>"


def _relations(codebook: Codebook) -> Iterator[str]:
    yield '<table cellspacing="0">'
    yield "<tr><th>Relation</th><th>From</th><th>To</th><th>Meaning</th></tr>"
    for kind in sorted(codebook.relation_types, key=lambda kind: kind.position):
        cells = (kind.name, _names(codebook, kind.sources), _names(codebook, kind.targets))
        row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        yield f"<tr>{row}<td>{_lines(kind.definition)}</td></tr>"
    yield "</table>"


def _names(codebook: Codebook, guids: Iterable[str]) -> str:
    found = [codebook.by_guid[guid].name for guid in guids if guid in codebook.by_guid]
    return ", ".join(found) or "any code"


def _paragraphs(text: str, label: str = "") -> Iterator[str]:
    """Blank lines part paragraphs; the first one begins with the label."""
    mark = f'<span class="label">{escape(label)}:</span> ' if label else ""
    for part in text.split("\n\n"):
        if part.strip():
            yield f"<p>{mark}{_lines(part.strip())}</p>"
            mark = ""


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _listed(label: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f'<p><span class="label">{escape(label)}:</span></p>'
        yield "<ul>" + "".join(f"<li>{_lines(text)}</li>" for text in texts) + "</ul>"
