"""How many units a reliability sample needs, in a sentence with its source."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.agreement import units_for_agreement, units_for_alpha
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.operations.reliability.comparison import compare
from annotator.operations.reliability.selection import AgreementSettings, Selection
from annotator.operations.viewing import Viewer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the figures shall bear: an alpha of `least` at the `risk` that it is lower in truth; and
    percent agreement within `margin` of that in all `population` units, where `level` is assumed.
    """

    least: float = 0.8
    risk: float = 0.05
    level: float = 0.9
    margin: float = 0.05


@dataclass(frozen=True, slots=True)
class Needed:
    """By alpha and by percent agreement how many units; `share` and `code` tell of the rarest code,
    as coded so far (`code` is empty where the share was given). `for_agreement` is 0 where no
    population is known."""

    code: str
    share: float
    for_alpha: int
    for_agreement: int
    sentences: tuple[str, ...]


def prevalence(viewer: Viewer, unit: str = "sentence") -> dict[str, float]:
    """How often each code was found so far: its share of the values on units that two coders have
    given, by the whole name of the code; codes that nobody used are left out."""
    settings = AgreementSettings(unit=unit, interval_method=None)
    found = compare(viewer, Selection(touched=True), settings)
    shares = {}
    for label, row in zip(found.data.labels, found.table.rows, strict=True):
        counts = row.alpha_character.counts
        values, ones = counts.get("values", 0.0), counts.get("values with the code", 0.0)
        if 0 < ones < values:
            shares[label] = ones / values
    return shares


def needed(
    viewer: Viewer,
    wanted: Wanted,
    *,
    unit: str = "sentence",
    share: float | None = None,
    population: int = 0,
) -> Needed:
    """The sizes of a sample, from the rarest code that was used so far, or a `share` that is given.
    UserError where neither is known, or a figure can't be."""
    code = ""
    if share is None:
        shares = prevalence(viewer, unit)
        if not shares:
            raise UserError(
                tr(
                    "No two coders have coded the same text yet, so nobody knows how rare the codes"
                    " are. Say how often the rarest will be, such as 0.1."
                )
            )
        code = min(shares, key=lambda one: min(shares[one], 1 - shares[one]))
        share = shares[code]
    try:
        for_alpha = units_for_alpha(wanted.least, wanted.risk, share)
        for_agreement = (
            units_for_agreement(population, wanted.level, wanted.margin, wanted.risk)
            if population
            else 0
        )
    except ValueError as error:
        raise UserError(_fault(str(error))) from None
    made = Needed(code, share, for_alpha, for_agreement, ())
    return replace(made, sentences=tuple(_sentences(made, wanted, unit, population)))


def _fault(name: str) -> str:
    return tr(
        "{name} has to be above 0 and below {most}.",
        name={
            "least": tr("The alpha that is wanted"),
            "risk": tr("The risk"),
            "share": tr("The share of the rarest code"),
            "level": tr("The agreement that is assumed"),
            "margin": tr("The margin"),
        }.get(name, name),
        most="0.5" if name == "risk" else "1",
    )


def _sentences(made: Needed, wanted: Wanted, unit: str, population: int) -> list[str]:
    rarest = (
        tr("the rarest code so far, “{code}”, is on {share:.1%}", code=made.code, share=made.share)
        if made.code
        else tr("the rarest code is on {share:.1%}", share=made.share)
    )
    said = [
        tr(
            "For an alpha of at least {least} at a risk of {risk}, two coders need {units}, where"
            " {rarest} of them (Krippendorff 2019, ch. 12).",
            least=f"{wanted.least:g}",
            risk=f"{wanted.risk:g}",
            units=_units(made.for_alpha, unit),
            rarest=rarest,
        )
    ]
    if made.for_agreement:
        said.append(
            tr(
                "For percent agreement within {margin:.0%} of that in all {population:,}, where"
                " {level:.0%} is assumed, {units} have to be drawn at random (Riffe, Lacy & Fico"
                " 2014, ch. 6).",
                margin=wanted.margin,
                population=population,
                level=wanted.level,
                units=_units(made.for_agreement, unit),
            )
        )
    return said


def _units(number: int, unit: str) -> str:
    if unit == "word":
        return number_of(number, "word")
    return number_of(number, "turn") if unit == "turn" else number_of(number, "sentence")
