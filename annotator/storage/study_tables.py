"""The tables of what a study rests on beside its codings: sets, speakers, seals, rules …"""

from __future__ import annotations

from sqlalchemy import Column, Index, Text

from annotator.corpus import changes
from annotator.storage.table_parts import (
    integer_column,
    json_column,
    refers_to,
    row_table,
    text_column,
)

saved_query = row_table(
    changes.SAVED_QUERY,
    integer_column("position"),
    text_column("name"),
    text_column("line"),
    json_column("view"),
)
"""A question that was kept: a line of the query language, and as a JSON object how its results are
shown."""

named_set = row_table(
    changes.NAMED_SET, integer_column("position"), text_column("name"), text_column("about")
)
"""A set with a name: of documents, codes or codings (`about`)."""

set_member = row_table(
    changes.SET_MEMBER,
    Column("named_set", Text, refers_to("named_set"), nullable=False),
    text_column("member"),
)
Index("member_by_set", set_member.c.named_set)

speaker = row_table(
    changes.SPEAKER, integer_column("position"), text_column("name"), text_column("role")
)
"""Somebody who speaks in the texts: a person of the study."""

speaker_name = row_table(
    changes.SPEAKER_NAME,
    Column("speaker", Text, refers_to("speaker"), nullable=False),
    text_column("name"),
    Column("document", Text, refers_to("document")),
)
"""How a speaker is called in the structure of texts: in one document, or (null) in all."""

speaker_value = row_table(
    changes.SPEAKER_VALUE,
    Column("speaker", Text, refers_to("speaker"), nullable=False),
    text_column("name"),
    text_column("value"),
)

attribute_type = row_table(
    changes.ATTRIBUTE_TYPE,
    text_column("about"),
    integer_column("position"),
    text_column("name"),
    text_column("kind"),
    json_column("choices"),
    text_column("definition"),
)
"""What an attribute of documents or of speakers (`about`) can hold; `choices` is a JSON list."""

designation = row_table(
    changes.DESIGNATION,
    Column("document", Text, refers_to("document"), nullable=False),
    Column("coder", Text, refers_to("coder"), nullable=False),
)
"""Whose codings of a document answer questions where there is no consensus."""

seal = row_table(
    changes.SEAL,
    Column("round", Text, refers_to("round"), nullable=False),
    text_column("codebook"),
    json_column("settings"),
    text_column("content"),
    text_column("digest"),
)
"""A closed round as it was: the digest of its codebook's version, the settings of its figures, its
codings (`content`, compressed) and their digest (SHA-256)."""

rule = row_table(
    changes.RULE,
    Column("code", Text, refers_to("code")),
    text_column("kind"),
    text_column("cause"),
    text_column("text"),
    json_column("cases"),
    text_column("state"),
    text_column("codebook"),
)
"""A rule of the codebook that came of settled cases (`cases`, a JSON list of GUIDs of decisions),
with the digest of the version that took it."""

case_answer = row_table(
    changes.CASE_ANSWER,
    Column("decision", Text, refers_to("decision"), nullable=False),
    Column("coder", Text, refers_to("coder"), nullable=False),
    text_column("codebook"),
    Column("code", Text, refers_to("code")),
    text_column("comment"),
)
"""How a coder codes a settled case by a version of the codebook; null is no code."""

study_entry = row_table(
    changes.STUDY_ENTRY,
    text_column("section"),
    text_column("subject"),
    text_column("name"),
    text_column("value"),
)
"""An entry of the protocol, or of what the methods section reports: under a name, of the study or
of a coder, round or code in it (`subject`, a GUID; else empty)."""

registration = row_table(
    changes.REGISTRATION, text_column("name"), json_column("content"), text_column("digest")
)
"""The protocol as it was frozen."""

memo_link = row_table(
    changes.MEMO_LINK,
    Column("memo", Text, refers_to("memo"), nullable=False),
    Column("document", Text, refers_to("document"), nullable=False),
    integer_column("start"),
    integer_column("end"),
    text_column("quote"),
)
"""A passage that a memo quotes (code points, half open), with its words."""
Index("link_by_memo", memo_link.c.memo)
