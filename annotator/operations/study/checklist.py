"""The reporting checklist: what a methods section is asked to say, by whom, and what is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.corpus.messages import listing, number_of, tr
from annotator.corpus.number_words import percent
from annotator.corpus.team import Purpose
from annotator.operations.study.entries import number
from annotator.operations.study.facts import StudyFacts
from annotator.operations.study.figures import ReportedAgreement

LOMBARD, KRIPPENDORFF, OCONNOR = (
    "Lombard et al. 2002",
    "Krippendorff 2019",
    "O’Connor & Joffe 2020",
)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """What is asked for, by which works, and the answer; None where nothing is recorded."""

    name: str
    question: str
    sources: tuple[str, ...]
    answer: str | None

    @property
    def words(self) -> str:
        """The answer, or the gap."""
        return self.answer or tr("[not recorded]")


def checklist(
    found: StudyFacts, said: Mapping[str, str], reported: ReportedAgreement | None = None
) -> list[ChecklistItem]:
    """The items with what the project and the form say of them."""
    return [
        *_sampling(found, said),
        *_people(found, said),
        *_agreement(found, reported),
        *_afterwards(found, said),
    ]


def _sampling(found: StudyFacts, said: Mapping[str, str]) -> Iterator[ChecklistItem]:
    yield ChecklistItem(
        "sample",
        tr("How the sample for reliability was drawn"),
        (LOMBARD, KRIPPENDORFF),
        said.get("sample"),
    )
    share = tr(
        "{double} of {documents} ({share} of the characters)",
        double=found.double,
        documents=number_of(found.documents, "document"),
        share=percent(found.double_share, 0),
    )
    yield ChecklistItem(
        "share",
        tr("Its size, and its share of all texts"),
        (LOMBARD, OCONNOR),
        share if found.double else None,
    )
    units = sorted({code.unit.value for code in found.codebook.codes if code.codable})
    yield ChecklistItem(
        "unit",
        tr("The unit of coding, and who set its limits"),
        (KRIPPENDORFF, OCONNOR),
        listing([tr(unit) for unit in units]) if units else None,
    )


def _people(found: StudyFacts, said: Mapping[str, str]) -> Iterator[ChecklistItem]:
    coders = number_of(len(found.coders), "coder") if found.coders else None
    who = said.get("coders")
    yield ChecklistItem("number of coders", tr("How many coded"), (LOMBARD, OCONNOR), coders)
    yield ChecklistItem("coders", tr("Who they are"), (LOMBARD, OCONNOR), who)
    hours = number(said.get("training hours", ""))
    yield ChecklistItem(
        "training hours",
        tr("Hours of training"),
        (LOMBARD,),
        None if hours is None else said["training hours"],
    )
    yield ChecklistItem(
        "training", tr("How they were trained"), (LOMBARD, KRIPPENDORFF), said.get("training")
    )
    blind = [one.name for one in found.rounds if one.blind]
    yield ChecklistItem(
        "blindness",
        tr("That they worked independently, and what they did not know"),
        (KRIPPENDORFF, OCONNOR),
        said.get("blindness")
        or (tr("blind in: {rounds}", rounds=listing(blind)) if blind else None),
    )


def _agreement(found: StudyFacts, reported: ReportedAgreement | None) -> Iterator[ChecklistItem]:
    compared = reported is not None
    yield ChecklistItem(
        "coefficient",
        tr("Which coefficient, and why"),
        (LOMBARD, KRIPPENDORFF),
        tr("Krippendorff’s alpha: any number of coders, missing data, corrected for chance")
        if compared
        else None,
    )
    yield ChecklistItem(
        "variables",
        tr("Its value for each variable, not their mean"),
        (LOMBARD, KRIPPENDORFF),
        tr("{codes}, each for itself", codes=number_of(found.codable, "code"))
        if compared
        else None,
    )
    with_intervals = reported is not None and reported.comparison.interval_table is not None
    yield ChecklistItem(
        "interval",
        tr("How certain the values are"),
        (KRIPPENDORFF,),
        tr("an interval beside each value") if with_intervals else None,
    )
    stages = [one for one in found.rounds if one.purpose is not Purpose.PRODUCTION]
    names = [tr("{name} ({purpose})", name=r.name, purpose=tr(r.purpose.value)) for r in stages]
    yield ChecklistItem(
        "stages",
        tr("Pilot and final reliability, each for itself"),
        (LOMBARD,),
        listing(names) if names else None,
    )


def _afterwards(found: StudyFacts, said: Mapping[str, str]) -> Iterator[ChecklistItem]:
    settled = (
        tr(
            "{cases} settled by {who}",
            cases=number_of(found.settled, "disagreement"),
            who=listing(found.adjudicators),
        )
        if found.settled
        else None
    )
    yield ChecklistItem(
        "resolution",
        tr("How disagreements were resolved for the analysis"),
        (LOMBARD, OCONNOR),
        said.get("resolution") or settled,
    )
    yield ChecklistItem(
        "adjudicator",
        tr("Whether who settled them is independent of the coders"),
        (KRIPPENDORFF,),
        (tr("no: they coded as well") if found.adjudicator_coded else tr("yes: they did not code"))
        if found.settled
        else None,
    )
    yield ChecklistItem(
        "codebook",
        tr("The whole codebook, with its rules"),
        (LOMBARD, KRIPPENDORFF, OCONNOR),
        tr("in the report and as a file") if found.codable else None,
    )
    yield ChecklistItem(
        "not sought",
        tr("Where agreement was not sought, and why"),
        (OCONNOR,),
        said.get("not sought"),
    )
