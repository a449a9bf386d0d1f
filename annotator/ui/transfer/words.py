"""A report on an import or export in words: as a page to read, and as plain text to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from annotator.corpus.messages import fill, tr
from annotator.exchange.refi import (
    DOUBTFUL,
    LEFT_BEHIND,
    SETTLED,
    Positions,
    RefiFinding,
    RefiReport,
    folded,
)
from annotator.exchange.refi.report import Fold
from annotator.ui.theme import Theme

MOST_ON_SCREEN = 2_000
"""Findings of a kind that an unfolded page shows; a file that is kept has all of them."""
ALL_FINDINGS = "all"
"""What the link of a page leads to that shows every finding one by one."""


def kind_name(kind: str) -> str:
    """A kind of things that are counted, as a row is headed."""
    names = {
        "coders": tr("Coders"),
        "codes": tr("Codes"),
        "attributes": tr("Attributes of codes"),
        "relation_types": tr("Types of relations"),
        "documents": tr("Documents"),
        "document_attributes": tr("Attributes of documents"),
        "codings": tr("Codings"),
        "attribute_values": tr("Values of codings"),
        "relations": tr("Relations"),
        "memos": tr("Memos"),
        "statuses": tr("Progress of coders"),
    }
    return names.get(kind, kind)


def positions_sentence(found: Positions) -> str:
    """How the file counts characters, and how many passages show it."""
    place = tr("Positions in “{0}”").format(found.document) if found.document else tr("Positions")
    counting = f"{place}: {_counting(found.convention)}."
    if not found.passages:
        return counting + tr(" No passage is there to check it.")
    sentence = fill(
        tr(" At {0:,} of {1:,} passages the words are exactly those that the file gives for them"),
        found.proved,
        found.passages,
    )
    if found.at_words:
        sentence += fill(tr("; {0:,} more begin and end with a word"), found.at_words)
    return f"{counting}{sentence}."


def _counting(convention: str) -> str:
    """A way of counting, by the label that it has in reports."""
    units, _, line_ends = convention.partition(", ")
    said = {
        "code points": tr("every character counts one"),
        "UTF-16 units": tr("every character counts one, emoji and other rare ones two"),
        "UTF-8 bytes": tr("characters count as many as they have bytes in UTF-8"),
        "words": tr("none; passages are told by their words"),
    }.get(units, units)
    ends = {
        "CRLF as one": tr(", and a line end one"),
        "CRLF as two": tr(", and a line end two"),
    }
    return said + ends.get(line_ends, "")


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind under a heading, with a sentence on what they mean."""

    heading: str
    sentence: str
    findings: Sequence[RefiFinding]


def groups(report: RefiReport) -> list[Group]:
    """The findings by kind: first what is lost, then what to look at, then what was settled."""
    kinds = (
        (LEFT_BEHIND, tr("Left behind"), tr("There is no place for it here, or it is broken.")),
        (DOUBTFUL, tr("To look at"), tr("It came in; a person should look whether it is right.")),
        (SETTLED, tr("Settled"), tr("Something odd that a rule settled; nothing is lost.")),
    )
    found = [Group(heading, words, report.of(kind)) for kind, heading, words in kinds]
    return [group for group in found if group.findings]


def outcome(report: RefiReport) -> str:
    """The whole report in a line."""
    found = [fill(tr("{0}: {1:,}"), group.heading, len(group.findings)) for group in groups(report)]
    if report.added and not any(report.added.values()):
        found.insert(0, tr("Nothing was new: all that can come in is here already"))
    elif not report.of(LEFT_BEHIND):
        found.insert(0, tr("Everything came in"))
    return " · ".join(found)


def file_kind(report: RefiReport) -> str:
    """What the file is, and which program says that it wrote it."""
    if not report.origin.strip():
        return tr("{0}; it does not say which program wrote it").format(report.format)
    return tr("{0}, written by {1}").format(report.format, report.origin)


def as_text(reports: Mapping[str, RefiReport], known: Sequence[str] = ()) -> str:
    """The whole of it as plain text."""
    lines: list[str] = []
    for name, report in reports.items():
        lines += [name, file_kind(report) + ".", outcome(report) + ".", ""]
        lines += [positions_sentence(found) for found in report.positions]
        width = max((len(kind_name(kind)) for kind in report.counts), default=0)
        for kind, number in report.counts.items():
            row = f"{kind_name(kind):<{width}}  {number:>9,}"
            new = fill(tr("{0:,} new"), report.added[kind]) if kind in report.added else ""
            lines.append(f"{row}  {new}".rstrip())
        for group in groups(report):
            lines += ["", f"{group.heading} ({len(group.findings):,}). {group.sentence}"]
            lines += [f"- {finding.place}: {finding.message}" for finding in group.findings]
        lines.append("")
    lines += _known(known)
    return "\n".join(lines).strip() + "\n"


