"""What an imported file says otherwise than the project: ours is kept, theirs can be taken.

Other programs change boundaries, codes, names, definitions, colours, memos. What a file has in
another version than the project is a `Conflict`, as between two project files, and shown and taken
as one. What a file lacks is no change: programs leave out what they don't know, and parts are
exported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotator.corpus import changes as kinds
from annotator.corpus.codebook import Attribute, Code, RelationType
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.columns import Columns
from annotator.corpus.document import Document, DocumentAttribute, DocumentStatus
from annotator.corpus.identity import (
    document_attribute_guid,
    memo_guid,
    status_guid,
    value_guid,
)
from annotator.corpus.merge_report import Conflict
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.refi import Met
from annotator.exchange.refi.met import Value
from annotator.exchange.refi.names import clean
from annotator.operations.codebook import codes
from annotator.operations.codings import identical_codings
from annotator.operations.documents import free_name
from annotator.storage import codebook_queries, queries
from annotator.storage.codebook_rows import attribute_row, code_row, relation_type_row
from annotator.storage.history import Recorder
from annotator.storage.row_values import span_columns, value_json, value_row
from annotator.storage.rows import CodeRow

_UNSAID = {"guid", "position", "key"}
"""What programs number anew, and a key that may be taken here."""
_PLAIN = {"may_nest": 1, "may_overlap": 1, "unit": "free", "required": 0}
"""What a file says that says nothing of it."""
_EMPTY = ("", "[]")

Version = tuple[str, str, Columns]
"""Kind and GUID of a row, and the columns that a file can say."""


def differences(record: Recorder, met: Met) -> list[Conflict]:
    """The rows of the project of which a file says something else, within a running step, by kind
    in the order of `KINDS`."""
    theirs: dict[str, dict[str, tuple[Columns, Columns]]] = {}
    with_it: dict[str, list[tuple[str, Columns]]] = {}
    for ours, other in met.pairs:
        if ours == other:
            continue
        if isinstance(ours, Coding) and isinstance(other, Coding) and ours.code != other.code:
            with_it[ours.guid] = list(_values_with(ours, other))
        for (kind, guid, row), (_kind, _guid, now) in zip(
            _versions(ours, ours), _versions(ours, other), strict=True
        ):
            theirs.setdefault(kind, {})[guid] = (row, now)
    found: list[Conflict] = []
    for kind in kinds.KINDS:
        rows = record.rows(kind, theirs.get(kind, {}))
        for guid, (was, now) in theirs.get(kind, {}).items():
            changed = {n: v for n, v in now.items() if _differs(n, was[n], v)}
            if changed and guid in rows:
                kept = {name: rows[guid][name] for name in changed}
                more = tuple(with_it.get(guid, ()))
                what = str(rows[guid].get("name") or kinds.how_many(kind, 1))
                found.append(Conflict(kind, guid, what, kept, changed, rows[guid], with_other=more))
    return found


def _differs(column: str, ours: object, theirs: object) -> bool:
    """Whether a file says something else; what it does not say is no difference."""
    if column in _UNSAID or ours == theirs or theirs in _EMPTY:
        return False
    if column in _PLAIN and theirs == _PLAIN[column]:
        return False
    if column in ("sources", "targets"):
        # Codes that the file does not name, as where they have other names there, are a lack.
        return not set(json.loads(str(theirs))) <= set(json.loads(str(ours)))
    if column == "color":
        return str(ours).lower() != str(theirs).lower()
    return not (isinstance(ours, str) and isinstance(theirs, str) and clean(ours) == theirs)


def _versions(ours: Value, one: Value) -> Iterator[Version]:
    """A version as rows under the GUIDs of ours."""
    guid = getattr(ours, "guid", "")
    match one:
        case Coder() | Document():
            yield (
                (kinds.CODER if isinstance(one, Coder) else kinds.DOCUMENT),
                guid,
                {"name": one.name},
            )
        case Code():
            yield kinds.CODE, guid, code_row(one)
        case Attribute():
            yield kinds.ATTRIBUTE, guid, attribute_row(one)
        case RelationType():
            yield kinds.RELATION_TYPE, guid, relation_type_row(one)
        case Coding():
            yield from _coding_versions(ours, one)
        case Relation():
            row: Columns = {"kind": one.kind, "source": one.source, "target": one.target}
            yield kinds.RELATION, guid, row
        case Memo():
            assert isinstance(ours, Memo)
            yield kinds.MEMO, memo_guid(ours.subject, ours.coder), {"text": one.text}
        case DocumentAttribute():
            its = document_attribute_guid(one.document, one.name)
            yield kinds.DOCUMENT_ATTRIBUTE, its, {"value": one.value}
        case DocumentStatus():
            its = status_guid(one.document, one.coder)
            yield kinds.STATUS, its, {"progress": one.progress.value}


def _coding_versions(ours: Value, one: Coding) -> Iterator[Version]:
    """The coding, and what both versions say in the attributes of one code."""
    assert isinstance(ours, Coding)
    place = {"document": one.document, "code": one.code, **span_columns(one.spans)}
    yield kinds.CODING, ours.guid, place
    for attribute, value in ours.attributes.items():
        said = one.attributes.get(attribute, value) if one.code == ours.code else value
        yield kinds.ATTRIBUTE_VALUE, value_guid(ours.guid, attribute), {"value": value_json(said)}


def _values_with(ours: Coding, theirs: Coding) -> Iterator[tuple[str, Columns]]:
    """What a coding says in the attributes of the code that it has in the file alone."""
    for attribute, value in theirs.attributes.items():
        yield kinds.ATTRIBUTE_VALUE, value_row(ours.guid, attribute, value_json(value))


def record_other(record: Recorder, conflicts: Iterable[Conflict]) -> None:
    """Within a running step, take the versions that were not kept.

    Raises UserError where codes would stand below themselves, or on too many levels.
    """
    changes: dict[str, dict[str, Columns]] = {}
    more: dict[str, list[Columns]] = {}
    for conflict in conflicts:
        changes.setdefault(conflict.kind, {})[conflict.guid] = conflict.other
        if conflict.stronger is not None:  # what holds instead gives way
            guid, instead = conflict.stronger
            changes[conflict.kind].setdefault(guid, {}).update(instead)
        for kind, row in conflict.with_other:
            more.setdefault(kind, []).append(row)
    _keep_names_apart(record, changes.get(kinds.DOCUMENT, {}))
    for kind, rows in changes.items():
        record.change(kind, rows)
    for kind, added in more.items():
        record.put(kind, added)
    if any("parent" in row for row in changes.get(kinds.CODE, {}).values()):
        _refuse_rings(record)
        codes.refuse_too_deep(record)
    if kinds.CODING in changes:
        identical_codings.unite_among(record, changes[kinds.CODING].keys())


def _keep_names_apart(record: Recorder, changes: dict[str, Columns]) -> None:
    """Number names of documents that others have here."""
    named = {guid: row for guid, row in changes.items() if "name" in row}
    here = {facts.guid: facts.name for facts in queries.documents(record.connection)}
    for guid, row in named.items():
        others = {name for other, name in here.items() if other != guid}
        here[guid] = free_name(str(row["name"]), others)
        changes[guid] = {**row, "name": here[guid]}


def _refuse_rings(record: Recorder) -> None:
    places = codebook_queries.code_places(record.connection)
    for code in places:
        seen, parent = {code}, places[code]
        while parent is not None and parent in places:
            if parent in seen:
                name = record.read(CodeRow, [code])[code].name
                raise UserError(
                    tr(
                        "“{name}” would stand below itself. Take the other version of the code "
                        "that stands below it first.",
                        name=name,
                    )
                )
            seen.add(parent)
            parent = places[parent]


def absent_lines(record: Recorder, met: Met) -> Iterator[tuple[str, str]]:
    """Place and message of what the project has and the file has not; it stays."""
    message = tr("It is here and not in the file; nothing is deleted.")
    for place in _absent_places(record, met):
        yield place, message


def _absent_places(record: Recorder, met: Met) -> Iterator[str]:
    book = codebook_queries.codebook(record.connection)
    paths = {
        code.guid: tr("code “{name}”", name=" > ".join(book.path(code.guid))) for code in book.codes
    }
    names = {one.guid: one.name for one in queries.documents(record.connection)}
    paths[queries.project(record.connection).guid] = tr("the project")
    for code in met.absent_codes:
        yield paths[code.guid]
    for attribute in met.absent_attributes:
        yield tr("attribute “{name}” of {code}", name=attribute.name, code=paths[attribute.code])
    for coding in met.absent_codings:
        where = tr("document “{name}”", name=names.get(coding.document, ""))
        yield f"{where}, coding {_passage(coding)} as {' > '.join(book.path(coding.code))}"
    kinds_of = {kind.guid: kind.name for kind in book.relation_types}
    for relation in met.absent_relations:
        yield tr("relation “{name}” between two codings", name=kinds_of.get(relation.kind, ""))
    for memo in met.absent_memos:
        about = (
            tr("document “{name}”", name=names[memo.subject])
            if memo.subject in names
            else "a coding"
        )
        yield f"memo on {paths.get(memo.subject, about)}"


def _passage(coding: Coding) -> str:
    return f"at {coding.start} to {coding.end}"
