"""The codes of a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from annotator import paths
from annotator.corpus.changes import ATTRIBUTE, CODE, CODING, MEMO, RELATION_TYPE, Changes
from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coding import Coding
from annotator.corpus.columns import Columns
from annotator.corpus.identity import new_guid
from annotator.corpus.limits import DEEPEST_CODES, LARGEST_CODEBOOK_FILE, codes_fault
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.step_labels import StepLabel, step_label
from annotator.errors import UserError
from annotator.input_files import read_bytes, shown
from annotator.operations.codebook import code_sets
from annotator.operations.codings import identical_codings
from annotator.operations.codings.memos import memos_on
from annotator.operations.viewing import Viewer
from annotator.storage import clock, codebook_queries, coding_queries
from annotator.storage.codebook_rows import attribute_row, code_row, relation_type_row
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile

BUILT_IN = "discourse"
"""The codebook of a new project unless another is named."""

REVISION = 1
"""Of the texts of all built-in codebooks: one more whenever one of them changes, so that where an
older and a newer one meet in a merge the newer text stays."""

_LOADING = "Load the codebook"

RENAMED = {"attribution-pdtb": "source-cue-content"}
"""Built-in codebooks by the names that they had, so that scripts and notes still find them."""


def built_in_codebooks() -> list[str]:
    """The names of the codebooks that come with the application."""
    return sorted(path.stem for path in (paths.resources_folder() / "codebooks").glob("*.yaml"))


def load(name_or_file: str = BUILT_IN) -> Codebook:
    """A built-in codebook by name, or one from a file. UserError where there is neither."""
    from annotator.exchange import codebook_file  # noqa: PLC0415  (an open project needs no YAML)

    name = RENAMED.get(name_or_file, name_or_file)
    is_built_in = name in built_in_codebooks()
    if is_built_in:
        path = paths.resources_folder() / "codebooks" / f"{name}.yaml"
    else:
        path = Path(name_or_file)
    if not path.exists():
        known = ", ".join(built_in_codebooks())
        raise UserError(
            tr(
                "There is no codebook “{name_or_file}”. Name a file, or one of: {known}.",
                name_or_file=name_or_file,
                known=known,
            )
        )
    if path.suffix.lower() in (".csv", ".xlsx", ".ods"):
        from annotator.exchange.codebook_table import read_codebook_table  # noqa: PLC0415

        return read_codebook_table(path, datetime.now(UTC))
    data = read_bytes(path, LARGEST_CODEBOOK_FILE)
    found = codebook_file.read_codebook_file(data, shown(path.name), datetime.now(UTC))
    return replace(found, revision=REVISION) if is_built_in else found


def record_codebook(record: Recorder, codebook: Codebook) -> None:
    """Write the codes of a codebook that are not in the project, within a running step.

    They are of the same identity wherever the codebook is loaded, so colleagues who start from
    the same codebook can merge; a code that somebody edited is later than its original. A key
    that codes with another code already is left out.
    """
    known = record.living(CODE, codebook.by_guid)
    there = codebook_queries.codebook(record.connection)
    if (fault := codes_fault(len({*there.by_guid, *codebook.by_guid}))) is not None:
        raise UserError(fault)
    taken = {code.key for code in there.codes}
    stamp: Columns = {"changed_at": clock.ORIGIN + codebook.revision}
    rows = []
    for _depth, code in codebook.walk():
        if code.guid not in known:
            key = "" if code.key in taken else code.key
            taken.add(key)
            rows.append(code_row(code) | {"key": key} | stamp)
    record.add(CODE, rows, origin=True)
    refuse_too_deep(record)
    attributes = [attribute_row(one) | stamp for one in codebook.attributes]
    kinds = [relation_type_row(one) | stamp for one in codebook.relation_types]
    record.add_missing(ATTRIBUTE, attributes, origin=True)
    record.add_missing(RELATION_TYPE, kinds, origin=True)
    code_sets.record_sets(record, codebook.sets)


def add_codebook(project: ProjectFile, by: str, codebook: Codebook) -> Changes:
    """Add the codes of a codebook that the project does not have; the others stay as they are."""
    with project.transaction(loading(codebook.name), by) as step:
        record_codebook(step.record, codebook)
    return step.changes


def loading(name: str) -> StepLabel:
    """The label of a step that loads a codebook, which may have no name."""
    return step_label("Load the codebook {name}", name=name) if name else step_label(_LOADING)


def add(project: ProjectFile, by: str, code: Code) -> Changes:
    """Add one code, last among its siblings. Raises UserError for an unfit name or taken key."""
    with project.transaction(step_label("Add the code {name}", name=code.name), by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        check(codebook, code)
        siblings = codebook.children(code.parent)
        position = siblings[-1].position + 1 if siblings else 0
        step.record.add(CODE, [code_row(code) | {"position": position}])
        refuse_too_deep(step.record)
    return step.changes


def edit(project: ProjectFile, by: str, code: Code) -> Changes:
    """Set every field of a code that is there to what `code` says."""
    with project.transaction(step_label("Edit the code {name}", name=code.name), by) as step:
        check(codebook_queries.codebook(step.record.connection), code)
        step.record.change(CODE, {code.guid: code_row(code)})
        refuse_too_deep(step.record)
    return step.changes


def move(
    project: ProjectFile, by: str, guid: str, parent: str | None, before: str | None = None
) -> Changes:
    """Put a code below `parent` (None: the top level), before its sibling `before`, else last.

    What stands below the code comes along. Raises UserError where it would stand below itself.
    """
    with project.transaction("Move a code", by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        code = codebook.by_guid[guid]
        step.record.label = step_label("Move the code {name}", name=code.name)
        if parent in with_descendants(codebook, guid):
            raise UserError(
                tr("“{code}” can't stand below itself or a code that is below it.", code=code.name)
            )
        siblings = [child.guid for child in codebook.children(parent)]
        if before != guid:
            others = [sibling for sibling in siblings if sibling != guid]
            place = others.index(before) if before in others else len(others)
            siblings = [*others[:place], guid, *others[place:]]
        places: dict[str, Columns] = {g: {"position": n} for n, g in enumerate(siblings)}
        places[guid] = {"position": siblings.index(guid), "parent": parent}
        step.record.change(CODE, places)
        refuse_too_deep(step.record)
    return step.changes


def usage(viewer: Viewer, guid: str) -> int:
    """How many codings use a code or one below it."""
    return usage_by_coder(viewer, guid).total()


def usage_by_coder(viewer: Viewer, *guids: str) -> Counter[str]:
    """How many codings use these codes or ones below them, by coder (GUID)."""
    counts: Counter[str] = Counter()
    with viewer.reading() as connection:
        codebook = codebook_queries.codebook(connection)
        counted = {one for guid in guids for one in with_descendants(codebook, guid)}
        for (_document, code, coder), number in coding_queries.coding_counts(connection).items():
            if code in counted:
                counts[coder] += number
    return counts


def delete(project: ProjectFile, by: str, guid: str, move_to: str | None = None) -> Changes:
    """Delete a code and those below it. Its codings get the code `move_to`; with None they are
    deleted too.

    Raises UserError where other coders' codings would be deleted: those are theirs to give up.
    """
    with project.transaction("Delete a code", by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        name = codebook.by_guid[guid].name
        step.record.label = step_label("Delete the code {name}", name=name)
        record_deletion(step.record, by, with_descendants(codebook, guid), move_to)
    return step.changes


def record_deletion(
    record: Recorder, by: str, doomed: Collection[str], move_to: str | None
) -> None:
    """Delete codes (GUIDs, with all below them) within a running step. UserError as for one."""
    if move_to in doomed:
        raise UserError(tr("Codings can't be moved to a code that is being deleted."))
    codebook = codebook_queries.codebook(record.connection)
    used = [c for c in coding_queries.codings(record.connection) if c.code in doomed]
    if move_to is not None:
        record.change(CODING, {coding.guid: {"code": move_to} for coding in used})
        identical_codings.unite_among(record, [coding.guid for coding in used])
    else:
        delete_codings(record, by, used)
    record.delete(MEMO, memos_on(record, doomed))
    record.delete(ATTRIBUTE, [a.guid for a in codebook.attributes if a.code in doomed])
    code_sets.forget(record, doomed)
    record.delete(CODE, doomed)


def delete_codings(record: Recorder, by: str, used: Sequence[Coding]) -> None:
    """Delete codings with their memos, within a running step. UserError for others' codings."""
    if any(coding.coder != by for coding in used):
        raise UserError(
            tr(
                "Other coders have used this code; deleting it would delete their "
                "codings. Move the codings to another code instead."
            )
        )
    record.delete(MEMO, memos_on(record, [coding.guid for coding in used]))
    record.delete(CODING, [coding.guid for coding in used])


