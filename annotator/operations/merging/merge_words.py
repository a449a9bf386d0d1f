"""What a merge brings, or brought, in words: for the window, the command line, and to keep."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.corpus.changes import (
    ATTRIBUTE_VALUE,
    CODER,
    CODING,
    KINDS,
    RELATION,
    how_many,
)
from annotator.corpus.columns import Columns
from annotator.corpus.merge_report import (
    Conflict,
    Deletion,
    MergeReport,
    NameConflict,
    Rejected,
    SameFile,
    SameText,
    TextDifference,
    Unplaced,
    Update,
)
from annotator.corpus.messages import gettext_noop, moment, tr
from annotator.operations.history.change_words import ChangeDescription, ChangeFormatter
from annotator.storage import clock
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import (
    CodingRow,
    RelationRow,
    ValueRow,
    columns_by_guid,
    read_rows,
    row_of,
)

Subject = (
    Conflict
    | Update
    | Deletion
    | SameText
    | SameFile
    | Unplaced
    | TextDifference
    | NameConflict
    | Rejected
)
COUNTED = ("added", "updated", "deleted", "unchanged")
_COUNTED_WORDS = {
    "added": gettext_noop("{file}: added {rows}"),
    "updated": gettext_noop("{file}: updated {rows}"),
    "deleted": gettext_noop("{file}: deleted {rows}"),
}


class MergePart(enum.StrEnum):
    """The parts of a report on a merge."""

    CONFLICTS = gettext_noop("Changed on both sides")
    UPDATES = gettext_noop("Changed by colleagues")
    DELETIONS = gettext_noop("Deleted by colleagues")
    SAME_TEXTS = gettext_noop("One text under two names")
    SAME_FILES = gettext_noop("One file, read by different versions")
    UNPLACED = gettext_noop("Passages to settle in earlier readings")
    DIFFERENCES = gettext_noop("One name, two texts")
    CODES = gettext_noop("Codes of one name")
    CODERS = gettext_noop("Coders of one name")
    REJECTED = gettext_noop("Not taken over")


@dataclass(frozen=True, slots=True)
class MergeFinding:
    """One thing to know: which file it comes from, and what it is about."""

    file: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Worded:
    """A finding in words. `versions` are (field, ours or kept, the other), `made` who made each of
    the two and when, `whose` the coder of a coding and what hangs on it; empty where not known."""

    title: str
    detail: str
    versions: tuple[tuple[str, str, str], ...] = ()
    made: tuple[str, str] = ("", "")
    whose: str = ""


def findings(
    files: Sequence[str], reports: Sequence[MergeReport]
) -> dict[MergePart, list[MergeFinding]]:
    """Everything that the reports list, by part; parts with nothing in them too."""
    found: dict[MergePart, list[MergeFinding]] = {part: [] for part in MergePart}
    for file, report in zip(files, reports, strict=True):
        coders = [pair for pair in report.name_conflicts if pair.kind == CODER]
        contested = {conflict.guid for conflict in report.conflicts}
        lists: dict[MergePart, Sequence[Subject]] = {
            MergePart.CONFLICTS: report.conflicts,
            MergePart.UPDATES: [one for one in report.updates if one.guid not in contested],
            MergePart.DELETIONS: report.deletions,
            MergePart.SAME_TEXTS: report.same_texts,
            MergePart.SAME_FILES: report.same_files,
            MergePart.UNPLACED: report.unplaced,
            MergePart.DIFFERENCES: report.differences,
            MergePart.CODES: report.code_name_conflicts,
            MergePart.CODERS: coders,
            MergePart.REJECTED: report.rejected,
        }
        for part, subjects in lists.items():
            found[part] += [MergeFinding(file, subject) for subject in subjects]
    return found


def numbers(report: MergeReport) -> list[tuple[str, list[int]]]:
    """By kind of row: how many are new, changed, deleted, and were there (`COUNTED`); kinds with
    none left out."""
    counts: list[Counter[str]] = [getattr(report, name) for name in COUNTED]
    rows = [(kind, [count[kind] for count in counts]) for kind in KINDS]
    return [(kind, row) for kind, row in rows if any(row)]


class MergeWords:
    """Puts findings into words as they are asked for; knows the names of what is new as well."""

    def __init__(self, project: ProjectFile, reports: Sequence[MergeReport]) -> None:
        self._project = project
        with project.reading() as connection:
            self._teller = ChangeFormatter(connection)
        for report in reports:
            self._teller.also_called(report.names)

    def of(self, finding: MergeFinding) -> Worded:
        """A finding in words. Reads what it needs, so ask only for what is shown."""
        with self._project.reading() as connection:
            self._teller.connection = connection
            return self._worded(finding)

    def what(self, kind: str, row: Columns) -> str:
        """What a row is: “The coding “…” as claim”."""
        with self._project.reading() as connection:
            self._teller.connection = connection
            return self._tell(kind, str(row.get("guid")), None, row).what

    def lines(self, file: str, report: MergeReport, *, brief: bool = False) -> Iterator[str]:
        """The report on one file as lines of text; only the numbers where it is to be `brief`."""
        said = False
        for name in COUNTED[:3]:
            counts = getattr(report, name)
            words = ", ".join(how_many(kind, counts[kind]) for kind in KINDS if counts[kind])
            if words:
                said = True
                yield tr(_COUNTED_WORDS[name], file=file, rows=words)
        if not said:
            yield tr("{file}: nothing new", file=file)
        listed = {} if brief else findings([file], [report])
        for part, found in listed.items():
            if found:
                yield f"  {tr(part.value)}:"
            for worded in self._all(found):
                yield f"    {worded.title}: {worded.detail}"

    def _all(self, found: Sequence[MergeFinding]) -> list[Worded]:
        """Many findings in words, in one transaction."""
        with self._project.reading() as connection:
            self._teller.connection = connection
            return [self._worded(finding) for finding in found]

    def is_other(self, conflict: Conflict) -> bool:
        """Whether the version that the merge did not keep is in place now."""
        guid, other = conflict.stronger or (conflict.guid, conflict.other)
        with self._project.reading() as connection:
            row = columns_by_guid(connection, conflict.kind, [guid]).get(guid)
        return row is not None and all(row[name] == old for name, old in other.items())

    def _worded(self, finding: MergeFinding) -> Worded:
        match finding.subject:
            case Conflict() as conflict:
                return self._conflict(conflict)
            case Update() as update:
                told = self._tell(update.kind, update.guid, update.before, update.after)
                changed = "; ".join(f"{name}: {was} → {now}" for name, was, now in told.fields)
                versions = tuple((name, was, now) for name, was, now in told.fields)
                made = self._made(update.before), self._made(update.after)
                whose = self._whose(update.kind, update.after)
                return Worded(told.what, changed or told.verb, versions, made, whose)
            case Deletion() as gone:
                told = self._tell(gone.kind, gone.guid, None, gone.row)
                detail = tr("a later deletion in {file}", file=finding.file)
                return Worded(told.what, detail, whose=self._whose(gone.kind, gone.row))
            case Unplaced() as waiting:
                return self._unplaced(waiting, finding.file)
        return _plain(finding)

    def _conflict(self, conflict: Conflict) -> Worded:
        kept, other = conflict.row, conflict.row | conflict.other
        gone, other_gone = (bool(row.get("deleted")) for row in (kept, other))
        shown = other if gone else kept
        what = self._tell(conflict.kind, conflict.guid, None, shown).what
        told = self._tell(conflict.kind, conflict.guid, other, kept)
        versions = [(name, now, was) for name, was, now in told.fields]
        if gone != other_gone:
            now, was = (tr("deleted") if it else tr("there") for it in (gone, other_gone))
            versions = [(tr("state"), now, was)]
        detail = "; ".join(
            tr("{name}: {ours} (other: {theirs})", name=name, ours=now, theirs=was)
            for name, now, was in versions
        )
        made = self._made(kept), self._made(conflict.other_row)
        whose = self._whose(conflict.kind, shown)
        return Worded(what, detail or told.verb, tuple(versions), made, whose)

    def _made(self, row: Columns) -> str:
        """Who made a version, and when."""
        reading, coder = row.get("changed_at"), row.get("changed_by")
        if not isinstance(reading, int) or reading <= clock.LAST_ORIGIN:
            return ""
        at = moment(clock.to_datetime(reading).astimezone())
        name = self._teller.name(coder if isinstance(coder, str) else None)
        return f"{name}, {at}" if name else at

    def _whose(self, kind: str, row: Columns) -> str:
        """The coder of a coding, of what is said of it, and of a relation."""
        if kind == CODING:
            return self._teller.name(row_of(CodingRow, row).coder)
        if kind == RELATION:
            return self._teller.name(row_of(RelationRow, row).coder)
        if kind != ATTRIBUTE_VALUE:
            return ""
        guid = row_of(ValueRow, row).coding
        coding = read_rows(self._teller.connection, CodingRow, [guid]).get(guid)
        return self._teller.name(coding.coder) if coding is not None else ""

    def _unplaced(self, waiting: Unplaced, file: str) -> Worded:
        rows = columns_by_guid(self._teller.connection, CODING, [waiting.coding])
        if waiting.coding not in rows:  # of a merge that was only looked at
            title = tr("A coding of {file}", file=file)
            return Worded(title, tr("its passage is not in the text that stays"))
        told = self._tell(CODING, waiting.coding, None, rows[waiting.coding])
        return Worded(
            told.what,
            tr("its passage is not in the text that stays; it waits in the earlier reading"),
        )

    def _tell(self, kind: str, guid: str, was: Columns | None, now: Columns) -> ChangeDescription:
        return self._teller.tell(kind, guid, was, now)


def _plain(finding: MergeFinding) -> Worded:
    match finding.subject:
        case SameText() as same:
            return Worded(
                tr("“{theirs}” has the text of “{ours}”", theirs=same.theirs, ours=same.ours),
                tr(
                    "One document: what was done in either is together in the one that was added"
                    " first"
                ),
            )
        case SameFile() as same:
            replaced, stays = same.versions
            return Worded(
                tr(
                    "“{theirs}” was read from the same file as “{ours}”",
                    theirs=same.theirs,
                    ours=same.ours,
                ),
                tr(
                    "One document: the text that was read by version {stays} of the reader stays,"
                    " not that of version {replaced}; codings are at the same passages of it",
                    stays=stays,
                    replaced=replaced,
                ),
            )
        case TextDifference() as text:
            return Worded(
                tr("“{name}” is another text in {file}", name=text.name, file=finding.file),
                tr(
                    "They part in line {line:,} ({ours:,} characters of their own here,"
                    " {theirs:,} there)",
                    line=text.line,
                    ours=text.ours_only,
                    theirs=text.theirs_only,
                ),
            )
        case NameConflict() as pair:
            detail = tr(
                "{ours} here, {theirs} in {file}",
                ours=how_many(CODING, pair.our_codings),
                theirs=how_many(CODING, pair.their_codings),
                file=finding.file,
            )
            if pair.kind == CODER:
                detail = tr("{detail}; they stay two people", detail=detail)
            return Worded(pair.name, detail)
        case Rejected() as row:
            return Worded(
                tr("{rows} of {file}", rows=how_many(row.kind, 1), file=finding.file),
                f"{row.reason} ({row.guid[:40]})",
            )
    raise TypeError(finding.subject)
