"""What of a REFI-QDA project has no place in a project here: said, with names and numbers."""

from __future__ import annotations

from collections import Counter

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.refi.parsing import Parsed, child, children, local
from annotator.exchange.refi.report import Findings

_MEDIA = {
    "PictureSource": "picture",
    "AudioSource": "sound recording",
    "VideoSource": "video",
    "PDFSource": "PDF document without a text representation",
}


def report_source(source: etree._Element, parsed: Parsed, findings: Findings) -> None:
    """A source that is no text: its kind, its name, how many selections and codings go with it."""
    kind = _MEDIA.get(local(source), f"source of the unknown kind “{local(source)[:40]}”")
    parts: Counter[str] = Counter()
    for element in source.iter():
        name = local(element)
        # A picture's description and a page's representation are texts with selections.
        for selection in parsed.selections.get(element, ()):
            parts["selections"] += 1
            parts["codings"] += len(selection.codings)
        if name.endswith("Selection"):
            parts["selections"] += 1
        elif name in ("Coding", "Transcript"):
            parts[name.lower() + "s"] += 1
    detail = ", ".join(f"{count} {name}" for name, count in parts.items())
    findings.left(
        f"{kind} “{source.get('name', '')}”",
        "Only texts are taken over" + (f"; left with it: {detail}." if detail else "."),
    )


def report_pdf_selections(source: etree._Element, known: set[str], findings: Findings) -> None:
    """Rectangles on pages; those that also came in as text selections are no loss."""
    lost = [found for found in children(source, "PDFSelection") if found.get("guid") not in known]
    if lost:
        codings = sum(len(children(found, "Coding")) for found in lost)
        findings.left(
            f"document “{source.get('name', '')}”",
            f"{len(lost)} rectangles on pages ({codings} codings on them).",
        )


def report_rest(parsed: Parsed, own_variables: set[str], findings: Findings) -> None:
    """Variables, cases, graphs, and anything at the top that the format does not know."""
    root = parsed.root
    for variable in children(child(root, "Variables"), "Variable"):
        if variable.get("guid", "").lower() not in own_variables:
            findings.left(
                f"variable “{variable.get('name', '')}”",
                f"Variables are not taken over yet ({variable.get('typeOfVariable', 'Text')}).",
            )
    for case in children(child(root, "Cases"), "Case"):
        _report_case(case, findings)
    for graph in children(child(root, "Graphs"), "Graph"):
        vertices = len(children(graph, "Vertex"))
        findings.left(f"graph “{graph.get('name', '')}”", f"A drawing of {vertices} vertices.")
    for note in children(child(root, "Notes"), "Note"):
        selections = len(parsed.selections.get(note, ()))
        codings = len(children(note, "Coding"))
        if selections or codings:
            findings.left(
                f"note “{note.get('name', '')}”",
                f"{selections} selections and {codings} codings in the note's own text.",
            )


def report_set(group: etree._Element, findings: Findings) -> None:
    """A set of codes, sources or notes."""
    members = Counter(local(member) for member in group if local(member).startswith("Member"))
    kinds = ", ".join(f"{count} {name[6:].lower()}s" for name, count in members.items())
    findings.left(f"set “{group.get('name', '')}”", f"A set of {kinds or 'nothing'}.")


def _report_case(case: etree._Element, findings: Findings) -> None:
    values: list[str] = []
    for value in children(case, "VariableValue"):
        values.extend((part.text or "").strip() for part in value if local(part) != "VariableRef")
    sources = len(children(case, "SourceRef"))
    selections = len(children(case, "SelectionRef"))
    words = ", ".join(word[:60] for word in values if word)
    findings.left(
        f"case “{case.get('name', '')}”",
        f"Refers to {sources} sources and {selections} selections"
        + (f"; its values: {words}." if words else "."),
    )
