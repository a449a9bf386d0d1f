"""The tables of a project file, version 3.1.

Rows that coders exchange (`ROW_TABLES`) share six columns: an identity made once, who made it
and when, who changed it last and when, and whether it is deleted. A deleted row stays as a
tombstone, so that a colleague's older file can't bring it back. What belongs to a row as one
decision is *in* the row: the parts of a discontinuous coding, say, are never mixed from two
coders' edits.

Room for what comes: a new kind of thing is one more row table; history, undo and merge treat every
row table alike.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from annotator.corpus import changes

APPLICATION_ID: Final = 0x414E4F54
"""``ANOT`` in the header of the file (SQLite file format, section 1.3.20)."""

VERSION: Final = 3
"""The major version: it is raised where the meaning of rows or a rule of merging changes. Programs
of different majors never open or merge one file."""

MINOR: Final = 1
"""The minor version: it is raised where tables or columns are added. An older program of the same
major opens such a file, and keeps what it does not know."""


def user_version() -> int:
    """Both, as the header keeps them (`user_version`). Versions 1 and 2 were kept as they are."""
    return VERSION << 16 | MINOR


metadata = MetaData()


class Flag(Integer):
    """A truth value, kept as 0 or 1 (strict tables know no booleans)."""


class JsonText(Text):
    """A list or a text as JSON."""


ClockReading: Final = BigInteger().with_variant(Integer, "sqlite")
"""A reading of the clock: 64 bits, which SQLite's integers have."""


def _refers_to(target: str) -> ForeignKey:
    return ForeignKey(f"{target}.guid", deferrable=True, initially="DEFERRED")


def _row_table(name: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        metadata,
        Column("guid", Text, primary_key=True),
        *columns,
        Column("created_at", ClockReading, nullable=False),
        Column("created_by", Text, nullable=False),
        Column("changed_at", ClockReading, nullable=False),
        Column("changed_by", Text, nullable=False),
        Column("deleted", Flag, CheckConstraint("deleted IN (0, 1)"), nullable=False),
        sqlite_strict=True,
    )


