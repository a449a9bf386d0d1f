"""The words for what can change in a row, and for what became of it."""

from __future__ import annotations

from annotator.corpus import changes as kinds
from annotator.corpus.messages import gettext_noop, tr

FIELDS = {
    "name": tr("name"),
    "key": tr("key"),
    "kind": tr("kind"),
    "code": tr("code"),
    "coder": tr("coder"),
    "document": tr("document"),
    "definition": tr("definition"),
    "examples": tr("examples"),
    "unit": tr("unit", context="unit of coding"),
    "required": tr("required"),
    "default": tr("default"),
    "guidance": tr("guidance"),
    "when_to_use": tr("when to use"),
    "when_not_to_use": tr("when not to use"),
    "counter_examples": tr("counter-examples"),
    "may_nest": tr("may nest in itself"),
    "may_overlap": tr("may overlap others"),
    "color": tr("colour"),
    "parent": tr("below"),
    "codable": tr("passages can be coded with it"),
    "choices": tr("values"),
    "sources": tr("may begin at"),
    "targets": tr("may end at"),
    "source": tr("from", context="relation"),
    "target": tr("to", context="relation"),
    "from_cue": tr("drawn by a cue"),
    "replaced_by": tr("replaced by"),
    "cues_locked": tr("cues locked"),
    "blind": tr("blind"),
    "cause": tr("why they differed"),
    "state": tr("state"),
    "cases": tr("cases"),
    "value": tr("value"),
}
"""What columns are called, where it is not their name."""
THINGS = {
    kinds.PROJECT: gettext_noop("The project “{name}”"),
    kinds.CODER: gettext_noop("The coder “{name}”"),
    kinds.DOCUMENT: gettext_noop("The document “{name}”"),
    kinds.CODE: gettext_noop("The code “{name}”"),
    kinds.ATTRIBUTE: gettext_noop("The attribute “{name}” of {code}"),
    kinds.RELATION_TYPE: gettext_noop("The relation “{name}”"),
    kinds.SPEAKER: gettext_noop("The speaker “{name}”"),
    kinds.ROUND: gettext_noop("The round “{name}”"),
    kinds.STUDY_ENTRY: gettext_noop("The entry “{name}” about the study"),
    kinds.REGISTRATION: gettext_noop("The frozen plan “{name}”"),
}

"""How a row is named, by its kind."""
ADDED, CAME, DELETED = tr("was added"), tr("came in"), tr("was deleted")


def verb_of(*, there: bool, stays: bool, is_new: bool) -> str:
    """What became of a row: whether it was `there`, `stays`, and had no version before."""
    if there:
        return tr("was changed") if stays else DELETED
    if not stays:
        return tr("was not there")
    return ADDED if is_new else tr("came back")
