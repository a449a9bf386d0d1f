"""The tables of a project file, version 3.2.

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
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from annotator.corpus import changes
from annotator.storage.study_tables import (
    attribute_type,
    case_answer,
    designation,
    memo_link,
    named_set,
    registration,
    rule,
    saved_query,
    seal,
    set_member,
    speaker,
    speaker_name,
    speaker_value,
    study_entry,
)
from annotator.storage.table_parts import (
    DEFAULT,
    ClockReading,
    Flag,
    JsonText,
    flag_column,
    integer_column,
    json_column,
    later_column,
    later_reference,
    metadata,
    refers_to,
    row_table,
    text_column,
)

APPLICATION_ID: Final = 0x414E4F54
"""``ANOT`` in the header of the file (SQLite file format, section 1.3.20)."""

VERSION: Final = 3
"""The major version: it is raised where the meaning of rows or a rule of merging changes. Programs
of different majors never open or merge one file."""

MINOR: Final = 2
"""The minor version: it is raised where tables or columns are added. An older program of the same
major opens such a file, and keeps what it does not know."""


def user_version() -> int:
    """Both, as the header keeps them (`user_version`). Versions 1 and 2 were kept as they are."""
    return VERSION << 16 | MINOR


project = row_table(
    changes.PROJECT,
    text_column("name"),
    flag_column("cues_locked"),
    later_column("blind", Flag, 0),
)
"""`cues_locked` is 1 while a reliability round must not see cues, `blind` in a copy that shows its
coder nobody else's work. Both are of the file: a merge leaves them as they are."""

coder = row_table(
    changes.CODER,
    text_column("name"),
    later_column("kind", Text, "person"),
)
"""`kind` is ``consensus`` for the coder whose codings are what adjudication settled on."""

document = row_table(
    changes.DOCUMENT,
    text_column("name"),
    integer_column("position"),
    text_column("encoding"),
    integer_column("characters"),
    text_column("sha256"),
    text_column("text_sha256"),
    later_reference("replaced_by", "document"),
)
"""`replaced_by` names the document that stands in this one's place: a later version of the text, or
the same text added apart under another name. Such a document stays, out of the lists."""

