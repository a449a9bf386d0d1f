"""A document as one HTML page that works offline: legend, filter by code and coder, notes.

Nothing is fetched, which the page's own policy says too; its script only shows and hides. Without
a script all of it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import BinaryIO, Final

from annotator.corpus.messages import language, tr
from annotator.exchange.coded_text.choice import COMMENTS, HIGHLIGHTS
from annotator.exchange.coded_text.model import (
    HEADING,
    LIST_ITEM,
    NOTE,
    QUOTE,
    TABLE,
    Block,
    Note,
    Run,
    Written,
    margin_of,
    tint,
)

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fff; --soft: #6b6b70; --line: #d8d8dc; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececef; --paper: #1c1c1f; --soft: #a0a0a8; --line: #3a3a40; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 Georgia, "Times New Roman", serif; color: var(--ink);
  background: var(--paper); display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.2rem;
  border-right: 1px solid var(--line); font: 14px/1.5 system-ui, sans-serif; }
nav h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; color: var(--soft);
  margin: 1.2rem 0 .4rem; }
nav label { display: flex; gap: .5rem; align-items: baseline; padding: .1rem 0; }
nav .swatch { width: .8rem; height: .8rem; border-radius: 3px; flex: none; }
nav .count { margin-left: auto; color: var(--soft); }
main { padding: 2rem clamp(1rem, 5vw, 4rem); max-width: 62rem; }
main.beside .block { display: grid; grid-template-columns: minmax(0, 1fr) 14rem; gap: 1.5rem; }
aside { font: 12.5px/1.45 system-ui, sans-serif; color: var(--soft); }
aside div { border-left: 3px solid; padding-left: .5rem; margin: .15rem 0; }
h1 { line-height: 1.25; } h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.4em 0 .4em; }
p, li, blockquote { margin: 0 0 .7em; } blockquote { padding-left: 1rem;
  border-left: 3px solid var(--line); } .note { font-size: .85em; }
.c, .fill { border-radius: 2px; color: #1d1d1f; } .c.off { background: none !important;
  color: inherit; } table { border-collapse: collapse; margin: 1em 0; }
td { border: 1px solid var(--line); padding: .3rem .6rem; vertical-align: top; }
.hidden { display: none; }
@media (max-width: 46rem) { body, main.beside .block { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; height: auto; border: 0; border-bottom: 1px solid var(--line); } }
@media print { nav { display: none; } body { display: block; } }
"""
_SCRIPT: Final = """
const known = JSON.parse(document.getElementById("notes").textContent), notes = known.notes;
const chosen = kind => new Set([...document.querySelectorAll(`input[name=${kind}]:checked`)]
  .map(box => Number(box.value)));
function refresh() {
  const codes = chosen("code"), coders = chosen("coder");
  const shown = number => codes.has(notes[number][0]) && coders.has(notes[number][1]);
  for (const run of document.querySelectorAll(".c")) {
    const own = run.dataset.n.split(" ").map(Number).filter(shown);
    run.classList.toggle("off", own.length === 0);
    if (own.length) run.style.background = known.codes[notes[own[own.length - 1]][0]][0];
    run.title = own.map(number => `${known.codes[notes[number][0]][1]} (${
      known.coders[notes[number][1]]})`).join("; ");
  }
  for (const one of document.querySelectorAll("aside div"))
    one.classList.toggle("hidden", !shown(Number(one.dataset.n)));
}
for (const box of document.querySelectorAll("nav input")) box.addEventListener("change", refresh);
refresh();
"""


def write_html(written: Written, file: BinaryIO) -> None:
    """Write the page, UTF-8 with LF."""
    for part in _page(written):
        file.write(part.encode("utf-8", "surrogatepass"))


def _page(written: Written) -> Iterator[str]:
    title = escape(written.title)
    yield f'<!DOCTYPE html>\n<html lang="{escape(language())}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield from _legend(written)
    beside = bool(written.notes) and written.show != HIGHLIGHTS
    yield f"<main{' class=beside' if beside else ''}>\n<h1>{title}</h1>\n"
    for number, block in enumerate(written.blocks):
        shown = _block(written, block, f"h{number}")
        yield _with_margin(written, block, shown) if beside else shown + "\n"
    yield "</main>\n"
    coders = {name: number for number, name in enumerate(written.coders)}
    notes = [[one.code, coders[one.coder]] for one in written.notes]
    codes = [[tint(one.color, 0.45), one.path] for one in written.legend]
    # Nothing in a text ends the element: “<” is written as an escape of JSON.
    known = {"notes": notes, "codes": codes, "coders": written.coders}
    data = json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")
    yield f'<script type="application/json" id="notes">{data}</script>\n'
    yield f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"