def _text(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


def _integer(name: str) -> Column[object]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[object]:
    return Column(name, Flag, nullable=False)


def _json(name: str) -> Column[object]:
    return Column(name, JsonText, nullable=False)


project = _row_table(
    changes.PROJECT,
    _text("name"),
    _flag("cues_locked"),
    Column("blind", Flag, nullable=False, server_default="0"),
)
"""`cues_locked` is 1 while a reliability round must not see cues, `blind` in a copy that shows its
coder nobody else's work. Both are of the file: a merge leaves them as they are."""

coder = _row_table(
    changes.CODER,
    _text("name"),
    Column("kind", Text, nullable=False, server_default="person"),
)
"""`kind` is ``consensus`` for the coder whose codings are what adjudication settled on."""

document = _row_table(
    changes.DOCUMENT,
    _text("name"),
    _integer("position"),
    _text("encoding"),
    _integer("characters"),
    _text("sha256"),
    _text("text_sha256"),
    Column("replaced_by", Text, _refers_to("document")),
)
"""`replaced_by` names the document that stands in this one's place: a later version of the text, or
the same text added apart under another name. Such a document stays, out of the lists."""

document_text = Table(
    "document_text",
    metadata,
    Column("document", Text, _refers_to("document"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("source", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""What never changes, apart from the row: history and lists need not carry it.

Of a plain text, `source` are the bytes of its file. Of a document that was read from a file of
another format, it is the text in UTF-8, and so are `document.sha256` and `encoding`: a program of
version 3.0 finds a plain text that is whole. The bytes of the file are in `original`."""

original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""The files that documents were read from, each once: one may hold many documents."""

document_origin = Table(
    "document_origin",
    metadata,
    Column("document", Text, primary_key=True),
    Column("original", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("reader_version", Integer, nullable=False),
    Column("options", Text, nullable=False),
    Column("notices", Text, nullable=False),
    sqlite_strict=True,
)
"""Which file a document was read from (the digest of its bytes), the place in it where it holds
several, and how it was read: `options` is a JSON object, `notices` a JSON list of ``[what,
where]``. Documents of one original and place are readings of one (`storage/readings.py`)."""
Index("origin_by_original", document_origin.c.original, document_origin.c.place)

document_structure = Table(
    "document_structure",
    metadata,
    Column("document", Text, primary_key=True),
    Column("kinds", Text, nullable=False),
    Column("kind", LargeBinary, nullable=False),
    Column("start", LargeBinary, nullable=False),
    Column("end", LargeBinary, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("said", Text, nullable=False),
    sqlite_strict=True,
)
"""The elements over a text, a column in each (`corpus/structure_columns.py`)."""

carried = Table(
    "carried",
    metadata,
    Column("coding", Text, primary_key=True),
    Column("changed_at", ClockReading, primary_key=True),
    Column("changed_by", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("parts", Text),
    sqlite_strict=True,
)
"""Where a version of a coding was made (its document and span) that a merge carried to another
reading of the same file: so carrying it on begins with what its coder marked."""

code = _row_table(
    changes.CODE,
    Column("parent", Text, _refers_to("code")),
    _integer("position"),
    _text("name"),
    _text("color"),
    _text("key"),
    _text("definition"),
    _text("when_to_use"),
    _text("when_not_to_use"),
    _json("examples"),
    _json("counter_examples"),
    _flag("codable"),
    _text("unit"),
    _flag("may_nest"),
    _flag("may_overlap"),
    _json("cues"),
    Column("former_parent", Text),
)
"""`examples`, `counter_examples` and `cues` are JSON lists of strings. `former_parent` is the code
below which it was before it was moved last, null for the top level: where moves contradict each
other, the earlier one does not hold (`code_conflicts`)."""

attribute = _row_table(
    changes.ATTRIBUTE,
    Column("code", Text, _refers_to("code"), nullable=False),
    _integer("position"),
    _text("name"),
    _text("kind"),
    _text("definition"),
    _json("choices"),
    _flag("required"),
    _text("default"),
)
"""`choices` is a JSON list of ``[name, key, definition]``."""

relation_type = _row_table(
    changes.RELATION_TYPE,
    _integer("position"),
    _text("name"),
    _text("key"),
    _text("definition"),
    _json("sources"),
    _json("targets"),
)
"""`sources` and `targets` are JSON lists of the GUIDs of codes."""

coding = _row_table(
    changes.CODING,
    Column("document", Text, _refers_to("document"), nullable=False),
    Column("code", Text, _refers_to("code"), nullable=False),
    Column("coder", Text, _refers_to("coder"), nullable=False),
    _integer("start"),
    _integer("end"),
    Column("parts", JsonText),
    _flag("from_cue"),
)
"""`start` and `end` span the passage (code points, half open); `parts` is a JSON list of
``[start, end]`` where it is discontinuous, else null."""

coding.append_constraint(CheckConstraint('0 <= start AND start < "end"'))
# Opening a document and counting read these two alone: twice and seven times as quick at 100,000.
Index(
    "coding_by_document",
    *(coding.c.document, coding.c.start, coding.c.end, coding.c.guid),
    *(coding.c.deleted, coding.c.code, coding.c.coder, coding.c.parts),
)
Index(
    "coding_counted",
    *(coding.c.document, coding.c.code, coding.c.coder),
    sqlite_where=coding.c.deleted == 0,
)
Index("coding_by_code", coding.c.code)
Index("coding_by_coder", coding.c.coder)

attribute_value = _row_table(
    changes.ATTRIBUTE_VALUE,
    Column("coding", Text, _refers_to("coding"), nullable=False),
    Column("attribute", Text, _refers_to("attribute"), nullable=False),
    _json("value"),
)
"""`value` is JSON: a string, or a list of strings. A row of its own, not a column of the coding, so
that two coders' edits of different attributes of one coding are both kept."""
Index("value_by_coding", attribute_value.c.coding)

relation = _row_table(
    changes.RELATION,
    Column("kind", Text, _refers_to("relation_type"), nullable=False),
    Column("source", Text, _refers_to("coding"), nullable=False),
    Column("target", Text, _refers_to("coding"), nullable=False),
    Column("coder", Text, _refers_to("coder"), nullable=False),
)
Index("relation_by_source", relation.c.source)
Index("relation_by_target", relation.c.target)

memo = _row_table(
    changes.MEMO,
    _text("subject"),
    Column("coder", Text, _refers_to("coder"), nullable=False),
    _text("text"),
)
Index("memo_by_subject", memo.c.subject)

status = _row_table(
    changes.STATUS,
    Column("document", Text, _refers_to("document"), nullable=False),
    Column("coder", Text, _refers_to("coder"), nullable=False),
    _text("progress"),
)

document_attribute = _row_table(
    changes.DOCUMENT_ATTRIBUTE,
    Column("document", Text, _refers_to("document"), nullable=False),
    _text("name"),
    _text("value"),
)
"""What is said of a whole document: its genre, its speaker, the case it belongs to."""
Index("attribute_by_document", document_attribute.c.document)

coding_round = _row_table(
    changes.ROUND,
    _integer("position"),
    _text("name"),
    _text("purpose"),
    _flag("blind"),
    _flag("cues_locked"),
)

assignment = _row_table(
    changes.ASSIGNMENT,
    Column("round", Text, _refers_to("round"), nullable=False),
    Column("document", Text, _refers_to("document"), nullable=False),
    Column("coder", Text, _refers_to("coder"), nullable=False),
)

decision = _row_table(
    changes.DECISION,
    Column("document", Text, _refers_to("document"), nullable=False),
    Column("coder", Text, _refers_to("coder"), nullable=False),
    _text("verdict"),
    _json("about"),
    Column("taken", Text),
    Column("outcome", Text, _refers_to("coding")),
    _text("reason"),
)
"""How an adjudicator (`coder`) settled what coders differ on: `about` is a JSON list of the GUIDs
of their codings, `taken` the one that was followed, `outcome` the coding of the consensus, both
null where there is none."""
Index("decision_by_document", decision.c.document)

ROW_TABLES: Final = {
    table.name: table
    for table in (
        *(project, coder, document, code, attribute, relation_type),
        *(coding, attribute_value, relation, memo, status),
        *(document_attribute, coding_round, assignment, decision),
    )
}
"""By kind, each after those it refers to."""

STAMP: Final = ("created_at", "created_by", "changed_at", "changed_by")

step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("guid", Text, nullable=False, unique=True),
    Column("at", ClockReading, nullable=False, index=True),
    Column("coder", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("state", Text, index=True),
    sqlite_strict=True,
)
"""One operation. `seq` is the order in this file; `guid` the identity in every file. `state` is
``done`` or ``undone`` for steps that Undo and Redo reach, else null."""

change = Table(
    "change",
    metadata,
    Column("step", Integer, ForeignKey("step.seq"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("row", Text, nullable=False, index=True),
    Column("before", Text),
    Column("after", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a step did to one row: the columns that differ, as JSON, as they were (null for a row that
was not there) and as they became."""