def _known(known: Sequence[str]) -> list[str]:
    return [tr("In the project already: {0}.").format(", ".join(known))] if known else []


def as_html(
    reports: Mapping[str, RefiReport], known: Sequence[str], theme: Theme, *, unfolded: bool = False
) -> str:
    """The page to read, in the theme's colours; many findings of one kind are folded, with a link
    to `ALL_FINDINGS`, unless the page is to be `unfolded`."""
    muted, border = theme.color("muted").name(), theme.color("border").name()
    parts: list[str] = []
    for name, report in reports.items():
        if parts:
            parts.append(f"<hr style='color: {border}'>")
        if len(reports) > 1:
            parts.append(f"<h3>{escape(name)}</h3>")
        parts.append(f"<p style='color: {muted}'>{escape(file_kind(report))}.")
        for found in report.positions:
            parts.append(f"<br>{escape(positions_sentence(found))}")
        parts.append("</p>")
        parts.append(_table(report, muted, theme))
        for group in groups(report):
            parts += _group(group, muted, unfolded)
    parts += [f"<p>{escape(line)}</p>" for line in _known(known)]
    return "".join(parts)


def _table(report: RefiReport, muted: str, theme: Theme) -> str:
    """What is in the file by kind, and how much of it is new."""
    pad = f"padding: {theme.space('xs')}px {theme.space('xl')}px {theme.space('xs')}px 0"
    counted = {kind: number for kind, number in report.counts.items() if number}
    if not counted:
        return f"<p>{escape(tr('The file holds nothing that can be taken over.'))}</p>"
    head = ("", tr("in the file"), tr("new here")) if report.added else ("", tr("in the file"))
    cells = "".join(f"<td align='right' style='{pad}; color: {muted}'>{h}</td>" for h in head)
    rows = [f"<tr>{cells}</tr>"]
    for kind, number in counted.items():
        row = f"<td style='{pad}'>{escape(kind_name(kind))}</td>"
        row += f"<td align='right' style='{pad}'>{number:,}</td>"
        if report.added:
            row += f"<td align='right' style='{pad}'>{report.added.get(kind, 0):,}</td>"
        rows.append(f"<tr>{row}</tr>")
    margin = f"margin-top: {theme.space('m')}px; margin-bottom: {theme.space('m')}px"
    return f"<table cellspacing='0' style='{margin}'>{''.join(rows)}</table>"


def _group(group: Group, muted: str, unfolded: bool) -> list[str]:
    heading = f"{group.heading} ({len(group.findings):,})"
    return [
        f"<h3>{escape(heading)}</h3><p style='color: {muted}'>{escape(group.sentence)}</p>",
        findings_html(group.findings, muted, unfolded=unfolded, link=True),
    ]


def findings_html(
    findings: Sequence[RefiFinding], muted: str, *, unfolded: bool = False, link: bool = False
) -> str:
    """One paragraph a finding: its place, and below it what there is to say. Places of which the
    same is said stand together; of many findings of one kind a few are shown, with how many more
    and, with `link`, the way to them."""
    rest = max(0, len(findings) - MOST_ON_SCREEN)
    whole = Fold(tuple(findings[:MOST_ON_SCREEN]), rest)
    folds = [whole] if unfolded else folded(findings)
    link = link and not unfolded
    return "".join(_fold_html(fold, muted, link=link) for fold in folds)


def _fold_html(fold: Fold, muted: str, *, link: bool) -> str:
    places: dict[str, list[str]] = {}
    for finding in fold.findings:
        places.setdefault(finding.message, []).append(finding.place)
    page = "".join(
        f"<p><b>{'<br>'.join(map(escape, where))}</b><br>"
        f"<span style='color: {muted}'>{escape(message)}</span></p>"
        for message, where in places.items()
    )
    if fold.more:
        more = escape(fill(tr("… and {0:,} more like these"), fold.more))
        page += f"<p><a href='{ALL_FINDINGS}'>{more}</a></p>" if link else f"<p>{more}</p>"
    return page
