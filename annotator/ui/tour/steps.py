"""What the tour asks for, step by step, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.corpus.messages import tr

SELECT, CODE, SEE, MEMO = "select", "code", "see", "memo"
COMPARE, MERGE, UNDO = "compare", "merge", "undo"
STEPS = (SELECT, CODE, SEE, MEMO, COMPARE, MERGE, UNDO)
"""The steps in their order."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """What is said of a step: its title, what to do, and what is said when it was done."""

    title: str
    words: str
    done: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the steps name as it is in this window: keys by action, a code with its key, the
    colleague and their file."""

    key: Callable[[str], str]
    code: str
    code_key: str
    colleague: str
    file: str


def words_of(step: str, named: Named) -> StepWords:
    """The words of a step. KeyError for one that there is not."""
    return {
        SELECT: _select,
        CODE: _code,
        SEE: _see,
        MEMO: _memo,
        COMPARE: _compare,
        MERGE: _merge,
        UNDO: _undo,
    }[step](named)


def _select(_named: Named) -> StepWords:
    return StepWords(
        tr("Select a passage"),
        tr(
            "Drag the mouse over some words of the text, or hold Shift and press the arrow keys."
            " What you select is what will be coded."
        ),
        tr("You have selected a passage."),
    )


def _code(named: Named) -> StepWords:
    return StepWords(
        tr("Code it"),
        tr(
            "Press {key}, the key of the code “{code}”, or double-click any code in the list of"
            " codes. Select again where nothing is selected any more.",
            key=named.code_key,
            code=named.code,
        ),
        tr("You have made a coding. It is saved already."),
    )


def _see(named: Named) -> StepWords:
    return StepWords(
        tr("See what others coded"),
        tr(
            "Two people have coded this text before you. Press {key} in the text until you are at"
            " a coding of theirs, or click into coloured words. “Codings here” tells who made it,"
            " and how.",
            key=named.key("next_coding"),
        ),
        tr("That is a coding of somebody else. You can read it, and not change it."),
    )


def _memo(named: Named) -> StepWords:
    return StepWords(
        tr("Write down why"),
        tr(
            "Press {key} and write a word or two about this coding. Esc leads back to the text.",
            key=named.key("memo"),
        ),
        tr("Your memo is kept with the coding."),
    )


def _compare(named: Named) -> StepWords:
    return StepWords(
        tr("Compare"),
        tr(
            "Open the page “Agreement” ({key}). It counts how far those agree who have marked the"
            " text as done; {help} there explains each figure.",
            key=named.key("agreement"),
            help=named.key("manual"),
        ),
        tr("These are the figures of two coders. A click on one shows where they differ."),
    )


def _merge(named: Named) -> StepWords:
    return StepWords(
        tr("Merge a colleague’s work"),
        tr(
            "{colleague} has coded a copy of this text. Press {key}, choose “{file}”, look at"
            " what would come in, and merge it.",
            colleague=named.colleague,
            key=named.key("merge"),
            file=named.file,
        ),
        tr("{colleague}’s codings are in your project.", colleague=named.colleague),
    )


def _undo(named: Named) -> StepWords:
    return StepWords(
        tr("Take it back"),
        tr(
            "Every step can be undone, a merge too. Close the report of the merge, and press {key}:"
            " the menu Edit names what it takes back.",
            key=named.key("undo"),
        ),
        tr("It is as it was before. The history keeps both."),
    )