document_text = Table(
    "document_text",
    metadata,
    Column("document", Text, refers_to("document"), primary_key=True),
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

code = row_table(
    changes.CODE,
    Column("parent", Text, refers_to("code")),
    integer_column("position"),
    text_column("name"),
    text_column("color"),
    text_column("key"),
    text_column("definition"),
    text_column("when_to_use"),
    text_column("when_not_to_use"),
    json_column("examples"),
    json_column("counter_examples"),
    flag_column("codable"),
    text_column("unit"),
    flag_column("may_nest"),
    flag_column("may_overlap"),
    json_column("cues"),
    Column("former_parent", Text, info={DEFAULT: None}),
)
"""`examples`, `counter_examples` and `cues` are JSON lists of strings. `former_parent` is the code
below which it was before it was moved last, null for the top level: where moves contradict each
other, the earlier one does not hold (`code_conflicts`)."""

attribute = row_table(
    changes.ATTRIBUTE,
    Column("code", Text, refers_to("code"), nullable=False),
    integer_column("position"),
    text_column("name"),
    text_column("kind"),
    text_column("definition"),
    json_column("choices"),
    flag_column("required"),
    text_column("default"),
    later_column("level", Text, ""),
)
"""`choices` is a JSON list of ``[name, key, definition]``; `level` is ``ordinal`` where their order
is one of degree, else empty."""

relation_type = row_table(
    changes.RELATION_TYPE,
    integer_column("position"),
    text_column("name"),
    text_column("key"),
    text_column("definition"),
    json_column("sources"),
    json_column("targets"),
)
"""`sources` and `targets` are JSON lists of the GUIDs of codes."""

coding = row_table(
    changes.CODING,
    Column("document", Text, refers_to("document"), nullable=False),
    Column("code", Text, refers_to("code"), nullable=False),
    Column("coder", Text, refers_to("coder"), nullable=False),
    integer_column("start"),
    integer_column("end"),
    Column("parts", JsonText),
    flag_column("from_cue"),
    later_reference("round", "round"),
)
"""`start` and `end` span the passage (code points, half open); `parts` is a JSON list of
``[start, end]`` where it is discontinuous, else null. `round` is the one in which the coding was
made, null where it was in none."""

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
Index("coding_by_round", coding.c.round)  # not partial: programs of 3.1 carry it so in a merge
Index("coding_by_code", coding.c.code)
Index("coding_by_coder", coding.c.coder)

attribute_value = row_table(
    changes.ATTRIBUTE_VALUE,
    Column("coding", Text, refers_to("coding"), nullable=False),
    Column("attribute", Text, refers_to("attribute"), nullable=False),
    json_column("value"),
)
"""`value` is JSON: a string, or a list of strings. A row of its own, not a column of the coding, so
that two coders' edits of different attributes of one coding are both kept."""
Index("value_by_coding", attribute_value.c.coding)

relation = row_table(
    changes.RELATION,
    Column("kind", Text, refers_to("relation_type"), nullable=False),
    Column("source", Text, refers_to("coding"), nullable=False),
    Column("target", Text, refers_to("coding"), nullable=False),
    Column("coder", Text, refers_to("coder"), nullable=False),
)
Index("relation_by_source", relation.c.source)
Index("relation_by_target", relation.c.target)

memo = row_table(
    changes.MEMO,
    text_column("subject"),
    Column("coder", Text, refers_to("coder"), nullable=False),
    text_column("text"),
    later_column("kind", Text, ""),
    later_column("title", Text, ""),
)
"""`subject` is the GUID of what the memo is about: anything in the project, or the project."""
Index("memo_by_subject", memo.c.subject)

status = row_table(
    changes.STATUS,
    Column("document", Text, refers_to("document"), nullable=False),
    Column("coder", Text, refers_to("coder"), nullable=False),
    text_column("progress"),
)

document_attribute = row_table(
    changes.DOCUMENT_ATTRIBUTE,
    Column("document", Text, refers_to("document"), nullable=False),
    text_column("name"),
    text_column("value"),
)
"""What is said of a whole document: its genre, its speaker, the case it belongs to."""
Index("attribute_by_document", document_attribute.c.document)

coding_round = row_table(
    changes.ROUND,
    integer_column("position"),
    text_column("name"),
    text_column("purpose"),
    flag_column("blind"),
    flag_column("cues_locked"),
    later_column("design", JsonText, "{}"),
)
"""`design` is a JSON object: how the round's sample was drawn, and what it asks of its coders."""

assignment = row_table(
    changes.ASSIGNMENT,
    Column("round", Text, refers_to("round"), nullable=False),
    Column("document", Text, refers_to("document"), nullable=False),
    Column("coder", Text, refers_to("coder"), nullable=False),
)

decision = row_table(
    changes.DECISION,
    Column("document", Text, refers_to("document"), nullable=False),
    Column("coder", Text, refers_to("coder"), nullable=False),
    text_column("verdict"),
    json_column("about"),
    Column("taken", Text),
    Column("outcome", Text, refers_to("coding")),
    text_column("reason"),
    later_column("cause", Text, ""),
)
"""How an adjudicator (`coder`) settled what coders differ on: `about` is a JSON list of the GUIDs
of their codings, `taken` the one that was followed, `outcome` the coding of the consensus, both
null where there is none, `cause` why they differed, where that was said."""
Index("decision_by_document", decision.c.document)

ROW_TABLES: Final = {
    table.name: table
    for table in (
        *(project, coder, document, code, attribute, relation_type),
        *(coding_round, coding, attribute_value, relation, memo, status),
        *(document_attribute, assignment, decision),
        *(saved_query, named_set, set_member, speaker, speaker_name, speaker_value),
        *(attribute_type, designation, seal, rule, case_answer),
        *(study_entry, registration, memo_link),
    )
}
"""By kind, each after those it refers to."""

DEFAULTS: Final = {
    kind: {column.name: column.info[DEFAULT] for column in table.c if DEFAULT in column.info}
    for kind, table in ROW_TABLES.items()
}
"""By kind, what the columns that came in later versions hold where a row does not name them."""

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
    Column("words", Text),
    sqlite_strict=True,
)
"""One operation. `label` says in English what it did; `words` is the same as a JSON list of the
message and its parameters, null where that is not known. `seq` is the order in this file; `guid`
the identity in every file. `state` is ``done`` or ``undone`` for steps that Undo and Redo reach,
else null."""

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