def with_descendants(codebook: Codebook, guid: str) -> list[str]:
    """The GUIDs of a code and all below it."""
    return [guid, *(code.guid for _depth, code in codebook.walk(guid))]


def check(codebook: Codebook, code: Code) -> None:
    """Raise UserError where a code can't be one of the codebook as it says."""
    if not code.name.strip():
        raise UserError(tr("A code needs a name."))
    for other in codebook.codes:
        if code.key and other.key == code.key and other.guid != code.guid:
            raise UserError(
                tr(
                    "The key {key} codes “{other}”. Choose another key.",
                    key=code.key,
                    other=other.name,
                )
            )
    if code.parent in with_descendants(codebook, code.guid):
        raise UserError(tr("“{code}” can't stand below itself.", code=code.name))


def refuse_too_deep(record: Recorder) -> None:
    """Raise UserError where the codes that were just written stand on too many levels."""
    rows = codebook_queries.code_places(record.connection)
    if levels(rows) > DEEPEST_CODES:
        raise UserError(
            tr(
                "The codes would stand on more than {deepest_codes} levels, which no "
                "program can read. Put some of them further up.",
                deepest_codes=DEEPEST_CODES,
            )
        )


def levels(parents: Mapping[str, str | None]) -> int:
    """On how many levels codes stand, by their parents; a cycle counts as one level."""
    below: dict[str | None, list[str]] = {}
    for guid, parent in parents.items():
        below.setdefault(parent if parent in parents else None, []).append(guid)
    number, level = 0, below.get(None, [])
    while level:
        number, level = number + 1, [child for guid in level for child in below.get(guid, [])]
    return number


def new_code(
    name: str,
    color: str,
    *,
    key: str = "",
    parent: str | None = None,
    position: int = 0,
    codable: bool = True,
) -> Code:
    """A code that is not in any project yet."""
    return Code(
        guid=new_guid(),
        name=name.strip(),
        color=color,
        created=EPOCH,
        modified=EPOCH,
        key=key,
        parent=parent,
        position=position,
        codable=codable,
    )
