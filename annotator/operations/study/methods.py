"""The methods paragraph: what a reader must know of the coding; gaps stand in brackets.

What is asked for follows Lombard, Snyder-Duch & Bracken (2002), Krippendorff (2019, chapter 12) and
O'Connor & Joffe (2020). What the project itself knows is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator import __version__
from annotator.corpus.changes import Changes
from annotator.corpus.messages import gettext_noop, listing, number_of, tr
from annotator.corpus.number_words import decimals, percent
from annotator.operations.reliability import catalogue
from annotator.operations.study import entries
from annotator.operations.study.entries import METHODS, Field, number
from annotator.operations.study.facts import StudyFacts
from annotator.operations.study.figures import ReportedAgreement
from annotator.operations.viewing import Viewer
from annotator.storage.project_file import ProjectFile

FIELDS = (
    Field(
        "sample",
        gettext_noop("How the sample was drawn"),
        gettext_noop("For example: one article in ten of each newspaper, at random."),
        lines=2,
    ),
    Field(
        "coders",
        gettext_noop("Who coded"),
        gettext_noop(
            "For example: two of the authors, and a student who did not know the question."
        ),
        lines=2,
    ),
    Field(
        "training hours",
        gettext_noop("Hours of training"),
        gettext_noop("Of each coder, in hours."),
        number=True,
    ),
    Field(
        "training",
        gettext_noop("How coders were trained"),
        gettext_noop("On which texts, by whom, until when."),
        lines=2,
    ),
    Field(
        "blindness",
        gettext_noop("Blindness"),
        gettext_noop(
            "What coders did not know: each other’s codings, the hypotheses, the authors."
        ),
        lines=2,
    ),
    Field(
        "resolution",
        gettext_noop("How disagreements were resolved"),
        gettext_noop("By discussion, by a third person, by majority; which codings are analysed."),
        lines=2,
    ),
    Field(
        "not sought",
        gettext_noop("Where agreement was not sought, and why"),
        gettext_noop("For example: memos, as they are one reader’s interpretation."),
        lines=2,
    ),
)
"""What is asked for once."""


def read(viewer: Viewer) -> dict[str, str]:
    """What was entered, by names of fields."""
    return entries.read(viewer, METHODS)


def write(project: ProjectFile, by: str, values: Mapping[str, str]) -> Changes:
    """Set entries by name. UserError where one can't be."""
    return entries.write(project, by, METHODS, values, FIELDS)


def gap(what: str) -> str:
    """What is not recorded, as it stands in the paragraph."""
    return tr("[{what} not recorded]", what=what)


def paragraph(
    found: StudyFacts, said: Mapping[str, str], reported: ReportedAgreement | None = None
) -> str:
    """A paragraph for a methods section. Gaps stand in brackets, to be filled or to be admitted."""
    sentences = [
        _sample(found, said),
        _coders(found, said),
        _training(said),
        _blindness(found, said),
        _variables(found, reported),
        _resolution(found, said),
        _not_sought(said),
        tr("Coding and computation: Annotator {version}.", version=__version__),
    ]
    return " ".join(filter(None, sentences))


def _sentence(words: str) -> str:
    words = words.strip()
    return words if not words or words[-1] in ".!?…]" else words + "."


def _sample(found: StudyFacts, said: Mapping[str, str]) -> str:
    drawn = said.get("sample") or gap(tr("how the sample was drawn"))
    coded = tr(
        "{documents_were} coded; {double} of them ({share} of the characters) by at least two"
        " coders.",
        documents_were=number_of(found.documents, "document was", "documents were"),
        double=f"{found.double:,}",
        share=percent(found.double_share, 0),
    )
    return f"{tr('Sample:')} {_sentence(drawn)} {coded}"


def _coders(found: StudyFacts, said: Mapping[str, str]) -> str:
    number_words = number_of(len(found.coders), "coder")
    who = said.get("coders") or gap(tr("who the coders were"))
    return _sentence(tr("{coders} worked on them: {who}", coders=number_words, who=who))


def _training(said: Mapping[str, str]) -> str:
    hours = number(said.get("training hours", ""))
    how = said.get("training", "")
    if hours is None:
        words = tr("They were trained: {gap}", gap=gap(tr("training hours")))
    else:
        amount = decimals(hours, 0 if hours == int(hours) else 1)
        words = tr("They were trained for {hours} hours each", hours=amount)
    return _sentence(f"{words}. {how}" if how else words)


def _blindness(found: StudyFacts, said: Mapping[str, str]) -> str:
    if said.get("blindness"):
        return _sentence(said["blindness"])
    if found.rounds and all(one.blind for one in found.rounds):
        return tr("In all rounds, coders worked without seeing each other’s codings.")
    if any(one.blind for one in found.rounds):
        names = listing([one.name for one in found.rounds if one.blind])
        return tr("In {rounds}, coders worked without seeing each other’s codings.", rounds=names)
    return _sentence(gap(tr("blindness of the coders")))


def _variables(found: StudyFacts, reported: ReportedAgreement | None) -> str:
    codes = number_of(found.codable, "code")
    if reported is None:
        return tr("Agreement on {codes}: {gap}.", codes=codes, gap=gap(tr("agreement by variable")))
    comparison = reported.comparison
    spreads = comparison.interval_table
    parts = []
    for number_, (label, row) in enumerate(
        zip(comparison.data.labels, comparison.table.rows, strict=True)
    ):
        value = row.alpha_character.value
        if value is None:
            parts.append(tr("{code} undefined", code=label))
            continue
        ends = spreads.rows[number_].alpha_character.ends if spreads is not None else None
        between = "" if ends is None else f" [{decimals(ends[0], 2)}, {decimals(ends[1], 2)}]"
        parts.append(f"{label} {decimals(value, 2)}{between}")
    if reported.round:
        return tr(
            "In {round}, Krippendorff’s alpha (nominal, {unit}) was, for each variable: {values}.",
            round=reported.round,
            unit=tr(comparison.table.unit),
            values="; ".join(parts),
        )
    return tr(
        "Krippendorff’s alpha (nominal, {unit}) was, for each variable: {values}.",
        unit=tr(comparison.table.unit),
        values="; ".join(parts),
    )


def _resolution(found: StudyFacts, said: Mapping[str, str]) -> str:
    words = []
    if found.settled:
        words.append(
            tr(
                "{cases_were} settled by {who}.",
                cases_were=number_of(found.settled, "disagreement was", "disagreements were"),
                who=listing(found.adjudicators),
            )
        )
        if found.adjudicator_coded:
            words.append(tr("Who settled them had coded as well."))
    if said.get("resolution"):
        words.append(_sentence(said["resolution"]))
    return " ".join(words) or _sentence(gap(tr("resolution of disagreements")))


def _not_sought(said: Mapping[str, str]) -> str:
    why = said.get("not sought", "")
    return _sentence(tr("Agreement was not sought: {why}", why=why)) if why else ""


REFERENCES = (
    gettext_noop(
        "Lombard, M., Snyder-Duch, J., & Bracken, C. C. (2002). Content analysis in mass"
        " communication: Assessment and reporting of intercoder reliability. Human Communication"
        " Research, 28(4), 587–604."
    ),
    catalogue.KRIPPENDORFF,
    gettext_noop(
        "O’Connor, C., & Joffe, H. (2020). Intercoder reliability in qualitative research: Debates"
        " and practical guidelines. International Journal of Qualitative Methods, 19."
    ),
)
"""What asks for what is reported."""
