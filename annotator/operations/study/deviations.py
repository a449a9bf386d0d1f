"""What became otherwise than the frozen plan says, listed by the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.corpus.codebook_difference import differences
from annotator.corpus.messages import number_of, tr
from annotator.corpus.number_words import decimals, percent
from annotator.errors import UserError
from annotator.operations import codebook
from annotator.operations.reliability import AgreementSettings, Comparison
from annotator.operations.study import facts, figures, plan
from annotator.operations.study.entries import number
from annotator.operations.study.facts import StudyFacts
from annotator.operations.study.plan import FIELDS, Registration
from annotator.operations.viewing import Viewer

RARE = 0.05
"""A code with at least this share of the codings is not rare."""
FEW = 10
"""Fewer codings than this are too few for a value of agreement."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which the study is otherwise than planned. about: a field of the plan, `codebook`
    or `codings`. pending: it may still be reached, as the study goes on."""

    about: str
    what: str
    pending: bool = False


def deviations(
    viewer: Viewer, registration: Registration, comparison: Comparison | None = None
) -> list[Deviation]:
    """What is otherwise than a frozen plan says, in the order of its fields.

    comparison: agreement that was computed already; else it is computed here where the plan wants
    an alpha. In a blind project nothing is said that rests on others' work.
    """
    found, frozen = facts.facts(viewer), registration.plan
    said = list(_changed(frozen, plan.read(viewer)))
    if not registration.is_whole:
        said.append(
            Deviation("plan", tr("The frozen plan was changed afterwards: its digest is another."))
        )
    said += _units(frozen, found)
    if not viewer.blind:
        said += _counts(frozen, found)
        said += _rare(frozen, found)
        said += _before(registration)
        if comparison is None and number(frozen.get("alpha", "")) is not None:
            settings = AgreementSettings(interval_method=None)
            known = figures.reported(viewer, settings)
            comparison = known.comparison if known is not None else None
        if comparison is not None:
            said += _alpha(frozen, comparison)
    said += _codebook(viewer, registration)
    order = {name: n for n, name in enumerate(("plan", *(field.name for field in FIELDS)))}
    return sorted(said, key=lambda one: order.get(one.about, len(order)))


def _changed(frozen: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Deviation]:
    for field in FIELDS:
        before, after = frozen.get(field.name, ""), now.get(field.name, "")
        if before != after:
            nothing = tr("nothing")
            yield Deviation(
                field.name,
                tr(
                    "{title}: the frozen plan says “{before}”, the plan now “{after}”.",
                    title=tr(field.title),
                    before=before or nothing,
                    after=after or nothing,
                ),
            )


def _units(frozen: Mapping[str, str], found: StudyFacts) -> Iterator[Deviation]:
    unit = frozen.get("unit", "")
    other = [code.name for code in found.codebook.codes if code.codable and code.unit.value != unit]
    if unit and other:
        yield Deviation(
            "unit",
            tr(
                "The unit was to be “{unit}”; another one is set for: {codes}.",
                unit=unit,
                codes=", ".join(other),
            ),
        )


def _counts(frozen: Mapping[str, str], found: StudyFacts) -> Iterator[Deviation]:
    for name, there, words in (
        ("coders", len(found.coders), number_of(len(found.coders), "coder")),
        ("documents", found.documents, number_of(found.documents, "document")),
        ("double", found.double, number_of(found.double, "document coded by two")),
        ("rounds", len(found.rounds), number_of(len(found.rounds), "round")),
    ):
        wanted = number(frozen.get(name, ""))
        if wanted is not None and wanted != there:
            title = tr(next(field.title for field in FIELDS if field.name == name))
            planned = frozen[name]
            if there < wanted:
                said = tr(
                    "{title}: planned {planned}, so far {words}.",
                    title=title,
                    planned=planned,
                    words=words,
                )
            else:
                said = tr(
                    "{title}: planned {planned}, there are {words}.",
                    title=title,
                    planned=planned,
                    words=words,
                )
            yield Deviation(name, said, pending=there < wanted)


def _rare(frozen: Mapping[str, str], found: StudyFacts) -> Iterator[Deviation]:
    expected = {name.strip().casefold() for name in frozen.get("rare", "").split(",")} - {""}
    if not expected or not found.codings:
        return
    names = {code.name.casefold() for code in found.codebook.codes}
    for unknown in sorted(expected - names):
        yield Deviation("rare", tr("No code is called “{name}”.", name=unknown))
    for code in found.codebook.codes:
        if not code.codable:
            continue
        there = found.by_code.get(code.guid, 0)
        share = there / found.codings
        if code.name.casefold() in expected and share >= RARE:
            yield Deviation(
                "rare",
                tr(
                    "“{code}” was expected to be rare and makes up {share} of the codings.",
                    code=code.name,
                    share=percent(share, 0),
                ),
            )
        elif code.name.casefold() not in expected and there < FEW:
            yield Deviation(
                "rare",
                tr(
                    "“{code}” was not expected to be rare and has {codings}.",
                    code=code.name,
                    codings=number_of(there, "coding"),
                ),
                pending=True,
            )


def _before(registration: Registration) -> Iterator[Deviation]:
    there = registration.number("codings")
    if there:
        yield Deviation(
            "codings",
            tr(
                "When the plan was frozen, {codings_were} there already.",
                codings_were=number_of(there, "coding was", "codings were"),
            ),
        )


def _alpha(frozen: Mapping[str, str], comparison: Comparison) -> Iterator[Deviation]:
    wanted = number(frozen.get("alpha", ""))
    if wanted is None or not comparison.compared:
        return
    below = [
        f"{label} {decimals(value)}"
        for label, row in zip(comparison.data.labels, comparison.table.rows, strict=True)
        if (value := row.alpha_character.value) is not None and value < wanted
    ]
    if below:
        yield Deviation(
            "alpha",
            tr("Alpha is below {wanted}: {codes}.", wanted=frozen["alpha"], codes="; ".join(below)),
            pending=True,
        )


def _codebook(viewer: Viewer, registration: Registration) -> Iterator[Deviation]:
    version = registration.number("codebook version")
    try:
        before = codebook.version(viewer.project, version)
    except UserError:  # the part of the history is not in this copy
        return
    for one in differences(before, codebook.current(viewer.project)):
        yield Deviation("codebook", tr("Codebook: {what}.", what=one.what))
