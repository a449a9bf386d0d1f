"""One change of one row in words: what it is about, and the fields that differ."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.corpus import changes as kinds
from annotator.corpus.codebook import Value
from annotator.corpus.columns import Column, Columns
from annotator.corpus.messages import fill, quoted, tr
from annotator.corpus.span import passage
from annotator.operations.history.change_names import CAME, FIELDS, THINGS, verb_of
from annotator.storage import queries, trail
from annotator.storage.connections import Connection
from annotator.storage.rows import (
    AssignmentRow,
    AttributeRow,
    CodingRow,
    DecisionRow,
    DocumentAttributeRow,
    MemoRow,
    RelationRow,
    StatusRow,
    ValueRow,
    flag_columns,
    list_columns,
    read_rows,
    row_of,
)
from annotator.storage.study_rows import RuleRow

_LONGEST = 300
"""Characters of a passage that are quoted."""
_NOT_TOLD = {"guid", "deleted", "position", "sha256", "text_sha256", "start", "end", "parts"}
_NOT_TOLD |= {"former_parent"}  # follows from the move
_NOT_TOLD |= {"created_at", "created_by", "changed_at", "changed_by"}  # who and when stand apart
_LISTS = list_columns()
_FLAGS = flag_columns()
_NAMED = {
    *("code", "coder", "document", "parent", "attribute", "kind", "replaced_by", "round"),
    *("sources", "targets"),
}
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UNKNOWN = tr("(not in the project)")


@dataclass(frozen=True)
class ChangeDescription:
    """What became of one row: `what` names it, `verb` says what happened to it, `fields` are those
    that differ as (name, before, after). `coding` and `document` (GUIDs) lead to its place."""

    kind: str
    guid: str
    what: str
    verb: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    coding: str | None = None
    document: str | None = None

    def sentence(self) -> str:
        """All of it in one line."""
        said = [f"{name}: {_from_to(before, after)}" for name, before, after in self.fields]
        return f"{self.what} {self.verb}" + (f" ({'; '.join(said)})" if said else "")


def _from_to(before: str, after: str) -> str:
    if before and after:
        return f"{before} → {after}"
    return tr("without {value}", value=before) if before else after


class ChangeFormatter:
    """Knows names and texts of one project while its connection is open."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._names = trail.names(connection)
        self._texts: dict[str, str] = {}

    def also_called(self, names: Mapping[str, str]) -> None:
        """Learn names of what is not in the project yet."""
        self._names = {**names, **self._names}

    def name(self, guid: str | None) -> str:
        """What a code, document, coder … is called, deleted or not."""
        return self._names.get(guid or "", "")

    def passage_of(self, coding: CodingRow) -> str:
        """The words that a coding marks, shortened."""
        document = coding.document
        if document not in self._texts:
            try:
                self._texts[document] = queries.document_text(self.connection, document)
            except KeyError:
                return ""
        text = self._texts[document]
        return shortened(" ".join(passage(text, coding.spans).split()))

    def tell(
        self, kind: str, guid: str, was: Columns | None, now: Columns, *, came: bool = False
    ) -> ChangeDescription:
        """What became of a row between two of its versions; `came` where a merge brought it."""
        there = was is not None and not was.get("deleted")
        stays = not now.get("deleted")
        verb = verb_of(there=there, stays=stays, is_new=was is None)
        if came and stays:
            verb = CAME
        own: Callable[[str, Columns | None, Columns, str], ChangeDescription] | None = {
            kinds.CODING: self._coding,
            kinds.ATTRIBUTE_VALUE: self._value,
            kinds.RELATION: self._relation,
            kinds.MEMO: self._memo,
        }.get(kind)
        if own is not None:
            return own(guid, was if there else None, now, verb)
        return self._other(kind, guid, was if there else None, now, verb)

    # --- what hangs on a passage

    def _coding(self, guid: str, was: Columns | None, now: Columns, verb: str) -> ChangeDescription:
        fields: list[tuple[str, str, str]] = []
        coding = row_of(CodingRow, now)
        if was is not None and not coding.deleted:
            fields += self._moved(row_of(CodingRow, was), coding)
            fields += self._differing(was, now, skip={"document"})
        what = tr(
            "The coding “{coding}” as {code}",
            coding=self.passage_of(coding),
            code=self.name(coding.code),
        )
        return ChangeDescription(kinds.CODING, guid, what, verb, fields, guid, coding.document)

    def _moved(self, was: CodingRow, now: CodingRow) -> Iterator[tuple[str, str, str]]:
        """The passage before and after, where it is another one."""
        if (was.document, was.spans) == (now.document, now.spans):
            return
        before, after = quoted(self.passage_of(was)), quoted(self.passage_of(now))
        if before == after and was.document == now.document:
            before += f" [{was.start}–{was.end}]"
            after += f" [{now.start}–{now.end}]"
        if was.document != now.document:
            before = tr("{passage} in {document}", passage=before, document=self.name(was.document))
            after = tr("{passage} in {document}", passage=after, document=self.name(now.document))
        yield tr("passage"), before, after

    def _value(self, guid: str, was: Columns | None, now: Columns, verb: str) -> ChangeDescription:
        value = row_of(ValueRow, now)
        before = _said(row_of(ValueRow, was).value) if was else ""
        after = "" if value.deleted else _said(value.value)
        name = self.name(value.attribute)
        fields, what = (
            [(name, before, after)],
            tr("The value of {name}", name=name),
        )
        return self._on(kinds.ATTRIBUTE_VALUE, guid, value.coding, what, verb, fields)

    def _relation(
        self, guid: str, was: Columns | None, now: Columns, verb: str
    ) -> ChangeDescription:
        relation = row_of(RelationRow, now)
        target = self._coding_row(relation.target)
        what = tr("The relation {name}", name=self.name(relation.type))
        if target:
            what = tr("{what} to “{passage}”", what=what, passage=self.passage_of(target))
        fields = self._differing(was, now) if was and not relation.deleted else []
        return self._on(kinds.RELATION, guid, relation.source, what, verb, fields)

    def _memo(self, guid: str, was: Columns | None, now: Columns, verb: str) -> ChangeDescription:
        memo = row_of(MemoRow, now)
        before = row_of(MemoRow, was).text if was else ""
        fields = [(tr("text"), before, "" if memo.deleted else memo.text)]
        what = tr("The memo of {coder}", coder=self.name(memo.coder))
        if self._coding_row(memo.subject):
            return self._on(kinds.MEMO, guid, memo.subject, what, verb, fields)
        what = tr("{what} on {document}", what=what, document=self.name(memo.subject))
        return ChangeDescription(kinds.MEMO, guid, what, verb, fields)

    def _on(
        self,
        kind: str,
        guid: str,
        coding: str,
        what: str,
        verb: str,
        fields: list[tuple[str, str, str]],
    ) -> ChangeDescription:
        row = self._coding_row(coding)
        if row is None:
            return ChangeDescription(kind, guid, what, verb, fields)
        what = tr("{what} on “{passage}”", what=what, passage=self.passage_of(row))
        return ChangeDescription(kind, guid, what, verb, fields, coding, row.document)

    def _coding_row(self, guid: str) -> CodingRow | None:
        return read_rows(self.connection, CodingRow, [guid]).get(guid)

    # --- everything else

    def _other(
        self, kind: str, guid: str, was: Columns | None, now: Columns, verb: str
    ) -> ChangeDescription:
        what = self._unnamed(kind, now)
        if kind in THINGS:
            names: dict[str, object] = {"name": now.get("name")}
            if kind == kinds.ATTRIBUTE:
                names["code"] = self.name(row_of(AttributeRow, now).code)
            what = fill(tr(THINGS[kind]), **names)
        fields = self._differing(was, now) if was is not None and not now.get("deleted") else []
        if was is not None and not fields and was.get("position") != now.get("position"):
            verb = tr("was moved")
        document = guid if kind == kinds.DOCUMENT else _text(now.get("document"))
        return ChangeDescription(kind, guid, what, verb, fields, document=document)

    def _unnamed(self, kind: str, now: Columns) -> str:
        match kind:
            case kinds.STATUS:
                status = row_of(StatusRow, now)
                document, coder = self.name(status.document), self.name(status.coder)
                progress = tr(status.progress)
                return tr(
                    "{coder}’s progress with {document}: {progress},",
                    coder=coder,
                    document=document,
                    progress=progress,
                )
            case kinds.ASSIGNMENT:
                given = row_of(AssignmentRow, now)
                document, coder = self.name(given.document), self.name(given.coder)
                return tr(
                    "{document}, for {coder} in {round},",
                    document=document,
                    coder=coder,
                    round=self.name(given.round),
                )
            case kinds.DECISION:
                decision = row_of(DecisionRow, now)
                reason = f" ({decision.reason})" if decision.reason else ""
                where = self.name(decision.document)
                return tr(
                    "The decision “{verdict}”{reason} in {document}",
                    verdict=tr(decision.verdict),
                    reason=reason,
                    document=where,
                )
            case kinds.RULE:
                return tr("The rule {text}", text=quoted(row_of(RuleRow, now).text[:_LONGEST]))
            case kinds.DOCUMENT_ATTRIBUTE:
                said = row_of(DocumentAttributeRow, now)
                return tr(
                    "{name} of {document}: {value},",
                    name=said.name,
                    document=self.name(said.document),
                    value=said.value,
                )
        return kinds.how_many(kind, 1)

    def _differing(
        self, was: Columns, now: Columns, skip: set[str] | None = None
    ) -> list[tuple[str, str, str]]:
        return list(self._fields(was, now, _NOT_TOLD | (skip or set())))

    def _fields(self, was: Columns, now: Columns, skip: set[str]) -> Iterator[tuple[str, str, str]]:
        for column, value in now.items():
            # A history may know columns that the row has not: of a later version, or damaged.
            if column not in skip and was.get(column) != value:
                name = FIELDS.get(column, column.replace("_", " "))
                yield name, self._shown(column, was.get(column)), self._shown(column, value)

    def _shown(self, column: str, value: object) -> str:
        if column in _FLAGS:
            return tr("yes") if value else tr("no")
        if value is None:
            return "–"
        text = str(value)
        if column in _LISTS:
            return ", ".join(self._item(item) for item in json.loads(text)) or "–"
        if column in ("source", "target"):
            row = self._coding_row(text)
            return quoted(self.passage_of(row)) if row else _UNKNOWN
        return self._named(text) if column in _NAMED else text

    def _named(self, text: str) -> str:
        """A name; never a GUID, which tells nobody anything."""
        return self._names.get(text) or (_UNKNOWN if _GUID.fullmatch(text) else text)

    def _item(self, item: object) -> str:
        if isinstance(item, list):  # a value of a closed list: name, key, definition
            return str(item[0])
        return self._named(str(item))


def _said(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(map(str, value))


def _text(column: Column) -> str | None:
    return column if isinstance(column, str) else None


def shortened(words: str, longest: int = _LONGEST) -> str:
    """The beginning and the end of what is long."""
    if len(words) <= longest:
        return words
    tail = longest // 3
    return f"{words[: longest - tail - 3]} … {words[-tail:]}"
