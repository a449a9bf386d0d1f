"""What steps of the history are called, in the language of the program.

A file keeps of each step the message and its parameters, and beside them the sentence in English,
for programs that know no messages. So colleagues who speak different languages have the same
history. The messages of all labels stand here, for the catalogues of translations. Where a file has
the sentence alone, as files before version 3.2 do, its message is found by them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from annotator.corpus.messages import gettext_noop, localised, tr

_TEMPLATES: Final = (
    gettext_noop("Create the project"),
    gettext_noop("Save what could be read of a damaged file"),
    gettext_noop("Name the project “{name}”"),
    gettext_noop("Lock the cues"),
    gettext_noop("Allow the cues"),
    gettext_noop("Work blind"),
    gettext_noop("Show everybody’s work"),
    gettext_noop("Write the project with pseudonyms"),
    # documents
    gettext_noop("Add documents"),
    gettext_noop("Add {number} documents"),
    gettext_noop("Add 1 document of {name}"),
    gettext_noop("Add {number} documents of {name}"),
    gettext_noop("Rename a document to {name}"),
    gettext_noop("Move a document"),
    gettext_noop("Move the document {name}"),
    gettext_noop("Delete documents"),
    gettext_noop("Delete the document {name}"),
    gettext_noop("Delete {number} documents"),
    gettext_noop("Mark a document as {progress}"),
    gettext_noop("Mark {number} documents as {progress}"),
    gettext_noop("New version of {name}"),
    gettext_noop("Bring codings over to new versions"),
    gettext_noop("Read a text again"),
    gettext_noop("Read {name} as {encoding}"),
    gettext_noop("Set “{name}” of a document"),
    gettext_noop("Set “{name}” of documents"),
    gettext_noop("Set attributes of a document"),
    gettext_noop("Set attributes of documents"),
    gettext_noop("Set the type of {name}"),
    gettext_noop("Settle a passage"),
    gettext_noop("Settle a passage in {name}"),
    gettext_noop("Give up a coding whose passage is gone"),
    gettext_noop("Add the set {name}"),
    gettext_noop("Rename a set to {name}"),
    gettext_noop("Delete a set"),
    gettext_noop("Delete the set {name}"),
    gettext_noop("Put documents into sets"),
    gettext_noop("Put codes into sets"),
    # speakers
    gettext_noop("Rename the speaker {name} to {other}"),
    gettext_noop("Call the speaker {name} {other}"),
    gettext_noop("Merge the speaker {name} into {other}"),
    gettext_noop("Make {name} a speaker of its own"),
    gettext_noop("Set attributes of speakers"),
    # codebook
    gettext_noop("Load the codebook"),
    gettext_noop("Load the codebook {name}"),
    gettext_noop("Edit the codebook"),
    gettext_noop("Restore the codebook of {moment}"),
    gettext_noop("Add the code {name}"),
    gettext_noop("Edit the code {name}"),
    gettext_noop("Move a code"),
    gettext_noop("Move the code {name}"),
    gettext_noop("Delete a code"),
    gettext_noop("Delete the code {name}"),
    gettext_noop("Merge codes"),
    gettext_noop("Merge the code {name} into {other}"),
    gettext_noop("Merge {number} codes into {name}"),
    gettext_noop("Move codes"),
    gettext_noop("Move {number} codes"),
    gettext_noop("Colour codes"),
    gettext_noop("Colour the code {name}"),
    gettext_noop("Colour {number} codes"),
    gettext_noop("Delete codes"),
    gettext_noop("Delete {number} codes"),
    gettext_noop("Code a passage with its own words, as {name}"),
    gettext_noop("Add the attribute {name} to {number} codes"),
    gettext_noop("Split {name} off"),
    gettext_noop("Add the attribute {name}"),
    gettext_noop("Edit the attribute {name}"),
    gettext_noop("Delete an attribute"),
    gettext_noop("Delete the attribute {name}"),
    gettext_noop("Declare the relation {name}"),
    gettext_noop("Delete a type of relations"),
    gettext_noop("Delete the type of relations {name}"),
    # codings
    gettext_noop("Code"),
    gettext_noop("Code a passage as {codes}"),
    gettext_noop("Code {number} passages as {codes}"),
    gettext_noop("Re-code"),
    gettext_noop("Re-code a passage as {code}"),
    gettext_noop("Re-code {number} passages as {code}"),
    gettext_noop("Change a passage"),
    gettext_noop("Delete a coding"),
    gettext_noop("Delete {number} codings"),
    gettext_noop("Set an attribute"),
    gettext_noop("Set {name} to {value}"),
    gettext_noop("Take back {name}"),
    gettext_noop("Write a memo"),
    gettext_noop("Write in the journal"),
    gettext_noop("Remove a memo"),
    gettext_noop("Quote in a memo"),
    gettext_noop("Take a link off a memo"),
    gettext_noop("Relate codings"),
    gettext_noop("Relate codings: {name}"),
    gettext_noop("Delete a relation"),
    gettext_noop("Unite identical codings"),
    gettext_noop("Unite {number} identical codings"),
    gettext_noop("Restore a coding"),
    gettext_noop("Restore the coding of {moment}"),
    gettext_noop("Restore a memo"),
    gettext_noop("Restore the memo of {moment}"),
    # the team
    gettext_noop("Add the coder {name}"),
    gettext_noop("Rename the coder to {name}"),
    gettext_noop("Add the round {name}"),
    gettext_noop("Draw the round {name}"),
    gettext_noop("Edit the round {name}"),
    gettext_noop("Delete a round"),
    gettext_noop("Delete the round {name}"),
    gettext_noop("Assign documents"),
    gettext_noop("Assign documents in {name}"),
    gettext_noop("Choose whose codings answer questions"),
    gettext_noop("Order the rounds"),
    gettext_noop("Draw a hidden overlap"),
    gettext_noop("Seal a round"),
    gettext_noop("Seal the round {name}"),
    gettext_noop("Choose the round to work in"),
    gettext_noop("Settle: take {coder}’s coding"),
    gettext_noop("Settle: take what some coders have"),
    gettext_noop("Settle: a coding of its own"),
    gettext_noop("Settle: reject"),
    gettext_noop("Settle: take over what agrees"),
    gettext_noop("Take a decision back"),
    # questions
    gettext_noop("Keep the question {name}"),
    gettext_noop("Delete the question {name}"),
    gettext_noop("Keep the set {name}"),
    gettext_noop("Delete the set {name}"),
    gettext_noop("Say why coders differed"),
    gettext_noop("Draft a rule"),
    gettext_noop("Word a rule"),
    gettext_noop("Accept a rule"),
    gettext_noop("Decline a rule"),
    gettext_noop("Delete a rule"),
    gettext_noop("Answer a case"),
    gettext_noop("Describe the study"),
    gettext_noop("Freeze the plan"),
    gettext_noop("Give the units of a round"),
    gettext_noop("Give the units of {name}"),
    gettext_noop("Let passages be chosen in a round"),
    gettext_noop("Let passages be chosen in {name}"),
    gettext_noop("Say in which round it was coded"),
    # files
    gettext_noop("Import {names}"),
    gettext_noop("Merge {names}"),
    gettext_noop("Take the other version: {what}"),
    gettext_noop("A step of which a part is in this copy"),
    gettext_noop("A step from before this copy"),
    # the rest, which the others begin like
    gettext_noop("Add {name}"),
)
_PLACE = re.compile(r"\{(\w+)\}")


class StepLabel(str):
    """The label of a step: the sentence in English, which knows the message it is made from (one of
    those above) and its parameters."""

    message: str
    parameters: Mapping[str, str]

    def __new__(cls, message: str, parameters: Mapping[str, str]) -> StepLabel:
        """The sentence of a message, whose places are named in `parameters`."""
        label = super().__new__(cls, message.format_map(parameters))
        label.message, label.parameters = message, MappingProxyType(dict(parameters))
        return label


def step_label(message: str, **parameters: str | int) -> StepLabel:
    """A label of one of the messages above; numbers are written with commas."""
    words = {name: f"{v:,}" if isinstance(v, int) else v for name, v in parameters.items()}
    return StepLabel(message, words)


def parsed_label(label: str) -> StepLabel | None:
    """The label that is this sentence, None where no message makes it."""
    if isinstance(label, StepLabel):
        return label
    for template, pattern in _patterns():
        match = pattern.fullmatch(label)
        if match:
            return StepLabel(template, match.groupdict())
    return None


def words_of_label(label: str) -> str | None:
    """How a file keeps the message of a label and its parameters, as JSON; None without message."""
    parsed = parsed_label(label)
    if parsed is None:
        return None
    return json.dumps([parsed.message, dict(parsed.parameters)], ensure_ascii=False)


def label_from(label: str, words: str | None) -> str:
    """A label that a file keeps so. What the file says is data: a message that is none of those
    above, or parameters that do not fit it, leave the sentence as it is."""
    if words is None:
        return label
    try:
        message, parameters = json.loads(words)
        known = message in _TEMPLATES and set(_PLACE.findall(message)) == set(parameters)
        if not known or not all(isinstance(value, str) for value in parameters.values()):
            return label
    except (ValueError, TypeError, AttributeError, RecursionError):
        return label
    return StepLabel(message, parameters)


def label_in_words(label: str) -> str:
    """The label in the language of the program; one that no message makes stays as it is."""
    parsed = parsed_label(label)
    if parsed is None:
        return label
    parameters = {n: localised(v) if n == "number" else v for n, v in parsed.parameters.items()}
    return tr(parsed.message, **parameters)


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
