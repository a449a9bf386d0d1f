"""What of a REFI-QDA project has no place in a project here: said, with names and numbers."""

from __future__ import annotations

from collections import Counter

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import number_of, quoted, tr
from annotator.exchange.refi.parsing import Parsed, child, children, local
from annotator.exchange.refi.report import Findings

_MEDIA = {
    "PictureSource": tr("picture"),
    "AudioSource": "sound recording",
    "VideoSource": "video",
    "PDFSource": tr("PDF document without a text representation"),
}


def report_source(source: etree._Element, parsed: Parsed, findings: Findings) -> None:
    """A source that is no text: its kind, its name, how many selections and codings go with it."""
    kind = _MEDIA.get(local(source), f"source of the unknown kind “{local(source)[:40]}”")
    parts: Counter[str] = Counter()
    for element in source.iter():
        name = local(element)
        # A picture's description and a page's representation are texts with selections.
        for selection in parsed.selections.get(element, ()):
            parts["selection"] += 1
            parts["coding"] += len(selection.codings)
        if name.endswith("Selection"):
            parts["selection"] += 1
        elif name in ("Coding", "Transcript"):
            parts[name.lower()] += 1
    detail = ", ".join(number_of(count, name) for name, count in parts.items() if count)
    findings.left(
        f"{kind} {quoted(source.get('name', ''))}",
        tr("Only texts are taken over")
        + (tr("; left with it: {detail}.", detail=detail) if detail else "."),
    )


def report_recording(source: etree._Element, findings: Findings) -> None:
    """What of a recording no transcript of it has: passages of sound or pictures."""
    lost = children(source, "AudioSelection", "VideoSelection")
    if lost:
        codings = sum(len(children(one, "Coding")) for one in lost)
        findings.left(
            f"{_MEDIA[local(source)]} {quoted(source.get('name', ''))}",
            tr(
                "{passages} of the recording, with {codings}; its transcript came in.",
                passages=number_of(len(lost), "passage"),
                codings=number_of(codings, "coding"),
            ),
        )


def report_pdf_selections(source: etree._Element, known: set[str], findings: Findings) -> None:
    """Rectangles on pages; those that also came in as text selections are no loss."""
    lost = [found for found in children(source, "PDFSelection") if found.get("guid") not in known]
    if lost:
        codings = sum(len(children(found, "Coding")) for found in lost)
        findings.left(
            tr("document “{name}”", name=source.get("name", "")),
            tr(
                "{rectangles} on pages, with {codings}.",
                rectangles=number_of(len(lost), "rectangle"),
                codings=number_of(codings, "coding"),
            ),
        )


def report_rest(parsed: Parsed, findings: Findings) -> None:
    """Graphs, and what notes have besides their words."""
    root = parsed.root
    for graph in children(child(root, "Graphs"), "Graph"):
        vertices = len(children(graph, "Vertex"))
        findings.left(
            tr("graph “{name}”", name=graph.get("name", "")),
            tr("A drawing of {vertices} vertices.", vertices=vertices),
        )
    for note in children(child(root, "Notes"), "Note"):
        selections = len(parsed.selections.get(note, ()))
        codings = len(children(note, "Coding"))
        if selections or codings:
            findings.left(
                tr("note “{name}”", name=note.get("name", "")),
                tr(
                    "{selections} and {codings} in its own text.",
                    selections=number_of(selections, "selection"),
                    codings=number_of(codings, "coding"),
                ),
            )


def report_set(group: etree._Element, findings: Findings) -> None:
    """A set of which nothing has a place here."""
    members = Counter(local(member) for member in group if local(member).startswith("Member"))
    kinds = ", ".join(number_of(count, name[6:].lower()) for name, count in members.items())
    findings.left(tr("set “{name}”", name=group.get("name", "")), f"A set of {kinds or 'nothing'}.")
