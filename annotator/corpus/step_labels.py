"""What steps of the history are called, in the language of the program.

A file keeps the label of a step in English, whoever made it, so that colleagues who speak different
languages have the same history, and old files need no upgrade. The templates of all labels stand
here; a label is recognised by its template and said with the same parameters in the language of the
program. Operations write the labels; a test holds them to this table.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from annotator.corpus.messages import gettext_noop, tr

_TEMPLATES: Final = (
    gettext_noop(tr("Create the project")),
    gettext_noop(tr("Name the project “{name}”")),
    gettext_noop(tr("Lock the cues")),
    gettext_noop(tr("Allow the cues")),
    gettext_noop("Work blind"),
    gettext_noop(tr("Show everybody’s work")),
    gettext_noop(tr("Write the project with pseudonyms")),
    # documents
    gettext_noop("Add documents"),
    gettext_noop(tr("Add {number} documents")),
    gettext_noop("Add 1 document of {name}"),
    gettext_noop("Add {number} documents of {name}"),
    gettext_noop(tr("Rename a document to {name}")),
    gettext_noop("Move a document"),
    gettext_noop(tr("Move the document {name}")),
    gettext_noop("Delete documents"),
    gettext_noop(tr("Delete the document {name}")),
    gettext_noop(tr("Delete {number} documents")),
    gettext_noop(tr("Mark a document as {progress}")),
    gettext_noop(tr("Mark {number} documents as {progress}")),
    gettext_noop(tr("New version of {name}")),
    gettext_noop(tr("Bring codings over to new versions")),
    gettext_noop(tr("Read a text again")),
    gettext_noop(tr("Read {name} as {encoding}")),
    gettext_noop(tr("Set “{name}” of a document")),
    gettext_noop(tr("Set “{name}” of documents")),
    gettext_noop(tr("Set attributes of a document")),
    gettext_noop(tr("Set attributes of documents")),
    gettext_noop("Settle a passage"),
    gettext_noop(tr("Settle a passage in {name}")),
    gettext_noop(tr("Give up a coding whose passage is gone")),
    # codebook
    gettext_noop(tr("Load the codebook")),
    gettext_noop(tr("Load the codebook {name}")),
    gettext_noop(tr("Edit the codebook")),
    gettext_noop(tr("Restore the codebook of {moment}")),
    gettext_noop(tr("Add the code {name}")),
    gettext_noop(tr("Edit the code {name}")),
    gettext_noop("Move a code"),
    gettext_noop(tr("Move the code {name}")),
    gettext_noop("Delete a code"),
    gettext_noop(tr("Delete the code {name}")),
    gettext_noop("Merge codes"),
    gettext_noop(tr("Merge the code {name} into {other}")),
    gettext_noop(tr("Split {name} off")),
    gettext_noop(tr("Add the attribute {name}")),
    gettext_noop(tr("Edit the attribute {name}")),
    gettext_noop(tr("Delete an attribute")),
    gettext_noop(tr("Delete the attribute {name}")),
    gettext_noop(tr("Declare the relation {name}")),
    gettext_noop(tr("Delete a type of relations")),
    gettext_noop(tr("Delete the type of relations {name}")),
    # codings
    gettext_noop("Code"),
    gettext_noop(tr("Code a passage as {codes}")),
    gettext_noop(tr("Code {number} passages as {codes}")),
    gettext_noop("Re-code"),
    gettext_noop(tr("Re-code a passage as {code}")),
    gettext_noop(tr("Re-code {number} passages as {code}")),
    gettext_noop("Change a passage"),
    gettext_noop("Delete a coding"),
    gettext_noop(tr("Delete {number} codings")),
    gettext_noop(tr("Set an attribute")),
    gettext_noop(tr("Set {name} to {value}")),
    gettext_noop(tr("Take back {name}")),
    gettext_noop("Write a memo"),
    gettext_noop("Remove a memo"),
    gettext_noop("Relate codings"),
    gettext_noop(tr("Relate codings: {name}")),
    gettext_noop("Delete a relation"),
    gettext_noop(tr("Unite identical codings")),
    gettext_noop(tr("Unite {number} identical codings")),
    gettext_noop("Restore a coding"),
    gettext_noop(tr("Restore the coding of {moment}")),
    gettext_noop("Restore a memo"),
    gettext_noop(tr("Restore the memo of {moment}")),
    # the team
    gettext_noop(tr("Add the coder {name}")),
    gettext_noop(tr("Rename the coder to {name}")),
    gettext_noop(tr("Add the round {name}")),
    gettext_noop(tr("Edit the round {name}")),
    gettext_noop("Delete a round"),
    gettext_noop(tr("Delete the round {name}")),
    gettext_noop("Assign documents"),
    gettext_noop(tr("Assign documents in {name}")),
    gettext_noop(tr("Order the rounds")),
    gettext_noop(tr("Settle: take {coder}’s coding")),
    gettext_noop(tr("Settle: a coding of its own")),
    gettext_noop("Settle: reject"),
    gettext_noop(tr("Settle: take over what agrees")),
    gettext_noop(tr("Take a decision back")),
    # files
    gettext_noop("Import {names}"),
    gettext_noop("Merge {names}"),
    gettext_noop(tr("Take the other version: {what}")),
    gettext_noop(tr("A step of which a part is in this copy")),
    gettext_noop(tr("A step from before this copy")),
    # the rest, which the others begin like
    gettext_noop("Add {name}"),
)
_PLACE = re.compile(r"\{(\w+)\}")


def label_in_words(label: str) -> str:
    """The label in the language of the program; one that no template knows stays as it is."""
    for template, pattern in _patterns():
        match = pattern.fullmatch(label)
        if match:
            return tr(template, **match.groupdict())
    return label


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The templates that say most first: those with the most words of their own."""
    by_words = sorted(_TEMPLATES, key=lambda one: len(_PLACE.sub("", one)), reverse=True)
    return tuple((one, re.compile(_regex(one), re.DOTALL)) for one in by_words)


def _regex(template: str) -> str:
    parts = _PLACE.split(template)  # words and names of places in turn
    return "".join(
        re.escape(part) if index % 2 == 0 else _of_place(part) for index, part in enumerate(parts)
    )


def _of_place(name: str) -> str:
    what = r"[\d,]+" if name == "number" else ".+?"
    return f"(?P<{name}>{what})"