def _legend(written: Written) -> Iterator[str]:
    """The codes and coders, each with a box that shows and hides what is theirs."""
    yield "<nav>"
    if written.legend:
        yield f"<h2>{escape(tr('Codes'))}</h2>"
    for number, one in enumerate(written.legend):
        yield (
            f'<label><input type="checkbox" name="code" value="{number}" checked>'
            f'<span class="swatch" style="background:{tint(one.color, 0.9)}"></span>'
            f'<span>{escape(one.path)}</span><span class="count">{one.number:,}</span></label>'
        )
    if written.coders:
        yield f"<h2>{escape(tr('Coders'))}</h2>"
    for number, name in enumerate(written.coders):
        yield (
            f'<label><input type="checkbox" name="coder" value="{number}" checked>'
            f"<span>{escape(name)}</span></label>"
        )
    yield from _contents(written)
    yield "</nav>\n"


def _contents(written: Written) -> Iterator[str]:
    """Links to the highest headings."""
    heads = [n for n, b in enumerate(written.blocks) if b.kind == HEADING and b.level == 1]
    if len(heads) > 1:
        yield f"<h2>{escape(tr('Contents'))}</h2>"
        for number in heads:
            words = "".join(run.text for run in written.blocks[number].runs)
            yield f'<div><a href="#h{number}">{escape(words)}</a></div>'


def _with_margin(written: Written, block: Block, shown: str) -> str:
    names = "".join(
        f'<div data-n="{number}" style="border-color:{one.color}">{_said(written, one)}</div>'
        for number, one in _numbered(written, block)
    )
    return f'<div class="block"><div>{shown}</div><aside>{names}</aside></div>\n'


def _numbered(written: Written, block: Block) -> Iterator[tuple[int, Note]]:
    numbers = dict.fromkeys(number for run in block.all_runs() for number in run.opens)
    yield from zip(numbers, margin_of(written, block), strict=True)


def _said(written: Written, one: Note) -> str:
    said = f"{one.path} ({one.coder})"
    if written.show == COMMENTS:
        said = "\n".join(filter(None, (said, one.more, one.memo)))
    return "<br>".join(map(escape, said.split("\n")))


def _block(written: Written, block: Block, name: str) -> str:
    if block.kind == TABLE:
        rows = "".join(
            "<tr>" + "".join(f"<td>{_runs(written, cell)}</td>" for cell in row) + "</tr>"
            for row in block.rows
        )
        return f"<table>{rows}</table>"
    label = f"{escape(block.label)} " if block.label else ""
    inner = label + _runs(written, block.runs)
    match block.kind:
        case kind if kind == HEADING:
            level = min(block.level + 1, 6)
            return f'<h{level} id="{name}">{inner}</h{level}>'
        case kind if kind == LIST_ITEM:
            return f'<p style="margin-left:{1.2 * block.level:.1f}em">{inner}</p>'
        case kind if kind == QUOTE:
            return f"<blockquote>{inner}</blockquote>"
        case kind if kind == NOTE:
            return f'<p class="note">{inner}</p>'
    return f"<p>{inner}</p>"


def _runs(written: Written, runs: tuple[Run, ...]) -> str:
    return "".join(_run(written, run) for run in runs)


def _run(written: Written, run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br>")
    text = f"<b>{text}</b>" if run.bold else text
    text = f"<i>{text}</i>" if run.italic else text
    if run.fill:
        return f'<span class="fill" style="background:{tint(run.fill, 0.45)}">{text}</span>'
    if not run.codings:
        return text
    numbers = " ".join(map(str, run.codings))
    last = written.notes[run.codings[-1]]
    title = "; ".join(f"{n.path} ({n.coder})" for n in map(written.notes.__getitem__, run.codings))
    return (
        f'<span class="c" data-n="{numbers}" title="{escape(title)}"'
        f' style="background:{tint(last.color, 0.45)}">{text}</span>'
    )
